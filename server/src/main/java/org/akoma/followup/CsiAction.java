package org.akoma.followup;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that an index asks to be done, and what came of it.
 *
 * @param until null while it waits
 * @param words what was done; null unless ended by DONE
 */
public record CsiAction(
        UUID id,
        UUID csi,
        CsiConsequence.Kind kind,
        List<CsiFactor> factors,
        Instant due,
        Instant since,
        @Nullable Instant until,
        @Nullable End endedBy,
        @Nullable UUID doneBy,
        @Nullable Words words) {

    public CsiAction {
        factors = List.copyOf(factors);
    }

    /** As it stood before a moment. */
    CsiAction asOf(Instant then) {
        return until == null || until.isBefore(then)
                ? this
                : new CsiAction(id, csi, kind, factors, due, since, null, null, null, null);
    }

    /** REASSESSED: a later index judges the same factors anew. */
    public enum End {
        DONE,
        REASSESSED,
        FILE_CLOSED
    }

    /** Sealed. */
    public record Words(String done) {}
}
