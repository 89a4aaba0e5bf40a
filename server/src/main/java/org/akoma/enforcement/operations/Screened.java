package org.akoma.enforcement.operations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person met during an operation, known by a code.
 *
 * @param code such as {@code P-001}
 * @param site code of the site
 * @param victimRef the police's own reference of a victim, such as {@code LE-V-07}; it means nothing on the care side
 * @param slip number of the hand-over slip
 * @param decisions what was decided, oldest first
 */
public record Screened(
        UUID id,
        String code,
        String site,
        Instant screenedAt,
        Appears appears,
        String sex,
        int apparentAge,
        ScreeningStatus status,
        @Nullable String victimRef,
        @Nullable String slip,
        @Nullable String note,
        List<Decision> decisions,
        int version) {

    public Screened {
        decisions = List.copyOf(decisions);
    }

    /** Whether a decision takes from a child what protects it. */
    boolean isRuledOutBy(ScreeningStatus status) {
        return appears == Appears.CHILD && (status == ScreeningStatus.ADULT || status == ScreeningStatus.NOT_A_VICTIM);
    }

    public enum Appears {
        CHILD,
        ADULT
    }

    /**
     * Who decided, and for which structure (HTCDS asks for both).
     *
     * @param agreedBy code of the second person who agreed that a child is ruled out; null = none was needed
     */
    public record Decision(
            ScreeningStatus status,
            String by,
            String organisation,
            Instant at,
            @Nullable String agreedBy) {}
}
