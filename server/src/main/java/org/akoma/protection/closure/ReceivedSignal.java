package org.akoma.protection.closure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.airlock.signals.HelpSignal;
import org.akoma.ground.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * That the child of this file needs help again, as somebody who had to do with it signalled.
 *
 * @param raiser code of the account
 * @param structure code of the raiser's structure
 * @param telephone at which the raiser is called back; null = none is kept
 * @param why the file is not opened again, as somebody asks or two people agreed; null = nobody asked
 */
record ReceivedSignal(
        UUID id,
        HelpSignal.Reason reason,
        LocalDate on,
        Instant raisedAt,
        String raiser,
        Role role,
        String structure,
        @Nullable String telephone,
        Instant dueAt,
        State state,
        @Nullable Why why,
        @Nullable Instant endedAt) {

    enum State {
        WAITING,
        REOPENED,
        NOT_REOPENED
    }

    /** Why the file is not opened again. */
    enum Why {
        SEEN_SAFE,
        HELPED_OTHERWISE,
        AUTHORITY_ACTS,
        FILE_IS_OPEN,
        OTHER_CHILD
    }

    public boolean waits() {
        return state == State.WAITING;
    }

    /** Whether somebody asked that it ends without opening the file. */
    public boolean isAsked() {
        return waits() && why != null;
    }

    public boolean isLate(Instant now) {
        return waits() && now.isAfter(dueAt);
    }
}
