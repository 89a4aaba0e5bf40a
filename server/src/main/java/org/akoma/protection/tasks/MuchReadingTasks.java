package org.akoma.protection.tasks;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.journal.MuchReading;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** People who read unusually many files, as a task of the data protection officer: the notification does not say whom it is about. */
@Component
@Order(910)
class MuchReadingTasks implements Tasks {

    private final MuchReading readers;

    MuchReadingTasks(MuchReading readers) {
        this.readers = readers;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        return readers.lately(actor, today).stream()
                .map(one -> Task.one(
                        one.listed() ? "much-listed" : "much-reading",
                        one.person(),
                        null,
                        null,
                        "/journal?person=" + one.person()))
                .toList();
    }
}
