package org.akoma.exchange.dossiers;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.protection.alerts.Alert;
import org.akoma.protection.alerts.AlertTold;
import org.akoma.protection.alerts.Alerts;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.assessment.Assessments;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.identity.Guardian;
import org.akoma.protection.identity.Guardians;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.placement.Placements;
import org.akoma.protection.record.Medical;
import org.akoma.protection.record.Medicals;
import org.akoma.protection.schooling.Enrolment;
import org.akoma.protection.schooling.Enrolments;
import org.akoma.protection.schooling.Institutions;
import org.akoma.protection.wellbeing.Csi;
import org.akoma.protection.wellbeing.CsiAction;
import org.akoma.protection.wellbeing.CsiConsequence;
import org.akoma.protection.wellbeing.CsiFactor;
import org.akoma.protection.wellbeing.RiskItem;
import org.akoma.protection.wellbeing.RiskScore;
import org.akoma.protection.wellbeing.RiskScores;
import org.akoma.protection.wellbeing.StatusIndexes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What who goes on with a child needs of the file beside its notes, plan, services and visits. Each is read by its own facade, as on its own page. Never what the
 * police were given, a shelter's address, nor the clinical words of a provider.
 */
@Component
class DossierFacts {

    /** Of the risk of being trafficked again: it speaks of the suspect. */
    private static final Set<RiskItem> OF_SUSPECTS = Set.of(RiskItem.SUSPECT_TIED);

    /** The application's own words for an alert begin with it: what they say is in the index or the visit. */
    private static final String BY_THE_APPLICATION = "\u001f";

    private final StatusIndexes indexes;
    private final RiskScores risks;
    private final Enrolments enrolments;
    private final Institutions institutions;
    private final Placements placements;
    private final Medicals medicals;
    private final Consents consents;
    private final Guardians guardians;
    private final Assessments assessments;
    private final Alerts alerts;
    private final Clock clock;

    DossierFacts(
            StatusIndexes indexes,
            RiskScores risks,
            Enrolments enrolments,
            Institutions institutions,
            Placements placements,
            Medicals medicals,
            Consents consents,
            Guardians guardians,
            Assessments assessments,
            Alerts alerts,
            Clock clock) {
        this.indexes = indexes;
        this.risks = risks;
        this.enrolments = enrolments;
        this.institutions = institutions;
        this.placements = placements;
        this.medicals = medicals;
        this.consents = consents;
        this.guardians = guardians;
        this.assessments = assessments;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Each part with its items, newest first, each an item with its fields in the order in which people read them. */
    Map<String, List<Map<String, @Nullable Object>>> of(Actor actor, String code) {
        Map<String, List<Map<String, @Nullable Object>>> parts = new LinkedHashMap<>();
        parts.put(
                "alerts",
                done(alerts.told(actor, code)).stream().map(DossierFacts::alert).toList());
        parts.put("guardians", guardians(actor, code));
        parts.put("consents", consents(actor, code));
        parts.put(
                "assessments",
                done(assessments.of(actor, code)).stream()
                        .map(DossierFacts::assessment)
                        .toList());
        parts.put(
                "health",
                medicals.read(actor, code).orElse(List.of()).stream()
                        .map(DossierFacts::medical)
                        .toList());
        parts.put("homes", homes(actor, code));
        parts.put(
                "school",
                done(enrolments.of(actor, code)).stream()
                        .map(one -> school(actor, one))
                        .toList());
        if (indexes.of(actor, code) instanceof Outcome.Done<StatusIndexes.Standing>(var index)) {
            parts.put("csi", index.indexes().stream().map(DossierFacts::csi).toList());
            parts.put(
                    "csiActions",
                    index.actions().stream()
                            .filter(one -> one.until() == null && one.kind() != CsiConsequence.Kind.REPORT_OFFENCE)
                            .map(DossierFacts::action)
                            .toList());
        }
        if (risks.of(actor, code) instanceof Outcome.Done<RiskScores.Standing>(var risk))
            parts.put("risks", risk.scores().stream().map(DossierFacts::risk).toList());
        return parts;
    }

    private static <T> List<T> done(Outcome<List<T>> read) {
        return read instanceof Outcome.Done<List<T>>(List<T> all) ? all : List.of();
    }

    /** That the police were told of it, and how, stays here. */
    private static Map<String, @Nullable Object> alert(AlertTold told) {
        Alert one = told.alert();
        Alert.SealedText words = told.words();
        String what = words == null || words.what().startsWith(BY_THE_APPLICATION) ? null : words.what();
        return item(
                "type", one.shown(),
                "raisedAt", one.raisedAt(),
                "open", one.closedAt() == null,
                "safeAt", one.safeAt(),
                "closedAt", one.closedAt(),
                "outcome", one.outcome(),
                "what", what,
                "where", words == null ? null : words.where());
    }

    /** Who answers for the child today. */
    private List<Map<String, @Nullable Object>> guardians(Actor actor, String code) {
        LocalDate today = LocalDate.now(clock);
        return guardians.read(actor, code).orElse(List.of()).stream()
                .filter(one -> one.answersOn(today))
                .map(DossierFacts::guardian)
                .toList();
    }

    private static Map<String, @Nullable Object> guardian(Guardian one) {
        return item("kind", one.kind(), "since", one.appointedOn(), "name", one.name(), "contact", one.contact());
    }

    /** The newest answer to each question, but that about the police. */
    private List<Map<String, @Nullable Object>> consents(Actor actor, String code) {
        Map<Consent.Purpose, Consent> newest = new LinkedHashMap<>();
        consents.read(actor, code).orElse(List.of()).stream()
                .filter(one -> one.purpose() != Consent.Purpose.SHARE_WITH_LAW_ENFORCEMENT)
                .forEach(one -> newest.merge(one.purpose(), one, (a, b) -> b.at().isAfter(a.at()) ? b : a));
        return newest.values().stream()
                .map(one -> item(
                        "purpose", one.purpose(),
                        "answer", one.status(),
                        "at", one.at(),
                        "givenBy", one.givenBy(),
                        "language", one.language(),
                        "words", one.words()))
                .toList();
    }

    private static Map<String, @Nullable Object> assessment(Assessment one) {
        Assessment.SealedText words = one.words();
        return item(
                "at", one.at(),
                "kind", one.kind(),
                "risk", one.risk(),
                "needs", one.needs(),
                "safetyPlan", words.safetyPlan(),
                "childsWords", words.childsWords(),
                "childsWishes", words.childsWishes(),
                "needsInWords", words.needsInWords(),
                "protectiveFactors", words.protectiveFactors(),
                "riskFactors", words.riskFactors(),
                "reason", words.reason());
    }

    /** What matters for the child's care; the clinical words are their provider's. */
    private static Map<String, @Nullable Object> medical(Medical one) {
        return item("at", one.at(), "kind", one.kind(), "urgent", one.urgent(), "careNeeded", one.care());
    }

    private List<Map<String, @Nullable Object>> homes(Actor actor, String code) {
        List<Map<String, @Nullable Object>> homes = new ArrayList<>();
        for (Placement one : done(placements.of(actor, code))) {
            if (one.state() != Placement.State.CURRENT && one.state() != Placement.State.ENDED) continue;
            Placement.SealedText words =
                    lives(one) ? placements.reveal(actor, code, one.id()).orElse(null) : null;
            homes.add(item(
                    "kind", one.kind(),
                    "country", one.country(),
                    "since", one.since(),
                    "until", one.until(),
                    "change", one.reason(),
                    "left", one.left(),
                    "careOrderOn", one.careOrderOn(),
                    "address", words == null ? null : words.address(),
                    "withWhom", words == null ? null : words.withWhom()));
        }
        return homes;
    }

    /** Where a shelter lies is told to nobody elsewhere. */
    private static boolean lives(Placement one) {
        return one.state() == Placement.State.CURRENT && one.kind() != Placement.Kind.SHELTER;
    }

    private Map<String, @Nullable Object> school(Actor actor, Enrolment one) {
        Enrolment.SealedText words = one.words();
        Optional<String> name = institutions
                .find(actor, one.institution())
                .map(found -> found.words().name());
        return item(
                "institution", name.orElse(null),
                "pathway", one.pathway(),
                "trade", one.trade(),
                "startsOn", one.startsOn(),
                "endsOn", one.endsOn(),
                "endReason", one.endReason(),
                "dropReason", one.dropReason(),
                "contract", one.contract(),
                "hoursAWeek", one.hoursAWeek(),
                "insured", one.insured(),
                "tasksSafe", one.tasksSafe(),
                "pupil", words.pupil(),
                "master", words.master(),
                "remarks", words.remarks());
    }

    /** Each factor by itself; there is no total of them (requirements.md 4.1). */
    private static Map<String, @Nullable Object> csi(Csi one) {
        Map<String, Integer> levels = new LinkedHashMap<>();
        Map<String, String> missing = new LinkedHashMap<>();
        for (CsiFactor factor : CsiFactor.values()) {
            Integer level = one.level(factor);
            if (level != null) levels.put(factor.name(), level);
            Csi.Missing why = one.missing().get(factor);
            if (why != null) missing.put(factor.name(), why.name());
        }
        return item(
                "on", one.on(),
                "wave", one.wave(),
                "informants", one.informants(),
                "levels", levels,
                "missing", missing,
                "seen", one.words().seen(),
                "planned", one.words().planned());
    }

    private static Map<String, @Nullable Object> action(CsiAction one) {
        return item("kind", one.kind(), "factors", one.factors(), "since", one.since(), "due", one.due());
    }

    private static Map<String, @Nullable Object> risk(RiskScore one) {
        Map<String, Integer> points = new LinkedHashMap<>();
        for (RiskItem asked : RiskItem.values()) {
            Integer point = one.points().get(asked);
            if (point != null && !OF_SUSPECTS.contains(asked)) points.put(asked.name(), point);
        }
        return item(
                "on", one.on(),
                "proposed", one.proposed(),
                "decided", one.decided(),
                "asksProtection", one.asksProtection(),
                "points", points,
                "reason", one.words().reason());
    }

    /** @param pairs a name and its value, in turn; what has no value is left out */
    private static Map<String, @Nullable Object> item(@Nullable Object... pairs) {
        Map<String, @Nullable Object> item = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) if (pairs[i + 1] != null) item.put((String) pairs[i], pairs[i + 1]);
        return item;
    }
}
