package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioNode.or;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.akoma.exchange.spreadsheets.Finding;

/** Reads the children of a scenario. */
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
    Scenario.Child child(ScenarioNode node, String here) {
        String code = or(node.code("code", FILE));
        ScenarioEvents.Stay stay = events.stay(code);
        Integer age = node.integer("ageAtRescue", 0, 25);
        Instant found = node.requiredMoment("foundAt");
        Instant handed = node.requiredMoment("handedToSocialWorkerAt");
        Instant registered = node.requiredMoment("registeredAt");
        if (age == null) node.wrong("ageAtRescue", "", "exchange.story-missing", "");
        Map<String, String> consents = new LinkedHashMap<>();
        ScenarioNode consent = new ScenarioNode(node.node().path("consent"), "children.consent", 0, problems);
        consent.node().properties().forEach(e -> {
            if (!e.getKey().equals("by")) consents.put(e.getKey(), or(consent.choice(e.getKey(), CONSENT)));
        });
        String followUp = node.text("followUpStatus");
        String destination = codes.country(node, "dest");
        return new Scenario.Child(
                code,
                node.text("alias"),
                or(node.requiredChoice("sex", Set.of("F", "M", "U"))),
                age == null ? 0 : age,
                !Boolean.FALSE.equals(node.answer("ageEstimated")),
                codes.country(node, "nationality"),
                node.choice("sector", codes.list("sector")),
                node.choice("riskInitial", RISKS),
                node.choice("riskReassessed", RISKS),
                node.choice("pathway", codes.list("pathway")),
                destination == null ? here : destination,
                node.choice("care", CARES),
                node.text("shelter"),
                stay.from(),
                stay.until(),
                node.text("site"),
                found == null ? Instant.EPOCH : found,
                handed == null ? Instant.EPOCH : handed,
                node.moment("medicalScreeningAt"),
                registered == null ? Instant.EPOCH : registered,
                node.moment("initialAssessmentAt"),
                node.date("casePlanApprovedOn"),
                node.date("guardianAppointedOn"),
                node.date("placedOn"),
                "LOST_TO_FOLLOW_UP".equals(followUp) ? node.date("lastSeenOn") : null,
                events.lost(code),
                events.reassessed(code),
                events.services(code),
                node.integer("arrivalConfirmedAfterHours", 0, 10_000),
                node.text("originRegion"),
                node.integer("monthsExploited", 0, 300),
                node.choice("methodOfRecruitment", codes.list("vic_MethodOfRecruitment")),
                node.choices("methodsOfControl", codes.list("vic_MethodsOfControl")),
                node.choices("typeOfExploitation", codes.list("vic_TypeOfExploitation")),
                or(node.required("caseWorker")),
                consents,
                consent.text("by"),
                node.answer("birthCertificate"));
    }
}
