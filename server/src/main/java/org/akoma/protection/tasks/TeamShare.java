package org.akoma.protection.tasks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks of one worker are read for a page of their team's list, where each source has an order of its own. A team of 200 has some 5,000
 * such lists (one for each worker and source), of which a page shows 50 tasks: it is enough to read the first three of each list, and more only of
 * those lists whose three are all on the page. A list whose third is not on the page has no fourth on it.
 *
 * @param source which source, by its place among those of a team; null = every one
 * @param most how many tasks of each source
 */
record TeamShare(UUID worker, @Nullable Integer source, int most) {

    /** Of no more people than this all is read at once: one question costs less than two. */
    private static final int FEW = 4;

    /** What is read first of each list of a team whose people are many. */
    private static final int FIRST = 3;

    /** How many tasks of each list are read first: twice a person's part of the page, but three at least and no more than the page. */
    static int first(int people, int most) {
        return people <= FEW ? most : Math.min(most, Math.max(FIRST, 2 * most / people));
    }

    /** Whose list a task on the page comes from. */
    record Of(UUID worker, int source) {}

    static List<TeamShare> ofAll(List<UUID> people, int most) {
        return people.stream().map(person -> new TeamShare(person, null, most)).toList();
    }

    /**
     * What is to be read for the page itself, once the first of each list are merged.
     *
     * @param page the lists from which the tasks of the merged page come, a task each
     * @param first how many of each list were read
     * @param most how many tasks the page may have
     * @return empty where the merged page is the page; else all lists that have tasks on it, since no other list can
     */
    static List<TeamShare> after(List<Of> page, int first, int most) {
        Map<Of, Integer> shown = new LinkedHashMap<>();
        page.forEach(task -> shown.merge(task, 1, Integer::sum));
        if (first >= most || shown.values().stream().noneMatch(tasks -> tasks >= first)) return List.of();
        return shown.entrySet().stream()
                .map(list -> new TeamShare(
                        list.getKey().worker(), list.getKey().source(), list.getValue() >= first ? most : first))
                .toList();
    }
}
