package org.akoma.protection.handover;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Where each file of the reader is on its way to an authority: what waits longest first. */
@Service
class HandoverBoard {

    private static final int PAGE = 20;

    private final HandoverBoardStore store;
    private final ActorTransactions transactions;

    HandoverBoard(HandoverBoardStore store, ActorTransactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /** A file's place. Its order is that of the board. */
    enum Place {
        WAITING,
        RETURNED,
        BLOCKED,
        CHECK_DUE,
        ACCEPTED,
        NOT_PROPOSED
    }

    /**
     * @param to code of the authority; null = not proposed
     * @param since when it came to this place; null = not proposed
     * @param dueAt until when the authority is to answer; null = nothing is awaited
     * @param overlapUntil null = not accepted
     * @param missing points to be mended; null = the reader does not read the list
     * @param formerly code of the authority that was followed by the responsible one, whose mandate passed to it; null = none was
     * @param followSince when its successor was asked to name who follows the child; null = it was not, or has named somebody
     * @param nobodyHere whether nobody of the authority of this row (the successor, where one follows it) has an account as a ministry officer: it answers in writing
     * @param late whether the authority has not answered in time
     */
    record Row(
            String code,
            Place place,
            @Nullable String to,
            @Nullable String responsible,
            @Nullable Instant since,
            @Nullable Instant dueAt,
            @Nullable LocalDate overlapUntil,
            @Nullable Long missing,
            @Nullable String formerly,
            @Nullable Instant followSince,
            boolean nobodyHere,
            @JsonIgnore boolean late) {
        /** Whether the authority has accepted it: its points are mended no more. */
        @JsonIgnore
        public boolean isAccepted() {
            return place == Place.ACCEPTED || place == Place.CHECK_DUE;
        }

        /** The last day on which the authority answers in time; null = nothing is awaited. */
        @JsonIgnore
        public @Nullable LocalDate lastDay() {
            return dueAt == null ? null : LocalDate.ofInstant(dueAt.minusSeconds(1), ZoneOffset.UTC);
        }
    }

    /**
     * @param next where the next page begins; null = this is the last one
     * @param exceptionsToSign codes of the open files that no authority has accepted, of those that the reader sees: the project closes only where they are named; none where one place was asked for
     */
    record Page(List<Row> rows, @Nullable String next, List<String> exceptionsToSign) {}

    static boolean reads(Actor actor) {
        return actor.may(Verb.CASE_LIST)
                && (actor.may(Verb.CASE_WRITE) || actor.may(Verb.CASE_ASSIGN) || actor.may(Verb.SUMMARY_READ));
    }

    /** @param place null = all that is on its way */
    Page page(Actor actor, @Nullable Place place, int from) {
        return transactions.as(actor, () -> {
            List<Row> rows = store.rows(place, from, PAGE + 1);
            List<String> exceptions = place == null ? store.exceptionsToSign() : List.of();
            return rows.size() <= PAGE
                    ? new Page(rows, null, exceptions)
                    : new Page(rows.subList(0, PAGE), String.valueOf(from + PAGE), exceptions);
        });
    }
}
