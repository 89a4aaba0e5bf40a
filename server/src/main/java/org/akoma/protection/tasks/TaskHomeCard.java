package org.akoma.protection.tasks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tasks on the home page: the first of the reader's list and the number that is late in their team, with links to both lists. */
@Component
@Order(15)
class TaskHomeCard implements Tasks, NavItems {

    /** How far ahead the home page looks. */
    private static final int AHEAD = 7;

    /** How far for a decision, and for who is to go on with a child that was accepted: the longest time that is given for it. */
    private static final int OTHERS_AHEAD = 31;

    private static final String NAME_WORKER = "handover.name-worker";

    private static final int LOOKED_AT = 100;

    private final TaskLists lists;
    private final TaskSubjects subjects;

    TaskHomeCard(TaskLists lists, TaskSubjects subjects) {
        this.subjects = subjects;
        this.lists = lists;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        if (lists.scopes(actor).isEmpty()) return List.of();
        Instant now = lists.now();
        List<Task> tasks = new ArrayList<>();
        List<DueItem> items = subjects.named(
                actor,
                lists
                        .list(
                                actor,
                                new ListTasks(
                                        ListTasks.Scope.MINE,
                                        List.of(),
                                        null,
                                        end(today.plusDays(OTHERS_AHEAD)),
                                        null,
                                        LOOKED_AT,
                                        null))
                        .stream()
                        .filter(item -> !item.kind().startsWith("slips.")) // slips have lines of their own there
                        .filter(item -> item.decision() != null
                                || item.kind().equals(NAME_WORKER)
                                || isNear(item.dueAt(), end(today.plusDays(AHEAD))))
                        .toList());
        Map<UUID, Task.About> about = subjects.of(actor, items);
        items.stream().map(item -> item.forHome(now, about.get(item.id()))).forEach(tasks::add);
        int late =
                lists.caseloads(actor, null).stream().mapToInt(Caseload::late).sum();
        if (late > 0) tasks.add(Task.many(Task.OF_TEAM, late, "/tasks?scope=TEAM"));
        return tasks;
    }

    @Override
    public boolean hasList(Actor actor) {
        return !lists.scopes(actor).isEmpty();
    }

    private static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** What has no date merely waits, and is shown. */
    private static boolean isNear(@Nullable Instant due, Instant ahead) {
        return due == null || !due.isAfter(ahead);
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return hasList(actor) ? List.of(NavItem.of("tasks", "/tasks", "check")) : List.of();
    }
}
