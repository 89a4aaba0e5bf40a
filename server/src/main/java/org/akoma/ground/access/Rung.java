package org.akoma.ground.access;

import java.util.Set;
import java.util.UUID;

/** These people were rung by the database itself, in this transaction: their open pages hear of it after the commit, and nothing more is stored. */
public record Rung(Set<UUID> persons) {
    public Rung {
        persons = Set.copyOf(persons);
    }
}
