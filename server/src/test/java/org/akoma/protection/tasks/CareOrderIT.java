package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.placement.LeavePlace;
import org.akoma.protection.placement.PlaceChild;
import org.akoma.protection.placement.Placement;
import org.junit.jupiter.api.Test;

/** T12 over moves: in Ghana the order of a court is due seven days after the first day of a stay in homes, however often the child moves. */
class CareOrderIT extends ClockHouse {

    private static final String KIND = "cases.care-order";

    private void on(int day) {
        clock.moveTo(TODAY.plusDays(day).atTime(9, 0).toInstant(ZoneOffset.UTC));
    }

    private static Instant endOf(int day) {
        return TODAY.plusDays(day + 1L).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private void moves(String code, Placement.Kind kind, String country) {
        PlaceChild home = place(kind, shelter(country), country, today(), Placement.Reason.BETTER_SUITED);
        Placement made = done(placements.place(worker, code, home));
        if (made.state() == Placement.State.PROPOSED) done(placements.decide(supervisor, code, home.id(), true, null));
    }

    private void leaves(String code) {
        done(placements.end(worker, code, new LeavePlace(today(), LeavePlace.Reason.END_OF_STAY, null)));
    }

    private void dueAfter(String code, int days) {
        LocalDate day = TODAY.plusDays(days);
        assertThat(due(KIND, code).map(DueItem::dueOn)).containsExactly(day);
        assertThat(due(supervisor, ListTasks.Scope.TEAM, KIND, code, null).map(DueItem::dueOn))
                .as("the team's list")
                .containsExactly(day);
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/placements")
                        .body())
                .contains("\"careOrderDue\":\"" + day + "\"");
    }

    @Test
    void aMoveTheSameDayGivesNoNewDays() {
        clock.moveTo(MORNING);
        String code = activeFile();
        sheltered(code);
        on(5);
        moves(code, Placement.Kind.SHELTER, "GH");
        dueAfter(code, 6);
        on(6);
        moves(code, Placement.Kind.RESIDENTIAL_CARE, "GH");
        dueAfter(code, 6);
        on(9);
        assertThat(due(KIND, code).map(item -> item.daysLate(clock.instant()))).containsExactly(3L);
        for (int evening : new int[] {0, 4, 5, 6, 8})
            assertThat(due(worker, ListTasks.Scope.MINE, KIND, code, endOf(evening))
                            .map(DueItem::dueOn))
                    .as("in the evening of day " + evening)
                    .containsExactly(TODAY.plusDays(6));
        ordered(code, today());
        assertThat(due(KIND, code)).isEmpty();
        on(10);
        moves(code, Placement.Kind.SHELTER, "GH");
        assertThat(due(KIND, code)).as("the order holds in the next home").isEmpty();
    }

    /** Who runs the shelter has the same clock while the child is there; the neighbour's shelter, and she herself afterwards, have nothing. */
    @Test
    void theShelterWhereTheChildStaysHasItToo() {
        clock.moveTo(MORNING);
        String code = activeFile();
        String home = shelter("GH");
        Actor manager = manages(home);
        Actor neighbour = manages(shelter("GH"));
        assertThat(due(manager, ListTasks.Scope.MINE, KIND, code, null)).isEmpty();
        done(placements.place(worker, code, place(Placement.Kind.SHELTER, home, "GH", today(), null)));
        assertThat(due(manager, ListTasks.Scope.MINE, KIND, code, null).map(DueItem::dueOn))
                .containsExactly(TODAY.plusDays(6));
        assertThat(due(KIND, code).map(DueItem::dueOn)).as("the worker's").containsExactly(TODAY.plusDays(6));
        assertThat(due(neighbour, ListTasks.Scope.MINE, KIND, code, null)).isEmpty();
        assertThat(api(neighbour.username()).get("/tasks").body()).doesNotContain(code);
        String list = api(manager.username()).get("/tasks?lang=fr").body();
        assertThat(list).contains(code).doesNotContain(worker.code());
        assertThat(api(manager.username()).get("/cases/" + code + "/placement").body())
                .contains("/placement/care-order");
        assertThat(browser(manager.username()).get("/shelters/" + home).body())
                .contains("/cases/" + code + "/stay", "Ordonnance attendue avant le ", "/cases/" + code + "/placement");
        assertThat(browser(neighbour.username()).get("/shelters/" + home).body())
                .doesNotContain(code, "Décision attendue");
        on(3);
        leaves(code);
        clock.moveTo(clock.instant().plusSeconds(1));
        assertThat(due(manager, ListTasks.Scope.MINE, KIND, code, null)).isEmpty();
        assertThat(due(manager, ListTasks.Scope.MINE, KIND, code, endOf(2))).isEmpty();
        assertThat(due(supervisor, ListTasks.Scope.TEAM, KIND, code, endOf(2)).map(DueItem::dueOn))
                .containsExactly(TODAY.plusDays(6));
    }

    private Actor manages(String shelter) {
        UUID unit = shelters.find(supervisor, shelter).orElseThrow().id();
        return actor(person(Role.SHELTER_MANAGER, ngo, unit, null));
    }

    @Test
    void aNightElsewhereEndsTheStay() {
        clock.moveTo(MORNING);
        String code = activeFile();
        sheltered(code);
        on(3);
        leaves(code);
        assertThat(due(KIND, code)).isEmpty();
        on(4);
        moves(code, Placement.Kind.SHELTER, "GH");
        dueAfter(code, 10);
        assertThat(due(worker, ListTasks.Scope.MINE, KIND, code, endOf(3))).isEmpty();
        assertThat(due(worker, ListTasks.Scope.MINE, KIND, code, endOf(2)).map(DueItem::dueOn))
                .containsExactly(TODAY.plusDays(6));
    }

    @Test
    void whoLeavesAndIsTakenInElsewhereTheSameDayStays() {
        clock.moveTo(MORNING);
        String code = activeFile();
        sheltered(code);
        on(3);
        leaves(code);
        moves(code, Placement.Kind.SHELTER, "GH");
        dueAfter(code, 6);
    }

    @Test
    void theDaysInAHomeAbroadDoNotCount() {
        clock.moveTo(MORNING);
        String code = activeFile();
        moves(code, Placement.Kind.SHELTER, "CI");
        UUID way = Ids.next();
        done(way(code, way, null, "GH", FamilyReturn.State.PLANNED));
        done(way(code, way, 1, "GH", FamilyReturn.State.ACCEPTED));
        on(5);
        assertThat(due(KIND, code)).isEmpty();
        done(way(code, way, 2, "GH", FamilyReturn.State.DEPARTED));
        done(way(code, way, 3, "GH", FamilyReturn.State.ARRIVED));
        moves(code, Placement.Kind.SHELTER, "GH");
        dueAfter(code, 11);
    }
}
