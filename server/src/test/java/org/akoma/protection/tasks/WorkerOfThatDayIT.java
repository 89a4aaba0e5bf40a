package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.overview.AssignCase;
import org.akoma.protection.overview.Assignments;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What was due on a past day was the work of who had the file then, for who may see the file today. */
class WorkerOfThatDayIT extends ClockHouse {

    @Autowired
    Assignments assignments;

    private void on(int day) {
        clock.moveTo(TODAY.plusDays(day).atTime(9, 0).toInstant(ZoneOffset.UTC));
    }

    private List<String> workers(Actor who, String query, String code) {
        return api(who.username())
                .get("/api/v1/tasks?kind=cases.assess&limit=500" + query)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("code").asString("").equals(code))
                .map(item -> item.path("worker").asString())
                .toList();
    }

    private static String evening(int day) {
        return "&asOf=" + TODAY.plusDays(day);
    }

    private String handedOn() {
        on(0);
        String code = file();
        on(3);
        done(assignments.assign(supervisor, code, new AssignCase(colleague.username())));
        on(6);
        return code;
    }

    @Test
    void theTeamsListOfAPastDayNamesWhoHadItThen() {
        String code = handedOn();
        assertThat(workers(supervisor, "&scope=TEAM", code)).containsExactly(colleague.username());
        assertThat(workers(supervisor, "&scope=TEAM" + evening(2), code)).containsExactly(worker.username());
        assertThat(workers(supervisor, "&scope=TEAM" + evening(3), code)).containsExactly(colleague.username());
        assertThat(workers(supervisor, "&scope=TEAM&worker=" + worker.username() + evening(2), code))
                .hasSize(1);
        assertThat(workers(supervisor, "&scope=TEAM&worker=" + colleague.username() + evening(2), code))
                .isEmpty();
        assertThat(workers(supervisor, "&scope=TEAM" + evening(-1), code))
                .as("not there yet")
                .isEmpty();
    }

    @Test
    void onesOwnListOfAPastDayIsOfWhatOneHadThenAndMayStillSee() {
        String code = handedOn();
        assertThat(workers(colleague, evening(2), code)).as("not hers yet").isEmpty();
        assertThat(workers(colleague, evening(4), code)).hasSize(1);
        assertThat(workers(worker, evening(2), code)).as("no longer seen").isEmpty();
    }

    @Test
    void theLoadsOfAPastDayAreThoseOfThen() {
        on(0);
        JsonNode before = load(worker, "");
        JsonNode hers = load(colleague, "");
        handedOn();
        JsonNode then = load(worker, "?asOf=" + TODAY.plusDays(2));
        assertThat(then.path("open").asInt()).isEqualTo(before.path("open").asInt() + 1);
        assertThat(load(colleague, "?asOf=" + TODAY.plusDays(2)).path("open").asInt())
                .isEqualTo(hers.path("open").asInt());
        assertThat(load(colleague, "?asOf=" + TODAY.plusDays(3)).path("open").asInt())
                .isEqualTo(hers.path("open").asInt() + 1);
        assertThat(load(worker, "?asOf=" + TODAY.plusDays(3)).path("open").asInt())
                .isEqualTo(before.path("open").asInt());
        assertThat(then.path("late").asInt())
                .as("the consent of the second day, on its evening")
                .isGreaterThan(
                        load(worker, "?asOf=" + TODAY.plusDays(3)).path("late").asInt());
        assertThat(load(colleague, "?asOf=" + TODAY.plusDays(3)).path("late").asInt())
                .isGreaterThan(load(colleague, "?asOf=" + TODAY.plusDays(1))
                        .path("late")
                        .asInt());
    }

    /** Who was not there yet, or cannot enter, is on no list of workers, unless they hold files. */
    @Test
    void theLoadsAreOfWhoWorksOnThatDay() {
        on(0);
        Actor fresh = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        String role = " where person_id = '" + fresh.personId() + "'";
        TestDatabase.ownerDoes("update access.person_role set approved_at = null" + role);
        assertThat(loads("")).extracting(one -> one.path("worker").asString()).doesNotContain(fresh.username());
        TestDatabase.ownerDoes("update access.person_role set approved_at = '" + TODAY + " 08:00Z'" + role);
        assertThat(loads("")).extracting(one -> one.path("worker").asString()).contains(fresh.username());
        on(6);
        assertThat(loads("?asOf=" + TODAY.minusDays(1)))
                .extracting(one -> one.path("worker").asString())
                .doesNotContain(fresh.username());
        String code = file();
        done(assignments.assign(supervisor, code, new AssignCase(fresh.username())));
        TestDatabase.ownerDoes("update access.person_role set valid_until = '" + TODAY.plusDays(7) + "'" + role);
        on(8);
        assertThat(loads(""))
                .as("left with a file")
                .extracting(one -> one.path("worker").asString())
                .contains(fresh.username());
    }

    private List<JsonNode> loads(String query) {
        return api(supervisor.username())
                .get("/api/v1/caseloads" + query)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private JsonNode load(Actor of, String query) {
        return loads(query).stream()
                .filter(item -> item.path("worker").asString().equals(of.username()))
                .findFirst()
                .orElseThrow();
    }

    /** Who supervised then and sees the child no more is told nothing of then. */
    @Test
    void aFileThatLeftTheTeamIsGoneFromItsPast() {
        on(0);
        String code = file();
        Actor above = actor(person(Role.CASE_SUPERVISOR, ngo));
        Actor elsewhere = actor(person(Role.CASE_WORKER, ngo, null, above.personId()));
        on(3);
        done(assignments.assign(supervisor, code, new AssignCase(elsewhere.username())));
        on(6);
        assertThat(workers(supervisor, "&scope=TEAM" + evening(2), code).isEmpty())
                .isEqualTo(!sees(supervisor, code));
        assertThat(workers(above, "&scope=TEAM" + evening(2), code))
                .as("not the team's then")
                .isEmpty();
        assertThat(workers(above, "&scope=TEAM" + evening(4), code)).containsExactly(elsewhere.username());
    }

    private boolean sees(Actor who, String code) {
        return cases.find(who, code).isPresent();
    }
}
