package org.akoma.protection.placement;

import java.time.LocalDate;
import java.util.UUID;

/** Tells placement whether a child may live in another country; the room of the way home answers. */
public interface WaysAbroad {

    /** Whether that country's authority has accepted the child for a home from this day on (T14). Call inside an actor's transaction. */
    boolean isAccepted(UUID file, String country, LocalDate since);
}
