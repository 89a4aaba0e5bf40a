package org.akoma.protection.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What is written of a child and written anew stays readable: who rewrites a story leaves the story (trust.md 4). */
class FormerRecordsIT extends CareHouse {

    @Autowired
    private JdbcClient jdbc;

    private String at(String code, String what) {
        return "/api/v1/cases/" + code + what;
    }

    private void put(String code, String what, Map<String, Object> body, int version) {
        Answer put = api(worker.username()).put(at(code, what), body, "\"" + version + "\"");
        assertThat(put.status()).as(put.body()).isEqualTo(200);
    }

    private List<JsonNode> former(String who, String code, String record) {
        Answer read = api(who).get(at(code, "/former/" + record));
        assertThat(read.status()).as(read.body()).isEqualTo(200);
        return read.json().path("items").valueStream().toList();
    }

    @Test
    void whatWasDoneToTheChildIsNotWrittenAway() {
        String code = file("F", 13);
        put(code, "/exploitation", Map.of("types", List.of("SexualExploitation"), "words", "Il venait la nuit"), 0);
        put(code, "/exploitation", Map.of("types", List.of("ForcedLabour")), 1);
        for (String who : List.of(worker.username(), supervisor.username())) {
            List<JsonNode> before = former(who, code, "exploitation");
            assertThat(before).hasSize(1);
            assertThat(before.getFirst().path("fields").path("words").asString())
                    .isEqualTo("Il venait la nuit");
            assertThat(before.getFirst().path("replacedBy").asString()).isEqualTo(worker.code());
            assertThat(before.getFirst().path("version").asInt()).isEqualTo(1);
        }
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/exploitation")
                        .body())
                .contains("/former/exploitation");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/former/exploitation")
                        .body())
                .contains("Il venait la nuit", "Remplacé par " + worker.code());
    }

    @Test
    void whatAFamilyDidStaysToBeRead() {
        String code = file("F", 13);
        put(code, "/family", Map.of("role", "TOOK_PART", "contact", "UNSAFE", "safety", "Le père la cherche"), 0);
        put(code, "/family", Map.of("role", "PROTECTIVE", "contact", "SAFE"), 1);
        assertThat(former(supervisor.username(), code, "family")
                        .getFirst()
                        .path("fields")
                        .toString())
                .contains("TOOK_PART", "UNSAFE", "Le père la cherche");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/former/family")
                        .body())
                .contains("Elle y a pris part", "Le père la cherche");
    }

    @Test
    void aChildIsFoundByTheNameThatWasReplaced() {
        String code = file("F", 13);
        put(code, "/identity", Map.of("givenNames", "Awa", "familyName", "Zoumanigui"), 1);
        put(code, "/identity", Map.of("givenNames", "Binta", "familyName", "Kpogomou"), 2);
        for (String name : List.of("Zoumanigui", "Kpogomou"))
            assertThat(api(worker.username())
                            .post("/api/v1/cases/search", Map.of("q", name))
                            .body())
                    .as(name)
                    .contains(code);
        assertThat(former(worker.username(), code, "identity").getFirst().toString())
                .contains("Zoumanigui");
    }

    @Test
    void straightSqlWipesNothingOut() throws SQLException {
        String code = file("F", 13);
        put(code, "/family", Map.of("safety", "Le père la cherche"), 0);
        String id = now(code).id().toString();
        String file = " where file_id = '" + id + "'";
        SqlAs.change(
                worker,
                clock.instant(),
                "update cases.family set sealed = decode(repeat('00', 60), 'hex'), version = version + 1" + file);
        assertThat(former(supervisor.username(), code, "family").getFirst().toString())
                .contains("Le père la cherche");
        for (String attack : List.of(
                "delete from cases.former" + file,
                "update cases.former set sealed = '\\x00'" + file,
                "insert into cases.former (file_id, section, record, record_id, version, sealed, replaced_at) values ('"
                        + id + "', 2, 'cases.family', '" + id + "', 1, '\\x00', now())",
                "delete from cases.name_token" + file))
            assertThat(LoginSql.refusal(worker, clock.instant(), attack))
                    .as(attack)
                    .contains("permission denied");
    }

    @Test
    void whoDoesNotHoldTheSectionReadsNoVersion() {
        String code = file("F", 13);
        put(code, "/family", Map.of("safety", "Le père la cherche"), 0);
        put(code, "/family", Map.of("safety", "Rien"), 1);
        String stranger = person(org.akoma.ground.access.Role.CASE_WORKER, ngo);
        for (String record : List.of("family", "identity", "exploitation", "tracing", "nothing")) {
            assertThat(api(stranger).get(at(code, "/former/" + record)).status())
                    .isEqualTo(404);
            assertThat(browser(stranger)
                            .get("/cases/" + code + "/former/" + record)
                            .status())
                    .isEqualTo(404);
        }
        assertThat(transactions.as(
                        actor(stranger),
                        () -> jdbc.sql("select count(*) from cases.former")
                                .query(Long.class)
                                .single()))
                .isZero();
    }
}
