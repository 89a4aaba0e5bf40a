package org.akoma.protection.tasks;

import java.util.List;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NextOnFile;
import org.akoma.ground.pages.Task;
import org.springframework.stereotype.Component;

/** The most urgent of a person's own tasks on one file. */
@Component
class NextTask implements NextOnFile {

    /** A worker with the most files that policy allows has fewer. */
    private static final int LOOKED_AT = 200;

    private final TaskLists lists;

    NextTask(TaskLists lists) {
        this.lists = lists;
    }

    @Override
    public Optional<Task> next(Actor actor, String code) {
        if (lists.scopes(actor).isEmpty()) return Optional.empty();
        ListTasks own = new ListTasks(ListTasks.Scope.MINE, List.of(), null, null, null, LOOKED_AT, null);
        return lists.list(actor, own).stream()
                .filter(item -> code.equals(item.code()))
                .findFirst()
                .map(item -> item.forHome(lists.now(), null));
    }
}
