package org.akoma.protection.visits;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.jspecify.annotations.Nullable;

/** What the page of a visit shows of alerts. Implemented by the room of alerts. */
public interface RunningAlerts {

    /**
     * @param type code of {@code alert-type}
     * @param ackDue by when a supervisor takes it on
     * @param acknowledgedAt null = nobody took it on yet
     */
    record Running(
            UUID id, String type, Instant ackDue, @Nullable Instant acknowledgedAt) {}

    /** The newest of each kind that a visit may raise, as far as it runs and the actor may read it; not journalled. */
    List<Running> raisedByVisits(Actor actor, String code);
}
