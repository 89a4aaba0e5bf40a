package org.akoma.protection.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is kept, held and erased, as values. */
final class Retained {

    private Retained() {}

    /** What stands against an erasure now. */
    enum Bar {
        NOT_CLOSED,
        HOLD,
        FOLLOW_UP,
        ALERT,
        /** Somebody signalled that the child needs help again. */
        SIGNAL,
        REFERRAL,
        HANDOVER,
        PAYMENT,
        DECISION,
        EMERGENCY,
        PACKAGE,
        EXPORT,
        DISCLOSURE,
        DOUBLE
    }

    /** Why a file is erased: its time is over, or it was asked for. */
    enum Ground {
        DUE,
        CHILD,
        GUARDIAN
    }

    /** Who asked that a file is erased. */
    enum Asker {
        CHILD,
        GUARDIAN
    }

    /** Why a file is kept whatever its time. */
    enum HoldGround {
        COURT,
        INVESTIGATION,
        CLAIM,
        SAFEGUARDING
    }

    enum State {
        WAITING,
        AGREED,
        ENDED,
        ERASED
    }

    /**
     * @param ground null = for the eyes of who set it and of the data protection officer
     * @param why sealed: who asks for it; null as the ground
     * @param heldBy code of who set it; null as the ground
     */
    record Hold(
            UUID id,
            @Nullable HoldGround ground,
            @Nullable String why,
            @Nullable String heldBy,
            Instant since,
            @Nullable Instant endedAt) {}

    /**
     * @param waits no request to the data protection officer has come of it yet
     * @param bySupervisor who leads the file wrote it down, and cannot act on it
     */
    record Wish(Asker by, LocalDate on, String recordedBy, Instant recordedAt, boolean waits, boolean bySupervisor) {}

    /**
     * A file that asks for something.
     *
     * @param dueOn the first day on which nothing keeps it any more; null = not known yet
     * @param state of its erasure; null = nobody has asked
     * @param erasure null = nobody has asked
     * @param decision on which two people agreed; null = not agreed
     */
    record Row(
            UUID fileId,
            String code,
            String organisation,
            @Nullable Instant closedAt,
            @Nullable LocalDate dueOn,
            @Nullable Asker saidBy,
            @Nullable LocalDate saidOn,
            int holds,
            List<Bar> bars,
            @Nullable UUID erasure,
            @Nullable State state,
            @Nullable Ground ground,
            @Nullable UUID decision,
            @Nullable String askedBy,
            @Nullable String agreedBy,
            @Nullable Instant erasedAt) {}

    /**
     * A hold that runs, as the data protection officer reads it.
     *
     * @param by code of who set it
     */
    record HeldFile(String file, HoldGround ground, String why, String by, Instant since) {}

    /** @param next code of the last row; null = there are no more */
    record Page(List<Row> rows, @Nullable String next) {}

    /**
     * How one file stands.
     *
     * @param dueOn null = it is not closed
     * @param bars of which the reader may know
     * @param asked the erasure that runs; null = none
     * @param speaks whether the reader may write what the child or an authority said about the whole file
     */
    record Standing(
            @Nullable LocalDate dueOn,
            List<Bar> bars,
            List<Hold> holds,
            List<Wish> wishes,
            @Nullable UUID asked,
            boolean speaks) {
        /** The file is not closed: who asked gets the answer once it is. */
        public boolean waitsForClosure() {
            return bars.contains(Bar.NOT_CLOSED) && wishes.stream().anyMatch(Wish::waits);
        }
    }

    /**
     * What is left of a file that was erased.
     *
     * @param number of its line in the ledger
     * @param mark of that line
     * @param entry hash of the journal's entry, hexadecimal; null = not written yet
     * @param again the database was an older one, and the ledger erased the file anew
     */
    record Tombstone(
            UUID id,
            String code,
            @Nullable String organisation,
            Ground ground,
            @Nullable String askedBy,
            @Nullable String agreedBy,
            Instant agreedAt,
            Instant erasedAt,
            UUID decision,
            int number,
            String mark,
            @Nullable String entry,
            @Nullable Instant again) {}

    /**
     * What the data protection officer has to know of a request for an erasure.
     *
     * @param saidBy who wished it; null = the time is over
     * @param recordedBy code of who wrote the wish down
     * @param closedAs code of the list {@code closure-reason}: a wish of a child whose file ended with its death is to be asked about; null = not closed
     */
    record Asked(
            String code,
            @Nullable Asker saidBy,
            @Nullable LocalDate saidOn,
            @Nullable String recordedBy,
            @Nullable Instant closedAt,
            @Nullable String closedAs,
            @Nullable LocalDate dueOn) {}
}
