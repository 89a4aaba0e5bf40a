package org.akoma.exchange.dossiers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** How the fields of each part of a record are read, in the order in which they are shown. */
final class DossierFields {

    static final String DAYS = "day";
    static final String ANSWER = "answer";
    static final String TEXT = "text";
    static final String LANGUAGE = "language";
    static final String LEVELS = "levels";
    static final String MISSING = "missing";
    static final String POINTS = "points";

    /** Parts that are shown one item after the other; those that a page places itself are left out. */
    static final List<String> LISTED = List.of(
            "assessments",
            "health",
            "homes",
            "guardians",
            "consents",
            "school",
            "csi",
            "csiActions",
            "risks",
            "services",
            "visits",
            "notes");

    /** A part, then each field with how it is read: the name of a list of codes, or one of the words above. A line that ends in a comma goes on. */
    private static final Map<String, Map<String, String>> PARTS = parts("""
            alerts: type alert-type, raisedAt day, open answer, what text, where text, safeAt day, closedAt day, outcome alert-outcome
            assessments: at day, kind assessment-kind, risk risk, needs csi-factor, safetyPlan text, childsWords text, childsWishes text,
            needsInWords text, protectiveFactors text, riskFactors text, reason text
            health: at day, kind cases.medical.kinds, urgent answer, careNeeded text
            homes: kind placement-kind, country country, since day, until day, change placement-reason, left leave-reason, careOrderOn day,
            address text, withWhom text
            guardians: kind guardian-kind, name text, contact text, since day
            consents: purpose consent-purpose, answer consent-answer, at day, givenBy consent-given-by, language language, words text
            school: institution text, pathway pathway, trade trade, startsOn day, endsOn day, endReason enrolment-end,
            dropReason drop-out-reason, contract answer, hoursAWeek text, insured answer, tasksSafe answer, pupil text, master text, remarks text
            csi: on day, wave csi-wave, informants csi-informant, levels levels, missing missing, seen text, planned text
            csiActions: kind csi-action, factors csi-factor, since day, due day
            risks: on day, proposed risk, decided risk, asksProtection answer, points points, reason text
            services: code assistance, state service-status, fromOn day, untilOn day, reason service-interruption, note text
            visits: plannedOn day, doneOn day, type visit-type, state visit-status, mode visit-mode, seen visit-seen, seenAlone answer,
            notAlone visit-not-alone, school visit-school, safety visit-safety, traffickerContact answer, place text, opinion text, actions text,
            missedReason visit-missed-reason
            notes: at day, kind cases.note.kinds, text text
            exploitation: types vic_TypeOfExploitation, industries vic_ForcedLabourIndustry, recruitment vic_MethodOfRecruitment,
            control vic_MethodsOfControl, relationship vic_RelationshipToTrafficker, ageWhenTrafficked text, months text, places text, words text
            child: sex sex, ageAtRescue age, ageEstimated answer, nationality country, country country, care care, status case-status,
            victimStatus victim-status, sector sector, risk risk, registeredAt day, nextVisitDue day, reviewDue day
            plan: number text, decidedAt day, childsPart text, familysPart text
            goal: aim text, measure text, service assistance, startsOn day, endsOn day, met goal-met
            """);

    private DossierFields() {}

    /** The fields of this part, each with how it is read. */
    static Map<String, String> of(String part) {
        return Objects.requireNonNull(PARTS.get(part), part);
    }

    private static Map<String, Map<String, String>> parts(String declared) {
        Map<String, Map<String, String>> parts = new LinkedHashMap<>();
        Stream.of(declared.split("(?<!,)\n")).forEach(part -> {
            int colon = part.indexOf(':');
            parts.put(part.substring(0, colon), fields(part.substring(colon + 1)));
        });
        return parts;
    }

    private static Map<String, String> fields(String declared) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : declared.split(",")) {
            String[] words = field.strip().split(" ");
            fields.put(words[0], words[1]);
        }
        return fields;
    }
}
