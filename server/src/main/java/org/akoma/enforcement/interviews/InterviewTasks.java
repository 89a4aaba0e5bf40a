package org.akoma.enforcement.interviews;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.enforcement.operations.Operation;
import org.akoma.enforcement.operations.PersonPart;
import org.akoma.enforcement.operations.Screened;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Interviews that an officer was assigned, among their tasks; and the way to the interview from the page of a child. */
@Component
@Order(25)
class InterviewTasks implements Tasks, PersonPart {

    private final Interviews interviews;

    InterviewTasks(Interviews interviews) {
        this.interviews = interviews;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        return interviews.waiting(actor, MOST).stream()
                .map(one -> Task.one(
                        "interview-child",
                        one.person() + ", " + one.operation(),
                        null,
                        LocalDate.ofInstant(one.plannedAt(), ZoneOffset.UTC),
                        "/operations/" + one.operation() + "/persons/" + one.person() + "/interview"))
                .toList();
    }

    @Override
    public void add(Actor actor, Operation operation, Screened person, Model model) {
        List<Interview> all = interviews.of(actor, operation, person);
        model.addAttribute(
                "interview",
                all.stream()
                        .filter(one -> one.cancelledAt() == null)
                        .findFirst()
                        .orElse(null));
        model.addAttribute("interviewable", interviews.mayBeAssigned(actor, operation, person));
    }
}
