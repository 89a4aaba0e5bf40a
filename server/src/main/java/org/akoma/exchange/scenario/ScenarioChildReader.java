package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioNode.or;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.akoma.exchange.spreadsheets.Finding;

/** Reads what a scenario tells of each child. */
final class ScenarioChildReader {

    private static final Set<String> RISKS = Set.of("LOW", "MEDIUM", "HIGH");
    private static final Set<String> CARES =
            Set.of("FAMILY_REUNIFIED", "EXTENDED_FAMILY", "FOSTER_FAMILY", "RESIDENTIAL_CARE", "INDEPENDENT_LIVING");
    private static final Set<String> CONSENT = Set.of("GIVEN", "REFUSED", "WITHDRAWN", "NOT_OBTAINABLE");
    private static final Pattern FILE = Pattern.compile("[A-Z]{2,6}-[0-9]{3,9}");

    private final ScenarioCodes codes;
    private final ScenarioEvents events;
    private final List<Finding> problems;

    ScenarioChildReader(ScenarioCodes codes, ScenarioEvents events, List<Finding> problems) {
        this.codes = codes;
        this.events = events;
        this.problems = problems;
    }

    /** @param here the country where the child is at first, and stays without another statement */
    Scenario.Child child(ScenarioNode told, String here) {
        String code = or(told.code("code", FILE));
        ScenarioEvents.Stay stay = events.stay(code);
        Integer age = told.integer("ageAtRescue", 0, 25);
        Instant found = told.requiredMoment("foundAt");
        Instant handed = told.requiredMoment("handedToSocialWorkerAt");
        Instant registered = told.requiredMoment("registeredAt");
        if (age == null) told.wrong("ageAtRescue", "", "exchange.story-missing", "");
        Map<String, String> consents = new LinkedHashMap<>();
        ScenarioNode consent = new ScenarioNode(told.node().path("consent"), "children.consent", 0, problems);
        consent.node().properties().forEach(e -> {
            if (!e.getKey().equals("by")) consents.put(e.getKey(), or(consent.choice(e.getKey(), CONSENT)));
        });
        String followUp = told.text("followUpStatus");
        String destination = codes.country(told, "dest");
        return new Scenario.Child(
                code,
                told.text("alias"),
                or(told.requiredChoice("sex", Set.of("F", "M", "U"))),
                age == null ? 0 : age,
                !Boolean.FALSE.equals(told.answer("ageEstimated")),
                codes.country(told, "nationality"),
                told.choice("sector", codes.list("sector")),
                told.choice("riskInitial", RISKS),
                told.choice("riskReassessed", RISKS),
                told.choice("pathway", codes.list("pathway")),
                destination == null ? here : destination,
                told.choice("care", CARES),
                told.text("shelter"),
                stay.from(),
                stay.until(),
                told.text("site"),
                found == null ? Instant.EPOCH : found,
                handed == null ? Instant.EPOCH : handed,
                told.moment("medicalScreeningAt"),
                registered == null ? Instant.EPOCH : registered,
                told.moment("initialAssessmentAt"),
                told.date("casePlanApprovedOn"),
                told.date("guardianAppointedOn"),
                told.date("placedOn"),
                "LOST_TO_FOLLOW_UP".equals(followUp) ? told.date("lastSeenOn") : null,
                events.lost(code),
                events.reassessed(code),
                events.services(code),
                told.integer("arrivalConfirmedAfterHours", 0, 10_000),
                told.text("originRegion"),
                told.integer("monthsExploited", 0, 300),
                told.choice("methodOfRecruitment", codes.list("vic_MethodOfRecruitment")),
                told.choices("methodsOfControl", codes.list("vic_MethodsOfControl")),
                told.choices("typeOfExploitation", codes.list("vic_TypeOfExploitation")),
                or(told.required("caseWorker")),
                consents,
                consent.text("by"),
                told.answer("birthCertificate"));
    }
}
