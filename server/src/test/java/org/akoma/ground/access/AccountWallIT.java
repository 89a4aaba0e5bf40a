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
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

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
                assertThat(make(role, "unit", no.toString()).body()).contains("access.no-unit");
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
        assertThat(browser(custodian).get("/approvals").body()).contains(code, ngo.code());
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
