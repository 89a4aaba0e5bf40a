package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A child is interviewed once, by an officer of the operation whose certificate for it is valid, at every door. */
class InterviewsIT extends PersonsScene {

    private Screened child;
    private String trainer;

    @BeforeEach
    void aChild() {
        child = screened(officer);
        trainer = person(Role.TRAINING_COORDINATOR, bureau);
    }

    private String address() {
        return "/operations/" + operation.code() + "/persons/" + child.code() + "/interview";
    }

    private Map<String, Object> asked(String by) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "officer", by,
                "plannedAt", "2015-11-17T09:00:00Z",
                "support", "SOCIAL_WORKER",
                "supportName", "Madame Xanadou",
                "plainClothes", true));
        body.put("id", Ids.next().toString());
        return body;
    }

    private Answer assign(Actor who, String by) {
        return api(who.username()).post("/api/v1" + address() + "s", asked(by));
    }

    /** Trains and certifies the officer: the other person who agrees is a second coordinator of training. */
    private void certify(String modules) {
        certify(officer, modules);
    }

    private void certify(Actor who, String modules) {
        Caller keeps = api(trainer);
        String session = fresh("TR");
        String here = "/api/v1/training/sessions/" + session;
        String course = fresh("C");
        keeps.post("/api/v1/training/courses", Map.of("code", course, "title", "Un jour", "modules", List.of(modules)));
        keeps.post(
                "/api/v1/training/sessions",
                Map.of(
                        "code",
                        session,
                        "course",
                        course + "/1",
                        "country",
                        "CI",
                        "startsOn",
                        "2015-11-12",
                        "endsOn",
                        "2015-11-13"));
        keeps.post(
                here + "/participants",
                Map.of("profession", "POLICE", "sex", "M", "structure", police.code(), "account", who.code()));
        String one = session + "-001";
        for (String day : List.of("2015-11-12", "2015-11-13"))
            keeps.put(
                    here + "/attendance/" + day,
                    Map.of("people", List.of(Map.of("participant", one, "present", true))),
                    null);
        keeps.put(here + "/scores/AFTER", Map.of("people", List.of(Map.of("participant", one, "total", 90))), null);
        keeps.put(
                here + "/practicals", Map.of("people", List.of(Map.of("participant", one, "practical", "PASS"))), null);
        String decision = keeps.post(here + "/certificates", Map.of("side", "POLICE"))
                .json()
                .path("decision")
                .asString();
        Answer agreed = api(person(Role.TRAINING_COORDINATOR, bureau))
                .post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
    }

    @Test
    void onlyWhoIsCertifiedForItInterviewsAndOnlyOnce() throws Exception {
        assertThat(assign(outsider, officer.code()).status()).isEqualTo(404);
        assertThat(assign(worker, officer.code()).status()).isEqualTo(404);
        assertThat(assign(officer, officer.code()).status()).isEqualTo(403);
        assertThat(assign(coordinator, officer.code()).body()).contains("operations.interviewer-not-certified");
        certify("M1_LAW");
        assertThat(assign(coordinator, officer.code()).body())
                .as("another module")
                .contains("operations.interviewer-not-certified");
        assertThat(SqlAs.number(
                        coordinator,
                        MORNING,
                        "select count(*) from operations.interviewers('" + child.id()
                                + "', '2015-11-17') where certified"))
                .isZero();
        certify("M4_CHILD_INTERVIEW");
        assertThat(assign(coordinator, outsider.code()).body()).contains("operations.interviewer-elsewhere");
        Map<String, Object> uniformed = asked(officer.code());
        uniformed.put("plainClothes", false);
        assertThat(api(coordinator.username())
                        .post("/api/v1" + address() + "s", uniformed)
                        .body())
                .contains("operations.plain-clothes");
        assertThat(assign(coordinator, officer.code()).status()).isEqualTo(201);
        assertThat(bellsOf(officer.username())).isPositive();
        assertThat(assign(coordinator, officer.code()).body()).contains("operations.interview-once");
        assertThat(browser(officer.username()).get("/").body()).contains(address());
        assertThat(api(officer.username())
                        .post("/api/v1" + address() + "/held", Map.of())
                        .body())
                .contains("operations.interview-over");
        assertThat(api(officer.username())
                        .post("/api/v1" + address() + "/cancellation", Map.of())
                        .status())
                .isEqualTo(403);
        clock.moveTo(java.time.Instant.parse("2015-11-17T11:00:00Z"));
        Answer held = api(officer.username()).post("/api/v1" + address() + "/held", Map.of());
        assertThat(held.json().path("certified").asBoolean()).as(held.body()).isTrue();
        assertThat(assign(coordinator, officer.code()).body()).as("once").contains("operations.interview-once");
    }

    @Test
    void theDatabaseRefusesWhoIsNotCertified() {
        String straight = straight(officer);
        assertThat(refusal(coordinator, straight)).contains("operations.interviewer-not-certified");
        assertThat(refusal(officer, straight)).contains("access.role-needed");
        certify("M4_CHILD_INTERVIEW");
        TestDatabase.ownerDoes(
                "update training.certificate set valid_until = '2015-11-17' where participant_id in (select id from training.participant where person_id = '"
                        + officer.personId() + "')");
        assertThat(refusal(coordinator, straight))
                .as("over by the day of the interview")
                .contains("operations.interviewer-not-certified");
        String today = straight.replace("2015-11-17", "2015-11-16 12:00Z");
        assertThat(refusal(coordinator, today)).isEmpty();
        assertThat(refusal(coordinator, today.replace("true)", "false)"))).contains("interview_plain_clothes");
    }

    private String refusal(Actor who, String statement) {
        try {
            return LoginSql.refusal(who, MORNING.plusSeconds(300), statement);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoHoldsNoRoleOfThePoliceInterviewsNoChild() throws Exception {
        Actor keeper = actor(person(Role.TRAINING_COORDINATOR, police));
        certify(keeper, "M4_CHILD_INTERVIEW");
        certify("M4_CHILD_INTERVIEW");
        assertThat(LoginSql.answer(
                        coordinator,
                        MORNING,
                        "select training.is_certified('" + keeper.personId()
                                + "', 'M4_CHILD_INTERVIEW', '2015-11-17')"))
                .isEqualTo("t");
        assertThat(assign(coordinator, keeper.code()).body()).contains("operations.interviewer-elsewhere");
        assertThat(refusal(coordinator, straight(keeper))).contains("operations.interviewer-elsewhere");
        assertThat(SqlAs.number(
                        coordinator,
                        MORNING,
                        "select count(*) from operations.interviewers('" + child.id()
                                + "', '2015-11-17') where code = '" + keeper.code() + "'"))
                .isZero();
        assertThat(refusal(coordinator, straight(officer))).isEmpty();
        TestDatabase.ownerDoes("update access.person_role set valid_until = '2015-11-16' where person_id = '"
                + officer.personId() + "'");
        assertThat(refusal(coordinator, straight(officer)))
                .as("no longer of the police")
                .contains("operations.interviewer-elsewhere");
    }

    private String straight(Actor by) {
        return ("insert into operations.interview (id, operation_id, screened_id, officer_id, planned_at, support, plain_clothes)"
                        + " values ('%s', '%s', '%s', '%s', '2015-11-17', 'OTHER', true)")
                .formatted(Ids.next(), operation.id(), child.id(), by.personId());
    }

    @Test
    void thePageOffersWhoIsCertifiedAndNamesTheOthers() {
        Visit visit = browser(coordinator.username());
        assertThat(visit.get(address()).body()).contains(officer.code());
        assertThat(visit.get("/operations/" + operation.code() + "/persons/" + child.code())
                        .body())
                .contains(address());
        certify("M4_CHILD_INTERVIEW");
        assertThat(visit.get(address()).body()).contains("value=\"" + officer.code() + "\"");
        assertThat(visit.post(
                                address(),
                                "id",
                                Ids.next().toString(),
                                "officer",
                                officer.code(),
                                "plannedAt-day",
                                "17",
                                "plannedAt-month",
                                "11",
                                "plannedAt-year",
                                "2015",
                                "plannedAt",
                                "2015-11-17",
                                "plannedAt-time",
                                "09:00",
                                "support",
                                "GUARDIAN",
                                "plainClothes",
                                "true")
                        .location())
                .contains("interview-assigned");
        assertThat(browser(outsider.username()).get(address()).status()).isEqualTo(404);
    }
}
