package org.akoma.ground.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order the home page shows what is asked of a person, and how much of it. */
class HomeTodoTest {

    private static final LocalDate TODAY = LocalDate.parse("2015-11-16");
    private static final Instant NOW = Instant.parse("2015-11-16T08:00:00Z");

    private static Task task(String kind, String code, int daysAgo, Urgency urgency) {
        return new Task(kind, code, null, TODAY.minusDays(daysAgo), "/" + code, 1, daysAgo > 0, urgency)
                .listed("/tasks?kind=" + kind);
    }

    private static HomeTodo.Group only(HomeTodo todo) {
        assertThat(todo.groups()).hasSize(1);
        return todo.groups().getFirst();
    }

    @Test
    void dangerStandsAboveWhatHasWaitedLonger() {
        HomeTodo todo = HomeTodo.of(
                List.of(
                        task("refusal", "AK-021", 161, Urgency.TIME),
                        task("review", "AK-011", 170, Urgency.RISK),
                        task("slip", "SL-7", 0, Urgency.UNSAFE),
                        task("alert", "AK-041", 6, Urgency.ALERT)),
                NOW,
                true);
        assertThat(todo.groups())
                .extracting(HomeTodo.Group::name)
                .containsExactly(HomeTodo.Name.FIRST, HomeTodo.Name.LATE);
        assertThat(todo.groups().getFirst().rows())
                .extracting(row -> row.task().kind())
                .containsExactly("alert", "slip", "review");
        assertThat(todo.late()).isEqualTo(3);
    }

    @Test
    void aChildInDangerIsOneRowWithTheMostUrgent() {
        HomeTodo.Group first = only(HomeTodo.of(
                List.of(
                        task("refusal", "AK-041", 161, Urgency.RISK),
                        task("alert", "AK-041", 6, Urgency.ALERT),
                        task("index", "AK-011", 158, Urgency.RISK)),
                NOW,
                true));
        assertThat(first.rows()).extracting(row -> row.task().code()).containsExactly("AK-041", "AK-011");
        assertThat(first.rows()).extracting(HomeTodo.Row::others).containsExactly(1, 0);
    }

    @Test
    void manyOfOneKindAreOneRowAndHideNoOther() {
        List<Task> all = new ArrayList<>();
        for (int days = 20; days > 10; days--) all.add(task("review", "AK-0" + days, days, Urgency.TIME));
        all.add(task("plan", "AK-001", 6, Urgency.TIME));
        HomeTodo.Group late = only(HomeTodo.of(all, NOW, true));
        assertThat(late.rows()).extracting(row -> row.task().kind()).containsExactly("review", "plan");
        assertThat(late.rows()).extracting(row -> row.task().count()).containsExactly(10, 1);
        assertThat(late.rows().getFirst().late()).isEqualTo(20);
        assertThat(late.rows().getFirst().task().href()).isEqualTo("/tasks?kind=review");
    }

    @Test
    void aGroupHasFiveRowsAndSaysHowManyItLeavesOut() {
        List<Task> all = new ArrayList<>();
        for (int n = 1; n <= 7; n++) all.add(task("kind-" + n, "AK-00" + n, n, Urgency.TIME));
        HomeTodo.Group late = only(HomeTodo.of(all, NOW, true));
        assertThat(late.rows())
                .hasSize(5)
                .isSortedAccordingTo(Comparator.comparing(row -> row.task().due()));
        assertThat(late.more()).isEqualTo(2);
    }

    /** The page of who decides a lot is as short as everybody's. */
    @Test
    void manyKindsThatWaitLeaveThePageShort() {
        List<Task> all = new ArrayList<>();
        for (int n = 1; n <= 4; n++) all.add(task("late-" + n, "AK-00" + n, n, Urgency.TIME));
        for (int n = 1; n <= 4; n++) all.add(task("today-" + n, "AK-01" + n, 0, Urgency.TIME));
        for (int n = 0; n < 24; n++)
            all.add(Task.one(Task.DECISION + "KIND-" + n % 6, "SW-" + n, null, null, "/decisions/" + n)
                    .listed("/decisions"));
        HomeTodo todo = HomeTodo.of(all, NOW, true);
        assertThat(todo.groups()).extracting(group -> group.rows().size()).containsExactly(4, 3, 2);
        HomeTodo.Group waiting = todo.groups().getLast();
        assertThat(waiting.rows()).extracting(row -> row.task().count()).containsExactly(4, 4);
        assertThat(waiting.rows()).extracting(row -> row.task().href()).containsOnly("/decisions");
        assertThat(waiting.more()).isEqualTo(16);
    }

    /** Three in full, the next in one line each, and what has only a day gives way; nobody without a list loses one. */
    @Test
    void withManyInDangerThreeAreShownInFullAndTheOthersInOneLine() {
        List<Task> all = new ArrayList<>();
        for (int n = 1; n <= 9; n++) all.add(task("alert", "AK-00" + n, n, Urgency.ALERT));
        for (int n = 1; n <= 4; n++) all.add(task("kind-" + n, "AK-01" + n, n, Urgency.TIME));
        HomeTodo todo = HomeTodo.of(all, NOW, true);
        assertThat(todo.isPressing()).isTrue();
        HomeTodo.Group first = todo.groups().getFirst();
        assertThat(first.rows()).extracting(row -> row.task().code()).containsExactly("AK-001", "AK-002", "AK-003");
        assertThat(first.brief()).hasSize(5);
        assertThat(first.more()).isEqualTo(1);
        assertThat(todo.groups().getLast().rows()).hasSize(2);
        assertThat(HomeTodo.of(all, NOW, false).groups().getFirst().brief()).hasSize(6);
        assertThat(HomeTodo.of(all.subList(0, 3), NOW, true).isPressing()).isFalse();
    }

    /** They are in another list than the reader's own, to which the rows that are left out lead. */
    @Test
    void whatIsLateInTheTeamKeepsItsRowAndIsNoTaskOfTheReader() {
        List<Task> all = new ArrayList<>();
        for (int n = 1; n <= 4; n++) all.add(task("alert", "AK-00" + n, n, Urgency.ALERT));
        for (int n = 1; n <= 3; n++) all.add(Task.one("wait-" + n, "AK-01" + n, null, null, "/"));
        all.add(Task.many(Task.OF_TEAM, 102, "/tasks?scope=TEAM"));
        HomeTodo todo = HomeTodo.of(all, NOW, true);
        HomeTodo.Group waiting = todo.groups().getLast();
        assertThat(waiting.rows())
                .extracting(row -> row.task().kind())
                .containsExactly("wait-1", "wait-2", "team-late");
        assertThat(waiting.more()).isOne();
        assertThat(todo.waiting()).isEqualTo(3);
    }

    @Test
    void aNewAlertIsNotLateWhileItsTimeHasNotPassed() {
        HomeTodo todo = HomeTodo.of(
                List.of(
                        task("alert", "AK-001", 0, Urgency.ALERT),
                        task("alert", "AK-002", 1, Urgency.ALERT),
                        new Task("slip", "SL-1", null, null, "/", 1, false, Urgency.UNSAFE)),
                NOW,
                true);
        assertThat(only(todo).name()).isEqualTo(HomeTodo.Name.FIRST);
        assertThat(todo.late()).isOne();
        assertThat(todo.today()).isEqualTo(2);
    }

    @Test
    void whoHasNoListOfTasksSeesAllOfThem() {
        List<Task> all = new ArrayList<>();
        for (int n = 1; n <= 7; n++) all.add(task("kind-" + n, "AK-00" + n, n, Urgency.TIME));
        HomeTodo.Group late = only(HomeTodo.of(all, NOW, false));
        assertThat(late.rows()).hasSize(7);
        assertThat(late.more()).isZero();
    }

    /** As the list and the file of the child say it: by the hour where the hour counts. */
    @Test
    void eachDayThatBeganIsADayLate() {
        for (long[] one : new long[][] {{1, 1}, {24, 1}, {25, 2}, {49, 3}}) {
            Instant due = NOW.minusSeconds(3_600 * one[0]);
            Task task = task("alert", "AK-041", (int) (one[0] + 15) / 24, Urgency.TIME)
                    .of(null, due);
            assertThat(task.daysLate(NOW)).as(one[0] + " h").isEqualTo(one[1]);
            assertThat(only(HomeTodo.of(List.of(task), NOW, true))
                            .rows()
                            .getFirst()
                            .late())
                    .isEqualTo(one[1]);
        }
        assertThat(task("plan", "AK-001", 2, Urgency.TIME).daysLate(NOW))
                .as("a day ends with its midnight")
                .isEqualTo(2);
    }
}
