package org.akoma.protection.tasks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.TaskAbout;
import org.akoma.ground.pages.TaskCode;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What tasks are about, by record, where their kind alone does not say it: which danger an alert tells of. */
@Component
class TaskSubjects {

    private final ObjectProvider<TaskAbout> rooms;
    private final ObjectProvider<TaskCode> codes;

    TaskSubjects(ObjectProvider<TaskAbout> rooms, ObjectProvider<TaskCode> codes) {
        this.rooms = rooms;
        this.codes = codes;
    }

    /** The same with codes for decisions that lie on no file of the reader's. */
    List<DueItem> named(Actor actor, List<DueItem> items) {
        Map<UUID, String> all = new HashMap<>();
        codes.orderedStream().forEach(room -> {
            List<UUID> ids = items.stream()
                    .filter(item -> item.code() == null && room.decision().equals(item.decision()))
                    .map(DueItem::id)
                    .toList();
            if (!ids.isEmpty()) all.putAll(room.of(actor, ids));
        });
        return all.isEmpty()
                ? items
                : items.stream()
                        .map(item -> all.containsKey(item.id()) ? item.named(all.get(item.id())) : item)
                        .toList();
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
