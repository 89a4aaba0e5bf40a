package org.akoma.ground.access;

import java.util.Map;

/**
 * Somebody changed who may do what, or judged it. Published inside the transaction of the change; the journal, which is a floor
 * above, listens and keeps it.
 *
 * @param act the stable code of the act, such as {@code access.role-given}
 * @param facts codes, dates and ids; nothing about a child
 */
public record Acted(Actor actor, String act, Map<String, ?> facts) {
    public Acted {
        facts = Map.copyOf(facts);
    }
}
