package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who supervises reads who the child is, the family, consent and health, and writes none of it ({@code requirements.md 9}). */
class WhoWritesIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    private static final Map<String, Object> FAMILY = Map.of("caregivers", "Sa tante");
    private static final Map<String, Object> GUARDIAN =
            Map.of("kind", "RELATIVE", "appointedOn", "2015-11-10", "name", "Sa tante");
    private static final Map<String, Object> MEDICAL =
            Map.of("kind", "TREATMENT", "at", "2015-11-15T10:00", "detail", "Fièvre");

    private String at(String code, String what) {
        return "/api/v1/cases/" + code + what;
    }

    private Map<String, Object> consent() {
        return new HashMap<>(SomeConsent.json("REFUSED", "CHILD", "2015-11-15T07:00:00Z"));
    }

    @Test
    void aSupervisorWritesNoneOfThem() {
        String code = file("F", 12);
        Caller lead = api(supervisor.username());
        assertThat(lead.put(at(code, "/identity"), Map.of("givenNames", "Awa"), "\"1\"")
                        .status())
                .isEqualTo(403);
        assertThat(lead.put(at(code, "/family"), FAMILY, "\"0\"").status()).isEqualTo(403);
        assertThat(lead.post(at(code, "/guardians"), GUARDIAN).status()).isEqualTo(403);
        assertThat(lead.post(at(code, "/consents"), consent()).status()).isEqualTo(403);
        assertThat(lead.post(at(code, "/medical"), MEDICAL).status()).isEqualTo(403);
        for (String page : List.of("/identity/edit", "/identity/verification", "/family/edit", "/guardians/new"))
            assertThat(browser(supervisor.username())
                            .get("/cases/" + code + page)
                            .status())
                    .as(page)
                    .isEqualTo(403);
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/identity")
                        .body())
                .doesNotContain("/edit", "/guardians/new");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/identity/correction")
                        .body())
                .doesNotContain("name=\"reason\"");
        assertThat(browser(supervisor.username())
                        .post("/cases/" + code + "/identity/correction", "version", "1", "sex", "M", "country", "CI")
                        .status())
                .isEqualTo(403);
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/consents/new")
                        .body())
                .doesNotContain("value=\"CHILD\"")
                .contains("GUARDIAN_AFTER_BEST_INTERESTS");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/health")
                        .body())
                .doesNotContain("name=\"detail\"");
    }

    @Test
    void noLoginOfASupervisorWritesThem() {
        String code = file("F", 12);
        guarded(code);
        String id = now(code).id().toString();
        for (String attack : List.of(
                "insert into cases.family (file_id, sealed) values ('" + id + "', '\\x00')",
                "insert into cases.tracing (id, file_id, status, opened_on, sealed, recorded_by) values (gen_random_uuid(), '"
                        + id + "', 'OPEN', '2015-11-16', '\\x00', access.actor())",
                "update cases.guardian set ended_on = '2015-11-16' where file_id = '" + id + "'",
                "update cases.identity set sealed = decode(repeat('00', 40), 'hex') where file_id = '" + id + "'",
                "insert into cases.medical (id, file_id, at, kind, recorded_by) values (gen_random_uuid(), '" + id
                        + "', access.moment(), 'TREATMENT', access.actor())"))
            assertThatThrownBy(() ->
                            transactions.doAs(supervisor, () -> jdbc.sql(attack).update()))
                    .as(attack)
                    .hasStackTraceContaining("cases.worker-writes-this");
    }

    /** Who agrees that a family is verified wrote nothing of the search. */
    @Test
    void aSupervisorSearchesForNoFamily() {
        String code = file("F", 12);
        assertThat(api(supervisor.username())
                        .post(at(code, "/tracings"), Map.of("status", "OPEN"))
                        .status())
                .isEqualTo(403);
        String id = Ids.next().toString();
        assertThat(api(worker.username())
                        .post(at(code, "/tracings"), Map.of("id", id, "status", "OPEN"))
                        .status())
                .isEqualTo(201);
        assertThat(api(supervisor.username())
                        .put(at(code, "/tracings/" + id), Map.of("status", "IN_PROGRESS"), "\"1\"")
                        .status())
                .isEqualTo(403);
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/tracing")
                        .body())
                .doesNotContain("name=\"status\"");
    }

    /** In a small structure one person works with children and supervises: the worker's role counts. */
    @Test
    void whoWorksWithChildrenTooWrites() {
        String code = file("F", 12);
        Actor both = alsoWorker(supervisor);
        assertThat(api(both.username())
                        .put(at(code, "/family"), FAMILY, "\"0\"")
                        .status())
                .isEqualTo(200);
        assertThat(api(both.username()).post(at(code, "/medical"), MEDICAL).status())
                .isEqualTo(201);
    }

    /** With the login of the application: on nobody's list, or on a friend's. */
    @Test
    void whatIsAddedLiesInTheHandsOfTheFile() {
        String code = active();
        String school = Ids.next().toString();
        TestDatabase.ownerDoes(
                "insert into assistance.institution (id, code, kind, country, kept_by, made_by, sealed) values ('"
                        + school + "', '" + fresh("SCH") + "', 'SCHOOL', 'CI', '" + ngo.id() + "', '"
                        + worker.personId() + "', '')");
        String hands = "organisation_id, worker_id, supervisor_id";
        String friend = "gen_random_uuid(), '" + supervisor.personId() + "', null";
        Map<String, String> added = Map.of(
                "assistance.service",
                "(id, file_id, code, state, planned_by, planned_at, sealed, " + hands + ") select '%s', f.id,"
                        + " 'LT_EDU_FORMAL', 'PLANNED', access.actor(), access.moment(), '', " + friend,
                "assistance.enrolment",
                "(id, file_id, institution_id, pathway, starts_on, attendance_due, sealed, recorded_by, recorded_at, "
                        + hands
                        + ") select '%s', f.id, '" + school + "', 'FORMAL_SCHOOL', '2015-11-16', '2015-12-16', '',"
                        + " access.actor(), access.moment(), " + friend,
                "referrals.referral",
                "(id, code, file_id, from_id, to_id, to_desk, purpose, priority, sections, drafted_at, drafted_by, "
                        + hands
                        + ") select '%s', 'RF-' || (100000 + floor(random() * 800000)::int), f.id, f.organisation_id,"
                        + " o.id, o.desk_id, 'CARE', 'NORMAL', 256, access.moment(), access.actor(), " + friend);
        added.forEach((table, columns) -> {
            String id = Ids.next().toString();
            String insert = "insert into " + table + " " + columns.formatted(id) + " from cases.case_file f"
                    + (table.startsWith("referrals")
                            ? " cross join lateral (select x.id, x.desk_id from access.organisation x where x.id <> f.organisation_id limit 1) o"
                            : "")
                    + " where f.code = '" + code + "'";
            transactions.doAs(
                    worker, () -> assertThat(jdbc.sql(insert).update()).isOne());
            assertThat(transactions.as(
                            worker,
                            () -> jdbc.sql("select worker_id || ' ' || supervisor_id from " + table + " where id = '"
                                            + id + "'")
                                    .query(String.class)
                                    .single()))
                    .as(table)
                    .isEqualTo(worker.personId() + " " + supervisor.personId());
            if (table.endsWith("service")) return;
            for (String other : List.of("supervisor_id = null", "supervisor_id = access.actor()"))
                assertThatThrownBy(() -> transactions.doAs(
                                worker,
                                () -> jdbc.sql("update " + table + " set " + other + " where id = '" + id + "'")
                                        .update()))
                        .as(table)
                        .hasStackTraceContaining("not-the-files-hands");
        });
    }
}
