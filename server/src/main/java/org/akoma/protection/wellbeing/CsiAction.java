package org.akoma.protection.wellbeing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that an index asks to be done, or the duty to report the offence that an alert tells of, and what came of it.
 *
 * @param csi null when no index asks it
 * @param alert that tells of an offence; null for what only an index asks
 * @param until null while it waits
 * @param words what was done; null unless ended by DONE
 */
public record CsiAction(
        UUID id,
        @Nullable UUID csi,
        @Nullable UUID alert,
        CsiConsequence.Kind kind,
        List<CsiFactor> factors,
        Instant due,
        Instant since,
        @Nullable Instant until,
        @Nullable End endedBy,
        @Nullable UUID doneBy,
        @Nullable SealedText words) {

    public CsiAction {
        factors = List.copyOf(factors);
    }

    /** As it was before a moment. */
    CsiAction asOf(Instant then) {
        return until == null || until.isBefore(then)
                ? this
                : new CsiAction(id, csi, alert, kind, factors, due, since, null, null, null, null);
    }

    /** REASSESSED: a later index judges the same factors anew. FALSE_ALARM: there was no offence to report. */
    public enum End {
        DONE,
        REASSESSED,
        FILE_CLOSED,
        FALSE_ALARM
    }

    /** Sealed. */
    public record SealedText(String done) {}
}
