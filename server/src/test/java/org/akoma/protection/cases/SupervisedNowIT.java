package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An account names a supervisor for good; what that opens, it opens while they lead in the structure, and for who leads there after them (trust.md G5). */
class SupervisedNowIT extends HouseIT {

    private Organisation led;
    private String admin;
    private String deputy;
    private String first;
    private String second;
    private String worker;

    /** The account names the deputy of its structure, whose time is over; the structure has supervisors of its own. */
    @BeforeEach
    void aDeputyWhoseTimeIsOver() {
        clock.moveTo(MORNING);
        led = structure(Organisation.Kind.NGO);
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        admin = person(Role.SYSTEM_ADMINISTRATOR, elsewhere);
        deputy = person(Role.CASE_SUPERVISOR, elsewhere);
        provisioning.deputise(Map.of(led.id(), actor(deputy).personId()), BEGINNING);
        worker = person(Role.CASE_WORKER, led, null, actor(deputy).personId());
    }

    private void itEnds() {
        ended("access.deputy", deputy);
        clock.moveTo(MORNING.plus(Duration.ofHours(5)));
    }

    private void ended(String table, String who) {
        TestDatabase.ownerDoes("update " + table + " set valid_until = '2015-11-16 12:00Z' where person_id = '"
                + actor(who).personId() + "'");
    }

    private void twoLead() {
        first = person(Role.CASE_SUPERVISOR, led);
        second = person(Role.CASE_SUPERVISOR, led);
    }

    private static String code(String who) {
        return who.toUpperCase(Locale.ROOT);
    }

    private Answer register(Map<String, Object> more) {
        Map<String, Object> child =
                new java.util.HashMap<>(Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"));
        child.putAll(more);
        return api(worker).post("/api/v1/cases", child);
    }

    private String child() {
        Answer made = register(Map.of());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("code").asString();
    }

    private String supervisorOf(String file) throws SQLException {
        return LoginSql.answer(
                actor(worker),
                clock.instant(),
                "select coalesce(supervisor_id::text, 'nobody') from cases.case_file where code = '" + file + "'");
    }

    private String danger(String file) {
        Answer raised = api(worker)
                .post(
                        "/api/v1/cases/" + file + "/alerts",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "type",
                                "TRAFFICKER_CONTACT",
                                "what",
                                "Le patron est revenu la chercher"));
        assertThat(raised.status()).isEqualTo(201);
        return raised.json().path("id").asString();
    }

    private long bells(String who) throws SQLException {
        return Long.parseLong(LoginSql.answer(
                actor(who),
                clock.instant(),
                "select count(*) from notices.bell where kind in ('alert', 'account') and person_id = '"
                        + actor(who).personId() + "'"));
    }

    private int acknowledged(String who, String alert) {
        return api(who).post("/api/v1/alerts/" + alert + "/acknowledgement", Map.of())
                .status();
    }

    /** Before any minute of the house: a child who comes after the end is none of theirs, nor is its danger. */
    @Test
    void aNewChildBeginsInNoHandsThatLeft() throws SQLException {
        String before = child();
        assertThat(supervisorOf(before)).isEqualTo(actor(deputy).personId().toString());
        twoLead();
        itEnds();
        String file = child();
        assertThat(supervisorOf(file)).isEqualTo("nobody");
        for (String part : List.of("", "/identity", "/family", "/exploitation", "/notes", "/history"))
            assertThat(api(deputy).get("/api/v1/cases/" + file + part).status())
                    .as(part)
                    .isEqualTo(404);
        long of = bells(first);
        String alert = danger(file);
        assertThat(bells(first)).isEqualTo(of + 1);
        for (String leads : List.of(first, second))
            assertThat(api(leads).get("/api/v1/tasks").body()).as(leads).contains(alert);
        assertThat(api(deputy).get("/api/v1/tasks").body()).doesNotContain(alert);
        assertThat(acknowledged(deputy, alert)).isEqualTo(404);
        Map<String, Object> take = Map.of("supervisor", code(second), "why", "Elle est partie ce matin");
        assertThat(api(second)
                        .post("/api/v1/cases/" + file + "/supervisor", take)
                        .status())
                .isEqualTo(200);
        assertThat(acknowledged(second, alert)).isEqualTo(200);
    }

    /** Where one alone leads, or deputies do, a new child is theirs at once; who left in the minute before is no leader either. */
    @Test
    void aNewChildIsOfTheOneWhoLeads() throws SQLException {
        String next = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        provisioning.deputise(Map.of(led.id(), actor(next).personId()), BEGINNING);
        itEnds();
        assertThat(supervisorOf(child())).as("the next deputy").isEqualTo(id(next));
        twoLead();
        ended("access.person_role", first);
        String file = child();
        assertThat(supervisorOf(file)).as("the only supervisor").isEqualTo(id(second));
        assertThat(acknowledged(second, danger(file))).isEqualTo(200);
    }

    private String id(String who) {
        return actor(who).personId().toString();
    }

    private Answer agreed(String who, String decision) {
        return api(who).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
    }

    /** Nobody enters as a worker whom they supervised before. */
    @Test
    void aPasswordIsDecidedByWhoSupervisesNow() throws SQLException {
        twoLead();
        itEnds();
        Answer asked = api(admin).post("/api/v1/people/" + worker + "/password", Map.of());
        assertThat(asked.json().path("deciders").toString())
                .contains(code(first), code(second))
                .doesNotContain(code(deputy));
        String decision = asked.json().path("decision").asString();
        assertThat(api(deputy).get("/api/v1/decisions").body()).doesNotContain(decision);
        assertThat(agreed(deputy, decision).status()).isEqualTo(404);
        assertThat(LoginSql.answer(
                        actor(deputy), clock.instant(), "select access.decide('" + decision + "', true, null)"))
                .isNotEqualTo("DONE");
        assertThat(LoginSql.answer(
                        actor(deputy),
                        clock.instant(),
                        "select count(*) from access.to_decide() d where d::text = '" + decision + "'"))
                .isEqualTo("0");
        Answer done = agreed(first, decision);
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(done.body()).contains("half");
    }

    /** The end of the role does the same as that of a deputising, and of what was asked before. */
    @Test
    void anEndedRoleDecidesNoPassword() {
        twoLead();
        String own = person(Role.CASE_WORKER, led, null, UUID.fromString(id(first)));
        String decision = api(admin)
                .post("/api/v1/people/" + own + "/password", Map.of())
                .json()
                .path("decision")
                .asString();
        assertThat(api(second).get("/api/v1/decisions").body()).doesNotContain(decision);
        ended("access.person_role", first);
        clock.moveTo(MORNING.plus(Duration.ofHours(5)));
        assertThat(agreed(second, decision).status()).isEqualTo(200);
    }

    /** The team, what waits in it, and a child of whom its worker asks. */
    @Test
    void theTeamIsOfWhoSupervisesNow() {
        String name = newFamilyName();
        Map<String, Object> named = Map.of("givenNames", "Zeinab", "familyName", name);
        String there = worker;
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        assertThat(register(named).status()).isEqualTo(201);
        worker = there;
        assertThat(caseloads(deputy)).contains(code(worker));
        twoLead();
        itEnds();
        assertThat(caseloads(deputy)).doesNotContain(code(worker));
        assertThat(register(named).status()).isEqualTo(409);
        for (String leads : List.of(first, second)) {
            assertThat(caseloads(leads)).as(leads).contains(code(worker));
            assertThat(pairs(leads)).as(leads).isNotEmpty();
            assertThat(browser(leads).get("/cases?scope=TEAM").body()).contains(code(worker));
        }
        assertThat(pairs(deputy)).isEmpty();
        assertThat(browser(deputy).get("/cases?scope=TEAM").body()).doesNotContain(code(worker));
        assertThat(api(admin).get("/api/v1/people/" + worker).body()).doesNotContain(code(deputy));
    }

    private String caseloads(String who) {
        return api(who).get("/api/v1/caseloads").body().toUpperCase(Locale.ROOT);
    }

    private JsonNode pairs(String who) {
        return api(who).get("/api/v1/doubles").json().path("items");
    }
}
