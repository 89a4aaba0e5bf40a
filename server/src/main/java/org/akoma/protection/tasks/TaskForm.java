package org.akoma.protection.tasks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.pages.Urgency;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is asked of the list of tasks, in the address of a page or of the API; the names are the same in both. */
final class TaskForm {

    private static final int PAGE = 50;

    private TaskForm() {}

    static ListTasks read(Form form, Clock clock) {
        ListTasks.Scope scope = form.choice("scope", ListTasks.Scope.class);
        Integer limit = form.integer("limit", 1, ListTasks.MOST);
        String worker = form.text("worker", 40);
        String cursor = form.text("cursor", 160);
        ListTasks.After after = cursor == null ? null : after(cursor);
        if (cursor != null && after == null) form.wrong("cursor", "tasks.bad-cursor");
        return new ListTasks(
                scope == null ? ListTasks.Scope.MINE : scope,
                form.choices("kind", DueViews.kinds()),
                worker == null ? null : worker.toLowerCase(Locale.ROOT),
                until(form),
                after,
                limit == null ? PAGE : limit,
                asOf(form, clock));
    }

    private static @Nullable Instant until(Form form) {
        LocalDate day = form.date("until");
        return day == null ? null : endOf(day);
    }

    /** Null for today, which is now. */
    static @Nullable Instant asOf(Form form, Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate day = form.pastDay("asOf", today);
        return day == null || day.equals(today) ? null : endOf(day);
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** @param at the moment by which it was judged what is urgent */
    static String cursor(DueItem last, Instant at) {
        return String.join(
                "_",
                at.toString(),
                String.valueOf(last.place().ordinal()),
                last.dueAt() == null ? "-" : last.dueAt().toString(),
                last.id().toString(),
                last.kind());
    }

    private static ListTasks.@Nullable After after(String cursor) {
        String[] parts = cursor.split("_", 5);
        if (parts.length < 5) return null;
        try {
            return new ListTasks.After(
                    Instant.parse(parts[0]),
                    Urgency.Place.values()[Integer.parseInt(parts[1])],
                    parts[2].equals("-") ? null : Instant.parse(parts[2]),
                    UUID.fromString(parts[3]),
                    parts[4]);
        } catch (java.time.DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return null;
        }
    }
}
