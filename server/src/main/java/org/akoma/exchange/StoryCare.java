package org.akoma.exchange;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.akoma.access.Actor;
import org.akoma.access.Organisation;
import org.akoma.cases.AppointGuardian;
import org.akoma.cases.AssessChild;
import org.akoma.cases.Assessment;
import org.akoma.cases.Assessments;
import org.akoma.cases.CaseFile;
import org.akoma.cases.Consent;
import org.akoma.cases.ConsentRule;
import org.akoma.cases.Consents;
import org.akoma.cases.DecideVictimStatus;
import org.akoma.cases.DraftPlan;
import org.akoma.cases.Exploitation;
import org.akoma.cases.Exploitations;
import org.akoma.cases.Guardian;
import org.akoma.cases.Guardians;
import org.akoma.cases.Medical;
import org.akoma.cases.Medicals;
import org.akoma.cases.Outcome;
import org.akoma.cases.PlanGoal;
import org.akoma.cases.Plans;
import org.akoma.cases.RecordConsent;
import org.akoma.cases.SearchStep;
import org.akoma.cases.Searches;
import org.akoma.cases.VictimStatuses;
import org.akoma.reference.Code;
import org.akoma.reference.CodeLists;
import org.akoma.reference.Policies;
import org.springframework.stereotype.Component;

/** One child's story after registration: consent, guardian, what was lived through, assessment, plan, where the child lives. */
@Component
class StoryCare {

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
    private final Guardians guardians;
    private final Exploitations exploitations;
    private final Medicals medicals;
    private final VictimStatuses victims;
    private final Assessments assessments;
    private final Plans plans;
    private final Searches searches;
    private final StoryHomes homes;
    private final CodeLists codes;
    private final Policies policies;

    StoryCare(
            Consents consents,
            Guardians guardians,
            Exploitations exploitations,
            Medicals medicals,
            VictimStatuses victims,
            Assessments assessments,
            Plans plans,
            Searches searches,
            StoryHomes homes,
            CodeLists codes,
            Policies policies) {
        this.consents = consents;
        this.guardians = guardians;
        this.exploitations = exploitations;
        this.medicals = medicals;
        this.victims = victims;
        this.assessments = assessments;
        this.plans = plans;
        this.searches = searches;
        this.homes = homes;
        this.codes = codes;
        this.policies = policies;
    }

    /** Tells what was done for the child; it is done when the timeline runs. */
    void tell(Story story, Story.Child child, StoryIds ids, StoryCast cast, Timeline timeline) {
        Actor worker = cast.actor(child.worker(), child.registeredAt());
        Actor supervisor =
                cast.actor(StorySettlers.supervisorOf(story, child.worker()).code(), child.registeredAt());
        Steps steps = new Steps(child, ids, worker, supervisor, timeline);
        first(steps);
        homes.shelter(story, steps);
        confirm(story, steps);
        assess(steps);
        plan(steps);
        homes.leave(story, steps);
        lose(steps);
    }

    /**
     * What one child's steps need, again and again. {@link #at} only puts a step on the timeline: whatever the step asks the house
     * for belongs inside its work.
     */
    record Steps(Story.Child child, StoryIds ids, Actor worker, Actor supervisor, Timeline timeline) {
        String code() {
            return child.code();
        }

        java.util.UUID id(String kind) {
            return ids.of(kind, child.code());
        }

        <T> void at(Instant when, String what, Supplier<Outcome<T>> work) {
            timeline.at(when, code(), what, work);
        }

        /** The timeline has the clock. */
        <T> void at(Clock clock, Instant when, String what, Supplier<Outcome<T>> work) {
            at(when, what, work);
        }
    }

    private void first(Steps s) {
        Story.Child child = s.child();
        Instant when = child.registeredAt();
        child.consents().forEach((purpose, status) -> {
            if (PURPOSES.containsKey(purpose))
                s.at(when, "consent", () -> consents.record(s.worker(), s.code(), consent(s, purpose, status)));
        });
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
                            "Examen d’entrée."));
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

    /** The form that a yes takes at the child's age; a scenario says less exactly who answered. */
    private RecordConsent consent(Steps s, String purpose, String status) {
        return new RecordConsent(
                s.id("consent/" + purpose),
                java.util.Objects.requireNonNull(PURPOSES.get(purpose)),
                Consent.Status.valueOf(status),
                ConsentRule.Band.of(s.child().age(), policies).usual(),
                s.child().registeredAt(),
                "fr",
                null,
                explained(),
                null,
                null,
                null);
    }

    private List<String> explained() {
        List<String> told = new ArrayList<>();
        codes.list("consent-question").codes().forEach(code -> told.add(code.code()));
        if (!told.contains(Consent.LIMITS)) told.add(Consent.LIMITS);
        return told;
    }

    private Exploitation exploitation(Story.Child child) {
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

    private void confirm(Story story, Steps s) {
        LocalDate day = story.rescue().end().plusDays(1);
        Instant when = later(noon(day), s.child().registeredAt());
        s.at(
                when,
                "victim status",
                () -> victims.decide(
                        s.supervisor(),
                        s.code(),
                        new DecideVictimStatus(
                                s.id("victim"),
                                CaseFile.VictimStatus.CONFIRMED_VICTIM,
                                decidedBy(story, s.supervisor().organisation()),
                                LocalDate.ofInstant(when, ZoneOffset.UTC),
                                "Indicateurs de traite réunis, entretien avec un agent formé.")));
    }

    /** The kind of structure that decided, as HTCDS names it. */
    private static String decidedBy(Story story, String structure) {
        Organisation.Kind kind = story.structures().stream()
                .filter(one -> one.code().equals(structure))
                .map(Story.Structure::kind)
                .findFirst()
                .orElse(Organisation.Kind.OTHER);
        return switch (kind) {
            case LAW_ENFORCEMENT -> "Police";
            case NGO -> "NGO";
            case CENTRAL_GOVERNMENT, LOCAL_GOVERNMENT -> "NonPoliceGovernmentalOrganization";
            case INTERGOVERNMENTAL, PROVIDER, OTHER -> "Other";
        };
    }

    private void assess(Steps s) {
        Story.Child child = s.child();
        Instant assessed = child.assessedAt();
        if (assessed == null || child.risk() == null) return;
        CaseFile.Risk risk = CaseFile.Risk.valueOf(child.risk());
        s.at(
                assessed,
                "assessment",
                () -> assessments.assess(
                        s.worker(), s.code(), assessment(s, "assessment", Assessment.Kind.INITIAL, risk)));
        LocalDate again = child.reassessedOn();
        if (again == null || child.riskReassessed() == null) return;
        CaseFile.Risk now = CaseFile.Risk.valueOf(child.riskReassessed());
        s.at(
                noon(again),
                "review",
                () -> assessments.assess(s.worker(), s.code(), assessment(s, "review", Assessment.Kind.REVIEW, now)));
        if (now.compareTo(risk) < 0)
            s.at(
                    noon(again).plusSeconds(3_600),
                    "lower risk",
                    () -> assessments.agree(s.supervisor(), s.code(), s.id("review")));
    }

    private static AssessChild assessment(Steps s, String name, Assessment.Kind kind, CaseFile.Risk risk) {
        String reason = kind == Assessment.Kind.INITIAL ? "Évaluation initiale." : "Réévaluation après le placement.";
        return new AssessChild(
                s.id(name), kind, risk, List.of(), new Assessment.Words(null, null, null, reason, null, null, null));
    }

    /** Written and sent the evening before, approved on the day; never before the child was assessed. */
    private void plan(Steps s) {
        LocalDate approved = s.child().planApprovedOn();
        Instant assessed = s.child().assessedAt();
        if (approved == null || assessed == null) return;
        Instant written = later(noon(approved).minusSeconds(6 * 3_600), assessed.plusSeconds(1));
        Instant decided = later(noon(approved), written.plusSeconds(1));
        LocalDate possible = LocalDate.ofInstant(decided, ZoneOffset.UTC);
        if (!possible.equals(approved) && s.timeline().hasCome(decided))
            s.timeline()
                    .otherwise(s.code() + " plan: told as approved on " + approved + ", before the assessment of "
                            + assessed + "; taken as approved on " + possible);
        s.at(
                written,
                "plan",
                () -> plans.draft(s.worker(), s.code(), new DraftPlan(s.id("plan"), null, null, null, goals(s))));
        s.at(written, "plan sent", () -> plans.submit(s.worker(), s.code(), s.id("plan")));
        s.at(decided, "plan approval", () -> plans.decide(s.supervisor(), s.code(), s.id("plan"), true, null));
    }

    private List<PlanGoal> goals(Steps s) {
        List<PlanGoal> goals = new ArrayList<>();
        for (String service : s.child().services()) {
            String aim = codes.label("assistance", service, java.util.Locale.FRENCH);
            goals.add(new PlanGoal(
                    s.id("goal/" + service),
                    goals.size() + 1,
                    service,
                    null,
                    null,
                    null,
                    s.worker().personId(),
                    PlanGoal.Met.OPEN,
                    new PlanGoal.Words(aim, null)));
        }
        return goals;
    }

    private void lose(Steps s) {
        Instant flagged = s.child().lostFlaggedAt();
        if (flagged == null) return;
        s.at(
                flagged,
                "lost",
                () -> searches.step(
                        s.worker(),
                        s.code(),
                        s.id("lost"),
                        SearchStep.Step.FLAGGED,
                        new SearchStep.Words(s.child().lostOn(), "Plus de nouvelles depuis la dernière visite.")));
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
