package org.akoma.protection.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.akoma.Answer;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;

/** The data protection officer reads consents (requirements.md 9), and nobody else by that door. */
class OverseenConsentsIT extends CareHouse {

    @Test
    void theDataProtectionOfficerReadsAnswersWithoutTheirWords() throws java.sql.SQLException {
        String code = active();
        TestDatabase.ownerDoes(
                "insert into cases.consent (id, file_id, purpose, status, given_by, at, explained_by, recorded_by, recorded_at, sealed)"
                        + " select gen_random_uuid(), id, 'PHOTO', 'REFUSED', 'CHILD', '" + clock.instant()
                        + "', worker_id, worker_id, '" + clock.instant()
                        + "', '\\x00' from cases.case_file where code = '" + code + "'");
        String address = "/api/v1/journal/consents/" + code;
        for (Role role :
                List.of(Role.CASE_WORKER, Role.CASE_SUPERVISOR, Role.PROJECT_MANAGER, Role.SYSTEM_ADMINISTRATOR)) {
            String other = person(role, ngo);
            assertThat(api(other).get(address).status()).as(role.name()).isEqualTo(403);
            assertThat(browser(other).get("/journal/consents/" + code).status())
                    .as(role.name())
                    .isEqualTo(403);
        }
        String officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        Answer read = api(officer).get(address);
        assertThat(read.status()).as(read.body()).isEqualTo(200);
        assertThat(read.json().path("items").get(0).path("purpose").asString()).isEqualTo("PHOTO");
        assertThat(read.body()).doesNotContain("witness", "words");
        assertThat(api(officer).get("/api/v1/journal/consents/AK-999999").status())
                .isEqualTo(404);
        for (String lang : List.of("fr", "en"))
            assertThat(browser(officer)
                            .get("/journal/consents/" + code + "?lang=" + lang)
                            .body())
                    .contains(lang.equals("fr") ? "Consentements de " + code : "Consents of " + code)
                    .doesNotContain("??");
        assertThat(browser(officer).get("/journal?about=" + code).body())
                .contains("/journal/consents/" + code, "Consentements lus par");
        String straight = "select count(*) from cases.consents_of('" + now(code).id() + "')";
        assertThat(org.akoma.LoginSql.refusal(worker, clock.instant(), straight))
                .contains("permission denied");
    }
}
