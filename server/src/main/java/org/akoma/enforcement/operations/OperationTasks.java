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
                .map(operation -> task(actor, operation))
                .toList();
    }

    /** What the next step is, and whose: only who coordinates starts an operation, and only care confirms places. */
    private static Task task(Actor actor, Operation operation) {
        String page = "/operations/" + operation.code();
        if (operation.status() == OperationStatus.RUNNING)
            return Task.one("operation-running", operation.code(), null, null, page);
        OperationPlan plan = operation.plan();
        boolean coordinates = actor.may(Verb.OPERATION_APPROVE);
        if (plan.hasCare())
            return Task.one(
                    coordinates ? "operation-start" : "operation-start-waits", operation.code(), null, null, page);
        if (!coordinates) return Task.one("operation-planned", operation.code(), null, null, page);
        boolean asked = plan.careConfirmedBy() != null && plan.careCapacity() >= plan.expectedChildren();
        return asked
                ? Task.one("operation-care", operation.code(), null, null, page)
                : Task.one("operation-plan", operation.code(), null, null, page + "/edit");
    }
}
