package org.akoma.protection.overview;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.Deadline;
import org.akoma.protection.cases.FileFrame;
import org.jspecify.annotations.Nullable;

/**
 * A clock as the first page of a file says it.
 *
 * @param href the page that does what is due; null where the reader does not open it
 */
record ClockRow(
        Deadline clock,
        Deadline.State state,
        long days,
        @Nullable String href) {

    /** The page of what a rule asks for, and the section that opens it. */
    private record Place(String page, Section section) {}

    private static final Map<String, Place> PLACES = Map.of(
            "T2", new Place("/health", Section.HEALTH),
            "T3", new Place("/consents", Section.FAMILY),
            "T4", new Place("/identity", Section.IDENTITY),
            "T5", new Place("/assessment", Section.NOTES),
            "T6", new Place("/plan", Section.ASSISTANCE),
            "T8", new Place("/plan", Section.ASSISTANCE),
            "T9", new Place("/conferences", Section.STATUS),
            "T10", new Place("/visits", Section.FOLLOW_UP));

    static List<ClockRow> of(Actor actor, FileFrame frame, List<Deadline> clocks, Instant now) {
        return clocks.stream()
                .map(one -> new ClockRow(one, one.state(now), one.daysLate(now), href(actor, frame, one, now)))
                .toList();
    }

    private static @Nullable String href(Actor actor, FileFrame frame, Deadline clock, Instant now) {
        Place place = PLACES.get(clock.rule());
        if (place == null || !frame.holds(place.section)) return null;
        boolean visitNow = clock.rule().equals("T10")
                && clock.state(now) == Deadline.State.OVERDUE
                && actor.may(Verb.VISIT_WRITE)
                && frame.mayWrite(Section.FOLLOW_UP);
        return "/cases/" + frame.code() + place.page + (visitNow ? "/now" : "");
    }

    /** Whether what it asks for is still to be done. */
    public boolean runs() {
        return state == Deadline.State.RUNNING || state == Deadline.State.OVERDUE;
    }
}
