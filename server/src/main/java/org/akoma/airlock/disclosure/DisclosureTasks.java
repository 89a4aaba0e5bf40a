package org.akoma.airlock.disclosure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.ground.pages.Urgency;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Offences that care reported, on the first page of the coordinators of the unit who answer them: where life is in danger, before all else. */
@Component
@Order(15)
class DisclosureTasks implements Tasks {

    private static final Duration NEW = Duration.ofHours(24);

    private final ReceivedReports reports;
    private final Clock clock;

    DisclosureTasks(ReceivedReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        if (!actor.is(Role.LE_COORDINATOR)) return List.of();
        return reports.list(actor).stream()
                .filter(one -> one.answer() == null && one.sentAt() != null)
                .sorted(Comparator.comparing(one -> one.urgency() != DisclosureRequest.Urgency.LIFE_DANGER))
                .limit(MOST)
                .map(this::task)
                .toList();
    }

    private Task task(OffenceReport one) {
        Instant sent = one.sentAt();
        boolean danger = one.urgency() == DisclosureRequest.Urgency.LIFE_DANGER;
        Task task = new Task(
                "offence-report",
                one.number(),
                null,
                danger && sent != null ? LocalDate.ofInstant(sent, ZoneOffset.UTC) : null,
                "/disclosures/reports/" + one.number(),
                1);
        if (!danger) return task;
        boolean fresh = sent != null && sent.isAfter(clock.instant().minus(NEW));
        return task.of(new Task.About("disclosure.urgencies", DisclosureRequest.Urgency.LIFE_DANGER.name()), null)
                .at(fresh ? Urgency.Place.NEW_GRAVE : Urgency.Place.GRAVE);
    }
}
