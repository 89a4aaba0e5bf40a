package org.akoma.protection.complaints;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.akoma.ground.pages.Urgency;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whom complaints reach sees on the home page how many nobody has taken on, and since when: before all that may wait. An administrator sees those
 * that nobody may read.
 */
@Component
@Order(50)
class ComplaintTasks implements Tasks {

    private final Complaints complaints;

    ComplaintTasks(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        List<ComplaintStore.Unread> unread = complaints.unread(actor);
        if (!unread.isEmpty())
            return List.of(new Task(
                    "complaints-unread",
                    null,
                    null,
                    unread.getFirst().day(),
                    "/complaints/unread",
                    unread.size(),
                    false,
                    Urgency.CLOCK));
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
