package org.akoma.protection.closure;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * A request to close a file, and what a supervisor decided.
 *
 * @param met criteria that were met when it was asked
 * @param decidedBy who decided; null while it waits, and when it was withdrawn
 * @param unmet those that were not; empty unless the reason of closing is exempt
 */
public record Closure(
        UUID id,
        Code code,
        UUID requestedBy,
        Instant requestedAt,
        List<ClosureFinding.Criterion> met,
        List<ClosureFinding.Criterion> unmet,
        @Nullable UUID decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Decision decision,
        SealedText words) {

    public Closure {
        met = List.copyOf(met);
        unmet = List.copyOf(unmet);
    }

    /** Why a file ends. "Not seen" is none of them: who is not seen is searched for. */
    public enum Code {
        PLAN_GOALS_MET,
        TURNED_18_WITH_LEAVING_PLAN,
        TRANSFERRED,
        REPATRIATED,
        NOT_A_VICTIM,
        /** The child has another file, which goes on: no outcome of a child. */
        DUPLICATE,
        DEATH,
        OTHER;

        /** Whether a file ends so before its first plan, after a reopening, and while a transfer is under way. */
        boolean endsAtAnyTime() {
            return this == DEATH || this == NOT_A_VICTIM || this == DUPLICATE;
        }

        /** Whether the end may be asked for by this reason now: who died, or is no victim, needs no plan first. */
        boolean mayEnd(CaseFile.Status status) {
            boolean usual = status == CaseFile.Status.ACTIVE || status == CaseFile.Status.FOLLOW_UP;
            return status.mayBecome(CaseFile.Status.CLOSURE_REQUESTED) && (usual || endsAtAnyTime());
        }

        /**
         * Whether a file may be closed for this reason without the criteria of {@code requirements.md 2.5}; for NOT_A_VICTIM only while no plan
         * was agreed to.
         */
        public boolean isExempt() {
            return switch (this) {
                case DEATH, TURNED_18_WITH_LEAVING_PLAN, TRANSFERRED, NOT_A_VICTIM, DUPLICATE -> true;
                case PLAN_GOALS_MET, REPATRIATED, OTHER -> false;
            };
        }
    }

    /** The verdict on the request. */
    public enum Decision {
        CLOSED,
        RETURNED,
        WITHDRAWN;

        /** The answers that a supervisor can give. */
        static final Set<String> OF_SUPERVISOR = Set.of("CLOSED", "RETURNED");
    }

    /**
     * Sealed.
     *
     * @param details circumstances, leaving plan or receiver, as the code asks
     * @param decisionReason why it was returned
     */
    public record SealedText(
            @Nullable String childsView,
            @Nullable String caregiversView,
            @Nullable String whomToCall,
            @Nullable String details,
            @Nullable String decisionReason) {

        SealedText decided(@Nullable String reason) {
            return new SealedText(childsView, caregiversView, whomToCall, details, reason);
        }

        static SealedText none() {
            return new SealedText(null, null, null, null, null);
        }
    }
}
