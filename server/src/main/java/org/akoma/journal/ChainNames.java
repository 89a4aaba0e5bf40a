package org.akoma.journal;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.access.Actor;

/** A room whose records have chains of their own tells their codes to who reads the journal. Asked inside the reader's transaction. */
public interface ChainNames {

    /** Codes of those chains that are this room's and that the reader may know of. */
    Map<UUID, String> codes(Actor reader, Collection<UUID> chains);

    /** @param code as it is written, {@code AK-001} */
    Optional<UUID> chain(Actor reader, String code);
}
