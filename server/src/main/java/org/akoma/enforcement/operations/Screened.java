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
 * @param child whether anything that is recorded of them, now or before it was corrected, says that they are under 18
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
        boolean child,
        ScreeningStatus status,
        @Nullable String victimRef,
        @Nullable String slip,
        @Nullable String note,
        List<Decision> decisions,
        int version) {

    public Screened {
        decisions = List.copyOf(decisions);
    }

    /** Whether a child is with the police, and no hand-over slip begins its way to care. */
    public boolean lacksSlip() {
        return mayHaveSlip() && status != ScreeningStatus.NOT_A_VICTIM;
    }

    /** Whether a hand-over slip may be written for them: they are a child, or may be one. */
    public boolean mayHaveSlip() {
        return child && slip == null && status != ScreeningStatus.ADULT;
    }

    /** Whether a decision takes from a child what protects it: that it is a child and a victim, or that this was confirmed. */
    boolean needsTwo(ScreeningStatus next) {
        return child
                && (next == ScreeningStatus.ADULT
                        || next == ScreeningStatus.NOT_A_VICTIM
                        || status == ScreeningStatus.CONFIRMED_VICTIM);
    }

    /**
     * Presuming protects, so any officer may, while the operation runs; what a coordinator confirmed or two people decided is not undone by an officer.
     *
     * @param over whether the operation is over
     */
    boolean needsCoordinator(ScreeningStatus next, boolean over) {
        return next.needsCoordinator() || isSettled() || over;
    }

    /** @param over whether the operation is over: what is decided then is a correction */
    boolean needsReason(ScreeningStatus next, boolean over) {
        return needsTwo(next) || isSettled() || over;
    }

    /** Whether a coordinator confirmed it, or two people decided it. */
    private boolean isSettled() {
        return status == ScreeningStatus.CONFIRMED_VICTIM
                || !decisions.isEmpty() && decisions.getLast().agreedBy() != null;
    }

    /** Whether the age that was recorded would pass 18, which follows the decision of two people that somebody is an adult. */
    boolean isAgeOfTwo(int wanted) {
        boolean agreed = status == ScreeningStatus.ADULT && isSettled();
        return apparentAge < ScreenPerson.ADULT_FROM && wanted >= ScreenPerson.ADULT_FROM && !agreed;
    }

    public enum Appears {
        CHILD,
        ADULT
    }

    /**
     * Who decided, and for which structure (HTCDS asks for both).
     *
     * @param organisation code of the structure of who decided
     * @param agreedBy code of the second person who agreed that a child loses what protects it; null = none was needed
     * @param reason null = none was written
     */
    public record Decision(
            ScreeningStatus status,
            String by,
            String organisation,
            Instant at,
            @Nullable String agreedBy,
            @Nullable String reason) {}
}
