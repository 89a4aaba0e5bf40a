package org.akoma.protection.tasks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.akoma.Time;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is due.
 *
 * @param kind as the room names it, {@code followup.visit}; {@code task.<kind>} is its text
 * @param id of the record; with the kind it names the task
 * @param decision what is to be decided, as {@code decision-kind.<decision>} names it; null when it is no decision of a second person, or one with a kind of its own
 * @param code of the file, or of the slip while there is none; null when it lies on none
 * @param worker user name of who does it; null when anybody of a desk or role may
 * @param dueAt its last moment; null = it merely waits
 * @param proposed whether somebody proposed that the child is at high risk, and no supervisor has decided
 */
record DueItem(
        String kind,
        UUID id,
        @Nullable String decision,
        @Nullable UUID fileId,
        @Nullable String code,
        @Nullable String risk,
        @Nullable String worker,
        @Nullable Instant dueAt,
        Urgency.Place place,
        boolean proposed) {

    Urgency urgency() {
        return place.urgency();
    }

    /** The same of a record that lies on no file of the reader's. */
    DueItem named(@Nullable String record) {
        return new DueItem(kind, id, decision, fileId, record, risk, worker, dueAt, place, proposed);
    }

    public boolean isLate(Instant now) {
        return dueAt != null && now.isAfter(dueAt);
    }

    /** Days since its last moment; zero when it is not late. */
    public long daysLate(Instant now) {
        return dueAt == null ? 0 : Time.daysLate(dueAt, now);
    }

    /** The day on which it is to be done at the latest: a whole day ends with its midnight. */
    @Nullable
    public LocalDate dueOn() {
        return dueAt == null ? null : LocalDate.ofInstant(dueAt.minusMillis(1), ZoneOffset.UTC);
    }

    /** Whether its person may put it off, with a reason. */
    public boolean canWait() {
        return SnoozeRule.canWait(kind, risk);
    }

    /** Where the one whose task it is does it. */
    public String href() {
        return address(DueViews.place(kind).form());
    }

    /** Where others, as who supervises, see what it is about. */
    public String page() {
        return address(DueViews.place(kind).page());
    }

    private String address(String page) {
        String named = page.replace("{id}", id.toString());
        if (page.startsWith(DueViews.DECISION_OF)) return named;
        if (!DueViews.place(kind).onFile()) return named.replace("{code}", code == null ? "" : code);
        return code == null ? "/tasks" : "/cases/" + code + named;
    }

    /** The key of its text. */
    public String text() {
        return decision == null ? "task." + kind : Task.DECISION + decision;
    }

    /** @param about null = its kind says it; else its hour matters as well */
    Task forHome(Instant now, Task.@Nullable About about) {
        return at(href(), now, about);
    }

    /** The same for who supervises the person whose task it is. */
    Task forSupervision(Instant now, Task.@Nullable About about) {
        return at(page(), now, about);
    }

    /** One line for so many of a kind, which leads to their list. */
    static Task many(DueCountStore.Key key, int many, @Nullable Instant due) {
        String decision = key.decision();
        String all = list(key.kind(), decision);
        LocalDate day = due == null ? null : LocalDate.ofInstant(due.minusMillis(1), ZoneOffset.UTC);
        String said = decision == null ? key.kind() : Task.DECISION + decision;
        return new Task(said, null, null, day, all, many, key.when() == DueCountStore.When.LATE, Urgency.TIME)
                .at(key.place())
                .dueAt(due)
                .listed(all);
    }

    private static String list(String kind, @Nullable String decision) {
        return decision == null ? "/tasks?kind=" + kind : "/decisions";
    }

    private Task at(String address, Instant now, Task.@Nullable About about) {
        String said = decision == null ? kind : Task.DECISION + decision;
        boolean hour = about != null || DueViews.OF_HOURS.contains(kind);
        return new Task(said, code, risk, dueOn(), address, 1, isLate(now), urgency())
                .at(place)
                .of(about, hour ? dueAt : null)
                .dueAt(dueAt)
                .listed(list(kind, decision))
                .proposed(proposed);
    }
}
