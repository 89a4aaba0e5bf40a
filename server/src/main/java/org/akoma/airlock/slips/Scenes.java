package org.akoma.airlock.slips;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;

/** Where slips may be written: the sites of operations that began. The police side answers; this room does not know it. */
public interface Scenes {

    /** Sites of the operations that the actor holds, also of those that are over where a child waits for a slip; empty on the care side. Call inside an actor's transaction. */
    List<Scene> of(Actor actor);

    /** Codes of the running operations that the actor holds, of which no site is written yet. Call inside an actor's transaction. */
    default List<String> withoutSite(Actor actor) {
        return List.of();
    }

    /**
     * A person met in an operation for whom no slip is written yet. Call inside an actor's transaction.
     *
     * @param operation code of the operation
     * @param person code of the person, such as {@code P-001}
     */
    default Optional<Met> met(Actor actor, String operation, String person) {
        return Optional.empty();
    }

    /** Of an operation: the child who waits longest for a slip. Call inside an actor's transaction. */
    default Optional<Met> next(Actor actor, UUID operation) {
        return Optional.empty();
    }

    /** Notes the slip of a person. Call inside the transaction that writes it. */
    default void handedOver(Actor actor, Met met, Slip slip) {}

    /** The person for whom a slip was written; empty where none was met, and on the care side. Call inside an actor's transaction. */
    default Optional<Met> metOf(Actor actor, UUID slip) {
        return Optional.empty();
    }

    /**
     * Somebody whom the police met.
     *
     * @param operation code of the operation
     * @param sex code of the list {@code sex}
     * @param age apparent, in years
     */
    record Met(UUID id, String operation, String code, String site, Instant at, String sex, int age) {}

    /**
     * @param operation code of the operation
     * @param site code of the site, unique within the operation
     * @param sector code of the list {@code sector}
     * @param open whether the operation runs; else a slip is written there only for a child who waits for one
     */
    record Scene(UUID operationId, String operation, String site, String sector, boolean open) {}
}
