package org.akoma.protection.tasks;

import java.util.List;
import org.akoma.ground.pages.Urgency;

/**
 * One view in which a room publishes what is due (house.md 2): {@code kind, id, file_id, worker_id, organisation_id} and when. All
 * that this room knows of the others is in these lines.
 *
 * @param view as {@code room.due_x}
 * @param lead by which column the list of a person is led
 * @param clock how the view says when
 * @param past the view that is read for a past day; one may answer for several
 * @param kind the one kind of a view whose clock is {@link Clock#STEP}, empty for the others
 * @param danger what the view has of children in danger
 */
record DueView(String view, Lead lead, Clock clock, String past, String kind, Danger danger) {

    /** In whose hands a file was just before {@code :at}, of the rows {@code w} of {@code cases.was_in_hands}. */
    static final String HELD = "w.since < :at and (w.until is null or w.until >= :at)";

    private static final String HIGH =
            "exists (select from cases.case_file x where x.id = d.file_id and x.risk = 'HIGH')";

    static DueView replayed(String view, Lead lead) {
        return new DueView(view, lead, Clock.REPLAYED, view, "", Danger.NONE);
    }

    static DueView open(String view, Lead lead, Clock clock, String past) {
        return new DueView(view, lead, clock, past, "", Danger.NONE);
    }

    static DueView step(String view, String kind, String past) {
        return new DueView(view, Lead.WORKER, Clock.STEP, past, kind, Danger.NONE);
    }

    /** A clock of a child of whom there is no file yet. */
    static DueView slip(String view, String kind) {
        return new DueView(view, Lead.RECEIVER, Clock.STEP, "slips.was_due_slip", kind, Danger.UNSAFE);
    }

    /** Whether it is the work of a worker, which a team has together. */
    boolean ofTeam() {
        return lead == Lead.WORKER || lead == Lead.RECEIVER;
    }

    /** The same view, which has children in danger. */
    DueView in(Danger danger) {
        return new DueView(view, lead, clock, past, kind, danger);
    }

    /** The same view, led by another column of it. */
    DueView ledBy(Lead other) {
        return new DueView(view, other, clock, past, kind, danger);
    }

    /** The same as it is read for a past day. */
    DueView asItWas() {
        return replayed(past, lead).in(danger == Danger.ALERTS ? danger : Danger.UNSAFE);
    }

    enum Danger {
        NONE,
        /** Some of it is about children whose safety is seen to first, whenever it is due: {@link DueViews#UNSAFE}. */
        UNSAFE,
        /** The column {@code place} is the place of an open alert in the order; null = as any other task. */
        ALERTS
    }

    /**
     * Whether any of these kinds may be in it: the one kind of a step, else those that are named like its room, and any decision in the view of decisions.
     *
     * @param wanted empty = all
     */
    boolean mayHold(List<String> wanted) {
        String room = view.substring(0, view.indexOf('.') + 1);
        return wanted.isEmpty()
                || wanted.stream()
                        .anyMatch(one -> kind.isEmpty()
                                ? one.startsWith(room) || one.equals("access.decide") && view.endsWith("due_decision")
                                : one.equals(kind));
    }

    /** Whether a task of this view is before others by its danger or by a clock; what any holder of a role may do is not about one child's safety. */
    boolean mayBeFirst() {
        return lead != Lead.ROLE;
    }

    /** Where a row stands in the order, as the number of its {@link Urgency.Place}, in SQL: the same as {@link Urgency#of}. */
    String place(List<String> kinds) {
        String alerts = danger == Danger.ALERTS ? " when d.place is not null then d.place" : "";
        String due = dueAt(kinds);
        return "(case" + alerts + " when d.kind = any (:unsafe) then " + Urgency.Place.NOT_SAFE.ordinal()
                + " when d.kind = any (:ofHours) and " + due + " between :over and :soon then "
                + Urgency.Place.OF_HOURS.ordinal()
                + " when " + due + " <= :soon and " + HIGH + " then " + Urgency.Place.AT_RISK.ordinal() + " else "
                + Urgency.Place.ANY.ordinal() + " end)";
    }

    /** Narrows what is read of a view none of whose rows is urgent before it is due soon. */
    String urgentBy(List<String> kinds) {
        return danger == Danger.NONE ? " and " + dueBy(":soon", kinds) : "";
    }

    enum Lead {
        /** {@code worker_id} is who does it. */
        PERSON,
        /** {@code worker_id} is the worker of the file; so it is work of a team too, and on a past day of the worker of then. */
        WORKER,
        /** {@code worker_id} is who is to receive a child of whom there is no file yet; work of a team too. */
        RECEIVER,
        /** {@code supervisor_id} is who answers for it. */
        SUPERVISOR,
        /** {@code organisation_id} is the structure whose desk does it. */
        DESK,
        /** {@code role} is the role any holder of which may do it. */
        ROLE
    }

    enum Clock {
        /** {@code due_on}: until the end of that day; only what is open. */
        DAY,
        /** {@code due_at}; only what is open. */
        MOMENT,
        /** {@code since}, and the limit of the view's one kind is a policy value; only what is open. */
        STEP,
        /** {@code since, due_at, done_at, closed_at}, whether open or not: any past day can be read. */
        REPLAYED
    }

    /**
     * The due moment, as SQL.
     *
     * @param kinds the kinds of task whose hours are in {@code :hours}, in its order
     */
    String dueAt(List<String> kinds) {
        return switch (clock) {
            case DAY -> "coalesce((d.due_on + 1)::timestamp at time zone 'UTC', 'infinity')";
            case MOMENT -> "coalesce(d.due_at, 'infinity')";
            case STEP -> "d.since + " + limit(kinds);
            case REPLAYED -> "coalesce(d.due_at, d.since + l.hours * interval '1 hour', 'infinity')";
        };
    }

    /** Due by the moment {@code name}, as SQL: said of the column that the view's index is ordered by. */
    String dueBy(String name, List<String> kinds) {
        return switch (clock) {
            case DAY -> "d.due_on < (" + name + " at time zone 'UTC')::date";
            case MOMENT -> "d.due_at <= " + name;
            case STEP -> "d.since <= " + name + " - " + limit(kinds);
            case REPLAYED -> dueAt(kinds) + " <= " + name;
        };
    }

    private String limit(List<String> kinds) {
        return "(:hours::int[])[" + (kinds.indexOf(kind) + 1) + "] * interval '1 hour'";
    }

    /** The order of the branch's index. */
    String order() {
        return switch (clock) {
            case DAY -> "d.due_on, d.id, d.kind";
            case MOMENT -> "d.due_at, d.id, d.kind";
            case STEP -> "d.since, d.id, d.kind";
            case REPLAYED -> "due_at, d.id, d.kind";
        };
    }

    /** @param past read as it was before {@code :at}: a file's work was that of its worker of then */
    String from(boolean past) {
        return view + " d"
                + (clock == Clock.REPLAYED
                        ? " left join unnest(:kinds::text[], :hours::int[]) l(kind, hours) on l.kind = d.kind"
                        : "")
                + (ofThen(past) ? " join cases.was_in_hands w on w.file_id = d.file_id and " + HELD : "");
    }

    private boolean ofThen(boolean past) {
        return past && lead == Lead.WORKER;
    }

    /** Whose it is, as SQL. */
    String worker(boolean past) {
        return ofThen(past) ? "w.worker::uuid" : "d.worker_id";
    }

    /** That it is this person's, as SQL: said of the column that an index is led by. */
    String workerIs(String person, boolean past) {
        return ofThen(past) ? "w.worker = (" + person + ")::text" : "d.worker_id = " + person;
    }

    /** What was open: now, or just before {@code :at}, the end of a past day. */
    String open(boolean past) {
        if (clock != Clock.REPLAYED) return "true";
        return past
                ? "d.since < :at and (d.done_at is null or d.done_at >= :at) and (d.closed_at is null or d.closed_at >= :at)"
                : "d.done_at is null and d.closed_at is null";
    }
}
