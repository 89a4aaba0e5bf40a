package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;

/** Who reads the journal knows a file by its code, never by more. */
class FileInJournalIT extends CareHouse {

    @Test
    void noOtherLoginAsksForCodes() throws SQLException {
        String code = file("F", 12);
        for (Compartment other : Arrays.asList(
                Compartment.ENFORCEMENT,
                Compartment.ADMINISTRATION,
                Compartment.PUBLICATION,
                Compartment.STATISTICS,
                Compartment.PROTECTION))
            try (Connection login = TestDatabase.connectAs(other.login());
                    Statement statement = login.createStatement()) {
                assertThatThrownBy(() -> statement.execute("select cases.file_of('" + code + "')"))
                        .as(other.name())
                        .hasMessageContaining("permission denied");
            }
        try (Connection custody = TestDatabase.connectAs(Compartment.CUSTODY.login());
                Statement statement = custody.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select status from cases.case_file"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void theCustodianFindsAFilesEntriesByItsCode() {
        String code = assessed();
        String dpo = person(Role.DATA_PROTECTION_OFFICER, ngo);
        var found = api(dpo).get("/api/v1/journal?about=" + code);
        assertThat(found.json().path("items").size()).isGreaterThan(1);
        assertThat(found.json().path("items").valueStream())
                .allMatch(item -> item.path("about").asString().equals(code));
        String id = now(code).id().toString();
        assertThat(browser(dpo).get("/journal?person=" + worker.code()).body())
                .contains(code)
                .doesNotContain(id);
        assertThat(browser(dpo).get("/journal?about=ZZ-99999").body()).contains("n’a ce code");
    }

    @Test
    void aSupervisorReadsOfTheirFilesOnly() {
        String code = assessed();
        String other = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        assertThat(entries(other, code)).isEmpty();
        assertThat(entries(supervisor.username(), code)).isNotEmpty().containsOnly(code);
    }

    private List<String> entries(String reader, String code) {
        return api(reader)
                .get("/api/v1/journal?about=" + code)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("about").asString())
                .toList();
    }
}
