package org.akoma.protection.tasks;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NextOnFile;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is open on one file, for the confirmations of its acts and for its first page: the same tasks in the same order as in the list of tasks. */
@Component
class NextTask implements NextOnFile {

    private final TaskLists lists;
    private final TaskSubjects subjects;

    NextTask(TaskLists lists, TaskSubjects subjects) {
        this.lists = lists;
        this.subjects = subjects;
    }

    @Override
    public Optional<Task> next(Actor actor, String code) {
        Instant now = lists.now();
        return lists.list(actor, ListTasks.onFile(ListTasks.Scope.MINE, code)).stream()
                .filter(item -> item.urgency() != Urgency.TIME || isDue(item.dueAt(), now))
                .findFirst()
                .map(item -> item.forHome(now, null));
    }

    @Override
    public List<Task> open(Actor actor, String code) {
        Map<Named, DueItem> found = new LinkedHashMap<>();
        Set<Named> own = new HashSet<>();
        for (ListTasks.Scope scope : lists.scopes(actor))
            for (DueItem item : lists.list(actor, ListTasks.onFile(scope, code))) {
                Named named = new Named(item.kind(), item.id());
                found.putIfAbsent(named, item);
                if (scope == ListTasks.Scope.MINE) own.add(named);
            }
        Comparator<DueItem> order = Urgency.<DueItem>order(DueItem::place, DueItem::dueAt, lists.now())
                .thenComparing(DueItem::id)
                .thenComparing(DueItem::kind);
        List<DueItem> items = found.values().stream().sorted(order).toList();
        Map<UUID, Task.About> about = subjects.of(actor, items);
        return items.stream()
                .map(item -> own.contains(new Named(item.kind(), item.id()))
                        ? item.forHome(lists.now(), about.get(item.id()))
                        : item.forSupervision(lists.now(), about.get(item.id())))
                .toList();
    }

    private record Named(String kind, UUID id) {}

    private boolean isDue(@Nullable Instant due, Instant now) {
        return due != null && !due.isAfter(Urgency.soon(now));
    }
}
