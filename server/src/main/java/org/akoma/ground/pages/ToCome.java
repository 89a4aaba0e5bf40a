package org.akoma.ground.pages;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;

/**
 * Roles whose own part of Akoma is not built yet. Nothing can wait for them, so nothing is said to be done either; and what only that part would fill is
 * no entry of their navigation.
 */
final class ToCome {

    private static final Map<Role, Set<String>> EMPTY_UNTIL_THEN = Map.of(
            Role.EVALUATOR, Set.of("tasks", "cases", "referrals", "payments", "services"),
            Role.TRAINING_COORDINATOR, Set.of("tasks"),
            Role.OBSERVER, Set.of("tasks"));

    private ToCome() {}

    static List<Role> of(Actor actor) {
        return actor.roles().stream()
                .sorted()
                .filter(EMPTY_UNTIL_THEN::containsKey)
                .toList();
    }

    /** Whether this person has no other role. */
    static boolean isAll(Actor actor) {
        return EMPTY_UNTIL_THEN.keySet().containsAll(actor.roles());
    }

    static boolean hides(Actor actor, NavItem item) {
        return isAll(actor)
                && actor.roles().stream()
                        .map(EMPTY_UNTIL_THEN::get)
                        .anyMatch(empty -> empty != null && empty.contains(item.key()));
    }
}
