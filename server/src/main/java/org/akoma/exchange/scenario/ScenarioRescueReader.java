package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioCodes.names;
import static org.akoma.exchange.scenario.ScenarioNode.or;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.enforcement.suspects.SuspectStatus;
import org.akoma.exchange.spreadsheets.Finding;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the police's part of a scenario: the operation, what was published of it, the suspects. */
final class ScenarioRescueReader {

    private static final Pattern STATUS_ON = Pattern.compile("statusOn(\\d{8})");
    private static final Pattern OPERATION = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,39}");
    private static final Pattern SITE = Pattern.compile("[A-Z0-9][A-Z0-9-]{1,29}");

    private static final int MOST_SCREENED = 100_000;

    private final ScenarioCodes codes;
    private final List<Finding> problems;

    ScenarioRescueReader(ScenarioCodes codes, List<Finding> problems) {
        this.codes = codes;
        this.problems = problems;
    }

    Scenario.Rescue rescue(ScenarioNode node) {
        LocalDate start = node.requiredDate("start");
        LocalDate end = node.requiredDate("end");
        Integer screened = node.integer("personsScreened", 0, MOST_SCREENED);
        List<Scenario.Site> sites = node.each("sites").stream()
                .map(site ->
                        new Scenario.Site(or(site.code("code", SITE)), site.choice("sector", codes.list("sector"))))
                .toList();
        if (sites.isEmpty()) node.wrong("sites", "", "exchange.story-missing", "");
        if (start != null && end != null && end.isBefore(start))
            node.wrong("end", end.toString(), "exchange.story-order", "");
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        ScenarioNode outcome =
                new ScenarioNode(node.node().path("screeningOutcome"), "operation.screeningOutcome", 0, problems);
        for (var entry : outcome.node().properties()) {
            Integer count = outcome.integer(entry.getKey(), 0, MOST_SCREENED);
            outcomes.put(entry.getKey(), count == null ? 0 : count);
        }
        return new Scenario.Rescue(
                or(node.code("code", OPERATION)),
                start == null ? LocalDate.EPOCH : start,
                end == null ? LocalDate.EPOCH : end,
                node.text("area"),
                or(codes.country(node)),
                node.choices("sectors", codes.list("sector")),
                node.integer("officersDeployed", 0, 100_000),
                sites,
                screened == null ? 0 : screened,
                outcomes,
                node.each("publishedFigures").stream()
                        .map(ScenarioRescueReader::figure)
                        .toList());
    }

    private static Scenario.Figure figure(ScenarioNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        node.node().properties().forEach(e -> {
            if (!e.getKey().equals("source"))
                values.put(e.getKey(), e.getValue().asString());
        });
        return new Scenario.Figure(or(node.required("source")), values);
    }

    Scenario.Suspect suspect(ScenarioNode node) {
        String status = null;
        LocalDate on = null;
        LocalDate arrested = node.date("arrestedOn");
        for (var field : node.node().properties()) {
            Matcher named = STATUS_ON.matcher(field.getKey());
            if (!named.matches()) continue;
            status = node.choice(field.getKey(), names(SuspectStatus.values()));
            on = day(node, field.getKey(), named.group(1));
            if (on != null && arrested != null && on.isBefore(arrested))
                node.wrong(field.getKey(), on.toString(), "exchange.story-order", "");
        }
        return new Scenario.Suspect(
                or(node.code("code", ScenarioReader.REFERENCE)),
                node.choice("roleInProcess", codes.list("suspect-role")),
                arrested,
                node.date("referredToCourtOn"),
                status,
                on,
                node.answer("atLiberty"));
    }

    private static @Nullable LocalDate day(ScenarioNode node, String field, String digits) {
        try {
            return LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeParseException e) {
            return node.wrong(field, digits, "exchange.story-date", "");
        }
    }

    static Map<String, List<String>> suspectsOfVictims(JsonNode root) {
        Map<String, List<String>> links = new LinkedHashMap<>();
        for (JsonNode row : root.path("leVictimSuspectLinks"))
            links.put(
                    row.path("leVictimRef").asString(),
                    row.path("suspects").valueStream().map(JsonNode::asString).toList());
        return links;
    }
}
