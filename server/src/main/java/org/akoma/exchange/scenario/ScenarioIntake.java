package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioTime.later;
import static org.akoma.exchange.scenario.ScenarioTime.noon;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.reference.Code;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.assessment.BestInterests;
import org.akoma.protection.assessment.WeighBestInterests;
import org.akoma.protection.assessment.Weighing;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.ConsentRule;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.consent.RecordConsent;
import org.akoma.protection.identity.AgeBand;
import org.akoma.protection.identity.AppointGuardian;
import org.akoma.protection.identity.Guardian;
import org.akoma.protection.identity.Guardians;
import org.akoma.protection.record.Exploitation;
import org.akoma.protection.record.Exploitations;
import org.akoma.protection.record.Medical;
import org.akoma.protection.record.Medicals;
import org.springframework.stereotype.Component;

/** The first records of a child in a scenario: consent, exploitation, medical examination, guardian. */
@Component
class ScenarioIntake {

    private static final Map<String, Consent.Purpose> PURPOSES = Map.of(
            "caseManagement", Consent.Purpose.CASE_MANAGEMENT,
            "shareForReferral", Consent.Purpose.SHARE_FOR_REFERRAL,
            "shareWithLawEnforcement", Consent.Purpose.SHARE_WITH_LAW_ENFORCEMENT,
            "anonymousStatistics", Consent.Purpose.ANONYMOUS_STATISTICS,
            "media", Consent.Purpose.MEDIA,
            "photo", Consent.Purpose.PHOTO,
            "transfer", Consent.Purpose.TRANSFER_TO_AUTHORITY,
            "interview", Consent.Purpose.EVALUATION_INTERVIEW);

    private final Consents consents;
    private final BestInterests bestInterests;
    private final Guardians guardians;
    private final Exploitations exploitations;
    private final Medicals medicals;
    private final CodeLists codes;
    private final Policies policies;

    ScenarioIntake(
            Consents consents,
            BestInterests bestInterests,
            Guardians guardians,
            Exploitations exploitations,
            Medicals medicals,
            CodeLists codes,
            Policies policies) {
        this.consents = consents;
        this.bestInterests = bestInterests;
        this.guardians = guardians;
        this.exploitations = exploitations;
        this.medicals = medicals;
        this.codes = codes;
        this.policies = policies;
    }

    void schedule(ScenarioCare.Steps s) {
        Scenario.Child child = s.child();
        Instant when = child.registeredAt();
        consents(s, when);
        s.at(when, "exploitation", () -> exploitations.change(s.worker(), s.code(), exploitation(child), 0));
        Instant screened = child.screenedAt();
        if (screened != null)
            s.at(
                    later(screened, when),
                    "medical",
                    () -> medicals.record(
                            s.worker(),
                            s.code(),
                            s.id("medical"),
                            Medical.Kind.SCREENING,
                            screened,
                            false,
                            Placeholders.ADMISSION));
        LocalDate guardian = child.guardianOn();
        if (guardian != null)
            s.at(
                    later(noon(guardian), when),
                    "guardian",
                    () -> guardians.appoint(
                            s.worker(),
                            s.code(),
                            new AppointGuardian(
                                    s.id("guardian"),
                                    Guardian.Kind.APPOINTED,
                                    guardian,
                                    "Tuteur désigné par l’autorité",
                                    null,
                                    null)));
    }

    /**
     * A yes with a guardian's part is taken once there is a guardian; until then case management counts as asked about, and consent as not
     * obtainable. A child's refusal is kept as the scenario says it.
     */
    private void consents(ScenarioCare.Steps s, Instant when) {
        Scenario.Child child = s.child();
        Consent.GivenBy usual = ConsentRule.usual(AgeBand.of(child.age(), policies));
        boolean alone = usual == Consent.GivenBy.CHILD_CONSENT_ALONE;
        LocalDate guardian = child.guardianOn();
        Instant guarded = alone
                ? when
                : guardian == null ? null : later(noon(guardian), when).plusSeconds(60);
        boolean waits = !when.equals(guarded) && child.consents().containsValue(Consent.Status.GIVEN.name());
        if (waits) {
            s.at(when, "consent", () -> consents.record(s.worker(), s.code(), unobtainable(s)));
            s.otherwise(
                    when,
                    "consent: said to be given with a guardian before there was one; taken as not obtainable, then as given"
                            + " on the day of the guardian's appointment" + (guardian == null ? "" : ", " + guardian));
        }
        if (usual == Consent.GivenBy.GUARDIAN_AFTER_BEST_INTERESTS && guarded != null) weigh(s, guarded);
        child.consents().forEach((purpose, status) -> {
            if (!PURPOSES.containsKey(purpose)) return;
            boolean yes = status.equals(Consent.Status.GIVEN.name());
            Instant at = yes ? guarded : when;
            if (at != null)
                s.at(
                        at,
                        "consent",
                        () -> consents.record(s.worker(), s.code(), consent(s, purpose, status, usual, at)));
        });
    }

    /** Records an assessment without details, and reports it: only the form of the consent says that best interests were weighed. */
    private void weigh(ScenarioCare.Steps s, Instant when) {
        s.otherwise(
                when,
                "best interests: known from the form of the consent alone; taken as an assessment without details");
        String unknown = Placeholders.NOT_TOLD;
        s.at(
                when,
                "best interests",
                () -> bestInterests.weigh(
                        s.worker(),
                        s.code(),
                        new WeighBestInterests(
                                s.id("best-interests"),
                                Weighing.Kind.ASSESSMENT,
                                null,
                                List.of(),
                                new Weighing.SealedText(unknown, unknown, unknown, null))));
    }

    private RecordConsent unobtainable(ScenarioCare.Steps s) {
        return new RecordConsent(
                s.id("consent/before-guardian"),
                Consent.Purpose.CASE_MANAGEMENT,
                Consent.Status.NOT_OBTAINABLE,
                Consent.GivenBy.NOBODY,
                s.child().registeredAt(),
                null,
                Consent.Basis.GUARDIAN_NOT_FOUND,
                List.of(),
                null,
                null,
                Placeholders.NO_GUARDIAN_YET);
    }

    /** The form that a yes takes at the child's age; a scenario says less exactly who answered, and not who was there. */
    private RecordConsent consent(ScenarioCare.Steps s, String purpose, String status, Consent.GivenBy by, Instant at) {
        return new RecordConsent(
                s.id("consent/" + purpose),
                java.util.Objects.requireNonNull(PURPOSES.get(purpose)),
                Consent.Status.valueOf(status),
                by,
                at,
                "fr",
                null,
                explained(),
                null,
                Placeholders.NOT_TOLD,
                null);
    }

    /** A later answer about a transfer to an authority, in the form of the child's age; a scenario says no more of it. */
    void answer(Timeline timeline, Instant at, Actor worker, Scenario.Child child, UUID id, Consent.Status status) {
        boolean yes = status == Consent.Status.GIVEN;
        boolean nobody = status == Consent.Status.NOT_OBTAINABLE;
        RecordConsent answer = new RecordConsent(
                id,
                Consent.Purpose.TRANSFER_TO_AUTHORITY,
                status,
                nobody
                        ? Consent.GivenBy.NOBODY
                        : yes ? ConsentRule.usual(AgeBand.of(child.age(), policies)) : Consent.GivenBy.CHILD,
                at,
                nobody ? null : "fr",
                nobody ? Consent.Basis.CHILD_UNABLE : null,
                nobody ? List.of() : explained(),
                null,
                Placeholders.NOT_TOLD,
                nobody ? Placeholders.CHILD_NOT_FOUND : null);
        timeline.at(at, child.code(), "consent to the transfer", () -> consents.record(worker, child.code(), answer));
    }

    private List<String> explained() {
        List<String> given = new ArrayList<>(codes.codesOf("consent-question"));
        if (!given.contains(Consent.LIMITS)) given.add(Consent.LIMITS);
        return given;
    }

    private Exploitation exploitation(Scenario.Child child) {
        List<String> industries = child.sector() == null
                ? List.of()
                : codes.find("sector", child.sector()).map(Code::htcds).stream().toList();
        return new Exploitation(
                child.exploitation(),
                industries,
                child.recruitment() == null ? List.of() : List.of(child.recruitment()),
                child.control(),
                List.of(),
                null,
                child.months(),
                null,
                null);
    }
}
