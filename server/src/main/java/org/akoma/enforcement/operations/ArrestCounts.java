package org.akoma.enforcement.operations;

import java.util.UUID;

/** How many of an operation's suspects were arrested and referred. Implemented by the room of suspects; asked inside an actor's transaction. */
public interface ArrestCounts {

    int arrested(UUID operation);

    int referred(UUID operation);
}
