package org.akoma.ground.access;

import java.util.Map;

/**
 * A change of somebody's rights, or a verdict about one. Published inside the transaction of the change; the journal, which may use this room
 * but not the reverse, listens and records it.
 *
 * @param act the stable code of the act, such as {@code access.role-given}
 * @param facts codes, dates and ids; nothing about a child
 */
public record Acted(Actor actor, String act, Map<String, ?> facts) {
    public Acted {
        facts = Map.copyOf(facts);
    }
}
