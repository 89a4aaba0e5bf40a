package org.akoma.exchange.scenario;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.akoma.FieldError;
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
    private final boolean demo;

    ScenarioImport(
            Provisioning provisioning,
            SavedPolicies policies,
            ScenarioOperation operation,
            ScenarioChildren children,
            Clock clock,
            MessageSource messages,
            ShelterCodes shelters,
            @Value("${akoma.demo:false}") boolean demo) {
        this.provisioning = provisioning;
        this.policies = policies;
        this.operation = operation;
        this.children = children;
        this.clock = clock;
        this.messages = messages;
        this.shelters = shelters;
        this.demo = demo;
    }

    /** User names of the story that somebody else of this house bears: nothing of it may be replayed in their name. */
    List<String> taken(Scenario scenario) {
        return new ScenarioProvisioning(scenario, new ScenarioIds(scenario.id(), shelters), provisioning).taken();
    }

    /** @return what was done, in a line, and a line for each record that was refused or had to be changed */
    String replay(Scenario scenario) {
        ScenarioIds ids = new ScenarioIds(scenario.id(), shelters);
        policies.save(scenario.policy(), scenario.id());
        Map<String, String> passwords =
                new ScenarioProvisioning(scenario, ids, provisioning).settle(demo ? "akoma-demo" : null);
        ScenarioActors cast = new ScenarioActors(scenario, provisioning);
        Timeline timeline = new Timeline(clock, this::inWords);
        Set<String> opened = new TreeSet<>();
        Map<String, String> slips = operation.tell(scenario, ids, cast, timeline);
        children.tell(scenario, ids, cast, slips, timeline, opened);
        for (ScenarioSection.Acts chapter : scenario.chapters()) chapter.tell(scenario, ids, cast, timeline);
        timeline.run();
        return scenario.id() + ": " + scenario.staff().size() + " people, " + slips.size() + " slips, " + opened.size()
                + " new files"
                + (passwords.isEmpty() ? "" : "\n  one-time passwords of its people, for three days (shown only now):")
                + passwords.entrySet().stream()
                        .map(one -> "\n    " + one.getKey() + "  " + one.getValue())
                        .collect(Collectors.joining())
                + lines("taken otherwise", timeline.otherwise())
                + lines("refused", timeline.refused());
    }

    private String inWords(FieldError error) {
        String code = error.code();
        return Objects.requireNonNullElse(
                messages.getMessage("error." + code, error.args().toArray(), code, Locale.ENGLISH), code);
    }

    private static String lines(String what, List<String> records) {
        return records.isEmpty() ? "" : "\n  " + what + ": " + String.join("\n  " + what + ": ", records);
    }
}
