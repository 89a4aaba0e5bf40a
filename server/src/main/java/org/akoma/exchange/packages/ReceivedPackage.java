package org.akoma.exchange.packages;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A package that became a file of this house.
 *
 * @param from code of the structure whose signature it bears
 * @param sentAs the file's code there
 * @param acceptedBy code of who said that this structure answers for the child; null = nobody yet
 * @param calledBack null = its sender did not call it back, as far as is known here
 */
record ReceivedPackage(
        UUID id,
        UUID fileId,
        String from,
        String sentAs,
        Purpose purpose,
        boolean minimum,
        Instant madeAt,
        String importedBy,
        Instant importedAt,
        @Nullable String acceptedBy,
        @Nullable Instant acceptedAt,
        @Nullable CalledBack calledBack) {

    /**
     * Its sender called it back.
     *
     * @param contact whom to call, as the sender wrote it
     * @param at as the sender signed
     * @param readBy code of who read it here
     * @param decidedBy code of the second person; null = none was asked, or none has answered
     */
    record CalledBack(
            CallBacks.Why reason,
            String contact,
            Instant at,
            String readBy,
            Instant readAt,
            State state,
            @Nullable String decidedBy) {
        enum State {
            /** The child is accepted here: a second person has not agreed yet. */
            WAITING,
            IN_FORCE,
            /** The second person said no, or it was taken back. */
            REFUSED
        }
    }

    ReceivedPackage with(CalledBack called) {
        return new ReceivedPackage(
                id,
                fileId,
                from,
                sentAs,
                purpose,
                minimum,
                madeAt,
                importedBy,
                importedAt,
                acceptedBy,
                acceptedAt,
                called);
    }

    /** Whether what came along is closed. */
    public boolean closed() {
        return calledBack != null && calledBack.state() == CalledBack.State.IN_FORCE;
    }
}
