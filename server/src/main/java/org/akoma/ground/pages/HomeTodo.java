package org.akoma.ground.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the home page asks of a person: first what concerns a child's safety or has only hours, then by day. Each group has a few rows where a list has
 * the rest, else all.
 *
 * @param late how many tasks are late, whatever group they are in
 */
public record HomeTodo(List<Group> groups, int late, int today, int waiting) {

    static final int ROWS = 5;

    /** So many children in danger are shown in full, the next in one line each. */
    static final int FULL = 3;

    /** All groups have so many rows, so that the page stays short however much waits. */
    private static final int ROWS_IN_ALL = 7;

    /** A group of what has only a day has so many at least; no more beside many children in danger. */
    private static final int LEAST_ROWS = 2;

    private static final int BRIEF = 5;

    /** Of what merely waits, so many stand for themselves before those of one kind become one row. */
    private static final int WAITING_ROWS = 3;

    /**
     * @param brief the next ones, each in one line
     * @param more tasks that no row stands for
     */
    public record Group(Name name, List<Row> rows, List<Row> brief, int more) {}

    /** Whether so many children are in danger that the rest of the page gives way. */
    public boolean isPressing() {
        return groups.stream().anyMatch(group -> !group.brief().isEmpty());
    }

    public enum Name {
        FIRST,
        LATE,
        TODAY,
        WAITING
    }

    /**
     * @param late days since it was due; null when it is not late
     * @param others tasks of the same child that are as urgent or nearly so, for which this row stands too
     */
    public record Row(Task task, @Nullable Long late, int others) {}

    /** @param listed whether this person has a list of tasks, to which the rows that are left out are moved */
    static HomeTodo of(List<Task> all, Instant now, boolean listed) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Comparator<Task> order = Urgency.order(Task::place, Task::ends, now);
        Map<Name, List<Task>> named = all.stream()
                .sorted(order)
                .collect(Collectors.groupingBy(task -> name(task, today), Collectors.toList()));
        List<Group> groups = new ArrayList<>();
        int left = ROWS_IN_ALL;
        for (Name name : Name.values()) {
            List<Task> tasks = named.getOrDefault(name, List.of());
            if (tasks.isEmpty()) continue;
            Group group = name == Name.FIRST
                    ? danger(byChild(tasks, now), listed)
                    : group(name, tasks, now, listed ? Math.clamp(left, LEAST_ROWS, ROWS) : Integer.MAX_VALUE);
            left = group.brief().isEmpty() ? left - group.rows().size() : 0;
            groups.add(group);
        }
        return new HomeTodo(
                List.copyOf(groups),
                count(all, Task.When.LATE, today),
                count(all, Task.When.TODAY, today),
                count(all, Task.When.WAITING, today));
    }

    private static Name name(Task task, LocalDate today) {
        if (task.urgency() != Urgency.TIME) return Name.FIRST;
        return switch (task.when(today)) {
            case LATE -> Name.LATE;
            case TODAY -> Name.TODAY;
            case WAITING -> Name.WAITING;
        };
    }

    private static Group danger(List<Row> rows, boolean listed) {
        List<Row> next = rows.stream().skip(FULL).toList();
        int most = listed ? BRIEF : Integer.MAX_VALUE;
        return new Group(
                Name.FIRST,
                rows.stream().limit(FULL).toList(),
                next.stream().limit(most).toList(),
                tasks(next.stream().skip(most).toList()));
    }

    private static Group group(Name name, List<Task> tasks, Instant now, int most) {
        List<Row> rows = byKind(tasks, now, name == Name.WAITING ? WAITING_ROWS : ROWS);
        List<Row> own = rows.stream().filter(row -> !row.task().isOfTeam()).toList();
        return new Group(
                name,
                Stream.concat(
                                own.stream().limit(most),
                                rows.stream().filter(row -> row.task().isOfTeam()))
                        .toList(),
                List.of(),
                tasks(own.stream().skip(most).toList()));
    }

    private static int tasks(List<Row> rows) {
        return rows.stream().mapToInt(row -> row.task().count() + row.others()).sum();
    }

    /** A child is one row, with the most urgent that it needs. */
    private static List<Row> byChild(List<Task> tasks, Instant now) {
        Map<Object, List<Task>> children = new LinkedHashMap<>();
        for (Task task : tasks)
            children.computeIfAbsent(task.code() == null ? task : task.code(), any -> new ArrayList<>())
                    .add(task);
        return children.values().stream()
                .map(ofOne -> row(ofOne.getFirst(), now, ofOne.size() - 1))
                .toList();
    }

    /** Few stand for themselves; of many, those of one kind that have a list are one row, where the first of them is. */
    private static List<Row> byKind(List<Task> tasks, Instant now, int themselves) {
        if (tasks.size() <= themselves)
            return tasks.stream().map(task -> row(task, now, 0)).toList();
        Map<Object, List<Task>> kinds = new LinkedHashMap<>();
        for (Task task : tasks)
            kinds.computeIfAbsent(task.list() == null ? task : task.kind(), any -> new ArrayList<>())
                    .add(task);
        return kinds.values().stream().map(some -> row(one(some), now, 0)).toList();
    }

    private static Task one(Collection<Task> some) {
        Task first = some.iterator().next();
        int many = some.stream().mapToInt(Task::count).sum();
        return some.size() == 1 || first.list() == null ? first : first.standingFor(many, first.list());
    }

    private static Row row(Task task, Instant now, int others) {
        long late = task.daysLate(now);
        return new Row(task, late == 0 ? null : Long.valueOf(late), others);
    }

    /** A line without a day and a list counts as one thing to look at; what is late in the team is no task of the reader. */
    private static int count(List<Task> all, Task.When when, LocalDate today) {
        return all.stream()
                .filter(task -> !task.isOfTeam() && task.when(today) == when)
                .mapToInt(task -> task.due() == null && task.list() == null ? 1 : task.count())
                .sum();
    }
}
