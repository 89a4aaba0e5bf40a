package org.akoma.ground.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody of a structure of law enforcement sees a child's file by an account of the care side, however it is asked for. */
class CareInPoliceIT extends HouseIT {

    private static final String REFUSED = "access.care-in-police";

    private Organisation police;
    private Organisation ngo;
    private Actor administrator;
    private Caller admin;
    private String custodian;

    @BeforeEach
    void structures() {
        clock.moveTo(MORNING);
        police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        ngo = structure(Organisation.Kind.NGO);
        administrator = actor(person(Role.SYSTEM_ADMINISTRATOR, ngo));
        admin = api(administrator.username());
        custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
    }

    private static boolean isCare(Role role) {
        return role.compartment() == Compartment.PROTECTION || role.compartment() == Compartment.CUSTODY;
    }

    private Answer make(Role role, Organisation at) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "username", fresh("cp").toLowerCase(Locale.ROOT),
                "organisation", at.code(),
                "role", role.name(),
                "contractFrom", "2015-11-01"));
        if (role == Role.CASE_WORKER) body.put("supervisor", person(Role.LE_COORDINATOR, police));
        if (role == Role.SHELTER_MANAGER) body.put("unit", "SH-1");
        return admin.post("/api/v1/people", body);
    }

    /** As it would be if somebody had changed it by a way that nobody knows. */
    private static void turn(Organisation one) {
        TestDatabase.ownerDoes("alter table access.organisation disable trigger keep_kind");
        TestDatabase.ownerDoes("update access.organisation set kind = 'LAW_ENFORCEMENT' where id = '" + one.id() + "'");
        TestDatabase.ownerDoes("alter table access.organisation enable trigger keep_kind");
    }

    @Test
    void noAccountOfCareIsMadeThere() throws SQLException {
        for (Role role : Role.values()) {
            if (!isCare(role)) continue;
            Answer refused = make(role, police);
            assertThat(refused.status()).as(role.name()).isEqualTo(422);
            assertThat(refused.body()).as(role.name()).contains(REFUSED);
            assertThat(LoginSql.refusal(
                            administrator,
                            clock.instant(),
                            "insert into access.person (id, code, organisation_id, compartment) values ('" + Ids.next()
                                    + "', '" + fresh("cp").toLowerCase(Locale.ROOT) + "', '" + police.id() + "', '"
                                    + role.compartment().login() + "')"))
                    .as(role.name())
                    .contains(REFUSED);
        }
        assertThat(browser(administrator.username())
                        .post(
                                "/people/new",
                                "username",
                                fresh("cp").toLowerCase(Locale.ROOT),
                                "organisation",
                                police.code(),
                                "role",
                                "OBSERVER",
                                "contractFrom-day",
                                "1",
                                "contractFrom-month",
                                "11",
                                "contractFrom-year",
                                "2015")
                        .body())
                .contains("policiers, la formation et l’administration");
        for (Role role : List.of(Role.LE_OFFICER, Role.TRAINING_COORDINATOR))
            assertThat(make(role, police).status()).as(role.name()).isEqualTo(201);
    }

    /** Who keeps the accounts of the care side reads who works there and where its shelters are: from a structure of the police only its own accounts are kept. */
    @Test
    void anAdministratorInThePoliceKeepsThePoliceAlone() throws SQLException {
        Map<String, Object> body = new HashMap<>(Map.of(
                "username",
                fresh("cp").toLowerCase(Locale.ROOT),
                "organisation",
                police.code(),
                "role",
                "SYSTEM_ADMINISTRATOR",
                "contractFrom",
                "2015-11-01"));
        for (String side : Arrays.asList(null, "CARE")) {
            body.put("side", side);
            Answer refused = admin.post("/api/v1/people", body);
            assertThat(refused.status()).as(side).isEqualTo(422);
            assertThat(refused.body()).contains(REFUSED);
        }
        body.put("side", "POLICE");
        assertThat(admin.post("/api/v1/people", body).status()).isEqualTo(201);
        String made = String.valueOf(body.get("username"));
        for (String side : List.of("null", "'CARE'")) {
            assertThat(LoginSql.refusal(
                            administrator,
                            clock.instant(),
                            "insert into access.person_role (id, person_id, compartment, organisation_id, role, side, reach, valid_from, given_by)"
                                    + " select gen_random_uuid(), p.id, p.compartment, p.organisation_id, 'SYSTEM_ADMINISTRATOR', "
                                    + side
                                    + ", 'OWN', access.moment(), access.actor() from access.person p where p.code = '"
                                    + made + "'"))
                    .as(side)
                    .contains(REFUSED);
        }
        assertThat(admin.post(
                                "/api/v1/people/" + made + "/roles",
                                Map.of("role", "SYSTEM_ADMINISTRATOR", "side", "CARE"))
                        .body())
                .contains(REFUSED);
        String elsewhere = person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.NGO));
        Answer moved = admin.post(
                "/api/v1/people/" + elsewhere + "/account",
                Map.of("organisation", police.code(), "language", "fr"),
                "\"1\"");
        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.body()).contains(REFUSED);
        Actor imported = actor(person(Role.SYSTEM_ADMINISTRATOR, police));
        assertThat(LoginSql.refusal(imported, clock.instant(), "select 1")).contains("access.no-role");
    }

    @Test
    void noRoleOfCareIsAskedForOrApprovedThere() throws SQLException {
        String asked = fresh("cp").toLowerCase(Locale.ROOT);
        assertThat(admin.post(
                                "/api/v1/people",
                                Map.of(
                                        "username",
                                        asked,
                                        "organisation",
                                        ngo.code(),
                                        "role",
                                        "CASE_SUPERVISOR",
                                        "contractFrom",
                                        "2015-11-01"))
                        .status())
                .isEqualTo(201);
        String role = owner("select r.id::text from access.person_role r join access.person p on p.id ="
                + " r.person_id where p.code = '" + asked + "'");
        turn(ngo);
        assertThat(api(custodian)
                        .post("/api/v1/approvals/roles/" + role, Map.of())
                        .status())
                .isGreaterThanOrEqualTo(400)
                .isLessThan(500);
        assertThat(ownerRefusal("update access.person_role set approved_by = null, approved_at = now() where id = '"
                        + role + "'"))
                .contains(REFUSED);
        assertThat(ownerRefusal(
                        "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach, valid_from)"
                                + " select gen_random_uuid(), id, compartment, organisation_id, 'OBSERVER', 'OWN', now()"
                                + " from access.person where code = '" + asked + "'"))
                .contains(REFUSED);
    }

    @Test
    void noAccountOfCareMovesThere() {
        String worker = person(Role.CASE_WORKER, ngo);
        Answer refused = admin.post(
                "/api/v1/people/" + worker + "/account",
                Map.of("organisation", police.code(), "language", "fr"),
                "\"1\"");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(REFUSED);
        assertThat(ownerRefusal("update access.person set organisation_id = '" + police.id() + "' where code = '"
                        + worker + "'"))
                .contains(REFUSED);
        assertThat(browser(administrator.username()).get("/people/" + worker).body())
                .doesNotContain("value=\"" + police.code() + "\"");
        assertThat(browser(administrator.username()).get("/people/new?lang=fr").body())
                .contains(
                        "policiers, formation et administration de leurs comptes seulement",
                        "value=\"" + police.code() + "\"");
    }

    @Test
    void nobodyIsDeputyOfThePoliceOrFromThere() throws SQLException {
        String supervisor = person(Role.CASE_SUPERVISOR, ngo);
        Answer refused = admin.post("/api/v1/deputies", Map.of("structure", police.code(), "person", supervisor));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("access.deputy-of-police");
        assertThat(browser(administrator.username()).get("/deputies").body())
                .doesNotContain("value=\"" + police.code() + "\"");
        String insert =
                "insert into access.deputy (id, organisation_id, person_id, valid_from) values ('%s', '%s', '%s', '2015-11-01')";
        UUID them = actor(supervisor).personId();
        assertThat(ownerRefusal(insert.formatted(Ids.next(), police.id(), them)))
                .contains("access.deputy-of-police");
        Organisation other = structure(Organisation.Kind.NGO);
        TestDatabase.ownerDoes(insert.formatted(Ids.next(), other.id(), them));
        String isDeputy = "select exists (select from access.deputy d where d.person_id = '" + them
                + "') and access.is_deputy('" + them + "', '" + other.id() + "')";
        turn(ngo);
        assertThat(ownerRefusal(insert.formatted(
                        Ids.next(), structure(Organisation.Kind.NGO).id(), them)))
                .contains("access.deputy-of-police");
        assertThat(owner("select " + isDeputy.substring("select ".length()))).isEqualTo("f");
    }

    @Test
    void whoIsOfThePoliceHoldsNoFileAndDoesNotEnterTheCareSide() throws SQLException {
        String worker = person(Role.CASE_WORKER, ngo);
        Actor them = actor(worker);
        String dossier = "insert into access.dossier (id, compartment, opened_by, opened_at) values ('%s', '%s', '"
                + them.personId() + "', now())";
        String grant =
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)"
                        + " values (gen_random_uuid(), '%s', '%s', '%s', 256, false, now() + interval '1 hour', '%s', '"
                        + them.personId() + "')";
        UUID file = Ids.next();
        TestDatabase.ownerDoes(dossier.formatted(file, "akoma_protection"));
        turn(ngo);
        for (String reason : List.of("ASSIGNMENT", "SHARED", "BREAK_GLASS", "TRANSFER", "CONVERSATION"))
            assertThat(ownerRefusal(grant.formatted(file, "PERSON", them.personId(), reason)))
                    .as(reason)
                    .contains("access.grant-to-police");
        for (String reason : List.of("OPERATION", "OWNING_STRUCTURE"))
            assertThat(ownerRefusal(grant.formatted(file, "ORGANISATION", police.id(), reason)))
                    .as(reason)
                    .contains("access.grant-to-police");
        assertThat(LoginSql.refusal(them, clock.instant(), "select 1")).contains("access.no-role");
        UUID operation = Ids.next();
        TestDatabase.ownerDoes(dossier.formatted(operation, "akoma_enforcement"));
        TestDatabase.ownerDoes(grant.formatted(operation, "ORGANISATION", police.id(), "OPERATION"));
    }

    @Test
    void aStructureWithPeopleOfCareDoesNotBecomePolice() throws SQLException {
        for (Role role : List.of(Role.OBSERVER, Role.CASE_WORKER, Role.DATA_PROTECTION_OFFICER)) {
            Organisation one = structure(Organisation.Kind.NGO);
            person(role, one);
            assertThat(admin.put(
                                    "/api/v1/organisations/" + one.code(),
                                    Map.of("label", "Maison " + newFamilyName(), "kind", "LAW_ENFORCEMENT"),
                                    "\"1\"")
                            .body())
                    .contains("access.kind-in-use");
            assertThat(LoginSql.refusal(
                            administrator,
                            clock.instant(),
                            "update access.organisation set kind = 'LAW_ENFORCEMENT' where id = '" + one.id() + "'"))
                    .contains("access.kind-in-use");
        }
    }

    /** An officer in a structure that cares for children reads its lost devices, and who sees which child. */
    @Test
    void noOfficerWorksInAStructureOfCare() throws SQLException {
        String trainer = person(Role.TRAINING_COORDINATOR, ngo);
        String officer = person(Role.LE_OFFICER, police);
        for (Role role : List.of(Role.LE_OFFICER, Role.LE_COORDINATOR)) {
            Answer refused = make(role, ngo);
            assertThat(refused.status()).as(role.name()).isEqualTo(422);
            assertThat(refused.body()).contains(REFUSED);
            assertThat(admin.post("/api/v1/people/" + trainer + "/roles", Map.of("role", role.name()))
                            .body())
                    .contains(REFUSED);
            assertThat(LoginSql.refusal(
                            administrator,
                            clock.instant(),
                            "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach, valid_from, given_by)"
                                    + " values (gen_random_uuid(), '"
                                    + actor(trainer).personId()
                                    + "', 'akoma_enforcement', '" + ngo.id() + "', '" + role
                                    + "', 'ORGANISATION', access.moment(), access.actor())"))
                    .contains(REFUSED);
        }
        Answer moved = admin.post(
                "/api/v1/people/" + officer + "/account",
                Map.of("organisation", ngo.code(), "language", "fr"),
                "\"1\"");
        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.body()).contains(REFUSED);
        assertThat(browser(administrator.username()).get("/people/" + officer).body())
                .doesNotContain("value=\"" + ngo.code() + "\"");
        assertThat(make(Role.TRAINING_COORDINATOR, ngo).status()).isEqualTo(201);
    }

    /** Whatever reached an account of the police: no grant of a child's file is shown to it. */
    @Test
    void thePoliceSeeNoGrantOfAChildsFile() throws SQLException {
        Actor officer = actor(person(Role.LE_OFFICER, ngo));
        UUID file = Ids.next();
        TestDatabase.ownerDoes("insert into access.dossier (id, compartment, opened_by, opened_at) values ('" + file
                + "', 'akoma_protection', '" + officer.personId() + "', now())");
        TestDatabase.ownerDoes(
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)"
                        + " values (gen_random_uuid(), '" + file + "', 'ORGANISATION', '" + ngo.id()
                        + "', 256, false, '2015-11-01', 'OWNING_STRUCTURE', '" + officer.personId() + "')");
        assertThat(LoginSql.answer(
                        officer,
                        clock.instant(),
                        "select count(*) from access.file_grant where file_id = '" + file + "'"))
                .isEqualTo("0");
    }

    /** What the forms offer is what the database takes. */
    @Test
    void theApplicationAndTheDatabaseNameTheSameRoles() throws SQLException {
        for (Organisation one : List.of(police, ngo))
            for (Role role : Role.values())
                assertThat(owner("select access.works_there('"
                                + role.compartment().login() + "', '" + one.id() + "') and (not access.is_of_police('"
                                + role + "') or access.is_police('" + one.id() + "'))"))
                        .as(role + " in " + one.kind())
                        .isEqualTo(one.kind().employs(role) ? "t" : "f");
        assertThat(Arrays.stream(Role.values()).filter(Organisation.Kind.LAW_ENFORCEMENT::employs))
                .containsExactlyInAnyOrder(
                        Role.LE_OFFICER, Role.LE_COORDINATOR, Role.TRAINING_COORDINATOR, Role.SYSTEM_ADMINISTRATOR);
    }

    @Test
    void whoDecidesReadsTheKindOfTheStructure() {
        assertThat(make(Role.LE_OFFICER, police).status()).isEqualTo(201);
        String page = api(custodian)
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .map(one -> browser(custodian)
                        .get("/decisions/" + one.path("id").asString() + "?lang=fr")
                        .body())
                .filter(one -> one.contains(police.code()))
                .findFirst()
                .orElse("");
        assertThat(page).contains("Type de structure", "Forces de l’ordre");
    }

    private static String owner(String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static String ownerRefusal(String sql) {
        try {
            TestDatabase.ownerDoes(sql);
            return "";
        } catch (RuntimeException | AssertionError refused) {
            return refused + " " + refused.getCause();
        }
    }
}
