package org.akoma.ground.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.LoginSql;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.PersonCodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A code never changes, no matter who writes the statement: so what a side was told of codes may be remembered. */
class CodesStayIT extends HouseIT {

    @Autowired
    private People people;

    @Autowired
    private PersonCodes codes;

    @Autowired
    private Organisations organisations;

    private Organisation ngo;
    private String username;
    private Actor worker;

    @BeforeEach
    void worker() {
        ngo = structure(Organisation.Kind.NGO);
        username = person(Role.CASE_WORKER, ngo);
        worker = actor(username);
    }

    @Test
    void noLoginWritesACode() {
        String file = api(username)
                .post("/api/v1/cases", Map.of("sex", "F", "age", 9, "country", "CI", "anyway", true))
                .json()
                .path("code")
                .asString();
        assertThat(file).startsWith("AK-");
        List<String> changes = List.of(
                "update access.person set code = 'other-one' where id = '" + worker.personId() + "'",
                "update access.organisation set code = 'OTHER' where id = '" + ngo.id() + "'",
                "update cases.case_file set code = 'XX-123456' where code = '" + file + "'",
                "update access.person set id = gen_random_uuid() where id = '" + worker.personId() + "'");
        for (String change : changes) {
            for (Compartment login : Compartment.values())
                assertThatThrownBy(() -> does(login.login(), change))
                        .as(login + ": " + change)
                        .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> does(Compartment.MIGRATOR, change))
                    .as("the owner: " + change)
                    .hasMessageContaining("access.name-kept");
        }
    }

    /** From inside it is refused all the same: an administrator changes other columns of a person, and no code. */
    @Test
    void norDoesWhoIsInside() throws SQLException {
        Actor admin = actor(person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.INTERGOVERNMENTAL)));
        String here = " where id = '" + worker.personId() + "'";
        assertThat(LoginSql.refusal(admin, MORNING, "update access.person set code = 'other-one'" + here))
                .contains("permission denied");
        assertThat(LoginSql.refusal(admin, MORNING, "update access.person set language = 'en'" + here))
                .isEmpty();
    }

    @Test
    void aSideIsToldItsOwnPeopleAlone() {
        Organisation force = structure(Organisation.Kind.LAW_ENFORCEMENT);
        Actor officer = actor(person(Role.LE_OFFICER, force));
        UUID colleague = actor(person(Role.CASE_SUPERVISOR, ngo)).personId();
        List<UUID> both = List.of(colleague, officer.personId());
        for (int time = 0; time < 2; time++) { // asked, then remembered
            assertThat(codes.of(worker, both).keySet()).containsExactly(colleague);
            assertThat(codes.of(officer, both)).containsExactly(Map.entry(officer.personId(), officer.code()));
        }
        assertThat(people.knownCodes(worker, both)).containsOnlyKeys(colleague);
        assertThat(codes.of(worker, Arrays.asList(colleague, null))).containsOnlyKeys(colleague);
    }

    /** Who was not there when it was asked may come later. */
    @Test
    void nothingIsRememberedOfWhoWasNotFound() {
        UUID later = UUID.randomUUID();
        assertThat(codes.of(worker, List.of(later))).isEmpty();
        TestDatabase.ownerDoes("insert into access.person (id, code, organisation_id, compartment) values ('" + later
                + "', '" + fresh("sw").toLowerCase(java.util.Locale.ROOT) + "', '" + ngo.id()
                + "', 'akoma_protection')");
        assertThat(codes.of(worker, List.of(later))).containsOnlyKeys(later);
    }

    /** An id of a transaction that was taken back may get another code. */
    @Test
    void nothingIsRememberedOfATransactionThatWasTakenBack() {
        UUID colleague = actor(person(Role.CASE_SUPERVISOR, ngo)).personId();
        assertThatThrownBy(() -> transactions.doAs(worker, () -> {
                    assertThat(people.codes(List.of(colleague))).containsOnlyKeys(colleague);
                    throw new IllegalStateException("taken back");
                }))
                .hasMessage("taken back");
        assertThat(people.knownCodes(worker, List.of(colleague))).isEmpty();
        assertThat(transactions.<Map<UUID, String>>as(worker, () -> people.codes(List.of(colleague))))
                .containsOnlyKeys(colleague);
        assertThat(people.knownCodes(worker, List.of(colleague))).containsOnlyKeys(colleague);
    }

    @Test
    void aStructureIsFoundByItsId() {
        for (int time = 0; time < 2; time++)
            assertThat(transactions.<java.util.Optional<String>>as(worker, () -> organisations.code(ngo.id())))
                    .contains(ngo.code());
        assertThat(transactions.<java.util.Optional<String>>as(worker, () -> organisations.code(UUID.randomUUID())))
                .isEmpty();
    }

    private static void does(String login, String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(login);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
