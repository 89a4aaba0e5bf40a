package org.akoma.ground.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.emergencies.BreakGlass;
import org.akoma.ground.emergencies.BreakGlasses;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Emergencies to judge; their records lie on the floor below the shell. */
@Component
@Order(900)
class DoorTasks implements Tasks {

    private final BreakGlasses glasses;
    private final Clock clock;

    DoorTasks(BreakGlasses glasses, Clock clock) {
        this.glasses = glasses;
        this.clock = clock;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        List<Task> tasks = new ArrayList<>();
        BreakGlass.Waiting emergencies = glasses.waiting(actor);
        Instant due = emergencies.due();
        if (due != null)
            tasks.add(new Task(
                    "emergencies",
                    null,
                    null,
                    LocalDate.ofInstant(due, ZoneOffset.UTC),
                    "/break-glass",
                    emergencies.count(),
                    !clock.instant().isBefore(due),
                    Urgency.of(Urgency.Pace.HOURS, null, due, clock.instant())));
        glasses.stopped(actor).stream()
                .map(one -> Task.one("emergency-stopped", one.fileCode(), null, day(one.reviewedAt()), "/emergency"))
                .forEach(tasks::add);
        return tasks;
    }

    @Override
    public boolean listed() {
        return false;
    }

    private static @Nullable LocalDate day(@Nullable Instant moment) {
        return moment == null ? null : LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
