package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioCodes.names;
import static org.akoma.exchange.scenario.ScenarioNode.or;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a scenario and checks all of it before any of it is used: codes, dates, and that everything named exists. */
final class ScenarioReader {

    private static final Set<String> SEX_RULES = Set.of("MIXED_SEPARATE_WINGS", "MIXED", "BOYS_ONLY", "GIRLS_ONLY");
    private static final Pattern PERSON = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,39}");
    static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Z0-9-]{2,29}");

    private final ScenarioCodes codes;
    private final List<ScenarioSection> sections;
    private final List<Finding> problems = new ArrayList<>();

    ScenarioReader(CodeLists codes, List<ScenarioSection> sections) {
        this.codes = new ScenarioCodes(codes);
        this.sections = sections;
    }

    List<Finding> problems() {
        return List.copyOf(problems);
    }

    /** Notes that the file as a whole cannot be used. Always answers null. */
    @Nullable
    Scenario refuse(String code, String hint) {
        problems.add(Finding.ofFile(Finding.Severity.ERROR, code, "", hint));
        return null;
    }

    /** The scenario; null when it has problems, all of which are noted at once. */
    @Nullable
    Scenario read(byte[] json) {
        JsonNode root;
        try {
            root = JsonMapper.builder().build().readTree(json);
        } catch (JacksonException e) {
            return refuse("exchange.story-json", e.getOriginalMessage());
        }
        ScenarioNode all = new ScenarioNode(root, "", 0, problems);
        List<Scenario.Structure> structures =
                all.each("organisations").stream().map(this::structure).toList();
        List<Scenario.House> shelters =
                all.each("shelters").stream().map(this::house).toList();
        List<Scenario.Somebody> staff =
                all.each("staff").stream().map(this::somebody).toList();
        ScenarioRescueReader police = new ScenarioRescueReader(codes, problems);
        Scenario.Rescue rescue = police.rescue(new ScenarioNode(root.path("operation"), "operation", 0, problems));
        List<Scenario.Suspect> suspects =
                all.each("suspects").stream().map(police::suspect).toList();
        ScenarioChildReader care = new ScenarioChildReader(codes, ScenarioEvents.of(all), problems);
        List<Scenario.Child> children = all.each("children").stream()
                .map(child -> care.child(child, Scenario.countryOf(child.text("shelter"), shelters, rescue)))
                .toList();
        Map<String, String> links = links(root);
        Scenario scenario = new Scenario(
                text(root, "/meta/id", "SCENARIO"),
                policy(root.path("policy")),
                structures,
                shelters,
                staff,
                rescue,
                suspects,
                children,
                links,
                ScenarioRescueReader.suspectsOfVictims(root),
                List.of());
        new ScenarioReferences(problems).check(scenario);
        List<ScenarioSection.Acts> further =
                sections.stream().map(section -> section.read(all, scenario)).toList();
        return problems.isEmpty() ? scenario.with(further) : null;
    }

    private Map<String, String> policy(JsonNode block) {
        try {
            return Policies.fromScenario(block);
        } catch (IllegalArgumentException e) {
            refuse("exchange.story-policy", String.valueOf(e.getMessage()));
            return Map.of();
        }
    }

    private Scenario.Structure structure(ScenarioNode node) {
        String kind = node.requiredChoice("type", names(Organisation.Kind.values()));
        String code = node.required("code");
        String label = node.text("label");
        return new Scenario.Structure(
                or(code),
                label == null ? or(code) : label,
                node.text("labelEn"),
                node.text("town"),
                Organisation.Kind.valueOf(kind == null ? "OTHER" : kind),
                or(codes.country(node)),
                node.text("mandate"),
                node.date("validFrom"),
                node.date("validTo"),
                node.texts("successors"));
    }

    private Scenario.House house(ScenarioNode node) {
        Integer capacity = node.integer("capacity", 0, 10_000);
        if (capacity == null) node.wrong("capacity", "", "exchange.story-missing", "");
        return new Scenario.House(
                or(node.required("code")),
                node.text("name"),
                node.text("town"),
                or(codes.country(node)),
                capacity == null ? 0 : capacity,
                or(node.required("operator")),
                or(node.requiredChoice("sexRule", SEX_RULES)));
    }

    private Scenario.Somebody somebody(ScenarioNode node) {
        String role = node.requiredChoice("role", names(Role.values()));
        return new Scenario.Somebody(
                or(node.code("code", PERSON)),
                Role.valueOf(role == null ? "OBSERVER" : role),
                or(node.required("org")),
                node.text("shelter"));
    }

    private Map<String, String> links(JsonNode root) {
        Map<String, String> links = new LinkedHashMap<>();
        ScenarioNode table = new ScenarioNode(root.path("sealedLinkTable"), "sealedLinkTable", 0, problems);
        for (ScenarioNode row : table.each("rows")) {
            String child = row.required("caseCode");
            String victim = row.code("leVictimRef", REFERENCE);
            if (child != null && victim != null) links.put(child, victim);
        }
        return links;
    }

    private static String text(JsonNode root, String pointer, String otherwise) {
        String text = root.at(pointer).asString("");
        return text.isBlank() ? otherwise : text;
    }
}
