package org.akoma.protection.tasks;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Urgency;
import org.jspecify.annotations.Nullable;

/** A part of the list of tasks on its page. Of what is urgent the first six are seen. Of the rest, many of one kind are
 * behind one line that opens, and so is every kind once six tasks of the part are seen, or twelve of the page; what is not due
 * yet is folded from the second of its kind. What waits and is due by no record of the list is below the records of its part, a danger above them. */
public record TaskGroup(Name name, List<Task> above, List<Fold> folds, List<Task> below) {

    public enum Name {
        FIRST,
        LATE,
        TODAY,
        LATER,
        WAITING
    }

    /** So many of a part are seen at once, of what is not urgent. */
    static final int SEEN = 6;

    /** So many of the whole page are seen at once, so that it stays short on a telephone; of what is late or due today at least two. */
    static final int SEEN_IN_ALL = 12;

    private static final int LEAST = 2;

    /** So many of what is urgent are seen at once. */
    static final int URGENT = 6;

    /**
     * A task of the list.
     *
     * @param late whole days; 0 = not late
     * @param about null = its kind says it
     */
    public record Line(DueItem item, long late, Task.@Nullable About about) {}

    /**
     * Tasks that are shown together.
     *
     * @param text the key of the text of their kind
     * @param open whether they are seen at once
     */
    public record Fold(String text, List<Line> lines, boolean open) {
        /** Days that the longest waits. */
        public long late() {
            return lines.stream().mapToLong(Line::late).max().orElse(0);
        }
    }

    /**
     * @param others what waits for the reader and is due by no record of the list
     * @param chosen whether the reader asked for these kinds alone: then nothing is folded
     */
    static List<TaskGroup> of(
            List<DueItem> items, List<Task> others, Map<UUID, Task.About> about, Instant at, boolean chosen) {
        LocalDate day = LocalDate.ofInstant(at.minusMillis(1), ZoneOffset.UTC);
        Map<Name, List<Line>> named = items.stream()
                .map(item -> new Line(item, item.daysLate(at), about.get(item.id())))
                .collect(Collectors.groupingBy(line -> name(line, day)));
        Map<Name, List<Task>> beside = others.stream().collect(Collectors.groupingBy(task -> name(task, day)));
        List<TaskGroup> groups = new ArrayList<>();
        int left = SEEN_IN_ALL;
        for (Name name : Name.values()) {
            List<Task> here = beside.getOrDefault(name, List.of());
            List<Line> lines = named.getOrDefault(name, List.of());
            if (lines.isEmpty() && here.isEmpty()) continue;
            left -= here.size();
            List<Fold> folds = folds(name, lines, chosen, Math.clamp(left, least(name), SEEN));
            groups.add(new TaskGroup(name, inDanger(here, true), folds, inDanger(here, false)));
            left -= folds.stream()
                    .filter(Fold::open)
                    .mapToInt(fold -> fold.lines().size())
                    .sum();
        }
        return groups;
    }

    private static List<Task> inDanger(List<Task> tasks, boolean danger) {
        return tasks.stream()
                .filter(task -> (task.urgency() == Urgency.ALERT) == danger)
                .toList();
    }

    private static Name name(Line line, LocalDate day) {
        if (line.item().urgency() != Urgency.TIME) return Name.FIRST;
        if (line.late() > 0) return Name.LATE;
        if (line.item().dueAt() == null) return Name.WAITING;
        return day.equals(line.item().dueOn()) ? Name.TODAY : Name.LATER;
    }

    private static Name name(Task task, LocalDate day) {
        if (task.urgency() != Urgency.TIME) return Name.FIRST;
        return switch (task.when(day)) {
            case LATE -> Name.LATE;
            case TODAY -> Name.TODAY;
            case WAITING -> task.due() == null ? Name.WAITING : Name.LATER;
        };
    }

    private static int least(Name name) {
        return name == Name.LATE || name == Name.TODAY ? LEAST : 0;
    }

    private static int seenOfAKind(Name name) {
        return name == Name.LATER || name == Name.WAITING ? 1 : 2;
    }

    private static List<Fold> folds(Name name, List<Line> lines, boolean chosen, int most) {
        if (name == Name.FIRST && !chosen && lines.size() > URGENT)
            return List.of(
                    new Fold("", lines.subList(0, URGENT), true),
                    new Fold("tasks.first.more", lines.subList(URGENT, lines.size()), false));
        if (lines.isEmpty()) return List.of();
        if (name == Name.FIRST) return List.of(new Fold("", lines, true));
        Map<String, List<Line>> kinds = lines.stream()
                .collect(Collectors.groupingBy(line -> line.item().text(), LinkedHashMap::new, Collectors.toList()));
        List<Fold> folds = new ArrayList<>();
        int seen = 0;
        for (Map.Entry<String, List<Line>> kind : kinds.entrySet()) {
            int many = kind.getValue().size();
            boolean open = chosen || many <= seenOfAKind(name) && seen + many <= most;
            if (open) seen += many;
            folds.add(new Fold(kind.getKey(), kind.getValue(), open));
        }
        return folds;
    }
}
