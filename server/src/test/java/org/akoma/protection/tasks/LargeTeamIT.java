package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.Time;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.reference.PolicyHistory;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.identity.SomeChild;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A large team's list reads a few tasks of each worker and source first, and is the same list as when all are read. */
class LargeTeamIT extends HouseIT {

    @Autowired
    Cases cases;

    @Autowired
    DueStore store;

    @Autowired
    PolicyHistory policies;

    private Actor supervisor;
    private final List<Actor> workers = new ArrayList<>();

    /** Three workers: one has many files, one of them opened at the same moment as another's, one has none. */
    @BeforeEach
    void aTeam() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        for (int n = 0; n < 3; n++) workers.add(actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId())));
        for (int n = 0; n < 5; n++) opened(workers.get(0), n);
        opened(workers.get(1), 2);
        opened(workers.get(1), 9);
        clock.moveTo(MORNING);
    }

    private void opened(Actor worker, int hours) {
        Instant handed = Instant.parse("2015-11-10T10:00:00Z").plus(Duration.ofHours(hours));
        Time.at(handed.plus(Duration.ofHours(2)), () -> {
            assertThat(cases.open(worker, SomeChild.handedOver("Lune", handed)))
                    .isInstanceOf(OpenCase.Result.Opened.class);
            return true;
        });
    }

    private List<DueItem> team(ListTasks wanted, int first) {
        Map<String, Integer> hours = DueViews.hours(policies.at(wanted.asOf()));
        return transactions.as(supervisor, () -> {
            DueStore.Who who = new DueStore.Who(
                    supervisor.personId(),
                    supervisor.organisationId(),
                    List.of(Role.CASE_SUPERVISOR.name()),
                    true,
                    MORNING);
            List<UUID> people = store.people();
            assertThat(people).hasSize(3);
            return store.team(who, people, wanted, hours, first);
        });
    }

    private static ListTasks wanted(
            List<String> kinds, ListTasks.@Nullable After after, int most, @Nullable Instant asOf) {
        return new ListTasks(ListTasks.Scope.TEAM, kinds, null, null, after, most, asOf);
    }

    @Test
    void everyPageIsThatOfAllTasks() {
        List<DueItem> all = team(wanted(List.of(), null, 500, null), 500);
        assertThat(all).hasSizeGreaterThan(30);
        assertThat(all.stream().map(DueItem::worker).distinct()).hasSize(2);
        for (int most : List.of(1, 2, 3, 7, 20, 500))
            for (int first : List.of(1, 2, 3))
                assertThat(team(wanted(List.of(), null, most, null), first))
                        .as("%d tasks, %d first", most, first)
                        .isEqualTo(all.subList(0, Math.min(most, all.size())));
    }

    @Test
    void soAreTheNextPages() {
        List<DueItem> all = team(wanted(List.of(), null, 500, null), 500);
        for (int from = 4; from < all.size(); from += 9) {
            DueItem last = all.get(from - 1);
            ListTasks next = wanted(
                    List.of(),
                    new ListTasks.After(MORNING, last.place(), last.dueAt(), last.id(), last.kind()),
                    6,
                    null);
            assertThat(team(next, 1)).isEqualTo(all.subList(from, Math.min(from + 6, all.size())));
        }
    }

    @Test
    void soAreOneKindAndAPastDay() {
        List<String> plans = List.of("cases.plan");
        assertThat(team(wanted(plans, null, 5, null), 1)).hasSize(5).isEqualTo(team(wanted(plans, null, 5, null), 5));
        Instant then = Instant.parse("2015-11-11T00:00:00Z");
        List<DueItem> past = team(wanted(List.of(), null, 12, then), 12);
        assertThat(past).hasSize(12);
        assertThat(team(wanted(List.of(), null, 12, then), 2)).isEqualTo(past);
    }
}
