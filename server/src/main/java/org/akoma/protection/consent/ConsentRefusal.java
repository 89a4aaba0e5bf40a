package org.akoma.protection.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The no of a child of 12 to 14, and every no to case management, which a supervisor looks at ({@code requirements.md 2.6}).
 *
 * @param consent the answer that was no
 * @param dueOn until when the supervisor decides
 * @param holds the child's no to press, pictures or evaluation: it is respected by itself, nobody decides
 * @param decision null = waits, where it does not hold
 * @param reason sealed
 */
record ConsentRefusal(
        UUID consent,
        UUID recordedBy,
        LocalDate dueOn,
        boolean holds,
        @Nullable Decision decision,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason) {

    /** As it was at that moment; null = now. */
    ConsentRefusal at(@Nullable Instant then) {
        return then == null || decidedAt == null || !decidedAt.isAfter(then)
                ? this
                : new ConsentRefusal(consent, recordedBy, dueOn, holds, null, null, null, null);
    }

    /** What follows from the child's no. */
    public enum Decision {
        /** The no holds: what was asked for is not done. */
        RESPECTED,
        /** It is explained once more, by somebody else or in another language, and asked again. */
        ASK_AGAIN,
        /** The guardian answers alone: the supervisor records it, weighing the child's best interests. */
        BEST_INTERESTS;

        /** A guardian's no is not passed over by the guardian. */
        static List<Decision> about(Consent.GivenBy by) {
            return by.isChildPart() ? List.of(values()) : List.of(RESPECTED, ASK_AGAIN);
        }
    }

    private static final Set<Consent.Purpose> NO_HOLDS =
            Set.of(Consent.Purpose.MEDIA, Consent.Purpose.PHOTO, Consent.Purpose.EVALUATION_INTERVIEW);

    /** Press, pictures and evaluation are in no child's best interests ({@code requirements.md 2.6}). */
    static boolean isForOthers(Consent.Purpose purpose) {
        return NO_HOLDS.contains(purpose);
    }

    /** Whether this no is respected without anybody's decision. */
    static boolean holds(Consent no) {
        return NO_HOLDS.contains(no.purpose()) && no.givenBy().isChildPart();
    }

    /**
     * Whether a yes over the child's head meets a no of the child that nobody overrides.
     *
     * @param answers newest first
     */
    static boolean holds(List<Consent> answers, Consent.Purpose purpose, Consent.Status wanted, Consent.GivenBy by) {
        return wanted == Consent.Status.GIVEN
                && by == Consent.GivenBy.GUARDIAN_AFTER_BEST_INTERESTS
                && NO_HOLDS.contains(purpose)
                && answers.stream()
                        .filter(one -> one.purpose() == purpose && one.givenBy().isChildPart())
                        .findFirst()
                        .filter(one ->
                                one.status() == Consent.Status.REFUSED || one.status() == Consent.Status.WITHDRAWN)
                        .isPresent();
    }

    public boolean waits() {
        return decision == null && !holds;
    }
}
