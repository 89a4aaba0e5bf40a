package org.akoma.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The no of a child of 12 to 14, which a supervisor looks at ({@code requirements.md 2.6}).
 *
 * @param consent the answer that was no
 * @param dueOn until when the supervisor decides
 * @param decision null = waits
 * @param reason sealed
 */
public record ConsentRefusal(
        UUID consent,
        UUID recordedBy,
        LocalDate dueOn,
        @Nullable Decision decision,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {

    /** What follows from the child's no. */
    public enum Decision {
        /** The no holds: what was asked for is not done. */
        RESPECTED,
        /** It is explained once more, by somebody else or in another language, and asked again. */
        ASK_AGAIN,
        /** The guardian answers alone: the supervisor records it, weighing the child's best interests. */
        BEST_INTERESTS
    }

    public boolean waits() {
        return decision == null;
    }
}
