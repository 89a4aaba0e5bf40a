package org.akoma.ground.agreements;

import java.util.Optional;
import java.util.UUID;

/** Who reads at a structure although nothing that is sent to its desk reaches them: its focal point. Implemented where focal points are named. */
public interface NamedReader {

    /** Call inside an actor's transaction. */
    Optional<UUID> at(UUID structure);
}
