package org.akoma.protection.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.placement.PlaceChild;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The limits of requirements.md 2.4 as the list of tasks keeps them: when each begins, its last moment, what ends it, and who sees it. T2 to T4
 * are begun in TaskListIT, T13 rings in ReferralCallsIT, T7 is in ServicesIT.
 */
class LimitsIT extends CareHouse {

    private Optional<JsonNode> task(String who, String kind, String code) {
        return tasks(who, kind, "").stream()
                .filter(item -> item.path("code").asString("").equals(code))
                .findFirst();
    }

    private List<JsonNode> tasks(String who, String kind, String more) {
        Answer answer = api(who).get("/api/v1/tasks?limit=500&kind=" + kind + more);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().path("items").valueStream().toList();
    }

    private String due(String kind, String code) {
        return task(worker.username(), kind, code)
                .map(item -> item.path("dueAt").asString("merely waits"))
                .orElse("none");
    }

    private String dueOn(String kind, String code) {
        return task(worker.username(), kind, code)
                .map(item -> item.path("dueOn").asString(""))
                .orElse("none");
    }

    private void teamSees(String kind, String code, boolean sees) {
        assertThat(tasks(supervisor.username(), kind, "&scope=TEAM").stream()
                        .anyMatch(item -> item.path("code").asString("").equals(code)))
                .as("the supervisor's team: " + kind)
                .isEqualTo(sees);
        for (Role other : List.of(Role.CASE_WORKER, Role.PROJECT_MANAGER, Role.FINANCE_OFFICER))
            assertThat(task(person(other, ngo), kind, code)).as(other.name()).isEmpty();
    }

    private Instant registered(String code) {
        return now(code).registeredAt();
    }

    @Test
    void t5AndT6BeginWithTheRegistrationAndEndWithAssessmentAndApproval() {
        String code = file("F", 12);
        Instant registered = registered(code);
        assertThat(due("cases.assess", code))
                .isEqualTo(registered.plus(Duration.ofHours(24)).toString());
        assertThat(due("cases.plan", code))
                .isEqualTo(registered.plus(Duration.ofDays(14)).toString());
        teamSees("cases.assess", code, true);
        done(assess(worker, code, Assessment.Kind.INITIAL, CaseFile.Risk.MEDIUM));
        assertThat(due("cases.assess", code)).isEqualTo("none");
        assertThat(due("cases.plan", code)).as("goes on").isNotEqualTo("none");
        Plan plan = submitted(code);
        assertThat(task(supervisor.username(), "cases.approve-plan", code))
                .as("waits for who decides")
                .isPresent();
        assertThat(task(worker.username(), "cases.approve-plan", code)).isEmpty();
        done(plans.decide(supervisor, code, plan.id(), true, null));
        assertThat(due("cases.plan", code)).isEqualTo("none");
        assertThat(task(supervisor.username(), "cases.approve-plan", code)).isEmpty();
        // T8: at medium risk 60 days from the approval
        assertThat(dueOn("cases.review", code)).isEqualTo(TODAY.plusDays(60).toString());
        teamSees("cases.review", code, true);
    }

    @ParameterizedTest
    @CsvSource({"HIGH,7", "MEDIUM,14", "LOW,30"})
    void t10FollowsTheRiskAndADayEndsWithItsMidnight(CaseFile.Risk risk, int days) {
        String code = file("F", 12);
        done(assessments.assess(
                worker,
                code,
                new AssessChild(
                        Ids.next(),
                        Assessment.Kind.INITIAL,
                        risk,
                        List.of(),
                        new Assessment.SealedText(null, null, null, "Raison", "Plan de sécurité", null, null))));
        LocalDate day = TODAY.plusDays(days);
        assertThat(dueOn("followup.visit", code)).isEqualTo(day.toString());
        Instant midnight = Instant.parse(day.plusDays(1) + "T00:00:00Z");
        clock.moveTo(midnight.minusSeconds(60));
        assertThat(late("followup.visit", code)).isFalse();
        clock.moveTo(midnight.plusSeconds(1));
        assertThat(late("followup.visit", code)).isTrue();
        teamSees("followup.visit", code, true);
    }

    private boolean late(String kind, String code) {
        return task(worker.username(), kind, code).orElseThrow().path("late").asBoolean();
    }

    @Test
    void t12AsksForAnOrderOfTheCourtInGhanaAlone() {
        Shelter ghana = new Shelter(
                Ids.next(), fresh("SH"), ngo.id(), "CI", 4, Shelter.SexRule.MIXED, 6, 17, 0, true, null, true, 1, null);
        assertThat(shelters.open(supervisor, ghana, new Shelter.Location("Tema", "Community 1", null)))
                .isTrue();
        agreeTo(ghana.id());
        TestDatabase.ownerDoes("update cases.shelter set country = 'GH' where id = '" + ghana.id() + "'");
        String there = active();
        done(placements.place(
                worker,
                there,
                new PlaceChild(
                        Ids.next(),
                        Placement.Kind.SHELTER,
                        ghana.code(),
                        "GH",
                        TODAY,
                        null,
                        null,
                        new Placement.SealedText("Community 1", null, null, null))));
        String here = active();
        done(placements.place(worker, here, stay(shelter(2, Shelter.SexRule.MIXED))));
        assertThat(dueOn("cases.care-order", there)).isEqualTo(TODAY.plusDays(6).toString());
        assertThat(dueOn("cases.care-order", here)).isEqualTo("none");
        teamSees("cases.care-order", there, true);
        clock.moveTo(MORNING.plus(Duration.ofDays(10)));
        assertThat(tasks(worker.username(), "cases.care-order", "&asOf=" + TODAY.plusDays(2)))
                .hasSize(1);
        assertThat(tasks(worker.username(), "cases.care-order", "&asOf=" + TODAY.minusDays(1)))
                .isEmpty();
        assertThat(late("cases.care-order", there)).isTrue();
    }

    @Test
    void t17RunsForTheSupervisorWithinTheHourAndForSafetyWithinTheDay() {
        String code = assessed();
        Map<String, Object> raised =
                Map.of("id", Ids.next().toString(), "type", "TRAFFICKER_CONTACT", "what", "Il a téléphoné à la tante");
        Answer made = api(worker.username()).post("/api/v1/cases/" + code + "/alerts", raised);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        Instant at = Instant.parse(made.json().path("raisedAt").asString());
        String one = "/api/v1/alerts/" + made.json().path("id").asString();
        assertThat(task(supervisor.username(), "followup.alert-acknowledge", code)
                        .orElseThrow()
                        .path("dueAt")
                        .asString())
                .isEqualTo(at.plus(Duration.ofHours(1)).toString());
        assertThat(api(supervisor.username())
                        .post(one + "/acknowledgement", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(task(supervisor.username(), "followup.alert-acknowledge", code))
                .isEmpty();
        assertThat(due("followup.alert-safety", code))
                .isEqualTo(at.plus(Duration.ofHours(24)).toString());
        assertThat(api(worker.username())
                        .post(one + "/actions", Map.of("kind", "SAFETY_PLAN", "text", "Elle dort ailleurs"))
                        .status())
                .isEqualTo(200);
        assertThat(due("followup.alert-safety", code)).isEqualTo("none");
    }

    @Test
    void t20SaysWhoCarriesMoreThanTwentyFive() {
        for (int i = 0; i < 25; i++) file("M", 10);
        assertThat(load().path("over").asBoolean()).isFalse();
        assertThat(load().path("open").asInt()).isEqualTo(25);
        file("F", 11);
        assertThat(load().path("over").asBoolean()).isTrue();
        assertThat(api(worker.username()).get("/api/v1/caseloads").status()).isEqualTo(403);
        clock.moveTo(MORNING.plus(Duration.ofDays(1)));
        assertThat(api(supervisor.username())
                        .get("/api/v1/caseloads?asOf=2015-11-15")
                        .json()
                        .path("items")
                        .path(0)
                        .path("open")
                        .asInt())
                .isZero();
    }

    private JsonNode load() {
        return api(supervisor.username())
                .get("/api/v1/caseloads")
                .json()
                .path("items")
                .path(0);
    }
}
