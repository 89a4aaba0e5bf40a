package org.akoma.enforcement.operations;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The police's operations that are planned or under way. */
@Component
@Order(20)
class OperationTasks implements Tasks {

    private final Operations operations;

    OperationTasks(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        if (!actor.may(Verb.OPERATION_READ)) return List.of();
        return operations.list(actor, null, MOST).stream()
                .filter(operation -> operation.status() != OperationStatus.CLOSED)
                .map(operation -> Task.one(
                        operation.status() == OperationStatus.RUNNING ? "operation-running" : "operation-planned",
                        operation.code(),
                        null,
                        null,
                        "/operations/" + operation.code()))
                .toList();
    }
}
