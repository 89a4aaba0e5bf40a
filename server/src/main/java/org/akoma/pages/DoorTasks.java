package org.akoma.pages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.Waiting;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Roles to approve and emergencies to judge; their records lie on the floor below the shell. */
@Component
@Order(900)
class DoorTasks implements Tasks {

    private final Waiting waiting;

    DoorTasks(Waiting waiting) {
        this.waiting = waiting;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        List<Task> tasks = new ArrayList<>();
        int emergencies = waiting.emergencies(actor);
        int approvals = waiting.approvals(actor);
        if (emergencies > 0) tasks.add(Task.many("emergencies", emergencies, "/break-glass"));
        if (approvals > 0) tasks.add(Task.many("approvals", approvals, "/approvals"));
        return tasks;
    }
}
