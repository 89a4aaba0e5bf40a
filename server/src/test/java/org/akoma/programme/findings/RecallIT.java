package org.akoma.programme.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A release that tells too much is taken back at once by one person and judged by a second one; nobody reads it by any door meanwhile (trust.md 2). */
class RecallIT extends MissionHouse {

    private static final String RECALLS = "/api/v1/recalls";
    private static final String SAID = "A finding tells which family it is";

    private String finding;
    private String recommendation;
    private String worker;
    private String outside;

    @BeforeEach
    void released() {
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        outside = person(Role.PROJECT_MANAGER, iom);
        finding = found();
        recommendation = recommended(finding);
        release();
    }

    private void release() {
        done(200, api(lead).post(mission + "/release", Map.of()));
        done(200, verdict(other, true));
    }

    private Answer takenBack(String who, String about) {
        return api(who).post(RECALLS, Map.of("id", Ids.next(), "about", about, "reason", SAID));
    }

    private UUID id(Answer recall) {
        return UUID.fromString(done(201, recall).json().path("id").asString());
    }

    private String partnersReport() {
        Answer asked = done(
                202,
                api(lead)
                        .post(
                                "/api/v1/reports",
                                Map.of(
                                        "id",
                                        Ids.next(),
                                        "kind",
                                        "EVALUATION",
                                        "evaluation",
                                        code,
                                        "edition",
                                        "PARTNERS",
                                        "language",
                                        "EN")));
        String address = "/api/v1/reports/" + asked.json().path("id").asString();
        await().atMost(Duration.ofSeconds(90)).until(() -> state(address).equals("DONE"));
        return address;
    }

    private String state(String report) {
        return api(lead).get(report).json().path("report").path("state").asString();
    }

    private String waiting(String who, String about) {
        for (JsonNode one : api(who).get("/api/v1/decisions").json().path("waiting"))
            if (one.path("about").asString().equals(about))
                return one.path("id").asString();
        throw new AssertionError("nothing waits about " + about);
    }

    private int findings(String who) throws SQLException {
        return Integer.parseInt(String.valueOf(LoginSql.answer(
                actor(who),
                clock.instant(),
                "select count(*) from evaluation.finding f where f.id = '" + finding + "'")));
    }

    @Test
    void fewTakeBackAndOnlyWhatIsReleased() throws SQLException {
        assertThat(takenBack(worker, code).status()).isEqualTo(403);
        assertThat(takenBack(manager, "EV-NONE").body()).contains("reports.not-released");
        String straight = "insert into reports.recall (id, mission_id, reason) select gen_random_uuid(), id, 'x' from"
                + " evaluation.mission where code = '" + code + "'";
        assertThat(LoginSql.refusal(actor(worker), clock.instant(), straight)).contains("row-level security");
        assertThat(LoginSql.refusal(actor(outside), clock.instant(), straight + "; set constraints all immediate"))
                .as("nobody is asked")
                .contains("reports.recall-waits-for-nobody");
        assertThat(LoginSql.refusal(
                        actor(lead),
                        clock.instant(),
                        "update evaluation.mission set recall_id = gen_random_uuid() where code = '" + code + "'"))
                .as("nobody hides it without a recall")
                .contains("evaluation.recall-waits");
        assertThat(findings(worker)).isEqualTo(1);
    }

    @Test
    void nobodyReadsItByAnyDoorUntilItIsCorrected() throws SQLException {
        String report = partnersReport();
        done(200, api(lead).post(report + "/release", Map.of()));
        String code = api(lead).get(report).json().path("report").path("code").asString();
        done(200, verdict(custodian, waiting(custodian, code), true));
        assertThat(api(worker).get(report + "/file?format=PDF").status()).isEqualTo(200);
        assertThat(api(worker).get("/api/v1/findings/" + finding).status()).isEqualTo(200);

        UUID recall = id(takenBack(manager, this.code));

        for (String who : List.of(worker, outside)) {
            assertThat(api(who).get(mission).status()).as(who).isEqualTo(404);
            assertThat(api(who).get("/api/v1/findings/" + finding).status()).isEqualTo(404);
            assertThat(api(who).get("/api/v1/recommendations/" + recommendation).status())
                    .isEqualTo(404);
            assertThat(findings(who)).isZero();
        }
        for (String who : List.of(worker, outside, lead, manager, custodian)) {
            for (String draft : List.of("true", "false"))
                assertThat(api(who).get(report + "/file?format=PDF&draft=" + draft)
                                .status())
                        .as(who)
                        .isEqualTo(404);
            if (!who.equals(lead) && !who.equals(manager))
                assertThat(LoginSql.answer(
                                actor(who),
                                clock.instant(),
                                "select count(*) from reports.file f join reports.report r on r.id = f.report_id where"
                                        + " r.code = '"
                                        + code + "'"))
                        .isEqualTo("0");
        }
        assertThat(api(worker).get(RECALLS + "/" + recall).body()).contains(SAID, "WAITING");
        assertThat(browser(worker).get("/recalls/" + recall).body()).contains(SAID);
        assertThat(api(worker).get(RECALLS + "/" + recall).json().path("readers"))
                .as("who read it is for the data protection officer")
                .isEmpty();
        assertThat(api(custodian)
                        .get(RECALLS + "/" + recall)
                        .json()
                        .path("readers")
                        .toString())
                .contains(worker.toUpperCase(Locale.ROOT), code, "PDF");
        assertThat(api(lead)
                        .put("/api/v1/findings/" + finding, corrected(), "\"1\"")
                        .body())
                .as("before a second person confirms, nothing is corrected")
                .contains("evaluation.recall-waits");
        assertThat(takenBack(custodian, this.code).body()).contains("reports.not-released");
    }

    private Map<String, Object> corrected() {
        return Map.of(
                "area",
                "FOLLOW_UP",
                "criterion",
                "EFFECTIVENESS",
                "severity",
                "HIGH",
                "words",
                "Forms are in use",
                "evidence",
                List.of(
                        Map.of("source", "FILE_REVIEW", "note", "First"),
                        Map.of("source", "WORKSHOP", "note", "Second")));
    }

    @Test
    void theManagementAloneTakesNothingBack() throws SQLException {
        UUID recall = id(takenBack(manager, code));
        assertThat(api(outside).get("/api/v1/decisions").body())
                .as("two project managers are not enough")
                .doesNotContain(recall.toString());
        assertThat(LoginSql.refusal(
                        actor(outside),
                        clock.instant(),
                        "update reports.recall set agreed_at = access.moment(), agreed_by = access.actor(), version ="
                                + " 2 where id = '"
                                + recall + "'"))
                .contains("reports.recall-not-decided");
        String request = request(custodian, "");
        assertThat(api(manager)
                        .post("/api/v1/decisions/" + request + "/withdrawal", Map.of())
                        .status())
                .as("who hid it does not end the question")
                .isGreaterThanOrEqualTo(400);
        done(200, verdict(custodian, request, false));
        assertThat(findings(worker)).as("refused: read as before").isEqualTo(1);
        assertThat(takenBack(manager, code).body())
                .as("one person hides it not again and again")
                .contains("reports.recall-refused");
        assertThat(LoginSql.refusal(
                        actor(manager),
                        clock.instant(),
                        "insert into reports.recall (id, mission_id, reason) select gen_random_uuid(), id, 'x' from"
                                + " evaluation.mission where code = '" + code + "'"))
                .contains("reports.recall-refused");
        assertThat(api(worker).get(RECALLS + "/" + recall).body()).contains("REFUSED");
    }

    @Test
    void aRefusedRecallOfAReportFreesItNotFromTheRecallOfItsMission() throws SQLException {
        String report = partnersReport();
        done(200, api(lead).post(report + "/release", Map.of()));
        String ofReport =
                api(lead).get(report).json().path("report").path("code").asString();
        done(200, verdict(custodian, waiting(custodian, ofReport), true));
        id(takenBack(lead, ofReport));
        id(takenBack(manager, code));

        done(200, verdict(custodian, waiting(custodian, ofReport), false));

        for (String who : List.of(worker, outside, lead, custodian))
            for (String draft : List.of("true", "false"))
                assertThat(api(who).get(report + "/file?format=PDF&draft=" + draft)
                                .status())
                        .as(who)
                        .isEqualTo(404);
        done(200, verdict(custodian, waiting(custodian, code), false));
        assertThat(api(worker).get(report + "/file?format=PDF").status())
                .as("both refused: read as before")
                .isEqualTo(200);
        assertThat(takenBack(lead, code).body())
                .as("the mission, after the recall of its report was refused")
                .contains("reports.recall-refused");
        assertThat(takenBack(manager, ofReport).body())
                .as("the report, after the recall of its mission was refused")
                .contains("reports.recall-refused");
    }

    @Test
    void itIsCorrectedAndReleasedAgainByTwo() throws SQLException {
        UUID recall = id(takenBack(custodian, code));
        done(200, verdict(outside, true));
        assertThat(LoginSql.refusal(
                        actor(lead),
                        clock.instant(),
                        "update evaluation.mission set recall_id = null, recall_agreed_at = null where code = '" + code
                                + "'"))
                .contains("evaluation.release-by-two");
        done(200, api(lead).put("/api/v1/findings/" + finding, corrected(), "\"1\""));
        done(
                200,
                api(lead)
                        .put(
                                "/api/v1/recommendations/" + recommendation,
                                Map.of("words", "One form for everybody"),
                                "\"1\""));
        assertThat(LoginSql.answer(
                        actor(lead),
                        clock.instant(),
                        "select count(*) from evaluation.former f where f.subject = '" + finding + "'"))
                .as("what it said before is read by the data protection officer alone")
                .isEqualTo("0");
        assertThat(api(lead).post(mission + "/team", Map.of("account", outside)).body())
                .as("the team stays as it was at the first release")
                .contains("evaluation.released");
        assertThat(findings(worker)).isZero();
        release();
        assertThat(api(worker).get("/api/v1/findings/" + finding).body()).contains("Forms are in use");
        assertThat(api(worker).get(RECALLS + "/" + recall).body()).contains("AGAIN");
    }
}
