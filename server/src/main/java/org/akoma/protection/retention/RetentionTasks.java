package org.akoma.protection.retention;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A supervisor sees on the home page each file that somebody asked to erase until the officer is asked: its page says what has to end before. */
@Component
@Order(870)
class RetentionTasks implements Tasks {

    private final Retention retention;

    RetentionTasks(Retention retention) {
        this.retention = retention;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        return retention.wished(actor, MOST).stream()
                .map(code -> Task.one("erasure-wished", code, null, null, "/cases/" + code + "/retention"))
                .toList();
    }
}
