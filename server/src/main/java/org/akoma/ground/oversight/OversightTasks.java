package org.akoma.ground.oversight;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Unusual reading and incidents that wait for this person, and the way to all of them: the notification does not say whom it is about. */
@Component
@Order(910)
class OversightTasks implements Tasks, NavItems {

    private final UnusualReadings readings;
    private final Incidents incidents;
    private final Clock clock;

    OversightTasks(UnusualReadings readings, Incidents incidents, Clock clock) {
        this.readings = readings;
        this.incidents = incidents;
        this.clock = clock;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        String kind = UnusualReadings.judges(actor) ? "unusual-reading" : "explain-reading";
        Stream<Task> read = readings.waitingFor(actor, MOST).stream()
                .map(one -> Task.one(kind, one.person(), null, null, "/unusual-readings/" + one.id())
                        .of(new Task.About("oversight.rules", one.rule().name()), null));
        Stream<Task> kept = incidents.waiting(actor).stream().map(OversightTasks::next);
        return Stream.of(kept, late(actor), read).flatMap(one -> one).toList();
    }

    private static Task next(Incident one) {
        String kind = one.takenAt() == null
                ? "incident-take"
                : one.authority() == null
                        ? "incident-authority"
                        : one.persons() == null ? "incident-persons" : "incident-end";
        Instant due = one.due();
        return Task.one(
                kind,
                one.code(),
                null,
                due == null ? null : due.atZone(ZoneOffset.UTC).toLocalDate(),
                "/incidents/" + one.id());
    }

    /** What a project manager sees: that a clock ran out, or that no officer may keep it. */
    private Stream<Task> late(Actor actor) {
        Instant now = clock.instant();
        long late = incidents.managed(actor).stream()
                .filter(one -> one.closedAt() == null)
                .filter(one -> {
                    Instant due = one.due();
                    return one.unkept() || due != null && due.isBefore(now);
                })
                .count();
        return late == 0 ? Stream.of() : Stream.of(Task.many("incident-late", (int) late, "/incidents"));
    }

    @Override
    public boolean listed() {
        return false;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        List<NavItem> items = new ArrayList<>();
        if (UnusualReadings.reads(actor))
            items.add(new NavItem("unusual-readings", "/unusual-readings", "search", readings.waiting(actor)));
        if (Incidents.keeps(actor) || Incidents.manages(actor))
            items.add(new NavItem(
                    "incidents", "/incidents", "alert", incidents.waiting(actor).size()));
        return items;
    }
}
