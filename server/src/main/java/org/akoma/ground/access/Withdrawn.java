package org.akoma.ground.access;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The author of a request for a second person withdrew it. Published inside the transaction; the journal records it.
 *
 * @param file the child's file it is about; null = the actor's own chain
 * @param section of the file that may read it
 */
public record Withdrawn(Actor actor, @Nullable UUID file, Section section, Map<String, ?> facts) {
    public Withdrawn {
        facts = Map.copyOf(facts);
    }
}
