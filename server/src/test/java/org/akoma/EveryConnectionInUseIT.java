package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The database is there, and others use every connection of the care side. */
class EveryConnectionInUseIT extends HouseIT {

    @Autowired
    private DataSource connections;

    @Test
    void whoComesThenIsAskedToComeBack() {
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Caller program = api(worker);
        Caller police = api(person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT)));
        Visit visit = browser(worker);
        assertThat(visit.get("/cases").status()).isEqualTo(200);
        TestDatabase.whileInUse(connections, Compartment.PROTECTION, () -> {
            Answer told = program.get("/api/v1/cases");
            assertThat(told.status()).as(told.toString()).isEqualTo(503);
            assertThat(told.code()).isEqualTo("house.busy");
            assertThat(told.header("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(told.header("Retry-After")).hasValue("10");
            Answer page = visit.get("/cases");
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.header("Retry-After")).hasValue("10");
            assertThat(page.body())
                    .contains("Akoma est indisponible pour un moment", "téléphonez")
                    .doesNotContain("Exception", "Hikari", "akoma_");
            assertThat(police.get("/api/v1/operations").status())
                    .as("has connections of its own")
                    .isEqualTo(200);
        });
        assertThat(program.get("/api/v1/cases").status()).isEqualTo(200);
        assertThat(visit.get("/cases").status()).isEqualTo(200);
    }
}
