package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.TheOnly;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.people.Provisioning.NewPerson;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator alone sends away nobody who is needed: by API, page and straight SQL (trust.md 2). */
class SuccessorIT extends WorkHouse {

    private static final Instant NOW = MORNING.plusSeconds(60);

    private Actor admin;
    private Actor officer;
    private Actor manager;

    @BeforeEach
    void whoOversees() {
        admin = actor(person(Role.SYSTEM_ADMINISTRATOR, ngo));
        officer = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        manager = actor(person(Role.PROJECT_MANAGER, ngo));
    }

    private String role(Actor person) {
        return api(admin.username())
                .get("/api/v1/people/" + person.username())
                .json()
                .path("roles")
                .path(0)
                .path("id")
                .asString();
    }

    private Answer roleEnd(Actor person) {
        return api(admin.username())
                .post("/api/v1/people/" + person.username() + "/roles/" + role(person) + "/end", Map.of());
    }

    private Answer contractUntil(Actor person, String day) {
        String seen = api(admin.username())
                .get("/api/v1/people/" + person.username())
                .header("ETag")
                .orElseThrow();
        return api(admin.username())
                .send(
                        "POST",
                        "/api/v1/people/" + person.username() + "/contract",
                        "application/json",
                        "{\"until\":\"" + day + "\"}",
                        "If-Match",
                        seen);
    }

    private void noWayOut(Actor person) throws SQLException {
        assertThat(roleEnd(person).code()).isEqualTo("access.successor-first");
        assertThat(contractUntil(person, "2015-11-16").code()).isEqualTo("access.successor-first");
        assertThat(contractUntil(person, "2016-11-16").code()).isEqualTo("access.successor-first");
        assertThat(LoginSql.refusal(
                        admin,
                        NOW,
                        "update access.person_role set valid_until = access.moment() where person_id = '"
                                + person.personId() + "'"))
                .contains("access.successor-first");
        assertThat(LoginSql.refusal(
                        admin,
                        NOW,
                        "update access.person set contract_until = '2015-11-01' where id = '" + person.personId()
                                + "'"))
                .contains("access.successor-first");
        var visit = browser(admin.username());
        assertThat(visit.get("/people/" + person.username()).body())
                .contains("Nommez d’abord quelqu’un d’autre")
                .doesNotContain("/roles/" + role(person) + "/end");
        assertThat(visit.post("/people/" + person.username() + "/roles/" + role(person) + "/end")
                        .body())
                .contains("Plus personne ne pourrait alors décider");
    }

    @Test
    void theLastWhoOverseesTheHouseStays() throws SQLException {
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId())) {
            noWayOut(officer);
        }
        try (TheOnly _ = new TheOnly(Role.PROJECT_MANAGER, manager.personId())) {
            noWayOut(manager);
        }
    }

    /** Two officers in one statement, and first one of them for tomorrow. */
    @Test
    void norBothAtOnceOrOneAfterTheOther() throws SQLException {
        Actor second = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId())) {
            TestDatabase.ownerDoes("update access.person_role set valid_until = 'infinity' where person_id = '"
                    + second.personId() + "'");
            assertThat(LoginSql.refusal(
                            admin,
                            NOW,
                            "update access.person_role set valid_until = access.moment() where person_id in ('"
                                    + officer.personId() + "', '" + second.personId() + "')"))
                    .contains("access.successor-first");
            assertThat(contractUntil(second, "2015-11-17").status()).isEqualTo(204);
            assertThat(contractUntil(officer, "2015-11-18").code()).isEqualTo("access.successor-first");
        }
    }

    /** First the old officer's contract is shortened, then the successor ends: the old one holds the role for another day only. */
    @Test
    void norTheSuccessorWhileTheOldOneGoesBefore() throws SQLException {
        Actor second = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId())) {
            TestDatabase.ownerDoes("update access.person_role set valid_until = 'infinity' where person_id = '"
                    + second.personId() + "'");
            assertThat(contractUntil(officer, "2015-11-17").status()).isEqualTo(204);
            noWayOut(second);
            assertThat(contractUntil(officer, "2015-11-18").status()).isEqualTo(204);
            noWayOut(second);
        }
    }

    /** The administrator alone knows the password of an account that nobody used. */
    @Test
    void whoNeverCameInIsNoSuccessor() throws SQLException {
        String username = fresh("DA").toLowerCase(Locale.ROOT);
        provisioning.settle(
                List.of(new NewPerson(Ids.next(), username, ngo.id(), Role.DATA_PROTECTION_OFFICER, null, null)),
                MORNING.minusSeconds(86_400),
                PASSWORD,
                true);
        String id = "(select id from access.person where code = '" + username + "')";
        try (TheOnly _ = new TheOnly(Role.DATA_PROTECTION_OFFICER, officer.personId())) {
            TestDatabase.ownerDoes("update access.person_role set valid_until = 'infinity' where person_id = " + id);
            noWayOut(officer);
            String accept = "update access.person set conduct_accepted_at = access.moment() where id = " + id;
            assertThat(LoginSql.refusal(admin, NOW, accept)).contains("access.conduct-of-another");
            TestDatabase.ownerDoes(
                    "update access.person set conduct_accepted_at = '2015-11-16T08:00:00Z' where id = " + id);
            assertThat(roleEnd(officer).status()).isEqualTo(204);
        }
    }

    /** The same of who decides for a structure: a supervisor and their deputy, one after the other. */
    @Test
    void norADeputyWhileTheSupervisorGoesBefore() throws SQLException {
        opened(SomeChild.named("Lilas"));
        Actor second = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        deputy(admin, second);
        assertThat(contractUntil(supervisor, "2015-11-17").status()).isEqualTo(204);
        String id = api(admin.username())
                .get("/api/v1/deputies")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("structure").asString().equals(ngo.code()))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
        assertThat(api(admin.username())
                        .post("/api/v1/deputies/" + id + "/end", Map.of())
                        .code())
                .isEqualTo("access.successor-first");
        assertThat(browser(admin.username()).post("/deputies/" + id + "/end").body())
                .contains("Plus personne ne pourrait alors décider");
        assertThat(LoginSql.refusal(admin, NOW.plusSeconds(600), "select access.end_deputy('" + id + "')"))
                .contains("access.successor-first");
        assertThat(roleEnd(second).code()).isEqualTo("access.successor-first");
        assertThat(contractUntil(second, "2015-12-16").code()).isEqualTo("access.successor-first");
    }

    @Test
    void whoDecidesForOpenFilesStaysUntilADeputyIsThere() throws SQLException {
        opened(SomeChild.named("Lilas"));
        noWayOut(supervisor);
        Actor deputy = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        String id = api(admin.username())
                .post("/api/v1/deputies", Map.of("structure", ngo.code(), "person", deputy.username()))
                .json()
                .path("id")
                .asString();
        assertThat(roleEnd(supervisor).code())
                .as("nobody agreed to the deputy yet")
                .isEqualTo("access.successor-first");
        String waiting = api(officer.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString().equals(ngo.code()))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
        assertThat(api(officer.username())
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        int before = rung(manager);
        assertThat(roleEnd(supervisor).status()).isEqualTo(204);
        assertThat(rung(manager)).isEqualTo(before + 1);
        assertThat(rung(officer)).isPositive();
        assertThat(api(admin.username())
                        .post("/api/v1/deputies/" + id + "/end", Map.of())
                        .code())
                .isEqualTo("access.successor-first");
        assertThat(LoginSql.refusal(admin, NOW.plusSeconds(600), "select access.end_deputy('" + id + "')"))
                .contains("access.successor-first");
        assertThat(contractUntil(deputy, "2015-11-16").code())
                .as("by whom the other structure's files are decided")
                .isEqualTo("access.successor-first");
        assertThat(browser(admin.username()).post("/deputies/" + id + "/end").body())
                .contains("Plus personne ne pourrait alors décider");
    }

    @Test
    void whoIsNotNeededMayGoAndThoseWhoOverseeHearOfIt() {
        int before = rung(manager);
        assertThat(roleEnd(supervisor).status()).as("no open file").isEqualTo(204);
        assertThat(rung(manager)).isEqualTo(before + 1);
        assertThat(roleEnd(worker).status()).isEqualTo(204);
        assertThat(rung(manager)).as("of a worker they do not").isEqualTo(before + 1);
    }

    /** Not all the people of a house in one afternoon, nor in one statement. */
    @Test
    void oneAdministratorEndsAFewPeopleADay() throws SQLException {
        List<Actor> workers = new java.util.ArrayList<>();
        for (int n = 0; n < 6; n++) workers.add(actor(person(Role.CASE_WORKER, ngo)));
        assertThat(LoginSql.refusal(
                        admin,
                        NOW,
                        "update access.person_role set valid_until = access.moment() where role = 'CASE_WORKER' and organisation_id = '"
                                + ngo.id() + "' and approved_at is not null"))
                .contains("access.too-many-ends");
        for (Actor one : workers.subList(0, 4))
            assertThat(roleEnd(one).status()).isEqualTo(204);
        int before = rung(manager);
        assertThat(contractUntil(workers.get(4), "2015-11-17").status()).isEqualTo(204);
        assertThat(rung(manager)).as("who oversees the house hears").isGreaterThan(before);
        assertThat(roleEnd(workers.get(5)).code()).isEqualTo("access.too-many-ends");
        assertThat(contractUntil(workers.get(5), "2015-11-17").code()).isEqualTo("access.too-many-ends");
        assertThat(browser(admin.username())
                        .post("/people/" + workers.get(5).username() + "/roles/" + role(workers.get(5)) + "/end")
                        .body())
                .contains("cinq personnes en 24 heures");
        Actor other = actor(person(Role.SYSTEM_ADMINISTRATOR, ngo));
        assertThat(api(other.username())
                        .post(
                                "/api/v1/people/" + workers.get(5).username() + "/roles/" + role(workers.get(5))
                                        + "/end",
                                Map.of())
                        .status())
                .isEqualTo(204);
    }

    /** Danger of a child rings its worker: the supervisor hears that the account ends. */
    @Test
    void theSupervisorHearsThatAWorkerGoes() {
        opened(SomeChild.named("Lilas"));
        int before = rung(supervisor);
        assertThat(contractUntil(worker, "2015-11-17").status()).isEqualTo(204);
        assertThat(rung(supervisor)).isEqualTo(before + 1);
        assertThat(rung(worker)).as("so does the worker").isPositive();
    }

    @Test
    void whoDecidesIsNotKeptOutUnheard() {
        int before = rung(officer);
        assertThat(api(admin.username())
                        .delete("/api/v1/people/" + worker.username() + "/sessions")
                        .status())
                .isEqualTo(200);
        assertThat(rung(officer)).isEqualTo(before);
        assertThat(api(admin.username())
                        .delete("/api/v1/people/" + supervisor.username() + "/sessions")
                        .status())
                .isEqualTo(200);
        assertThat(rung(officer)).isEqualTo(before + 1);
    }

    private int rung(Actor person) {
        return api(person.username())
                .get("/api/v1/notices")
                .json()
                .path("unread")
                .asInt();
    }

    /** The children of a police structure are not known here: it does not end while officers hold roles in it. */
    @Test
    void aPoliceStructureDoesNotEndUnderItsOfficers() throws SQLException {
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        person(Role.LE_OFFICER, police);
        Map<String, Object> day = Map.of("validUntil", "2015-11-17");
        assertThat(api(admin.username())
                        .post("/api/v1/organisations/" + police.code() + "/end", day)
                        .body())
                .contains("access.structure-at-work");
        assertThat(LoginSql.refusal(
                        admin,
                        NOW,
                        "update access.organisation set valid_until = '2015-11-17' where code = '" + police.code()
                                + "'"))
                .contains("access.structure-at-work");
    }

    /** Else one administrator would put out at once all whose roles they end five a day. */
    @Test
    void noStructureEndsUnderItsPeople() throws SQLException {
        for (Role one : List.of(Role.PROJECT_MANAGER, Role.FINANCE_OFFICER, Role.PROVIDER)) {
            Organisation their = structure(Organisation.Kind.NGO);
            Actor person = actor(person(one, their));
            Map<String, Object> day = Map.of("validUntil", "2015-11-17");
            String end = "/api/v1/organisations/" + their.code() + "/end";
            assertThat(api(admin.username()).post(end, day).body()).contains("access.structure-at-work");
            assertThat(LoginSql.refusal(
                            admin,
                            NOW,
                            "update access.organisation set valid_until = '2015-11-17' where id = '" + their.id()
                                    + "'"))
                    .contains("access.structure-at-work");
            TestDatabase.ownerDoes("update access.person_role set valid_until = '" + NOW + "' where person_id = '"
                    + person.personId() + "'");
            assertThat(api(admin.username()).post(end, day).status()).isEqualTo(204);
        }
    }

    @Test
    void aStructureDoesNotEndUnderItsChildren() throws SQLException {
        Organisation empty = structure(Organisation.Kind.NGO);
        opened(SomeChild.named("Lilas"));
        String end = "/api/v1/organisations/" + ngo.code() + "/end";
        Map<String, Object> day = Map.of("validUntil", "2015-11-17");
        assertThat(api(admin.username()).post(end, day).body()).contains("access.structure-at-work");
        assertThat(LoginSql.refusal(
                        admin,
                        NOW,
                        "update access.organisation set valid_until = '2015-11-17' where code = '" + ngo.code() + "'"))
                .contains("access.structure-at-work");
        assertThat(LoginSql.refusal(
                        admin,
                        NOW,
                        "update access.organisation set kind = 'CENTRAL_GOVERNMENT' where code = '" + ngo.code() + "'"))
                .contains("access.kind-in-use");
        int before = rung(manager);
        assertThat(api(admin.username())
                        .post("/api/v1/organisations/" + empty.code() + "/end", day)
                        .status())
                .isEqualTo(204);
        assertThat(rung(manager)).isEqualTo(before + 1);
    }

    /** A supervisor who decides as a deputy names another one. */
    @Test
    void aDeputyNamesAnother() {
        Actor first = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        Actor second = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        deputy(admin, first);
        assertThat(roleEnd(supervisor).status()).isEqualTo(204);
        assertThat(api(first.username()).get("/api/v1/deputies").body()).contains(ngo.code());
        assertThat(browser(first.username()).get("/deputies").body()).contains("value=\"" + ngo.code() + "\"");
        assertThat(api(second.username())
                        .post("/api/v1/deputies", Map.of("structure", ngo.code(), "person", first.username()))
                        .status())
                .isEqualTo(403);
        deputy(first, second);
        assertThat(api(second.username()).get("/api/v1/deputies").body()).contains(first.code(), second.code());
    }

    private void deputy(Actor by, Actor person) {
        assertThat(api(by.username())
                        .post("/api/v1/deputies", Map.of("structure", ngo.code(), "person", person.username()))
                        .status())
                .isEqualTo(201);
        String waiting = api(officer.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString().equals(ngo.code()))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
        assertThat(api(officer.username())
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
    }
}
