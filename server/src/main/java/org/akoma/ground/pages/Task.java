package org.akoma.ground.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.akoma.Time;
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
 * @param place how soon it is to be looked at
 * @param about what it is about, where its kind alone does not say it: then {@code task.<kind>.of} is its text; null = the kind says it
 * @param until its last moment, where the hour matters; null = the day says it
 * @param exact the moment at which its day ends, or its hour; null = the day ends with its midnight
 * @param list where all tasks of this kind are; null = there is no such list
 * @param proposed whether somebody proposed that the child is at high risk, and no supervisor has decided
 */
public record Task(
        String kind,
        @Nullable String code,
        @Nullable String risk,
        @Nullable LocalDate due,
        String href,
        int count,
        boolean late,
        Urgency.Place place,
        @Nullable About about,
        @Nullable Instant until,
        @Nullable Instant exact,
        @Nullable String list,
        boolean proposed) {

    /** A code and its list. */
    public record About(String list, String code) {}

    /** Begins the key of the text of each kind of decision. */
    public static final String DECISION = "decision-kind.";

    /** What is late among others' work: it leads to their list, so no row about the reader's own list stands for it. */
    public static final String OF_TEAM = "team-late";

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
        this(kind, code, risk, due, href, count, false, Urgency.TIME);
    }

    public Task(
            String kind,
            @Nullable String code,
            @Nullable String risk,
            @Nullable LocalDate due,
            String href,
            int count,
            boolean late,
            Urgency urgency) {
        this(kind, code, risk, due, href, count, late, urgency.place(), null, null, null, null, false);
    }

    /** The same with what it is about. */
    public Task of(@Nullable About what, @Nullable Instant moment) {
        return new Task(kind, code, risk, due, href, count, late, place, what, moment, moment, list, proposed);
    }

    /** The same with the moment from which it is late, where only the day is shown. */
    public Task dueAt(@Nullable Instant moment) {
        return new Task(kind, code, risk, due, href, count, late, place, about, until, moment, list, proposed);
    }

    /** The same at another place of the order. */
    public Task at(Urgency.Place other) {
        return new Task(kind, code, risk, due, href, count, late, other, about, until, exact, list, proposed);
    }

    /** The same with the list of its kind. */
    public Task listed(String all) {
        return new Task(kind, code, risk, due, href, count, late, place, about, until, exact, all, proposed);
    }

    /** The same of a child for whom high risk is proposed, or not. */
    public Task proposed(boolean high) {
        return new Task(kind, code, risk, due, href, count, late, place, about, until, exact, list, high);
    }

    /** One line for so many of its kind, which leads to their list. */
    Task standingFor(int many, String all) {
        return new Task(kind, null, null, due, all, many, late, place, null, null, exact, all, false);
    }

    public static Task one(String kind, String code, @Nullable String risk, @Nullable LocalDate due, String href) {
        return new Task(kind, code, risk, due, href, 1);
    }

    public static Task many(String kind, int count, String href) {
        return new Task(kind, null, null, null, href, count);
    }

    public Urgency urgency() {
        return place.urgency();
    }

    /** A child in danger whom nobody has taken on: before all that has a day. */
    public boolean atOnce() {
        Urgency urgency = urgency();
        return urgency == Urgency.ALERT || urgency == Urgency.UNSAFE && due == null;
    }

    /** Others' work, of which the reader is shown how much there is. */
    boolean isOfTeam() {
        return kind.equals(OF_TEAM);
    }

    /** Its last moment; null = it merely waits. */
    @Nullable
    public Instant ends() {
        if (exact != null) return exact;
        return due == null ? null : due.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Days since it was expected; zero while it is not late. */
    public long daysLate(Instant now) {
        Instant end = ends();
        return due == null || end == null ? 0 : Math.max(late ? 1 : 0, Time.daysLate(end, now));
    }

    public When when(LocalDate today) {
        if (late) return When.LATE;
        if (atOnce()) return due != null && due.isBefore(today) ? When.LATE : When.TODAY;
        if (due == null || due.isAfter(today)) return When.WAITING;
        return due.isBefore(today) ? When.LATE : When.TODAY;
    }
}
