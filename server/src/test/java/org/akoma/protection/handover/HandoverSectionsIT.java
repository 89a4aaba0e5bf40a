package org.akoma.protection.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.StraightSql;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each point of the checklist is read by who holds the section that it comes from (trust.md G8). */
class HandoverSectionsIT extends HandoverHouse {

    private Actor lent(String... sections) {
        String colleague = person(Role.CASE_WORKER, ngo);
        Answer shared = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/grants",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "grantee",
                                colleague,
                                "sections",
                                List.of(sections),
                                "mayWrite",
                                false,
                                "until",
                                "2015-11-30",
                                "why",
                                "Remplacement de congé"));
        assertThat(shared.status()).as(shared.body()).isEqualTo(201);
        return actor(colleague);
    }

    private static List<String> parts(JsonNode items) {
        return items.valueStream()
                .map(one -> one.isObject() ? one.path("part").asString() : one.asString())
                .toList();
    }

    @Test
    void aLentReaderReadsNoPointOfAHiddenSection() throws SQLException {
        String id = proposed();
        Actor lent = lent("FOLLOW_UP");
        JsonNode seen = api(lent.username()).get(at("")).json();
        assertThat(parts(seen.path("checklist")))
                .containsExactlyInAnyOrder("RISK", "LAST_VISIT", "CSI", "ALERTS", "KEY_DATES");
        JsonNode sent = seen.path("handovers").path(0);
        assertThat(parts(sent.path("missing"))).isNotEmpty().doesNotContain("PLAN", "MEDICAL", "LEGAL", "EDUCATION");
        assertThat(sent.path("consent").isNull()).isTrue();
        assertThat(browser(lent.username()).get("/cases/" + code + "/handover").body())
                .contains("Dernière visite")
                .doesNotContain("Examen médical", "Consentement");
        assertThat(api(supervisor.username())
                        .get(at(""))
                        .json()
                        .path("checklist")
                        .size())
                .isEqualTo(13);
        String mine = "id = '" + id + "'";
        assertThat(StraightSql.count(lent, clock.instant(), "handover.proposal", mine))
                .isEqualTo(1);
        for (String column : List.of("checklist", "consent", "lacks"))
            assertThat(LoginSql.refusal(
                            lent, clock.instant(), "select " + column + " from handover.proposal where " + mine))
                    .as(column)
                    .contains("permission denied");
        assertThat(LoginSql.answer(lent, clock.instant(), "select checklist::text from handover.shown('" + id + "')"))
                .contains("LAST_VISIT")
                .doesNotContain("MEDICAL", "CONSENT", "CHILDS_VIEW", "ADDRESS", "EDUCATION", "SERVICES", "PLAN");
    }

    /** That nothing was sent tells that consent is missing: who does not read of consent reads that nothing is proposed. */
    @Test
    void whoReadsNothingOfConsentReadsNothingOfAHandoverThatWaitsForIt() throws SQLException {
        Answer made = propose(supervisor);
        assertThat(made.json().path("state").asString()).isEqualTo("BLOCKED");
        String mine = "id = '" + made.json().path("id").asString() + "'";
        for (Actor reader : List.of(lent("FOLLOW_UP"), actor(person(Role.PROJECT_MANAGER, ngo)))) {
            assertThat(api(reader.username()).get(at("")).body())
                    .as(reader.code())
                    .doesNotContain("BLOCKED");
            assertThat(api(reader.username())
                            .get("/api/v1/handovers?place=BLOCKED")
                            .body())
                    .as(reader.code())
                    .doesNotContain(code);
            assertThat(browser(reader.username())
                            .get("/cases/" + code + "/handover?lang=fr")
                            .body())
                    .as(reader.code())
                    .doesNotContain("Rien n’est parti");
            assertThat(StraightSql.count(reader, clock.instant(), "handover.proposal", mine))
                    .as(reader.code())
                    .isZero();
        }
        assertThat(api(supervisor.username())
                        .get("/api/v1/handovers?place=BLOCKED")
                        .body())
                .contains(code);
    }

    /** A day of a section that is not the reader's is unknown, not late; nor is the pathway theirs. */
    @Test
    void whatIsHiddenIsNeitherLateNorTold() {
        TestDatabase.ownerDoes(
                "update cases.case_file set registered_at = '2015-02-01', handed_at = null, assessed_at = '2015-02-02', plan_approved_on = '2015-02-03',"
                        + " medical_screened_at = '2015-02-02', consented_at = '2015-02-02', guardian_on = '2015-02-02', pathway = 'FORMAL_SCHOOL' where code = '"
                        + code + "'");
        Actor lent = lent("FOLLOW_UP");
        assertThat(api(lent.username())
                        .get("/api/v1/cases?late=STEPS&limit=100")
                        .body())
                .doesNotContain(code);
        assertThat(api(lent.username())
                        .get("/api/v1/cases/" + code)
                        .json()
                        .path("standing")
                        .has("pathway"))
                .isFalse();
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + code)
                        .json()
                        .path("standing")
                        .path("pathway")
                        .asString())
                .isEqualTo("FORMAL_SCHOOL");
        TestDatabase.ownerDoes("update cases.case_file set medical_screened_at = null where code = '" + code + "'");
        assertThat(api(lent.username())
                        .get("/api/v1/cases?late=STEPS&limit=100")
                        .body())
                .as("of health")
                .doesNotContain(code);
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases?late=STEPS&limit=100")
                        .body())
                .contains(code);
        TestDatabase.ownerDoes("update cases.case_file set assessed_at = null where code = '" + code + "'");
        assertThat(api(lent.username())
                        .get("/api/v1/cases?late=STEPS&limit=100")
                        .body())
                .as("of the state of the file")
                .contains(code);
    }

    /** Visits, aid and data are no work of the police; training is. */
    @Test
    void thePoliceTakeOverTrainingAlone() throws SQLException {
        var police = structure(org.akoma.ground.access.Organisation.Kind.LAW_ENFORCEMENT);
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        for (String function : List.of("DATA_SYSTEM", "FOLLOW_UP_VISITS", "HOTLINE")) {
            assertThat(api(manager.username())
                            .post(
                                    "/api/v1/handover/functions",
                                    Map.of("id", Ids.next(), "function", function, "owner", police.code()))
                            .body())
                    .as(function)
                    .contains("handover.function-of-police");
            assertThat(LoginSql.refusal(
                            manager,
                            clock.instant(),
                            "insert into handover.function (id, function, owner_id, written_by, written_at) values (gen_random_uuid(), '"
                                    + function + "', '" + police.id() + "', '" + manager.personId()
                                    + "', access.moment())"))
                    .contains("handover.function-of-police");
        }
        assertThat(api(manager.username())
                        .post(
                                "/api/v1/handover/functions",
                                Map.of("id", Ids.next(), "function", "TRAINING_REFRESHER", "owner", police.code()))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void theManagerReadsHowManyPointsAreMissingAndNotWhich() throws SQLException {
        String id = proposed();
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        assertThat(LoginSql.answer(
                        manager,
                        clock.instant(),
                        "select concat_ws('/', checklist, coalesce(consent, '-'), cardinality(lacks), missing > 5) from handover.shown('"
                                + id + "')"))
                .isEqualTo("{}/-/0/t");
        JsonNode seen = api(manager.username()).get(at("")).json();
        assertThat(seen.path("checklist").size()).isZero();
        assertThat(seen.path("handovers").path(0).path("missing").size()).isZero();
    }

    /** What was sent to it, and nothing once it returned the file. */
    @Test
    void theAuthorityReadsWhatWasSentToIt() throws SQLException {
        String id = proposed();
        String asked = "select (select count(*) from jsonb_object_keys(checklist)) || consent from handover.shown('"
                + id + "')";
        assertThat(LoginSql.answer(officer, clock.instant().plusSeconds(1), asked))
                .isEqualTo("13GIVEN");
        Actor elsewhere = actor(person(Role.MINISTRY_OFFICER, structure(ministry.kind())));
        assertThat(LoginSql.answer(elsewhere, clock.instant(), "select count(*) from handover.shown('" + id + "')"))
                .isEqualTo("0");
        assertThat(reply(officer, id, false, "LAST_VISIT", "MEDICAL").status()).isEqualTo(200);
        Actor lent = lent("FOLLOW_UP");
        assertThat(parts(api(lent.username())
                        .get(at(""))
                        .json()
                        .path("handovers")
                        .path(0)
                        .path("lacks")))
                .containsExactly("LAST_VISIT");
        assertThat(parts(api(supervisor.username())
                        .get(at(""))
                        .json()
                        .path("handovers")
                        .path(0)
                        .path("lacks")))
                .containsExactly("LAST_VISIT", "MEDICAL");
    }
}
