package org.akoma.protection.tasks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.TaskAbout;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What tasks are about, by record, where their kind alone does not say it: which danger an alert tells of. */
@Component
class TaskSubjects {

    private final ObjectProvider<TaskAbout> rooms;

    TaskSubjects(ObjectProvider<TaskAbout> rooms) {
        this.rooms = rooms;
    }

    Map<UUID, Task.About> of(Actor actor, List<DueItem> items) {
        Map<UUID, Task.About> all = new HashMap<>();
        rooms.orderedStream().forEach(room -> {
            List<UUID> ids = items.stream()
                    .filter(item -> room.knows(item.kind()))
                    .map(DueItem::id)
                    .toList();
            if (!ids.isEmpty()) all.putAll(room.of(actor, ids));
        });
        return all;
    }
}
