package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What waits for a second person is a task of who may decide it, with a last moment, where the bell leads (trust.md 4). */
class DecisionTasksIT extends ClockHouse {

    private static final String KIND = "access.decide";

    private void on(int day) {
        clock.moveTo(TODAY.plusDays(day).atTime(9, 0).toInstant(ZoneOffset.UTC));
    }

    private List<JsonNode> asked(Actor who, String code, String query) {
        return api(who.username())
                .get("/api/v1/tasks?limit=500&kind=" + KIND + query)
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("code").asString("").equals(code))
                .toList();
    }

    /** Another age of the child: a kind that had no task. */
    private void correct(Actor by, String code) {
        Answer answer = api(by.username())
                .put(
                        "/api/v1/cases/" + code + "/registration",
                        Map.of("sex", "M", "age", 17, "country", "CI", "reason", "Acte de naissance vu"),
                        "\"1\"");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
    }

    @Test
    void aDecisionOfAnyKindIsATaskOfTheFilesSupervisorUntilItIsDecided() {
        on(0);
        String code = file();
        Actor other = actor(person(Role.CASE_SUPERVISOR, ngo));
        correct(worker, code);
        assertThat(asked(worker, code, "")).isEmpty();
        assertThat(asked(other, code, "")).as("not her file").isEmpty();
        assertThat(asked(supervisor, code, "")).hasSize(1);
        JsonNode task = asked(supervisor, code, "").getFirst();
        assertThat(task.path("decision").asString()).isEqualTo("AGE");
        assertThat(task.path("dueOn").asString())
                .as("Monday, and three working days")
                .isEqualTo("2015-11-19");
        assertThat(task.path("late").asBoolean()).isFalse();
        String id = task.path("id").asString();
        for (String page : List.of("/", "/tasks"))
            assertThat(browser(supervisor.username()).get(page).body())
                    .as(page)
                    .contains("/decisions/" + id, "Correction de l’âge")
                    .doesNotContain("??");
        assertThat(api(supervisor.username())
                        .post(
                                "/api/v1/tasks/snoozes",
                                Map.of("kind", KIND, "item", id, "until", "2015-11-18", "reason", "En route"))
                        .status())
                .isEqualTo(422);
        on(4);
        assertThat(asked(supervisor, code, "").getFirst().path("late").asBoolean())
                .isTrue();
        assertThat(api(supervisor.username())
                        .post("/api/v1/decisions/" + id + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(asked(supervisor, code, "")).isEmpty();
        on(6);
        assertThat(asked(supervisor, code, "&asOf=" + TODAY.plusDays(1))).hasSize(1);
        assertThat(asked(supervisor, code, "&asOf=" + TODAY.plusDays(5))).isEmpty();
        assertThat(asked(supervisor, code, "&asOf=" + TODAY.minusDays(1))).isEmpty();
    }

    /** What the file's supervisor asks herself is a task of the others who may decide it. */
    @Test
    void whatTheSupervisorAskedIsATaskOfTheOthers() {
        on(0);
        String code = file();
        Actor other = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(api(supervisor.username())
                        .post(
                                "/api/v1/cases/" + code + "/closure",
                                Map.of("code", "DEATH", "details", "Morte à l’hôpital"))
                        .status())
                .isEqualTo(201);
        String closure = "cases.decide-closure";
        assertThat(due(other, ListTasks.Scope.MINE, closure, code, null))
                .singleElement()
                .satisfies(item -> assertThat(item.dueOn()).isEqualTo("2015-11-19"));
        assertThat(due(supervisor, ListTasks.Scope.MINE, closure, code, null)).isEmpty();
    }

    /** Once she has left, what waits is a task of the others. */
    @Test
    void whatWaitsForWhoLeftIsATaskOfTheOthers() {
        on(0);
        Organisation house = structure(Organisation.Kind.NGO);
        Actor gone = actor(person(Role.CASE_SUPERVISOR, house));
        Actor there = actor(person(Role.CASE_SUPERVISOR, house));
        Actor one = actor(person(Role.CASE_WORKER, house, null, gone.personId()));
        String code = api(one.username())
                .post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
        correct(one, code);
        assertThat(asked(there, code, "")).isEmpty();
        TestDatabase.ownerDoes("update access.person_role set valid_until = '2015-11-16 08:00Z' where person_id = '"
                + gone.personId() + "'");
        assertThat(asked(there, code, "")).hasSize(1);
    }

    /** About no file: for who manages the project, on the list of tasks; for who protects data, on the first page. */
    @Test
    void whatIsAboutNoFileIsATaskToo() {
        on(0);
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        String deputy = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        String officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        assertThat(api(person(Role.SYSTEM_ADMINISTRATOR, ngo))
                        .post("/api/v1/deputies", Map.of("structure", ngo.code(), "person", deputy))
                        .status())
                .isEqualTo(201);
        assertThat(decisions(manager)).contains("DEPUTY");
        assertThat(browser(officer).get("/").body()).contains("href=\"/decisions\"");
    }

    /** What this person is to decide, page by page: others have filled the house before. */
    private List<String> decisions(Actor who) {
        List<String> kinds = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api(who.username())
                    .get("/api/v1/tasks?limit=100&kind=" + KIND + cursor)
                    .json();
            page.path("items").forEach(item -> kinds.add(item.path("decision").asString()));
            JsonNode next = page.path("next");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        } while (!cursor.isEmpty());
        return kinds;
    }

    /** By straight SQL each person reads of these tasks only their own. */
    @Test
    void nobodyReadsTheTasksOfOthers() throws SQLException {
        on(0);
        String code = file();
        correct(worker, code);
        for (Actor one : List.of(worker, actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)))))
            assertThat(LoginSql.answer(
                            one,
                            clock.instant(),
                            "select count(*) from cases.decisions_to_make() where file_id is not null"))
                    .isEqualTo("0");
    }
}
