package org.akoma.protection.retention;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A supervisor sees on the home page how many closed files somebody asked to erase, of which nothing stands against it and nobody has decided. */
@Component
@Order(870)
class RetentionTasks implements Tasks {

    private final Retention retention;

    RetentionTasks(Retention retention) {
        this.retention = retention;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        int wished = retention.wished(actor);
        return wished == 0 ? List.of() : List.of(Task.many("erasure-wished", wished, "/retention"));
    }
}
