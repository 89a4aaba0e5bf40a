package org.akoma.protection.tasks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.akoma.ground.pages.Task;
import org.jspecify.annotations.Nullable;

/** The home page shows a few tasks of each kind, so that many of one kind do not hide the others; what is left out is one line. */
final class TaskSampler {

    static final int FEW = 3;

    private TaskSampler() {}

    static List<Task> of(List<Task> all, LocalDate today) {
        List<Task> shown = new ArrayList<>();
        Map<Task.When, List<Task>> left = new EnumMap<>(Task.When.class);
        Map<String, Integer> kinds = new HashMap<>();
        for (Task one : all) {
            if (kinds.merge(one.kind() + one.about() + one.when(today), 1, Integer::sum) <= FEW) shown.add(one);
            else left.computeIfAbsent(one.when(today), any -> new ArrayList<>()).add(one);
        }
        left.forEach((when, some) -> shown.add(new Task("mine-more", null, null, latest(some), "/tasks", some.size())));
        return shown;
    }

    /** The last due day, so that the line that sums up the rest comes below the others. */
    private static @Nullable LocalDate latest(List<Task> some) {
        return some.stream()
                .map(Task::due)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
