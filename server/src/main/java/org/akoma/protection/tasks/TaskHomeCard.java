package org.akoma.protection.tasks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
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

    /** So many are read one by one; of more there is one line for the rest of each kind, so that all are counted. */
    static final int LOOKED_AT = 100;

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
        DueCountStore.Days days =
                new DueCountStore.Days(now, end(today), end(today.plusDays(AHEAD)), end(today.plusDays(OTHERS_AHEAD)));
        List<DueItem> found = lists.list(
                actor, new ListTasks(ListTasks.Scope.MINE, List.of(), null, days.until(), null, LOOKED_AT, null));
        List<DueItem> items = subjects.named(
                actor, found.stream().filter(item -> isShown(key(item, days))).toList());
        Map<UUID, Task.About> about = subjects.of(actor, items);
        items.stream().map(item -> item.forHome(now, about.get(item.id()))).forEach(tasks::add);
        if (found.size() == LOOKED_AT) tasks.addAll(rest(lists.counts(actor, days), found, days));
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

    private static DueCountStore.Key key(DueItem item, DueCountStore.Days days) {
        return new DueCountStore.Key(item.kind(), item.decision(), item.place(), days.of(item.dueAt()));
    }

    /** Slips have lines of their own there; what has no date merely waits, and is shown. */
    private static boolean isShown(DueCountStore.Key key) {
        return !key.kind().startsWith("slips.")
                && (key.decision() != null || key.kind().equals(NAME_WORKER) || key.when() != DueCountStore.When.FAR);
    }

    /** One line for all of a kind that were not read. */
    private static List<Task> rest(List<DueCountStore.Count> counts, List<DueItem> found, DueCountStore.Days days) {
        Map<DueCountStore.Key, Long> read =
                found.stream().collect(Collectors.groupingBy(item -> key(item, days), Collectors.counting()));
        return counts.stream()
                .filter(one -> isShown(one.key()))
                .flatMap(one -> {
                    int left = one.many() - read.getOrDefault(one.key(), 0L).intValue();
                    Instant due = read.containsKey(one.key()) ? one.last() : one.first();
                    return left > 0 ? Stream.of(DueItem.many(one.key(), left, due)) : Stream.empty();
                })
                .toList();
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return hasList(actor) ? List.of(NavItem.of("tasks", "/tasks", "check")) : List.of();
    }
}
