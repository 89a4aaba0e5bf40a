package org.akoma.protection.complaints;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.ground.pages.Urgency;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whom complaints reach sees on the home page how many nobody has taken on, and since when: before all that may wait. */
@Component
@Order(50)
class ComplaintTasks implements Tasks {

    private final Complaints complaints;

    ComplaintTasks(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        int waiting = complaints.waiting(actor);
        if (waiting == 0) return List.of();
        LocalDate due = complaints.waitsSince(actor).orElse(today);
        return List.of(new Task("complaints", null, null, due, "/complaints", waiting, false, Urgency.CLOCK));
    }

    @Override
    public boolean listed() {
        return false;
    }
}
