package org.akoma.ground.oversight;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.ground.pages.Urgency;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Unusual reading, incidents and reviews of access that wait for this person, and the way to all of them: the notification does not say whom it is about. */
@Component
@Order(910)
class OversightTasks implements Tasks, NavItems {

    private final UnusualReadings readings;
    private final Incidents incidents;
    private final AccessReviews reviews;
    private final Clock clock;

    OversightTasks(UnusualReadings readings, Incidents incidents, AccessReviews reviews, Clock clock) {
        this.reviews = reviews;
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
        Stream<Task> kept = incidents.waiting(actor).stream().map(this::next);
        return Stream.of(kept, late(actor), read, due(actor), asked(actor))
                .flatMap(one -> one)
                .toList();
    }

    /** Accounts that an officer has not reviewed in this quarter yet. */
    private Stream<Task> due(Actor actor) {
        int due = reviews.due(actor);
        return due == 0 ? Stream.of() : Stream.of(Task.many("access-review", due, "/access-reviews"));
    }

    /** What reviews asked of an administrator. */
    private Stream<Task> asked(Actor actor) {
        return reviews.asked(actor).stream()
                .map(one -> Task.one(
                        one.verdict() == AccessReview.Verdict.END ? "access-end" : "access-change",
                        one.account(),
                        null,
                        null,
                        "/people/" + one.account()));
    }

    private Task next(Incident one) {
        String kind = one.takenAt() == null
                ? "incident-take"
                : one.authority() == null
                        ? "incident-authority"
                        : one.persons() == null ? "incident-persons" : "incident-end";
        Instant due = one.due();
        Urgency urgency = Urgency.of(Urgency.Pace.HOURS, null, due, clock.instant());
        LocalDate day = due == null ? null : due.atZone(ZoneOffset.UTC).toLocalDate();
        return new Task(kind, one.code(), null, day, "/incidents/" + one.id(), 1, false, urgency).of(null, due);
    }

    /** What a project manager sees: that a clock ran out, or that no officer may keep it. It is late since the earliest, and as urgent as the latest. */
    private Stream<Task> late(Actor actor) {
        Instant now = clock.instant();
        List<Instant> ends = incidents.managed(actor).stream()
                .filter(one -> one.closedAt() == null)
                .map(one -> Optional.ofNullable(one.due())
                        .filter(due -> due.isBefore(now))
                        .or(() -> one.unkept() ? Optional.of(now) : Optional.empty()))
                .flatMap(Optional::stream)
                .sorted()
                .toList();
        if (ends.isEmpty()) return Stream.of();
        Urgency urgency = Urgency.of(Urgency.Pace.HOURS, null, ends.getLast(), now);
        LocalDate day = ends.getFirst().atZone(ZoneOffset.UTC).toLocalDate();
        return Stream.of(new Task("incident-late", null, null, day, "/incidents", ends.size(), true, urgency));
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
        if (AccessReviews.reviews(actor) || AccessReviews.changes(actor))
            items.add(new NavItem("access-reviews", "/access-reviews", "user", 0));
        if (ProcessingRegister.reads(actor)) items.add(new NavItem("processing", "/processing", "book", 0));
        return items;
    }
}
