package org.akoma.protection.alerts;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.ground.pages.Urgency;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Alerts that nobody took on in time, for the project manager: one line, which leads to whom to call. */
@Component
@Order(3)
class UntakenTasks implements Tasks {

    private final AlertLists alerts;

    UntakenTasks(AlertLists alerts) {
        this.alerts = alerts;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        List<Untaken.Line> lines = alerts.untaken(actor).stream()
                .flatMap(one -> one.lines().stream())
                .toList();
        if (lines.isEmpty()) return List.of();
        return List.of(Task.many("alerts-untaken", lines.size(), "/alerts")
                .at(
                        lines.stream().anyMatch(Untaken.Line::withinHour)
                                ? Urgency.Place.GRAVE
                                : Urgency.Place.OTHER_ALERT));
    }

    /** The list of tasks holds records of the reader's own, and none of these is one. */
    @Override
    public boolean listed() {
        return false;
    }
}
