package org.akoma.exchange.scenario;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.CommandLanguage;
import org.akoma.FieldError;
import org.akoma.Said;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.ground.access.ShelterCodes;
import org.akoma.ground.people.Provisioning;
import org.akoma.ground.reference.SavedPolicies;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Replays a scenario through the same facades as people use, each act in the name of the one who did it and at its own moment;
 * what lies after the clock has not happened. Records have stable ids: a replay that was cut short is finished by running it again.
 */
@Component
class ScenarioImport {

    private final Provisioning provisioning;
    private final SavedPolicies policies;
    private final ScenarioOperation operation;
    private final ScenarioChildren children;
    private final Clock clock;
    private final MessageSource messages;
    private final ShelterCodes shelters;
    private final ScenarioStore files;
    private final boolean demo;

    ScenarioImport(
            Provisioning provisioning,
            SavedPolicies policies,
            ScenarioOperation operation,
            ScenarioChildren children,
            Clock clock,
            MessageSource messages,
            ShelterCodes shelters,
            ScenarioStore files,
            @Value("${akoma.demo:false}") boolean demo) {
        this.provisioning = provisioning;
        this.policies = policies;
        this.operation = operation;
        this.children = children;
        this.clock = clock;
        this.messages = messages;
        this.shelters = shelters;
        this.files = files;
        this.demo = demo;
    }

    /**
     * Why the scenario cannot be replayed into this house, before anything of it is: names of its people and codes of its files that others have here; and in a
     * house that is no demo any file of another child, since nobody could take invented children out again.
     */
    List<Finding> conflicts(Scenario scenario) {
        ScenarioIds ids = new ScenarioIds(scenario.id(), shelters);
        Map<String, UUID> cases = new LinkedHashMap<>();
        scenario.children().forEach(child -> cases.put(child.code(), ids.of("case", child.code())));
        List<Finding> conflicts = new ArrayList<>();
        new ScenarioProvisioning(scenario, ids, provisioning)
                .taken()
                .forEach(name -> conflicts.add(conflict("staff", name, "exchange.story-taken")));
        files.taken(cases).forEach(code -> conflicts.add(conflict("children", code, "exchange.story-code-taken")));
        long others = demo ? 0 : files.strangers(cases.values());
        if (others > 0)
            conflicts.add(
                    Finding.ofFile(Finding.Severity.ERROR, "exchange.story-among-others", String.valueOf(others), ""));
        return conflicts;
    }

    private static Finding conflict(String part, String code, String problem) {
        return new Finding(Finding.Severity.ERROR, part, 0, "code", "code", code, problem, "");
    }

    /** @return what was done, in a line, and a line for each record that was refused or had to be changed */
    String replay(Scenario scenario) {
        ScenarioIds ids = new ScenarioIds(scenario.id(), shelters);
        policies.save(scenario.policy(), scenario.id());
        Map<String, String> passwords =
                new ScenarioProvisioning(scenario, ids, provisioning).settle(demo ? "akoma-demo" : null);
        ScenarioActors actors = new ScenarioActors(scenario, provisioning);
        Timeline timeline = new Timeline(clock, this::inWords);
        Set<String> opened = new TreeSet<>();
        Map<String, String> slips = operation.schedule(scenario, ids, actors, timeline);
        children.schedule(scenario, ids, actors, slips, timeline, opened);
        for (ScenarioSection.Acts section : scenario.sections()) section.schedule(scenario, ids, actors, timeline);
        timeline.run();
        return Said.say("scenario.done", scenario.id(), scenario.staff().size(), slips.size(), opened.size())
                + (passwords.isEmpty() ? "" : "\n  " + Said.say("scenario.passwords"))
                + passwords.entrySet().stream()
                        .map(one -> "\n    " + one.getKey() + "  " + one.getValue())
                        .collect(Collectors.joining())
                + lines("scenario.otherwise", timeline.otherwise())
                + lines("scenario.refused", timeline.refused());
    }

    private String inWords(FieldError error) {
        String code = error.code();
        return Objects.requireNonNullElse(
                messages.getMessage(
                        "error." + code,
                        error.args().toArray(),
                        code,
                        CommandLanguage.own().locale()),
                code);
    }

    private static String lines(String key, List<String> records) {
        return records.stream().map(record -> "\n  " + Said.say(key, record)).collect(Collectors.joining());
    }
}
