package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which lists of a large team are read again for a page. */
class TeamShareTest {

    private static final UUID AMA = new UUID(0, 1);
    private static final UUID KOFI = new UUID(0, 2);

    private static TeamShare.Of of(UUID worker, int source) {
        return new TeamShare.Of(worker, source);
    }

    @Test
    void nothingIsReadAgainWhereNoListIsWhollyOnThePage() {
        List<TeamShare.Of> page = List.of(of(AMA, 0), of(AMA, 1), of(AMA, 0), of(KOFI, 0));
        assertThat(TeamShare.after(page, 3, 4)).isEmpty();
        assertThat(TeamShare.after(List.of(), 3, 50)).isEmpty();
    }

    @Test
    void aListWhoseFirstAreAllOnThePageIsReadWhole() {
        List<TeamShare.Of> page = List.of(of(AMA, 0), of(AMA, 0), of(KOFI, 1), of(AMA, 0));
        assertThat(TeamShare.after(page, 3, 50)).containsExactly(new TeamShare(AMA, 0, 50), new TeamShare(KOFI, 1, 3));
    }

    @Test
    void theMoreWorkersTheFewerOfEachAreReadFirst() {
        assertThat(TeamShare.first(4, 50)).isEqualTo(50);
        assertThat(TeamShare.first(10, 50)).isEqualTo(10);
        assertThat(TeamShare.first(200, 50)).isEqualTo(3);
        assertThat(TeamShare.first(200, 2)).isEqualTo(2);
    }

    @Test
    void whatWasReadWholeIsNotReadAgain() {
        assertThat(TeamShare.after(List.of(of(AMA, 0), of(AMA, 0)), 2, 2)).isEmpty();
    }

    /** Lists of numbers in place of lists of tasks: the page by shares is the page of all. */
    @Test
    void thePageIsThatOfAllTasks() {
        Random dice = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            Map<TeamShare.Of, List<Integer>> lists = lists(dice);
            int most = 1 + dice.nextInt(30);
            int first = 1 + dice.nextInt(4);
            List<TeamShare> all = lists.keySet().stream()
                    .map(list -> new TeamShare(list.worker(), list.source(), most))
                    .toList();
            List<TeamShare> some = lists.keySet().stream()
                    .map(list -> new TeamShare(list.worker(), list.source(), first))
                    .toList();
            List<TeamShare.Of> merged = new ArrayList<>(page(lists, some, most).values());
            List<TeamShare> again = TeamShare.after(merged, first, most);
            assertThat(page(lists, again.isEmpty() ? some : again, most)).isEqualTo(page(lists, all, most));
        }
    }

    private static Map<TeamShare.Of, List<Integer>> lists(Random dice) {
        Map<TeamShare.Of, List<Integer>> lists = new TreeMap<>(Comparator.comparing(TeamShare.Of::toString));
        int next = 0;
        for (int n = dice.nextInt(60); n >= 0; n--) {
            next += 1 + dice.nextInt(3);
            lists.computeIfAbsent(of(new UUID(0, dice.nextInt(4)), dice.nextInt(3)), list -> new ArrayList<>())
                    .add(next);
        }
        return lists;
    }

    private static Map<Integer, TeamShare.Of> page(
            Map<TeamShare.Of, List<Integer>> lists, List<TeamShare> shares, int most) {
        Map<Integer, TeamShare.Of> page = new TreeMap<>();
        for (TeamShare share : shares) {
            TeamShare.Of list = of(share.worker(), share.source());
            lists.get(list).stream().limit(share.most()).forEach(task -> page.put(task, list));
        }
        while (page.size() > most) page.remove(((TreeMap<Integer, TeamShare.Of>) page).lastKey());
        return page;
    }
}
