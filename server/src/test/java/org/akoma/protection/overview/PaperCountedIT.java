package org.akoma.protection.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.akoma.LoginSql;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;

/** Files that leave one by one on paper are counted with the lists of that day (requirements.md 9). */
class PaperCountedIT extends StatusHouse {

    @Test
    void eachPaperIsCountedAndTheOfficersAreRungAtTheLimit() throws SQLException {
        String officer = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO));
        String code = file("CI");
        String lines = "select coalesce(sum(lines), 0) from access.exported_lines";
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/file.pdf")
                        .status())
                .isEqualTo(200);
        assertThat(LoginSql.answer(worker, clock.instant(), lines)).isEqualTo("100");
        browser(worker.username()).get("/cases/" + code + "/print");
        browser(worker.username()).get("/cases/" + code + "/sheet");
        assertThat(LoginSql.answer(worker, clock.instant(), lines)).isEqualTo("225");
        long before = bellsOf(officer);
        TestDatabase.ownerDoes(
                "update access.exported_lines set lines = 1950 where person_id = '" + worker.personId() + "'");
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/file.pdf")
                        .status())
                .isEqualTo(200);
        assertThat(bellsOf(officer)).isEqualTo(before + 1);
        api(worker.username()).get("/api/v1/cases/" + code + "/file.pdf");
        assertThat(bellsOf(officer)).as("once a day").isEqualTo(before + 1);
    }
}
