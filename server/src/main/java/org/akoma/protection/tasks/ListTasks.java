package org.akoma.protection.tasks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are wanted.
 *
 * @param kinds empty = all
 * @param worker user name of one of the team; null = all
 * @param until due by then at the latest, and what merely waits
 * @param after the task that the page before ended with
 * @param asOf the end of a past day; null = now
 */
record ListTasks(
        Scope scope,
        List<String> kinds,
        @Nullable String worker,
        @Nullable Instant until,
        @Nullable After after,
        int limit,
        @Nullable Instant asOf) {

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
     * @param dueAt null = among what merely waits
     */
    record After(@Nullable Instant dueAt, UUID id, String kind) {}

    ListTasks {
        kinds = List.copyOf(kinds);
    }

    /** One more than wanted tells whether there is a next page. */
    ListTasks first(int most) {
        return new ListTasks(scope, kinds, worker, until, after, most, asOf);
    }
}
