package org.akoma.ground.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** An administrator alone names nobody who sees a file by it (trust.md G5, G6): by API and straight SQL. */
class AccountWallIT extends HouseIT {

    @Autowired
    private ShelterCodes codes;

    private Organisation ngo;
    private String custodian;
    private Caller admin;

    @BeforeEach
    void anAdministratorAndWhoApproves() {
        clock.moveTo(MORNING);
        ngo = structure(Organisation.Kind.NGO);
        custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        admin = api(person(Role.SYSTEM_ADMINISTRATOR, ngo));
    }

    private Answer make(Role role, Object... more) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "username",
                fresh("acc").toLowerCase(java.util.Locale.ROOT),
                "organisation",
                ngo.code(),
                "role",
                role.name(),
                "contractFrom",
                "2015-11-01",
                "contractUntil",
                "2016-05-01"));
        for (int i = 0; i < more.length; i += 2) body.put(more[i].toString(), more[i + 1]);
        return admin.post("/api/v1/people", body);
    }

    @Test
    void onlyASupervisorOfTheStructureIsNamedSupervisor() {
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        for (String no : List.of(
                person(Role.PROJECT_MANAGER, ngo),
                person(Role.OBSERVER, ngo),
                person(Role.CASE_WORKER, ngo),
                person(Role.CASE_SUPERVISOR, elsewhere))) {
            Answer refused = make(Role.CASE_WORKER, "supervisor", no);
            assertThat(refused.status()).as(no).isEqualTo(422);
            assertThat(refused.body()).contains("access.no-supervisor");
        }
        assertThat(make(Role.CASE_WORKER, "supervisor", person(Role.CASE_SUPERVISOR, ngo))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aUnitIsAShelterOfTheStructureAndOnlyOfItsManager() throws SQLException {
        String manager = person(Role.CASE_SUPERVISOR, ngo);
        for (UUID no :
                List.of(Ids.next(), ngo.id(), ngo.deskId(), actor(manager).personId()))
            for (Role role : List.of(Role.MINISTRY_OFFICER, Role.SHELTER_MANAGER, Role.CASE_WORKER))
                assertThat(make(role, "unit", no.toString(), "supervisor", manager)
                                .body())
                        .contains("access.no-unit");
        String code = fresh("SH");
        UUID id = Ids.next();
        owner("insert into cases.shelter (id, code, code_token, organisation_id, country, capacity, sex_rule) values ('"
                + id + "', '\\x" + hex(codes.seal(id, code)) + "', '\\x" + hex(codes.token(code)) + "', '" + ngo.id()
                + "', 'CI', 10, 'MIXED') returning id");
        assertThat(owner("select count(*) from cases.shelter s where s::text like '%" + code + "%'"))
                .isEqualTo("0");
        assertThat(make(Role.SHELTER_MANAGER, "unit", code).status()).isEqualTo(201);
        assertThat(make(Role.MINISTRY_OFFICER, "unit", code).status()).isEqualTo(422);
        var waiting = api(custodian).get("/api/v1/approvals").json().path("roles");
        assertThat(waiting.toString()).contains(code, ngo.code(), "2016-05-01");
        assertThat(waiting.path(0).path("alike").isArray()).isTrue();
        assertThat(waiting.path(0).path("nameless").isBoolean()).isTrue();
        assertThat(browser(custodian).get("/approvals").body()).contains(code, ngo.code());
        String decision = api(custodian)
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .map(one -> api(custodian)
                        .get("/api/v1/decisions/" + one.path("id").asString())
                        .body())
                .filter(one -> one.contains(code))
                .findFirst()
                .orElse("");
        assertThat(decision).as("the shelter's code, not its id").contains(code).doesNotContain(id.toString());
    }

    @Test
    void straightSqlNamesNobodyEither() throws SQLException {
        String manager = person(Role.PROJECT_MANAGER, ngo);
        Actor me = actor(person(Role.SYSTEM_ADMINISTRATOR, ngo));
        String insert = "insert into access.person (id, code, organisation_id, compartment, supervisor_id) values ('"
                + Ids.next()
                + "', '" + fresh("x").toLowerCase(java.util.Locale.ROOT) + "', '" + ngo.id()
                + "', 'akoma_protection', '"
                + actor(manager).personId() + "')";
        assertThat(tried(me, insert)).contains("access.no-supervisor");
        String worker = person(Role.CASE_WORKER, ngo);
        assertThat(tried(
                        me,
                        "update access.person set supervisor_id = '"
                                + actor(manager).personId() + "' where id = '"
                                + actor(worker).personId() + "'"))
                .contains("permission denied");
        for (String role : List.of("MINISTRY_OFFICER", "SHELTER_MANAGER"))
            assertThat(tried(
                            me,
                            "insert into access.person_role (id, person_id, compartment, organisation_id, role, unit_id, reach, valid_from, given_by)"
                                    + " values ('" + Ids.next() + "', '"
                                    + actor(worker).personId() + "', 'akoma_protection', '" + ngo.id()
                                    + "', '" + role + "', '" + ngo.id() + "', '"
                                    + Role.valueOf(role).reach() + "', '2015-11-16', '"
                                    + me.personId() + "')"))
                    .containsAnyOf("person_role_unit", "access.no-unit");
    }

    /** What a second person reads of a role is what it opens: the person's own structure, and the reach that all have by it. */
    @Test
    void aRoleIsHeldInTheOwnStructureAndReachesAsItDoes() throws SQLException {
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        Actor me = actor(person(Role.SYSTEM_ADMINISTRATOR, ngo));
        Actor worker = actor(person(Role.CASE_WORKER, ngo));
        for (String wrong : List.of(
                elsewhere.id() + "', 'CASE_SUPERVISOR', 'ORGANISATION'",
                ngo.id() + "', 'OBSERVER', 'ORGANISATION'",
                ngo.id() + "', 'CASE_WORKER', 'DESK'"))
            assertThat(tried(
                            me,
                            "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach, valid_from, given_by)"
                                    + " values ('" + Ids.next() + "', '" + worker.personId()
                                    + "', 'akoma_protection', '" + wrong + ", '2015-11-16', '" + me.personId() + "')"))
                    .as(wrong)
                    .contains("access.role-elsewhere");
    }

    /** An administrator of one side makes and changes accounts of that side alone, and nothing that is of no side: by API, page and SQL. */
    @Test
    void anAdministratorOfOneSideKeepsItsAccountsAlone() throws SQLException {
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        String ofPolice = person(Role.SYSTEM_ADMINISTRATOR, police);
        TestDatabase.ownerDoes("update access.person_role set side = 'POLICE' where person_id = '"
                + actor(ofPolice).personId() + "'");
        Caller whole = admin;
        admin = api(ofPolice);
        assertThat(make(Role.LE_OFFICER, "organisation", police.code()).status())
                .isEqualTo(201);
        for (Role other : List.of(Role.CASE_WORKER, Role.SYSTEM_ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER))
            assertThat(make(other, "supervisor", ofPolice).status())
                    .as(other.name())
                    .isEqualTo(403);
        String worker = person(Role.CASE_WORKER, ngo);
        String account = "/api/v1/people/" + worker;
        assertThat(admin.post(account + "/roles", Map.of("role", "OBSERVER")).status())
                .isEqualTo(403);
        assertThat(admin.post(account + "/password", Map.of()).status()).isEqualTo(403);
        assertThat(admin.post(account + "/contract", Map.of("until", "2016-01-01"), "\"1\"")
                        .status())
                .isEqualTo(403);
        assertThat(admin.post(
                                "/api/v1/organisations",
                                Map.of("code", fresh("NO"), "label", "Non", "kind", "NGO", "country", "CI"))
                        .status())
                .isEqualTo(403);
        Visit page = browser(ofPolice);
        Answer shown = page.get("/people/" + worker);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("vous n’y avez pas accès").doesNotContain("/people/" + worker + "/", "??");
        for (String step : List.of("KEYS_COPIED", "BACKUP_TRIED")) {
            Map<String, ?> said = Map.of("step", step, "doneOn", "2015-11-02", "place", "Coffre");
            assertThat(admin.post("/api/v1/first-day/confirmations", said).status())
                    .as("of the whole house: " + step)
                    .isEqualTo(403);
            for (String key : List.of("", "/keys", "/backup"))
                assertThat(page.get("/settings/first-day" + key).body()).doesNotContain("value=\"" + step + "\"");
        }
        assertThat(page.post("/people/" + worker + "/sessions/end").status()).isEqualTo(403);
        assertThat(page.get("/people/new").body()).contains("LE_OFFICER").doesNotContain("value=\"CASE_WORKER\"", "??");
        Actor me = actor(ofPolice);
        String them = actor(worker).personId().toString();
        assertThat(tried(
                        me,
                        "insert into access.person (id, code, organisation_id, compartment) values (gen_random_uuid(), '"
                                + fresh("x").toLowerCase(java.util.Locale.ROOT) + "', '" + ngo.id()
                                + "', 'akoma_protection')"))
                .contains("row-level security");
        for (String role : List.of("OBSERVER', 'akoma_protection", "SYSTEM_ADMINISTRATOR', 'akoma_administration"))
            assertThat(tried(
                            me,
                            "insert into access.person_role (id, person_id, role, compartment, organisation_id, reach, valid_from, given_by)"
                                    + " values (gen_random_uuid(), '" + them + "', '" + role + "', '" + ngo.id()
                                    + "', 'OWN', '2015-11-16', '" + me.personId() + "')"))
                    .isNotEqualTo("done");
        assertThat(tried(
                        me,
                        "select access.propose(gen_random_uuid(), 'PASSWORD', null, '" + them
                                + "', 1, '{}', null, null)"))
                .contains("not-theirs-to-propose");
        String nothing = "do $$ begin if %s then raise exception 'changed'; end if; end $$";
        for (String change : List.of(
                "access.end_sessions_of('" + them + "') is not null",
                "access.password_way('" + them + "') is not null",
                "exists (select from access.person_card c where c.person_id = '" + them + "')"))
            assertThat(tried(me, nothing.formatted(change))).as(change).isEqualTo("done");
        assertThat(tried(me, "update access.organisation set label = 'x' where id = '" + ngo.id() + "'"))
                .satisfiesAnyOf(
                        is -> assertThat(is).contains("role-needed"),
                        is -> assertThat(is).isEqualTo("done"));
        assertThat(owner("select label from access.organisation where id = '" + ngo.id() + "'"))
                .isNotEqualTo("x");
        admin = whole;
        String other = fresh("acc").toLowerCase(java.util.Locale.ROOT);
        assertThat(make(Role.SYSTEM_ADMINISTRATOR, "username", other, "side", "CARE")
                        .status())
                .isEqualTo(201);
        assertThat(admin.get("/api/v1/people/" + other).body()).contains("\"side\":\"CARE\"");
        assertThat(browser(custodian).get("/approvals").body()).contains(other.toUpperCase(java.util.Locale.ROOT));
        assertThat(approval(other).path("side").asString()).isEqualTo("CARE");
        String all = fresh("acc").toLowerCase(java.util.Locale.ROOT);
        assertThat(make(Role.SYSTEM_ADMINISTRATOR, "username", all).status()).isEqualTo(201);
        assertThat(approval(all).path("side").isNull()).isTrue();
        assertThat(browser(custodian)
                        .get("/decisions/" + roleDecision(all) + "?lang=fr")
                        .body())
                .contains("tous, police et prise en charge");
    }

    private JsonNode approval(String person) {
        return api(custodian)
                .get("/api/v1/approvals")
                .json()
                .path("roles")
                .valueStream()
                .filter(one -> one.path("person").asString().equals(person))
                .findFirst()
                .orElseThrow();
    }

    private static String roleDecision(String person) throws SQLException {
        return owner(
                "select d.id from access.decision d join access.person_role r on r.id = d.subject join access.person p on p.id = r.person_id"
                        + " where d.kind = 'ROLE' and p.code = '" + person + "'");
    }

    private String tried(Actor as, String sql) throws SQLException {
        try (var login = TestDatabase.connectAs(as.compartment().login());
                var ask = login.createStatement()) {
            login.setAutoCommit(false);
            ask.execute(TestDatabase.entering(as.personId(), clock.instant()));
            ask.execute(sql);
            return "done";
        } catch (SQLException refused) {
            return refused.getMessage();
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String owner(String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
