package org.akoma.protection.tasks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.pages.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are wanted.
 *
 * @param kinds empty = all
 * @param worker user name of one of the team; null = all
 * @param until due by then at the latest, and what merely waits
 * @param after the task that the page before ended with
 * @param asOf the end of a past day; null = now
 * @param file code of the one file whose tasks are wanted; null = of all
 */
record ListTasks(
        Scope scope,
        List<String> kinds,
        @Nullable String worker,
        @Nullable Instant until,
        @Nullable After after,
        int limit,
        @Nullable Instant asOf,
        @Nullable String file) {

    static final int MOST = 500;

    enum Scope {
        /** What I am to do. */
        MINE,
        /** What the people I supervise are to do. */
        TEAM
    }

    /**
     * Place in the list.
     *
     * @param at the moment of the first page: what is urgent is judged by it, so that nothing changes its place while one turns the pages
     * @param dueAt null = among what merely waits
     */
    record After(Instant at, Urgency.Place place, @Nullable Instant dueAt, UUID id, String kind) {

        /** Its turn among those of its place; null = among what merely waits. */
        @Nullable
        Instant turn() {
            return dueAt == null ? null : Urgency.turn(place, dueAt, at);
        }
    }

    ListTasks(
            Scope scope,
            List<String> kinds,
            @Nullable String worker,
            @Nullable Instant until,
            @Nullable After after,
            int limit,
            @Nullable Instant asOf) {
        this(scope, kinds, worker, until, after, limit, asOf, null);
    }

    /** All that is open on one file. */
    static ListTasks onFile(Scope scope, String code) {
        return new ListTasks(scope, List.of(), null, null, null, MOST, null, code);
    }

    /** The moment by which it is judged what is urgent. */
    Instant judgedAt(Instant now) {
        if (after != null) return after.at();
        return asOf == null ? now : asOf;
    }

    ListTasks fromTheStart() {
        return new ListTasks(scope, kinds, worker, until, null, limit, asOf, file);
    }

    ListTasks {
        kinds = List.copyOf(kinds);
    }

    /** All that is due then, as far as a page may ask. */
    ListTasks ofAnyKind() {
        return new ListTasks(scope, List.of(), worker, until, null, MOST, asOf, file);
    }

    /** One more than wanted tells whether there is a next page. */
    ListTasks first(int most) {
        return new ListTasks(scope, kinds, worker, until, after, most, asOf, file);
    }
}
