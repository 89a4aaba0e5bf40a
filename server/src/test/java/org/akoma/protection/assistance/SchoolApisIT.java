package org.akoma.protection.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.protection.payments.AidHouse;
import org.junit.jupiter.api.Test;

/** Schools and terms as programs keep them. */
class SchoolApisIT extends AidHouse {

    private static final String SCHOOLS = "/api/v1/institutions";
    private static final String TERMS = "/api/v1/terms";

    @Test
    void aSchoolIsAddedChangedAndFound() {
        Caller program = api(worker.username());
        String code = fresh("EC");
        Map<String, Object> school = Map.of("code", code, "kind", "SCHOOL", "country", "CI", "name", "École Wharf");
        assertThat(api(finance.username()).post(SCHOOLS, school).status()).isEqualTo(403);
        assertThat(program.post(SCHOOLS, Map.of("code", code)).status()).isEqualTo(422);
        Answer added = program.post(SCHOOLS, school);
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        assertThat(program.put(SCHOOLS + "/" + code, school, null).status()).isEqualTo(428);
        Map<String, Object> closed =
                Map.of("kind", "SCHOOL", "country", "CI", "name", "École Wharf", "closedOn", "2015-11-02");
        Answer changed = program.put(SCHOOLS + "/" + code, closed, "\"1\"");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.header("ETag")).hasValue("\"2\"");
        Answer late = program.put(SCHOOLS + "/" + code, school, "\"1\"");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("errors").get(0).path("field").asString()).isEqualTo("closedOn");
        Answer page = program.get(SCHOOLS + "?limit=1");
        assertThat(page.json().path("items")).hasSize(1);
        assertThat(program.get(SCHOOLS + "?limit=0").status()).isEqualTo(422);
        assertThat(program.get(SCHOOLS + "/" + code + "/attendance").json().path("items"))
                .isEmpty();
    }

    @Test
    void aTermIsWrittenByWhoPlansForAll() {
        Caller program = api(supervisor.username());
        String code = fresh("T");
        Map<String, Object> term = Map.of(
                "country", "BJ", "code", code, "startsOn", "2015-09-14", "endsOn", "2015-12-11", "closed", List.of());
        assertThat(api(worker.username()).post(TERMS, term).status()).isEqualTo(403);
        Answer added = program.post(TERMS, term);
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        Map<String, Object> longer = Map.of("startsOn", "2015-09-14", "endsOn", "2015-12-18", "closed", List.of());
        assertThat(program.put(TERMS + "/BJ/" + code, longer, null).status()).isEqualTo(428);
        Answer changed = program.put(TERMS + "/BJ/" + code, longer, "\"1\"");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.header("ETag")).hasValue("\"2\"");
        Answer late =
                program.put(TERMS + "/BJ/" + code, Map.of("startsOn", "2015-09-15", "endsOn", "2015-12-18"), "\"1\"");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("errors").get(0).path("field").asString()).isEqualTo("startsOn");
        assertThat(program.get(TERMS).body()).contains(code);
    }
}
