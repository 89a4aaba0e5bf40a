package org.akoma.exchange.scenario;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.akoma.Time;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.people.Provisioning;
import org.jspecify.annotations.Nullable;

/** The actors of a scenario, each with the roles of the moment of the act. */
final class ScenarioActors {

    private final Scenario scenario;
    private final Provisioning provisioning;
    private final Map<String, Actor> known = new HashMap<>();

    ScenarioActors(Scenario scenario, Provisioning provisioning) {
        this.scenario = scenario;
        this.provisioning = provisioning;
    }

    /** The first of a role, in the order of the scenario. */
    Scenario.Somebody first(Role role) {
        return all(role).getFirst();
    }

    /** A supervisor of the structure; where it has none, the first of the scenario, who is its deputy. */
    Scenario.Somebody supervisorOf(String organisation) {
        return all(Role.CASE_SUPERVISOR).stream()
                .filter(one -> one.structure().equals(organisation))
                .findFirst()
                .orElseGet(() -> first(Role.CASE_SUPERVISOR));
    }

    List<Scenario.Somebody> all(Role role) {
        return scenario.staff().stream().filter(one -> one.role() == role).toList();
    }

    /** Somebody by code, in either case. Nobody's roles change while a scenario is replayed, so each is looked up once. */
    Actor actor(String code, Instant at) {
        return known.computeIfAbsent(code.toLowerCase(Locale.ROOT), name -> {
            Actor found = Time.retell(at, () -> provisioning.actor(name));
            if (found == null) throw new IllegalStateException(name + " is not of this house");
            return found;
        });
    }

    /** Does the work at its own moment. */
    static <T extends @Nullable Object> T at(Instant moment, Supplier<T> work) {
        return Time.retell(moment, work);
    }
}
