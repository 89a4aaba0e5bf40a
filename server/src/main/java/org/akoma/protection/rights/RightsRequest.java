package org.akoma.protection.rights;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * A request about the data of a child, as the data protection officer sees it: codes and days, no words.
 *
 * @param code of the file
 * @param section that a correction is about; null = the whole file
 */
record RightsRequest(
        Kind kind,
        UUID id,
        String code,
        String structure,
        AccessRequest.Asker by,
        @Nullable Section section,
        LocalDate on,
        Instant dueAt,
        State state,
        @Nullable Instant answeredAt,
        @Nullable LocalDate toldOn) {

    enum Kind {
        ACCESS,
        CORRECTION
    }

    enum State {
        WAITING,
        AGREED,
        CORRECTED,
        REFUSED,
        WITHDRAWN
    }

    /** Whether who asked does not know the answer yet. */
    public boolean isOpen() {
        return toldOn == null && state != State.WITHDRAWN;
    }

    public boolean isLate(Instant now) {
        return isOpen() && now.isAfter(dueAt);
    }
}
