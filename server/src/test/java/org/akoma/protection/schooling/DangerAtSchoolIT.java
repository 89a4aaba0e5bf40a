package org.akoma.protection.schooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.protection.payments.AidHouse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Danger at work, at school or on the way home raises an alert at the moment at which it is written, and brings the next look nearer (trust.md 4). */
class DangerAtSchoolIT extends AidHouse {

    @Autowired
    Enrolments enrolments;

    @Autowired
    SchoolSteps steps;

    private static EnrolChild into(UUID id, String at, @Nullable Boolean safe, @Nullable Integer hours) {
        Enrolment.SealedText words = new Enrolment.SealedText(null, "Maître Koffi", null, null);
        return new EnrolChild(
                id, at, Enrolment.Pathway.VOCATIONAL_TRAINING, "MECHANIC", TODAY, true, hours, true, safe, words);
    }

    private Enrolment apprentice(String code, String at) {
        return done(enrolments.enrol(worker, code, into(Ids.next(), at, true, 30)));
    }

    private Enrolment pupil(String code) {
        EnrolChild school = new EnrolChild(
                Ids.next(),
                institution(null),
                Enrolment.Pathway.FORMAL_SCHOOL,
                null,
                TODAY,
                null,
                null,
                null,
                null,
                Enrolment.SealedText.none());
        return done(enrolments.enrol(worker, code, school));
    }

    private List<String> alerts(String code) {
        return api(supervisor.username())
                .get("/api/v1/cases/" + code + "/alerts")
                .json()
                .path("items")
                .valueStream()
                .map(one -> one.path("type").asString(""))
                .toList();
    }

    private void isRefused(Actor who, String sql) {
        assertThatThrownBy(() -> SqlAs.change(who, clock.instant(), sql))
                .as(sql)
                .hasMessageContaining("followup.danger-without-alert");
    }

    @ParameterizedTest
    @EnumSource(
            value = SchoolStep.Outcome.class,
            names = {"CONCERN", "UNFIT"})
    void workThatIsNotDecentRings(SchoolStep.Outcome found) {
        String code = child(15);
        Enrolment made = apprentice(code, institution(null));
        assertThat(made.workplaceDue()).isEqualTo(TODAY.plusDays(91));
        isRefused(
                worker,
                "insert into assistance.school_step (id, enrolment_id, file_id, kind, on_day, outcome, sealed,"
                        + " recorded_by, recorded_at) values (gen_random_uuid(), '"
                        + made.id() + "', '" + file(code).id() + "', 'DECENT_WORK_VISIT', '2015-11-16', '" + found
                        + "', decode(repeat('00', 60), 'hex'), access.actor(), access.moment())");
        done(steps.record(
                worker,
                code,
                new RecordStep(
                        Ids.next(),
                        made.id(),
                        SchoolStep.Kind.DECENT_WORK_VISIT,
                        TODAY,
                        found,
                        new SchoolStep.SealedText("Scie sans protection"))));
        assertThat(alerts(code)).containsExactly("DANGER_AT_WORK");
        assertThat(api(supervisor.username()).get("/api/v1/notices").body()).contains("\"alert\"");
        assertThat(done(enrolments.of(worker, code)).getFirst().workplaceDue()).isEqualTo(TODAY.plusDays(7));
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "update assistance.enrolment set workplace_due = '2016-02-16' where id = '" + made.id() + "'"))
                .hasMessageContaining("assistance.no-step");
        for (String lang : List.of("fr", "en"))
            assertThat(browser(supervisor.username())
                            .get("/cases/" + code + "/alerts?lang=" + lang)
                            .body())
                    .contains(lang.equals("fr") ? "Danger au travail ou à l’école" : "Danger at work or at school")
                    .doesNotContain("??");
    }

    /** What keeps a child from beginning is kept of one who began. */
    @Test
    void tasksThatTurnOutUnsafeAreKeptAndRing() {
        String code = child(15);
        String at = institution(null);
        assertThat(refused(enrolments.enrol(worker, code, into(Ids.next(), at, false, 30))))
                .isEqualTo("assistance.hazardous");
        Enrolment made = apprentice(code, at);
        isRefused(worker, "update assistance.enrolment set tasks_safe = false where id = '" + made.id() + "'");
        Map<String, Object> unsafe = Map.of("tasksSafe", false, "hoursAWeek", 60, "remarks", "Il coupe sans gants");
        var kept = api(worker.username())
                .put("/api/v1/cases/" + code + "/enrolments/" + made.id(), unsafe, "\"" + made.version() + "\"");
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        Enrolment now = done(enrolments.of(worker, code)).getFirst();
        assertThat(now.tasksSafe()).isFalse();
        assertThat(now.hoursAWeek()).isEqualTo(60);
        assertThat(now.workplaceDue()).isEqualTo(TODAY.plusDays(7));
        assertThat(alerts(code)).containsExactly("DANGER_AT_WORK");
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/history")
                        .body())
                .contains("tasksSafe", "hoursAWeek");
    }

    @ParameterizedTest
    @CsvSource({
        "12, NOT_SAFE, DANGER_AT_WORK",
        "12, MARRIAGE_OR_PREGNANCY, DANGER_AT_HOME",
        "12, WORK, RE_EXPLOITATION",
        "12, MISSING, MISSING"
    })
    void whyASchoolIsLeftRings(int age, Enrolment.DropOut why, String type) {
        String code = child(age);
        Enrolment made = pupil(code);
        isRefused(
                worker,
                "update assistance.enrolment set ends_on = '2015-11-16', end_reason = 'DROPPED_OUT', drop_reason = '"
                        + why + "' where id = '" + made.id() + "'");
        EndEnrolment left = new EndEnrolment(TODAY, Enrolment.End.DROPPED_OUT, why);
        done(enrolments.end(worker, code, made.id(), left, null));
        assertThat(alerts(code)).containsExactly(type);
        if (type.equals("MISSING")) assertThat(file(code).lostSince()).isEqualTo(TODAY);
        UUID alert = UUID.fromString(api(supervisor.username())
                .get("/api/v1/cases/" + code + "/alerts")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString());
        for (String lang : List.of("fr", "en"))
            assertThat(browser(supervisor.username())
                            .get("/alerts/" + alert + "?lang=" + lang)
                            .body())
                    .contains("</html>")
                    .doesNotContain("??", "\u001f");
    }

    @Test
    void atAnAgeAtWhichOneMayWorkItRingsAlone() {
        String code = child(17);
        Enrolment made = pupil(code);
        EndEnrolment left = new EndEnrolment(TODAY, Enrolment.End.DROPPED_OUT, Enrolment.DropOut.WORK);
        done(enrolments.end(worker, code, made.id(), left, null));
        assertThat(alerts(code)).isEmpty();
        assertThat(api(supervisor.username()).get("/api/v1/notices").body()).contains("\"alert\"");
    }

    private Map<String, Object> visit(String school) {
        Map<String, Object> seen = new HashMap<>(
                Map.of("doneOn", TODAY.toString(), "mode", "HOME_VISIT", "seen", List.of("CHILD"), "seenAlone", true));
        seen.putAll(Map.of("school", school, "safety", "SAFE", "traffickerContact", false));
        return seen;
    }

    @Test
    void aVisitThatFindsAChildAtWorkRaisesAnAlert() {
        String young = child(10);
        String grown = child(17);
        for (String code : List.of(young, grown))
            assertThat(api(worker.username())
                            .post("/api/v1/cases/" + code + "/visits/unplanned", visit("WORKS"))
                            .status())
                    .isEqualTo(201);
        assertThat(alerts(young)).containsExactly("RE_EXPLOITATION");
        assertThat(alerts(grown)).isEmpty();
        String other = child(10);
        var attends = api(worker.username())
                .post("/api/v1/cases/" + other + "/visits/unplanned", visit("ATTENDS"))
                .json();
        assertThat(alerts(other)).isEmpty();
        Map<String, Object> works = visit("WORKS");
        works.put("why", "Le voisin dit autre chose");
        String address =
                "/api/v1/cases/" + other + "/visits/" + attends.path("id").asString() + "/done";
        var corrected = api(worker.username())
                .send(
                        "PUT",
                        address,
                        "application/json",
                        tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(works),
                        "If-Match",
                        attends.path("version").asString());
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(alerts(other)).as("in a correction too").containsExactly("RE_EXPLOITATION");
    }

    @ParameterizedTest
    @CsvSource({"FAMILY_NOT_SAFE, DANGER_AT_HOME", "TRAFFICKER_NEAR, TRAFFICKER_CONTACT"})
    void aReturnThatIsStoppedForDangerRaisesAnAlert(String reason, String type) {
        String code = child(13);
        Map<String, Object> stopped = Map.of(
                "toCountry", "CI", "state", "SUSPENDED", "suspendedReason", reason, "suspendedWords", "Il l’attend");
        var made = api(worker.username()).post("/api/v1/cases/" + code + "/homecomings", stopped);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(alerts(code)).containsExactly(type);
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + code + "/homecomings")
                        .json()
                        .path("items")
                        .path(0)
                        .path("suspendedWords")
                        .asString())
                .isEqualTo("Il l’attend");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/homecoming?lang=fr")
                        .body())
                .contains("Précisions sur la suspension", "Il l’attend");
        String other = child(13);
        var planned = api(worker.username())
                .post("/api/v1/cases/" + other + "/homecomings", Map.of("toCountry", "CI", "state", "PLANNED"));
        assertThat(planned.status()).as(planned.body()).isEqualTo(201);
        isRefused(
                worker,
                "update cases.homecoming set state = 'SUSPENDED', suspended_reason = '" + reason
                        + "', version = version + 1 where id = '"
                        + planned.json().path("id").asString() + "'");
    }
}
