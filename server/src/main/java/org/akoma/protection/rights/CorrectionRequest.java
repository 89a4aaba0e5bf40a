package org.akoma.protection.rights;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * A child, or who answers for it, says that something of what is held about the child is wrong.
 *
 * @param section the part of the file that it is about
 * @param words what is wrong, as it was said
 * @param dueAt until when who asked knows the answer
 * @param entry of the file's journal: the act that corrected it; null = none did
 */
record CorrectionRequest(
        UUID id,
        UUID fileId,
        AccessRequest.Asker by,
        LocalDate on,
        AccessRequest.Checked checked,
        @Nullable Boolean childAgrees,
        Section section,
        String words,
        String recordedBy,
        Instant recordedAt,
        Instant dueAt,
        State state,
        @Nullable Integer entry,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt,
        @Nullable Told told)
        implements DataRequest {

    enum State {
        OPEN,
        CORRECTED,
        REFUSED
    }

    /** How the answer was told. */
    enum Way {
        IN_PERSON,
        IN_WRITING,
        BY_TELEPHONE
    }

    record Told(LocalDate on, Way how, AccessRequest.Asker to, String by) {}

    public boolean isOpen() {
        return state == State.OPEN;
    }

    public boolean isCorrected() {
        return state == State.CORRECTED;
    }

    /** The file says for ever that the child does not agree. */
    public boolean isDisputed() {
        return state == State.REFUSED;
    }

    public boolean isLate(Instant now) {
        return told == null && now.isAfter(dueAt);
    }
}
