package org.akoma.programme.findings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Recommendations that wait for an answer, for those who answer them, and actions, for their owners, of either side. */
@Component
@Order(80)
class FindingTasks implements Tasks {

    /** Days before its day on which an action becomes a task. */
    static final int AHEAD_DAYS = 14;

    private final FindingStore store;
    private final Actions actions;
    private final ActorTransactions transactions;

    FindingTasks(FindingStore store, Actions actions, ActorTransactions transactions) {
        this.store = store;
        this.actions = actions;
        this.transactions = transactions;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        List<Task> tasks = new ArrayList<>();
        if (actor.may(Verb.RESPONSE_PROPOSE))
            transactions
                    .as(actor, () -> store.toAnswer(MOST))
                    .forEach(one -> tasks.add(Task.one(
                            "evaluation-response",
                            one.mission() + " " + one.code(),
                            null,
                            one.dueOn(),
                            "/recommendations/" + one.id())));
        actions.own(actor, today.plusDays(AHEAD_DAYS), MOST)
                .forEach(one -> tasks.add(Task.one(
                        "evaluation-action",
                        one.mission() + " " + one.code(),
                        null,
                        one.dueOn(),
                        "/actions/" + one.id())));
        return tasks;
    }

    @Override
    public boolean listed() {
        return false;
    }
}
