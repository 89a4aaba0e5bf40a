package org.akoma.programme.fieldwork;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Children of the actor's for whom a mission asks: the worker speaks with child and guardian, and records what they answer as a consent. */
@Component
@Order(81)
class FieldInterviewTasks implements Tasks {

    private static final int DAYS = 3;

    private final FieldInterviewStore store;
    private final ActorTransactions transactions;

    FieldInterviewTasks(FieldInterviewStore store, ActorTransactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        if (!actor.may(Verb.CASE_WRITE)) return List.of();
        return transactions.as(actor, store::wantedOfMe).stream()
                .map(one -> Task.one(
                        "evaluation-child",
                        one.code(),
                        null,
                        LocalDate.ofInstant(one.askedAt(), ZoneOffset.UTC).plusDays(DAYS),
                        "/cases/" + one.code() + "/consents"))
                .toList();
    }

    @Override
    public boolean listed() {
        return false;
    }
}
