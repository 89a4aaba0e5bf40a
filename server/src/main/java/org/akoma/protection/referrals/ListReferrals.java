package org.akoma.protection.referrals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which referrals are asked for.
 *
 * @param moment those sent by then, as they were at this moment
 * @param to code of the receiving structure; null = any
 * @param sentFrom the first day, in UTC, on which those asked for were sent; null = any
 * @param sentUntil the last such day; null = any
 * @param order what comes first
 * @param after the last one of the page before; null = from the first
 */
record ListReferrals(
        @Nullable Scope scope,
        @Nullable View view,
        Referral.@Nullable Priority priority,
        @Nullable String to,
        @Nullable LocalDate sentFrom,
        @Nullable LocalDate sentUntil,
        Instant moment,
        Order order,
        @Nullable After after,
        int limit) {

    /** What comes first. */
    public enum Order {
        /** Those that nobody has acknowledged, urgent ones before others and the longest late first; then all else, newest sent first. */
        URGENT,
        /** Newest sent first. */
        NEWEST
    }

    /** By which way they are mine to see. */
    public enum Scope {
        INCOMING,
        MINE,
        TEAM,
        ORGANISATION,
        /** Asked for by my shelter. */
        SHELTER,
        /** Of the files that an evaluation samples. */
        SAMPLE,
        ALL
    }

    /** In which state. */
    public enum View {
        WAITING,
        LATE,
        ANSWERED,
        /** Acknowledged, or the time for it is over: those of which one can say whether they were in time. */
        TIMED,
        ACCEPTED,
        DECLINED,
        COMPLETED
    }

    /** Those of one state, no matter who was asked and when; the most urgent first. */
    static ListReferrals of(Scope scope, View view, Instant moment, int limit) {
        return new ListReferrals(scope, view, null, null, null, null, moment, Order.URGENT, null, limit);
    }

    /**
     * Where the page before ended.
     *
     * @param at when the last one was sent; of one that waits in the order of urgency, when it was due
     * @param waiting its priority, when it waits in the order of urgency
     */
    public record After(Instant at, UUID id, Referral.@Nullable Priority waiting) {}

    ListReferrals in(Order wanted) {
        return new ListReferrals(scope, view, priority, to, sentFrom, sentUntil, moment, wanted, after, limit);
    }

    /** The same from the first on. */
    ListReferrals fromTheStart() {
        return new ListReferrals(scope, view, priority, to, sentFrom, sentUntil, moment, order, null, limit);
    }

    ListReferrals in(Scope wanted) {
        return new ListReferrals(wanted, view, priority, to, sentFrom, sentUntil, moment, order, after, limit);
    }

    ListReferrals first(int most) {
        return new ListReferrals(scope, view, priority, to, sentFrom, sentUntil, moment, order, null, most);
    }
}
