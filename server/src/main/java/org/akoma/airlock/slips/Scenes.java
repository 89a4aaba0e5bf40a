package org.akoma.airlock.slips;

import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Actor;

/** Where slips may be written: the sites of running operations. The police side answers; this room does not know it. */
public interface Scenes {

    /** Sites of the operations that the actor holds; empty on the care side. Call inside an actor's transaction. */
    List<Scene> of(Actor actor);

    /** Codes of the running operations that the actor holds, of which no site is written yet. Call inside an actor's transaction. */
    default List<String> withoutSite(Actor actor) {
        return List.of();
    }

    /**
     * @param operation code of the operation
     * @param site code of the site, unique within the operation
     * @param sector code of the list {@code sector}
     * @param open whether slips may still be written there
     */
    record Scene(UUID operationId, String operation, String site, String sector, boolean open) {}
}
