package org.akoma.assistance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.akoma.pages.Task;
import org.akoma.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What waits for the one who approves and the one who pays. What waits on a child's file is told by the view due_service. */
@Component
@Order(60)
class AidTasks implements Tasks {

    private final PaymentLists payments;

    AidTasks(PaymentLists payments) {
        this.payments = payments;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        List<Task> tasks = new ArrayList<>();
        add(tasks, actor, Verb.PAYMENT_APPROVE, Payment.State.REQUESTED, "approve-payment");
        add(tasks, actor, Verb.PAYMENT_PAY, Payment.State.APPROVED, "pay");
        return tasks;
    }

    private void add(List<Task> tasks, Actor actor, Verb verb, Payment.State state, String kind) {
        int waiting = actor.may(verb) ? payments.waiting(actor, state) : 0;
        if (waiting > 0) tasks.add(Task.many(kind, waiting, "/payments?state=" + state));
    }
}
