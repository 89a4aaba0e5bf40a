package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.protection.alerts.Alert;
import org.akoma.protection.alerts.RaiseAlert;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What may be put off, that a task can be done by who has it, and what an earlier day showed (trust.md 4). */
class WhatMayWaitIT extends ClockHouse {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ActorTransactions transactions;

    private Map<String, Object> wish(String kind, String item) {
        return new HashMap<>(
                Map.of("kind", kind, "item", item, "until", today().plusDays(3).toString(), "reason", "Plus tard"));
    }

    /** What has hours or is the last that anybody hears of, by the application and by straight SQL. */
    @ParameterizedTest
    @ValueSource(strings = {"cases.assess", "cases.screening", "cases.urgent-care"})
    void whatHasHoursIsNotPutOff(String kind) {
        clock.moveTo(MORNING);
        String code = file();
        exploited(code, "SexualExploitation");
        DueItem item = due(kind, code).findFirst().orElseThrow();
        assertThat(item.canWait()).isFalse();
        var refused = api(worker.username())
                .post("/api/v1/tasks/snoozes", wish(kind, item.id().toString()));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("tasks.not-to-be-put-off");
        UUID file = cases.find(worker, code).orElseThrow().id();
        assertThatThrownBy(() -> transactions.as(
                        worker,
                        () -> jdbc.sql("""
                        insert into tasks.snooze (id, file_id, person_id, kind, item_id, at, until, sealed)
                        values (:id, :file, access.actor(), :kind, :id, now(), current_date + 3, '\\x00')
                        """)
                                .param("id", Ids.next())
                                .param("file", file)
                                .param("kind", kind)
                                .update()))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("snooze_may_wait");
    }

    /** A task put off today was missing on the list of an earlier day. */
    @Test
    void aPastDayShowsWhatWasPutOffThen() {
        clock.moveTo(MORNING);
        String code = file();
        clock.moveTo(MORNING.plus(Duration.ofDays(2)));
        DueItem plan = due("cases.plan", code).findFirst().orElseThrow();
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/tasks/snoozes",
                                wish("cases.plan", plan.id().toString()))
                        .status())
                .isEqualTo(201);
        assertThat(due("cases.plan", code)).isEmpty();
        assertThat(past(code, 1)).isOne();
        clock.moveTo(MORNING.plus(Duration.ofDays(9)));
        assertThat(past(code, 3)).as("it was put off then").isZero();
        assertThat(past(code, 6)).as("and came back").isOne();
    }

    private long past(String code, int evening) {
        Instant end = TODAY.plusDays(evening + 1L)
                .atStartOfDay(java.time.ZoneOffset.UTC)
                .toInstant();
        return due(worker, ListTasks.Scope.MINE, "cases.plan", code, end).count();
    }

    /** The worker's list offered what only a supervisor may do. */
    @Test
    void anAlertToTakeOnStandsOnTheListOfWhoMayTakeItOn() {
        clock.moveTo(MORNING);
        String code = file();
        Alert alert = raised(code);
        assertThat(due("followup.alert-acknowledge", code)).isEmpty();
        assertThat(due(supervisor, ListTasks.Scope.MINE, "followup.alert-acknowledge", code, null))
                .hasSize(1);
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(due("followup.alert-safety", code)).hasSize(1);
    }

    private Alert raised(String code) {
        return done(alerts.raise(
                worker,
                code,
                new RaiseAlert.OfChild(Ids.next(), Alert.Type.MISSING, new Alert.SealedText("Pas rentrée", null))));
    }

    /** The bell of a recorded visit leads to a task, and the task to the visit. */
    @Test
    void aRecordToLookThroughIsATaskOfTheSupervisor() {
        clock.moveTo(MORNING);
        String code = file();
        assessed(code, CaseFile.Risk.LOW);
        UUID visit = visits.of(worker, code)
                        instanceof
                        org.akoma.protection.cases.Outcome.Done<java.util.List<org.akoma.protection.visits.Visit>> all
                ? all.value().getLast().id()
                : null;
        clock.moveTo(MORNING.plus(Duration.ofDays(30)));
        visited(code, visit);
        DueItem task = due(supervisor, ListTasks.Scope.MINE, "followup.review", code, null)
                .findFirst()
                .orElseThrow();
        assertThat(task.href()).isEqualTo("/cases/" + code + "/visits/" + visit);
        assertThat(browser(supervisor.username()).get(task.href() + "?lang=fr").body())
                .contains("Relire cette visite");
        done(visits.review(supervisor, code, visit, null, null));
        assertThat(due(supervisor, ListTasks.Scope.MINE, "followup.review", code, null))
                .isEmpty();
    }

    /** Until a risk is known the shortest limit runs. */
    @Test
    void t5IsDueIn24HoursUntilARiskIsKnown() {
        clock.moveTo(MORNING);
        String code = file();
        assertThat(due("cases.assess", code).map(DueItem::dueAt))
                .containsExactly(
                        cases.find(worker, code).orElseThrow().registeredAt().plus(Duration.ofHours(24)));
        assertThat(api(worker.username()).get("/api/v1/cases/" + code).status()).isEqualTo(200);
    }

    /** The service that section 3 measures against T2 stops it. */
    @Test
    void aCompletedScreeningServiceStopsT2() {
        clock.moveTo(MORNING);
        String code = file();
        exploited(code, "SexualExploitation");
        assertThat(due("cases.screening", code)).hasSize(1);
        for (String service : new String[] {"IMM_MEDICAL_SCREENING", "IMM_MEDICAL_TREATMENT"}) {
            UUID id = Ids.next();
            var planned = api(worker.username())
                    .post(
                            "/api/v1/cases/" + code + "/services",
                            Map.of("id", id.toString(), "code", service, "timeFrame", "IMMEDIATE"));
            assertThat(planned.status()).as(planned.body()).isEqualTo(201);
            DueItem start = due("assistance.start", code).findFirst().orElseThrow();
            assertThat(start.dueAt())
                    .as("by its hour")
                    .isCloseTo(clock.instant().plus(Duration.ofHours(1)), within(1, ChronoUnit.SECONDS));
            var started = api(worker.username())
                    .post(
                            "/api/v1/cases/" + code + "/services/" + id + "/start",
                            Map.of("at", clock.instant().toString()));
            assertThat(started.status()).as(started.body()).isEqualTo(200);
            var ended = api(worker.username())
                    .post(
                            "/api/v1/cases/" + code + "/services/" + id + "/end",
                            Map.of("completed", true, "at", clock.instant().toString()));
            assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        }
        assertThat(due("cases.screening", code)).isEmpty();
        assertThat(due("cases.urgent-care", code)).isEmpty();
    }

    /** A service that treated the child before anybody wrote down what was done to it stops the 72 hours too. */
    @Test
    void aTreatmentBeforeTheWritingStopsT2() {
        String code = file();
        UUID id = Ids.next();
        String services = "/api/v1/cases/" + code + "/services";
        var own = api(worker.username());
        own.post(services, Map.of("id", id.toString(), "code", "IMM_MEDICAL_TREATMENT", "timeFrame", "IMMEDIATE"));
        String now = clock.instant().toString();
        own.post(services + "/" + id + "/start", Map.of("at", now));
        assertThat(own.post(services + "/" + id + "/end", Map.of("completed", true, "at", now))
                        .status())
                .isEqualTo(200);
        exploited(code, "SexualExploitation");
        assertThat(due("cases.urgent-care", code)).isEmpty();
    }
}
