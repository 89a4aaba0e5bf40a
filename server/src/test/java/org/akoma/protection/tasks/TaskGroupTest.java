package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Urgency;
import org.junit.jupiter.api.Test;

/** How much of a list of tasks is seen at once: a page on a phone stays short, however much is late. */
class TaskGroupTest {

    private static final Instant NOW = Instant.parse("2015-11-16T08:00:00Z");

    private static DueItem late(String kind) {
        return new DueItem(
                kind,
                UUID.randomUUID(),
                null,
                null,
                "AK-001",
                null,
                "sw-01",
                NOW.minus(Duration.ofDays(3)),
                Urgency.Place.ANY,
                false);
    }

    private static List<TaskGroup.Fold> folds(Stream<DueItem> items, boolean chosen) {
        return TaskGroup.of(items.toList(), List.of(), Map.of(), NOW, chosen)
                .getFirst()
                .folds();
    }

    @Test
    void sixAreSeenOfManyKindsAndTheOthersAreBehindALineEach() {
        List<TaskGroup.Fold> folds = folds(IntStream.range(0, 12).mapToObj(n -> late("cases.kind-" + n)), false);
        assertThat(folds).hasSize(12);
        assertThat(folds).filteredOn(TaskGroup.Fold::open).hasSize(TaskGroup.SEEN);
        assertThat(folds.subList(0, TaskGroup.SEEN)).allMatch(TaskGroup.Fold::open);
    }

    @Test
    void manyOfOneKindAreFoldedAndTakeNoPlace() {
        List<TaskGroup.Fold> folds = folds(
                Stream.concat(
                        IntStream.range(0, 5).mapToObj(n -> late("cases.many")),
                        IntStream.range(0, TaskGroup.SEEN).mapToObj(n -> late("cases.kind-" + n))),
                false);
        assertThat(folds.getFirst().open()).isFalse();
        assertThat(folds.subList(1, folds.size())).allMatch(TaskGroup.Fold::open);
    }

    @Test
    void ofWhatIsNotDueYetTwoOfAKindAreFolded() {
        DueItem next = new DueItem(
                "cases.visit",
                UUID.randomUUID(),
                null,
                null,
                "AK-001",
                null,
                "sw-01",
                NOW.plus(Duration.ofDays(9)),
                Urgency.Place.ANY,
                false);
        assertThat(folds(Stream.of(next, next), false)).noneMatch(TaskGroup.Fold::open);
        assertThat(folds(Stream.of(late("cases.visit"), late("cases.visit")), false))
                .allMatch(TaskGroup.Fold::open);
    }

    /** Danger is never folded for the length of the page; what waits gives way. */
    @Test
    void theWholePageStaysShort() {
        Stream<DueItem> first = IntStream.range(0, 6)
                .mapToObj(n -> new DueItem(
                        "cases.danger-" + n,
                        UUID.randomUUID(),
                        null,
                        null,
                        "AK-001",
                        null,
                        "sw-01",
                        NOW.plus(Duration.ofHours(1)),
                        Urgency.Place.GRAVE,
                        false));
        Stream<DueItem> later = IntStream.range(0, 6)
                .mapToObj(n -> new DueItem(
                        "cases.later-" + n,
                        UUID.randomUUID(),
                        null,
                        null,
                        "AK-001",
                        null,
                        "sw-01",
                        NOW.plus(Duration.ofDays(9)),
                        Urgency.Place.ANY,
                        false));
        Stream<DueItem> late = IntStream.range(0, 5).mapToObj(n -> late("cases.kind-" + n));
        List<TaskGroup> groups = TaskGroup.of(
                Stream.of(first, late, later).flatMap(one -> one).toList(), List.of(), Map.of(), NOW, false);
        assertThat(groups.getFirst().folds()).allMatch(TaskGroup.Fold::open);
        assertThat(groups.get(1).folds()).allMatch(TaskGroup.Fold::open);
        assertThat(groups.getLast().folds()).filteredOn(TaskGroup.Fold::open).hasSize(1);
    }

    @Test
    void whatTheReaderChoseIsNotFolded() {
        assertThat(folds(IntStream.range(0, 30).mapToObj(n -> late("cases.many")), true))
                .allMatch(TaskGroup.Fold::open);
    }

    /** An action of another room's plan that is due in two weeks is no child who has waited for three days; a danger to a child is above both. */
    @Test
    void whatIsDueByNoRecordOfTheListIsInTheSameOrder() {
        LocalDate day = LocalDate.parse("2015-11-16");
        Task action = Task.one("evaluation-action", "EV-1", null, day.plusDays(14), "/actions/1");
        Task danger = new Task("house-danger", null, null, null, "/alerts", 1, false, Urgency.ALERT);
        List<TaskGroup> groups =
                TaskGroup.of(List.of(late("cases.plan")), List.of(action, danger), Map.of(), NOW, false);
        assertThat(groups)
                .extracting(TaskGroup::name)
                .containsExactly(TaskGroup.Name.FIRST, TaskGroup.Name.LATE, TaskGroup.Name.LATER);
        assertThat(groups.getFirst().above()).containsExactly(danger);
        assertThat(groups.getLast().below()).containsExactly(action);
    }
}
