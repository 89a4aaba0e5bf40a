package org.akoma.ground.pages;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a person is expected to do, on the home page.
 *
 * @param kind {@code task.<kind>} is its text and {@code task.<kind>.do} the verb on its button; {@link #DECISION} and what is decided, for a
 * second person
 * @param code of the file, slip or operation it is about; null when it is about no single one
 * @param risk of the child, a code of the list {@code risk}; null = does not matter or not known
 * @param due the day it is expected; null = it merely waits
 * @param count how many of them there are, when they are done on one page; 1 for a single one
 * @param late its moment has passed, though its day has not
 * @param urgent it may not be put off, and comes before tasks that may
 * @param about what it is about, where its kind alone does not say it: then {@code task.<kind>.of} is its text; null = the kind says it
 * @param until its last moment, where the hour matters; null = the day says it
 */
public record Task(
        String kind,
        @Nullable String code,
        @Nullable String risk,
        @Nullable LocalDate due,
        String href,
        int count,
        boolean late,
        boolean urgent,
        @Nullable About about,
        @Nullable Instant until) {

    /**
     * A code and its list.
     *
     * @param now a child is in danger: nothing comes before it
     */
    public record About(String list, String code, boolean now) {

        public static About of(String list, String code) {
            return new About(list, code, false);
        }

        public About later() {
            return of(list, code);
        }
    }

    /** Begins the key of the text of each kind of decision. */
    public static final String DECISION = "decision-kind.";

    /** The key of its text. */
    public String text() {
        return kind.startsWith(DECISION) ? kind : "task." + kind;
    }

    /** The key of the verb on its button. */
    public String verb() {
        return "task." + (kind.startsWith(DECISION) ? "access.decide" : kind) + ".do";
    }

    public enum When {
        LATE,
        TODAY,
        WAITING
    }

    public Task(
            String kind,
            @Nullable String code,
            @Nullable String risk,
            @Nullable LocalDate due,
            String href,
            int count) {
        this(kind, code, risk, due, href, count, false, false);
    }

    public Task(
            String kind,
            @Nullable String code,
            @Nullable String risk,
            @Nullable LocalDate due,
            String href,
            int count,
            boolean late,
            boolean urgent) {
        this(kind, code, risk, due, href, count, late, urgent, null, null);
    }

    /** The same with what it is about. */
    public Task of(@Nullable About what, @Nullable Instant moment) {
        return new Task(kind, code, risk, due, href, count, late, urgent, what, moment);
    }

    public static Task one(String kind, String code, @Nullable String risk, @Nullable LocalDate due, String href) {
        return new Task(kind, code, risk, due, href, 1);
    }

    public static Task many(String kind, int count, String href) {
        return new Task(kind, null, null, null, href, count);
    }

    /** A child in danger, or one whom nobody has: before all that has a day. */
    public boolean atOnce() {
        return about != null && about.now() || urgent && late && due == null;
    }

    public When when(LocalDate today) {
        if (late || atOnce()) return When.LATE;
        if (due == null || due.isAfter(today)) return When.WAITING;
        return due.isBefore(today) ? When.LATE : When.TODAY;
    }
}
