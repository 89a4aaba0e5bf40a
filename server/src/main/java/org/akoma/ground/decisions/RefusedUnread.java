package org.akoma.ground.decisions;

import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * A request that does not open was refused. Published inside the transaction; the journal records it.
 *
 * @param file the child's file it is about; null = the actor's own chain
 * @param section of the file that may read it
 */
public record RefusedUnread(Actor actor, @Nullable UUID file, Section section, String kind) {}
