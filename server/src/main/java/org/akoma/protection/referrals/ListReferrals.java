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
 * @param after the last one of the page before; null = from the newest
 */
record ListReferrals(
        @Nullable Scope scope,
        @Nullable View view,
        Referral.@Nullable Priority priority,
        @Nullable String to,
        @Nullable LocalDate sentFrom,
        @Nullable LocalDate sentUntil,
        Instant moment,
        @Nullable After after,
        int limit) {

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

    /** Those of one state, whoever was asked and whenever. */
    static ListReferrals of(Scope scope, View view, Instant moment, int limit) {
        return new ListReferrals(scope, view, null, null, null, null, moment, null, limit);
    }

    /** Where the page before ended. */
    public record After(Instant sentAt, UUID id) {}

    ListReferrals in(Scope wanted) {
        return new ListReferrals(wanted, view, priority, to, sentFrom, sentUntil, moment, after, limit);
    }

    ListReferrals first(int most) {
        return new ListReferrals(scope, view, priority, to, sentFrom, sentUntil, moment, null, most);
    }
}
