package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.akoma.HouseIT;
import org.akoma.Time;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Task;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** However many tasks a person has, the home page counts all of them. */
class HomeCountsIT extends HouseIT {

    private static final LocalDate DAY = LocalDate.ofInstant(MORNING, ZoneOffset.UTC);

    @Autowired
    Cases cases;

    @Autowired
    TaskHomeCard card;

    @Autowired
    TaskLists lists;

    @Test
    void theCountsOfHomeAreThoseOfTheWholeList() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        Actor worker = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        for (int n = 0; n < 30; n++) {
            Instant handed = MORNING.minus(Duration.ofHours(5 + n * 12L));
            Time.at(handed.plus(Duration.ofHours(2)), () -> cases.open(worker, SomeChild.handedOver("Lune", handed)));
        }
        clock.moveTo(MORNING);
        Instant near = end(DAY.plusDays(7));
        List<DueItem> all = lists.list(
                worker, new ListTasks(ListTasks.Scope.MINE, List.of(), null, near, null, ListTasks.MOST, null));
        assertThat(all).as("more than the page reads").hasSizeBetween(TaskHomeCard.LOOKED_AT + 50, ListTasks.MOST - 1);
        Map<String, Integer> expected = all.stream()
                .map(item -> item.forHome(MORNING, null))
                .collect(Collectors.groupingBy(HomeCountsIT::kind, Collectors.summingInt(Task::count)));
        List<Task> tasks = card.tasksFor(worker, DAY);
        assertThat(tasks).hasSizeLessThan(all.size());
        assertThat(tasks.stream()
                        .collect(Collectors.groupingBy(HomeCountsIT::kind, Collectors.summingInt(Task::count))))
                .isEqualTo(expected);
        assertThat(browser(worker.username()).get("/?lang=fr").body())
                .contains(all.stream().filter(item -> item.isLate(MORNING)).count() + " en retard");
        assertThat(lists.dueBy(worker, DAY)).isEqualTo((int) all.stream()
                .filter(item -> item.dueAt() != null && !item.dueAt().isAfter(end(DAY)))
                .count());
        assertThat(lists.caseloads(supervisor, null).getFirst().late()).isEqualTo((int)
                all.stream().filter(item -> item.isLate(MORNING)).count());
    }

    private static String kind(Task task) {
        return task.kind() + " " + task.urgency() + " " + task.when(DAY);
    }

    private static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
