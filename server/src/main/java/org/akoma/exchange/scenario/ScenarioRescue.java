package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioTime.noon;

import java.time.Instant;
import java.util.Comparator;
import org.akoma.enforcement.operations.Operation;
import org.akoma.ground.access.Actor;

/** What the acts of one operation need, again and again. */
record ScenarioRescue(
        Scenario scenario, ScenarioIds ids, ScenarioActors actors, Timeline timeline, Operation operation, Actor lead) {

    String code() {
        return operation.code();
    }

    /** When the first child is met; at the end of time when there is none. */
    Instant firstMet() {
        return scenario.children().stream()
                .map(Scenario.Child::foundAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** When the last child is in the hands of a social worker. */
    Instant lastHandedOver() {
        return scenario.children().stream()
                .map(Scenario.Child::handedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    Instant over() {
        return noon(scenario.rescue().end());
    }
}
