package org.akoma.ground.access;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who had asked for a second person took it back. Published inside the transaction; the journal keeps it.
 *
 * @param file the child's file it is about; null = the actor's own chain
 * @param section of the file that may read it
 */
public record Withdrawn(Actor actor, @Nullable UUID file, Section section, Map<String, ?> facts) {
    public Withdrawn {
        facts = Map.copyOf(facts);
    }
}
