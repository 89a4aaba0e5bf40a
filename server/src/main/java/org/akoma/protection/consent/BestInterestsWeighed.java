package org.akoma.protection.consent;

import java.util.UUID;

/** Tells consent whether somebody has weighed the best interests of a child; the room of assessment answers. */
public interface BestInterestsWeighed {

    /** Whether the file holds any record of it. Call inside an actor's transaction. */
    boolean any(UUID file);
}
