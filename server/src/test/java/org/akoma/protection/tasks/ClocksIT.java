package org.akoma.protection.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.alerts.Alert;
import org.akoma.protection.alerts.AlertAction;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.closure.Closure;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.messages.Conference;
import org.akoma.protection.overview.AssignCase;
import org.akoma.protection.overview.Assignments;
import org.akoma.protection.placement.LeavePlace;
import org.akoma.protection.record.Medical;
import org.akoma.protection.visits.Visit;
import org.akoma.protection.wellbeing.Csi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Each clock of requirements.md 2.4 from its start to its stop: nothing before, the last moment, late a minute after, nothing but the
 * stop ends it, and the same on a past day. T1 is in HandoverClockIT; T5, T6, T8, T10, T17, T20 are in LimitsIT; T7 in ServicesIT; T13 in ReferralCallsIT.
 */
class ClocksIT extends ClockHouse {

    /**
     * @param begin what starts the clock, on a file that it makes
     * @param start the moment that the requirement counts from
     * @param others what does not end it
     */
    record Row(
            String rule,
            String kind,
            Supplier<String> begin,
            Instant start,
            Instant due,
            List<Consumer<String>> others,
            Consumer<String> stop) {
        @Override
        public String toString() {
            return rule + " " + kind;
        }
    }

    private void weighed(String code, String kind) {
        Map<String, Object> said =
                new HashMap<>(Map.of("kind", kind, "options", "Retour", "childsView", "Rentrer", "decision", "Retour"));
        if (kind.equals("DETERMINATION")) {
            said.put("ground", "DURABLE_SOLUTION");
            said.put("answer", "STAY");
            said.put("minutes", "Réunis le 16 novembre");
            said.put(
                    "panel",
                    List.of(
                            Map.of("who", "SUP-01", "profession", "SOCIAL_WORK"),
                            Map.of("who", "Juge", "profession", "LAW"),
                            Map.of("who", "Infirmière", "profession", "HEALTH")));
        }
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/best-interests", said)
                        .status())
                .isEqualTo(201);
    }

    /** A determination counts once a supervisor has confirmed its panel. */
    private void panelConfirmed(String code) {
        weighed(code, "DETERMINATION");
        for (var one :
                api(supervisor.username()).get("/api/v1/decisions").json().path("waiting"))
            if (one.path("kind").asString().equals("PANEL")
                    && one.path("about").asString().equals(code))
                assertThat(api(supervisor.username())
                                .post(
                                        "/api/v1/decisions/" + one.path("id").asString() + "/verdict",
                                        Map.of("agreed", true))
                                .status())
                        .isEqualTo(200);
    }

    /** Typed by one person: no child is accompanied by that. */
    private void guardian(String code, String kind) {
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + code + "/guardians",
                                Map.of("kind", kind, "appointedOn", TODAY.toString(), "name", "Sa mère"))
                        .status())
                .isEqualTo(201);
    }

    private static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant hours(Instant from, int hours) {
        return from.plus(Duration.ofHours(hours));
    }

    Stream<Row> clocks() {
        Instant midnight = TODAY.atStartOfDay(ZoneOffset.UTC).toInstant();
        return Stream.of(
                new Row(
                        "T2",
                        "cases.screening",
                        this::handedOver,
                        MORNING,
                        hours(MORNING, 24),
                        List.of(
                                code -> treated(code, Medical.Kind.TREATMENT),
                                code -> treated(code, Medical.Kind.PSYCHOLOGY),
                                this::guarded),
                        code -> treated(code, Medical.Kind.SCREENING)),
                new Row(
                        "2.1, first night",
                        "cases.place",
                        this::handedOver,
                        MORNING,
                        hours(MORNING, 12),
                        List.of(this::guarded, code -> treated(code, Medical.Kind.SCREENING)),
                        this::sheltered),
                new Row(
                        "T2",
                        "cases.urgent-care",
                        () -> {
                            String code = handedOver();
                            exploited(code, "SexualExploitation");
                            return code;
                        },
                        MORNING,
                        hours(MORNING, 72),
                        List.of(
                                code -> treated(code, Medical.Kind.SCREENING),
                                code -> treated(code, Medical.Kind.PSYCHOLOGY)),
                        code -> treated(code, Medical.Kind.TREATMENT)),
                new Row(
                        "T2, never handed over",
                        "cases.screening",
                        this::file,
                        MORNING,
                        hours(MORNING, 24),
                        List.of(code -> treated(code, Medical.Kind.TREATMENT)),
                        code -> treated(code, Medical.Kind.SCREENING)),
                new Row(
                        "T2, never handed over",
                        "cases.urgent-care",
                        () -> {
                            String code = file();
                            exploited(code, "SexualExploitation");
                            return code;
                        },
                        MORNING,
                        hours(MORNING, 72),
                        List.of(code -> treated(code, Medical.Kind.SCREENING)),
                        code -> treated(code, Medical.Kind.TREATMENT)),
                new Row(
                        "2.1, step 7",
                        "cases.best-interests",
                        this::file,
                        MORNING,
                        hours(MORNING, 14 * 24),
                        List.of(this::guarded),
                        code -> weighed(code, "ASSESSMENT")),
                new Row(
                        "2.1, step 7, unaccompanied",
                        "cases.determination",
                        () -> {
                            String code = file();
                            weighed(code, "ASSESSMENT");
                            return code;
                        },
                        MORNING,
                        hours(MORNING, 14 * 24),
                        List.of(
                                code -> weighed(code, "ASSESSMENT"),
                                code -> guardian(code, "PARENT"),
                                code -> weighed(code, "DETERMINATION")),
                        this::panelConfirmed),
                new Row(
                        "T3",
                        "cases.consent",
                        this::handedOver,
                        MORNING,
                        hours(MORNING, 48),
                        List.of(code -> consented(code, Consent.Purpose.PHOTO), this::guarded),
                        code -> agreed(code, Consent.Purpose.CASE_MANAGEMENT)),
                new Row(
                        "T4",
                        "cases.guardian",
                        this::handedOver,
                        MORNING,
                        hours(MORNING, 7 * 24),
                        List.of(
                                code -> consented(code, Consent.Purpose.CASE_MANAGEMENT),
                                code -> treated(code, Medical.Kind.SCREENING)),
                        this::guarded),
                new Row(
                        "T3, never handed over",
                        "cases.consent",
                        this::file,
                        MORNING,
                        hours(MORNING, 48),
                        List.of(code -> consented(code, Consent.Purpose.PHOTO), this::guarded),
                        code -> agreed(code, Consent.Purpose.CASE_MANAGEMENT)),
                new Row(
                        "T4, never handed over",
                        "cases.guardian",
                        this::file,
                        MORNING,
                        hours(MORNING, 7 * 24),
                        List.of(code -> consented(code, Consent.Purpose.CASE_MANAGEMENT)),
                        this::guarded),
                new Row(
                        "T9, nobody ever met",
                        "cases.conference",
                        () -> {
                            String code = file();
                            assessed(code, CaseFile.Risk.HIGH);
                            return code;
                        },
                        MORNING,
                        hours(MORNING, 7 * 24),
                        List.of(
                                code -> planned(code, clock.instant().plus(Duration.ofDays(60))),
                                code -> assessed(code, Assessment.Kind.REVIEW, CaseFile.Risk.HIGH),
                                this::guarded),
                        code -> held(code, planned(code, clock.instant()))),
                new Row(
                        "T9",
                        "referrals.next-conference",
                        () -> {
                            String code = file();
                            assessed(code, CaseFile.Risk.HIGH);
                            held(code, planned(code, clock.instant()));
                            return code;
                        },
                        MORNING,
                        endOf(TODAY.plusDays(7)),
                        List.of(
                                code -> {
                                    Conference next =
                                            planned(code, clock.instant().plusSeconds(3_600));
                                    assertThat(due("referrals.next-conference", code))
                                            .isEmpty();
                                    done(conferences.cancel(worker, code, next.id(), "Route coupée", null));
                                },
                                this::guarded),
                        code -> held(code, planned(code, clock.instant()))),
                new Row(
                        "T11",
                        "followup.visit-milestone",
                        () -> {
                            String code = activeFile();
                            assertThat(due("followup.visit", code).map(DueItem::dueOn))
                                    .containsExactly(TODAY.plusDays(30));
                            reunified(code);
                            return code;
                        },
                        MORNING,
                        endOf(TODAY.plusDays(7)),
                        List.of(this::guarded),
                        code -> visited(code, visitOn(code, TODAY.plusDays(7)))),
                new Row(
                        "T12",
                        "cases.care-order",
                        () -> {
                            String code = activeFile();
                            sheltered(code);
                            return code;
                        },
                        midnight,
                        endOf(TODAY.plusDays(6)),
                        List.of(this::guarded, code -> treated(code, Medical.Kind.SCREENING)),
                        code -> ordered(code, today())),
                new Row(
                        "T12, the stay ends",
                        "cases.care-order",
                        () -> {
                            String code = activeFile();
                            sheltered(code);
                            return code;
                        },
                        midnight,
                        endOf(TODAY.plusDays(6)),
                        List.of(),
                        code -> done(placements.end(
                                worker, code, new LeavePlace(today(), LeavePlace.Reason.END_OF_STAY, null)))),
                new Row(
                        "T14",
                        "cases.arrival",
                        () -> {
                            String code = activeFile();
                            way = Ids.next();
                            done(way(code, way, null, "GH", FamilyReturn.State.PLANNED));
                            assertThat(way(code, way, 1, "GH", FamilyReturn.State.DEPARTED))
                                    .as("no departure before written acceptance")
                                    .isInstanceOf(Outcome.Refused.class);
                            done(way(code, way, 1, "GH", FamilyReturn.State.ACCEPTED));
                            assertThat(due("cases.arrival", code))
                                    .as("still here")
                                    .isEmpty();
                            done(way(code, way, 2, "GH", FamilyReturn.State.DEPARTED));
                            return code;
                        },
                        midnight,
                        hours(midnight, 72),
                        List.of(this::guarded),
                        code -> done(way(code, way, 3, "GH", FamilyReturn.State.ARRIVED))),
                new Row(
                        "T16, told by an index",
                        "followup.report-offence",
                        () -> {
                            String code = open(SomeChild.followedIn("GH", "Lune"));
                            indexed(code, Csi.Wave.BASELINE, 1);
                            return code;
                        },
                        MORNING,
                        MORNING,
                        List.of(this::guarded, code -> indexed(code, Csi.Wave.MONTHS_3, Csi.GOOD)),
                        this::reported),
                new Row(
                        "T16, told by a person",
                        "followup.report-offence",
                        () -> {
                            String code = open(SomeChild.followedIn("GH", "Lune"));
                            alerted(code, Alert.Type.RE_EXPLOITATION);
                            return code;
                        },
                        MORNING,
                        MORNING,
                        List.of(
                                this::guarded,
                                code -> acted(code, Alert.Type.RE_EXPLOITATION, AlertAction.Kind.CHILD_SAFE),
                                code -> alerted(code, Alert.Type.RE_EXPLOITATION),
                                code -> done(alerts.acknowledge(
                                        supervisor, alert(code, Alert.Type.RE_EXPLOITATION), Ids.next(), null)),
                                code -> acted(code, Alert.Type.RE_EXPLOITATION, AlertAction.Kind.CHILD_SAFE),
                                code -> done(alerts.close(
                                        supervisor,
                                        alert(code, Alert.Type.RE_EXPLOITATION),
                                        Ids.next(),
                                        Alert.Outcome.CHILD_SAFE,
                                        "À l’abri",
                                        null))),
                        code -> done(alerts.act(
                                supervisor,
                                alert(code, Alert.Type.RE_EXPLOITATION),
                                Ids.next(),
                                AlertAction.Kind.POLICE_REPORT,
                                "Dit au commissariat",
                                null))),
                new Row(
                        "T16, where no law says how soon",
                        "followup.report-offence",
                        () -> {
                            String code = file();
                            alerted(code, Alert.Type.TRAFFICKER_CONTACT);
                            return code;
                        },
                        MORNING,
                        hours(MORNING, 24),
                        List.of(this::guarded, code -> indexed(code, Csi.Wave.BASELINE, Csi.GOOD)),
                        code -> {
                            acted(code, Alert.Type.TRAFFICKER_CONTACT, AlertAction.Kind.POLICE_REPORT);
                            done(alerts.acknowledge(
                                    supervisor, alert(code, Alert.Type.TRAFFICKER_CONTACT), Ids.next(), null));
                        }),
                new Row(
                        "T19",
                        "followup.visit-after-closure",
                        () -> {
                            String code = activeFile(SomeChild.aged("F", 18, "Lune"));
                            closed(code, Closure.Code.TURNED_18_WITH_LEAVING_PLAN);
                            return code;
                        },
                        MORNING,
                        endOf(TODAY.plusDays(90)),
                        List.of(this::guarded),
                        code -> visited(code, visitOn(code, TODAY.plusDays(90)))));
    }

    /** A walk-in, or a file from elsewhere: the file's own page, its JSON and the list of what is late say the same as the list of tasks. */
    @Test
    void t3AndT4OfAChildWhomNobodyHandedOverAreSaidEverywhere() {
        clock.moveTo(MORNING);
        String code = file();
        assertThat(clocksOf(code))
                .contains("T2 " + hours(MORNING, 24), "T3 " + hours(MORNING, 48), "T4 " + hours(MORNING, 7 * 24));
        treated(code, Medical.Kind.SCREENING);
        assessed(code, CaseFile.Risk.LOW);
        assertThat(isLateInTheListOfFiles(code)).isFalse();
        clock.moveTo(MORNING.plus(Duration.ofHours(49)));
        assertThat(isLateInTheListOfFiles(code)).as("the consent").isTrue();
        for (String page : List.of("/consents", "/identity"))
            assertThat(browser(worker.username())
                            .get("/cases/" + code + page + "?lang=fr")
                            .body())
                    .as(page)
                    .contains(page.equals("/consents") ? "Enregistrement et consentement" : "Désignation");
        consented(code, Consent.Purpose.CASE_MANAGEMENT);
        assertThat(isLateInTheListOfFiles(code)).isFalse();
        clock.moveTo(MORNING.plus(Duration.ofDays(8)));
        for (int evening = 1; evening < 4; evening++)
            assertThat(isLateInTheListOfFiles(code, "&asOf=" + TODAY.plusDays(evening)))
                    .as("in the evening of day " + evening + ", consent came on the second")
                    .isFalse();
        assertThat(isLateInTheListOfFiles(code)).as("the guardian").isTrue();
    }

    private List<String> clocksOf(String code) {
        return api(worker.username())
                .get("/api/v1/cases/" + code)
                .json()
                .path("standing")
                .path("deadlines")
                .valueStream()
                .map(one -> one.path("rule").asString() + " "
                        + Instant.parse(one.path("due").asString()).truncatedTo(ChronoUnit.SECONDS))
                .toList();
    }

    private boolean isLateInTheListOfFiles(String code) {
        return isLateInTheListOfFiles(code, "");
    }

    private boolean isLateInTheListOfFiles(String code, String more) {
        return api(worker.username())
                .get("/api/v1/cases?limit=100&late=STEPS" + more)
                .body()
                .contains("\"" + code + "\"");
    }

    private UUID way;

    /** Of the calendar, after a return and after a closure, the first due first. */
    private Stream<DueItem> visitsDue(String code) {
        return Stream.of("followup.visit", "followup.visit-milestone", "followup.visit-after-closure")
                .flatMap(kind -> due(kind, code))
                .sorted(Comparator.comparing(DueItem::dueAt));
    }

    private UUID visitOn(String code, LocalDate day) {
        return visitsDue(code)
                .filter(item -> day.equals(item.dueOn()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** Of this kind the one that ends then: what begins with a record is counted from its moment, which is minutes later on a busy machine. */
    private List<DueItem> running(Row row, String code) {
        return due(row.kind(), code).filter(item -> isOf(row, item)).toList();
    }

    private static boolean isOf(Row row, DueItem item) {
        return item.dueAt() != null
                && Duration.between(row.due(), item.dueAt()).abs().toSeconds() < 120;
    }

    @ParameterizedTest
    @MethodSource("clocks")
    void runsFromItsStartToItsStopAndNoFurther(Row row) {
        clock.moveTo(MORNING);
        String code = row.begin().get();
        DueItem task = only(row, code);
        if (row.due().isAfter(row.start())) {
            clock.moveTo(task.dueAt().minusSeconds(60));
            assertThat(only(row, code).isLate(clock.instant()))
                    .as("at the last moment")
                    .isFalse();
        }
        clock.moveTo(task.dueAt().plusSeconds(60));
        assertThat(only(row, code).isLate(clock.instant())).as("a minute after").isTrue();
        saysSoToWhoAsksAndToNobodyElse(row, code);
        for (Consumer<String> other : row.others()) {
            other.accept(code);
            assertThat(only(row, code).id()).as("not by this").isEqualTo(task.id());
        }
        row.stop().accept(code);
        assertThat(due(row.kind(), code).map(DueItem::id)).as("by the stop").doesNotContain(task.id());
        onPastDays(row, code, task.id());
    }

    private DueItem only(Row row, String code) {
        List<DueItem> running = running(row, code);
        assertThat(running).hasSize(1);
        return running.getFirst();
    }

    private void saysSoToWhoAsksAndToNobodyElse(Row row, String code) {
        List<JsonNode> told = api(worker.username())
                .get("/api/v1/tasks?limit=500&kind=" + row.kind())
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("code").asString().equals(code)
                        && item.path("late").asBoolean())
                .toList();
        assertThat(told).extracting(item -> item.path("daysLate").asInt()).contains(1);
        assertThat(due(supervisor, ListTasks.Scope.TEAM, row.kind(), code, null).filter(item -> isOf(row, item)))
                .as("the supervisor's team")
                .hasSize(1);
        assertThat(due(colleague, ListTasks.Scope.MINE, row.kind(), code, null)).isEmpty();
    }

    /** Absent on the evening before the start, there on that of the start, gone on that of the stop. */
    private void onPastDays(Row row, String code, UUID task) {
        LocalDate stopped = today();
        LocalDate started = LocalDate.ofInstant(row.start(), ZoneOffset.UTC);
        clock.moveTo(endOf(stopped).plusSeconds(3_600));
        assertThat(inTheEvening(row, code, started.minusDays(1))).doesNotContain(task);
        if (started.isBefore(stopped))
            assertThat(inTheEvening(row, code, started)).contains(task);
        assertThat(inTheEvening(row, code, stopped)).doesNotContain(task);
    }

    private List<UUID> inTheEvening(Row row, String code, LocalDate day) {
        return due(worker, ListTasks.Scope.MINE, row.kind(), code, endOf(day))
                .map(DueItem::id)
                .toList();
    }

    @Test
    void t2AsksForCareOnlyWhereThereWasSexualViolenceAndOfNobodyWhoMayNotKnow() {
        String code = handedOver();
        exploited(code, "ForcedLabour");
        assertThat(due("cases.urgent-care", code)).isEmpty();
        String hers = handedOver();
        exploited(hers, "SexualExploitation");
        for (Role role : List.of(Role.CASE_WORKER, Role.PROJECT_MANAGER, Role.EVALUATOR, Role.PROVIDER))
            assertThat(due(actor(person(role, ngo)), ListTasks.Scope.MINE, "cases.urgent-care", hers, null))
                    .as(role.name())
                    .isEmpty();
        Map<String, String> wish = Map.of(
                "kind",
                "cases.urgent-care",
                "until",
                "2015-11-18",
                "reason",
                "Plus tard",
                "item",
                due("cases.urgent-care", hers).findFirst().orElseThrow().id().toString());
        assertThat(api(worker.username()).post("/api/v1/tasks/snoozes", wish).body())
                .contains("tasks.not-to-be-put-off");
        assertThat(api(worker.username()).get("/tasks?lang=fr").body())
                .contains("Soins dans les 72 heures")
                .doesNotContain("xuel");
        assertThat(api(worker.username()).get("/tasks?lang=en").body())
                .contains("Care within 72 hours")
                .doesNotContain("exual");
    }

    /** The row alone says what happened: who sees one of the two sections finds nothing, by straight SQL neither, and nobody writes it. */
    @Test
    void t2LiesInARowThatTakesBothSectionsToFindAndFollowsTheFile() {
        String code = handedOver();
        exploited(code, "SexualExploitation");
        UUID file = due("cases.urgent-care", code).findFirst().orElseThrow().fileId();
        assertThat(rows(worker, file)).isEqualTo(1);
        for (Section one : List.of(Section.EXPLOITATION, Section.HEALTH)) {
            Actor other = actor(person(Role.CASE_WORKER, ngo));
            share(file, other, Set.of(Section.STATUS, one));
            assertThat(rows(other, file)).as(one.name()).isZero();
            share(file, other, Set.of(Section.EXPLOITATION, Section.HEALTH));
            assertThat(rows(other, file)).as("both").isEqualTo(1);
        }
        assertThatThrownBy(() -> transactions.as(
                        worker,
                        () -> jdbc.sql("update cases.urgent_care set done_at = since")
                                .update()))
                .hasStackTraceContaining("permission denied");
        done(assignments.assign(supervisor, code, new AssignCase(colleague.username())));
        assertThat(due("cases.urgent-care", code)).isEmpty();
        assertThat(due(colleague, ListTasks.Scope.MINE, "cases.urgent-care", code, null))
                .hasSize(1);
        transactions.as(
                colleague,
                () -> jdbc.sql(
                                "update cases.exploitation set mark = sha256('x'), version = version + 1 where file_id = :file")
                        .param("file", file)
                        .update());
        assertThat(due(colleague, ListTasks.Scope.MINE, "cases.urgent-care", code, null))
                .as("the mark taken away by straight SQL")
                .hasSize(1);
        done(exploitations.change(colleague, code, exploitation("ForcedLabour"), 2));
        assertThat(due(colleague, ListTasks.Scope.MINE, "cases.urgent-care", code, null))
                .as("taken away by a worker")
                .hasSize(1);
        assertThat(due(supervisor, ListTasks.Scope.MINE, "cases.confirm-no-violence", code, null))
                .as("which the supervisor has to confirm within a day")
                .hasSize(1);
        assertThat(due(colleague, ListTasks.Scope.MINE, "cases.confirm-no-violence", code, null))
                .isEmpty();
        treated(colleague, code, Medical.Kind.TREATMENT);
        assertThat(due(colleague, ListTasks.Scope.MINE, "cases.urgent-care", code, null))
                .isEmpty();
        assertThat(due(supervisor, ListTasks.Scope.MINE, "cases.confirm-no-violence", code, null))
                .as("whatever was treated since")
                .hasSize(1);
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/exploitation?lang=fr")
                        .body())
                .contains("Violence sexuelle retirée : à confirmer")
                .doesNotContain("toujours dus", "??");
        assertThat(api(supervisor.username()).get("/tasks?lang=fr").body())
                .contains("Retrait des soins dans les 72 heures")
                .doesNotContain("xuel");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/exploitation?lang=en")
                        .body())
                .contains(colleague.code() + " removed", "the sexual violence that had been recorded")
                .doesNotContain("??");
        assertThat(api(supervisor.username())
                        .post(
                                "/api/v1/cases/" + code + "/exploitation/no-sexual-violence",
                                Map.of("why", "Le médecin l’a écarté"))
                        .status())
                .isEqualTo(204);
        assertThat(due(colleague, ListTasks.Scope.MINE, "cases.urgent-care", code, null))
                .as("and by the supervisor")
                .isEmpty();
        assertThat(due(supervisor, ListTasks.Scope.MINE, "cases.confirm-no-violence", code, null))
                .isEmpty();
        assertThat(browser(colleague.username())
                        .get("/cases/" + code + "/exploitation?lang=en")
                        .body())
                .contains(supervisor.code() + " confirmed");
    }

    /** What was given before anybody knew counts, but is asked about until care is noted after it. */
    @Test
    void t2AsksWhetherAnEarlierTreatmentWasTheCare() {
        String code = handedOver();
        treated(code, Medical.Kind.TREATMENT);
        clock.moveTo(clock.instant().plusSeconds(60));
        exploited(code, "SexualExploitation");
        assertThat(due("cases.urgent-care", code)).isEmpty();
        var page = browser(worker.username());
        String asks = "before the sexual violence was recorded";
        assertThat(page.get("/cases/" + code + "/exploitation?lang=en").body()).contains(asks);
        clock.moveTo(clock.instant().plusSeconds(60));
        treated(code, Medical.Kind.TREATMENT);
        assertThat(page.get("/cases/" + code + "/exploitation?lang=en").body()).doesNotContain(asks);
    }

    /** Who supervises the child and follows it too, as after a transfer, is told to take the alert on. */
    @Test
    void t17IsTheTaskOfASupervisorWhoFollowsTheChildAlone() {
        String code = handedOver();
        TestDatabase.ownerDoes("update cases.case_file set worker_id = supervisor_id where code = '" + code + "'");
        api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/alerts",
                        Map.of("type", "TRAFFICKER_CONTACT", "what", "Vu à la porte"));
        assertThat(due(supervisor, ListTasks.Scope.MINE, "followup.alert-acknowledge", code, null))
                .hasSize(1);
    }

    /** It begins with the risk, nobody writes it, and it ends with the risk or the file; who met on the day needs no second one. */
    @Test
    void t9BeginsAndEndsWithTheRiskWhoeverWrites() {
        clock.moveTo(MORNING);
        String code = file();
        assertThat(due("cases.conference", code)).isEmpty();
        assessed(code, CaseFile.Risk.HIGH);
        assertThat(api(worker.username()).get("/cases/" + code + "?lang=fr").body())
                .contains("concertation à tenir", "/conferences");
        for (String forged : List.of(
                "update cases.high_risk set met_at = since",
                "update cases.high_risk set since = since + interval '90 days'",
                "delete from cases.high_risk"))
            assertThatThrownBy(
                            () -> transactions.as(worker, () -> jdbc.sql(forged).update()))
                    .hasStackTraceContaining("permission denied");
        TestDatabase.ownerDoes("update cases.case_file set risk = 'LOW' where code = '" + code + "'");
        assertThat(due("cases.conference", code)).isEmpty();
        clock.moveTo(MORNING.plus(Duration.ofDays(2)));
        held(code, planned(code, clock.instant()));
        clock.moveTo(MORNING.plus(Duration.ofDays(4)));
        assessed(code, Assessment.Kind.REVIEW, CaseFile.Risk.HIGH);
        assertThat(due("cases.conference", code).map(DueItem::dueAt))
                .as("met while the risk was low")
                .hasSize(1);
        String met = file();
        held(met, planned(met, clock.instant()));
        assessed(met, CaseFile.Risk.HIGH);
        assertThat(due("cases.conference", met)).as("met today").isEmpty();
        String gone = activeFile();
        assessed(gone, Assessment.Kind.REVIEW, CaseFile.Risk.HIGH);
        assertThat(due("cases.conference", gone)).hasSize(1);
        closed(gone, Closure.Code.DEATH);
        assertThat(due("cases.conference", gone)).as("closed").isEmpty();
    }

    /** One worker alone stops the clock neither by minutes of a meeting without anybody else or with a typed day, nor by turning the risk down and up. */
    @Test
    void t9IsNotStoppedByOneWorker() throws SQLException {
        clock.moveTo(MORNING);
        String code = file();
        assessed(code, CaseFile.Risk.HIGH);
        Instant late = MORNING.plus(Duration.ofDays(10));
        clock.moveTo(late);
        held(code, planned(code, clock.instant()), clock.instant(), Set.of(worker.username()));
        assertThat(due("cases.conference-unconfirmed", code))
                .as("nobody else came")
                .hasSize(1);
        Conference typed = planned(code, clock.instant().plus(Duration.ofDays(1)));
        held(code, typed, MORNING.plus(Duration.ofDays(1)), Set.of(worker.username(), supervisor.username()));
        assertThat(due("cases.conference-unconfirmed", code)).isEmpty();
        assertThat(LoginSql.answer(
                        worker,
                        late,
                        "select r.met_at from cases.high_risk r join cases.case_file f on f.id = r.file_id where f.code = '"
                                + code + "'"))
                .as("a day before it was planned counts from its minutes")
                .startsWith("2015-11-26");
        String other = activeFile();
        assessed(other, Assessment.Kind.REVIEW, CaseFile.Risk.HIGH);
        Instant began = due("cases.conference", other).findFirst().orElseThrow().dueAt();
        clock.moveTo(late.plus(Duration.ofDays(3)));
        transactions.doAs(worker, () -> {
            for (String risk : List.of("MEDIUM", "HIGH"))
                jdbc.sql("update cases.case_file set risk = :risk where code = :code")
                        .param("risk", risk)
                        .param("code", other)
                        .update();
        });
        assertThat(due("cases.conference", other).map(DueItem::dueAt)).containsExactly(began);
    }

    private static final Map<String, Object> WHY = Map.of("why", "Le médecin l’a écarté");

    /** A supervisor alone does not end the care of a girl whose worker wrote of violence, nor by an edit of something else. */
    @Test
    void t2IsNotEndedByASupervisorAlone() {
        String code = handedOver();
        exploited(code, "SexualExploitation");
        String end = "/api/v1/cases/" + code + "/exploitation/no-sexual-violence";
        assertThat(api(supervisor.username()).post(end, WHY).body()).contains("cases.urgent-care-by-another");
        done(exploitations.change(supervisor, code, exploitation("ForcedLabour"), 1));
        assertThat(api(worker.username()).get("/api/v1/notices").body()).contains("\"alert\"");
        assertThat(api(supervisor.username()).post(end, WHY).body()).contains("cases.urgent-care-by-another");
        assertThat(browser(supervisor.username())
                        .post("/cases/" + code + "/exploitation/no-sexual-violence", "why", "Le médecin l’a écarté")
                        .body())
                .contains("ni écrit ni retiré");
        done(exploitations.change(worker, code, exploitation("SexualExploitation"), 2));
        done(exploitations.change(worker, code, exploitation("ForcedLabour"), 3));
        done(exploitations.change(supervisor, code, exploitation("ChildLabour"), 4));
        assertThat(api(worker.username()).post(end, WHY).status()).isEqualTo(403);
        UUID file = due("cases.urgent-care", code).findFirst().orElseThrow().fileId();
        transactions.as(
                supervisor,
                () -> jdbc.sql("select cases.lift_urgent_care(:file, sha256('x'))")
                        .param("file", file)
                        .query(Boolean.class)
                        .single());
        assertThat(due("cases.urgent-care", code)).as("with a wrong key").hasSize(1);
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/exploitation")
                        .body())
                .contains("toujours dus")
                .doesNotContain("no-sexual-violence");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/exploitation")
                        .body())
                .contains("no-sexual-violence");
        assertThat(api(supervisor.username()).post(end, Map.of("why", ".")).status())
                .isEqualTo(422);
        assertThat(api(supervisor.username())
                        .post(end, Map.of("why", "Le médecin l’a écarté", "because", "x"))
                        .status())
                .isEqualTo(422);
        assertThat(api(supervisor.username()).post(end, WHY).status()).isEqualTo(204);
        assertThat(due("cases.urgent-care", code)).isEmpty();
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + code + "/history")
                        .body())
                .contains("Le médecin l’a écarté");
    }

    /** Who has the database and no key tells no child who met sexual violence from another. */
    @Test
    void t2IsNotToldByTheRowsThatItReads() {
        String code = handedOver();
        exploited(code, "SexualExploitation");
        String other = handedOver();
        exploited(other, "ForcedLabour");
        List<UUID> both = Stream.of(code, other).map(one -> jdbcFile(one)).toList();
        for (UUID file : both) assertThat(rows(worker, file)).isEqualTo(1);
        assertThat(transactions.as(
                        worker,
                        () -> jdbc.sql("select count(*) from cases.due_urgent_care where file_id = any (:both::uuid[])")
                                .param("both", both.stream().map(UUID::toString).toArray(String[]::new))
                                .query(Long.class)
                                .single()))
                .as("by straight SQL, without the key")
                .isZero();
        assertThat(due("cases.urgent-care", code)).hasSize(1);
        assertThat(due("cases.urgent-care", other)).isEmpty();
    }

    private UUID jdbcFile(String code) {
        return transactions.as(
                worker,
                () -> jdbc.sql("select id from cases.case_file where code = :code")
                        .param("code", code)
                        .query(UUID.class)
                        .single());
    }

    private long rows(Actor who, UUID file) {
        return transactions.as(
                who,
                () -> jdbc.sql("select count(*) from cases.urgent_care where file_id = :file")
                        .param("file", file)
                        .query(Long.class)
                        .single());
    }

    private void share(UUID file, Actor with, Set<Section> sections) {
        org.akoma.SqlAs.referred(file, "PERSON", with.personId(), sections, clock.instant(), worker.personId());
    }

    @Autowired
    Grants grants;

    @Autowired
    Assignments assignments;

    @Autowired
    JdbcClient jdbc;

    /** Every day of the requirement comes when nobody but the calendar plans, and each is a task of its own until somebody went. */
    @Test
    void t11AsksOnTheDays7And30And90And180And365() {
        clock.moveTo(MORNING);
        String code = activeFile();
        reunified(code);
        List<Long> milestones = new ArrayList<>();
        LocalDate last = TODAY.plusDays(365);
        while (!today().isAfter(last)) {
            DueItem next = visitsDue(code).findFirst().orElseThrow();
            LocalDate day = next.dueOn();
            Visit visit = done(visits.of(worker, code)).stream()
                    .filter(one -> one.id().equals(next.id()))
                    .findFirst()
                    .orElseThrow();
            if (visit.type() == Visit.Type.MILESTONE) milestones.add(day.toEpochDay() - TODAY.toEpochDay());
            if (day.isAfter(last)) break;
            clock.moveTo(endOf(day).minusSeconds(3_600));
            visited(code, next.id());
        }
        assertThat(milestones).containsExactly(7L, 30L, 90L, 180L, 365L);
    }

    /** The supervisor approved nine days after the child went home: the seventh day is late, and is asked for no second time. */
    @Test
    void t11AsksForADayThatPassedBeforeTheReturnWasKnown() {
        clock.moveTo(MORNING.minus(Duration.ofDays(3)));
        String code = activeFile();
        clock.moveTo(MORNING);
        reunified(code, TODAY.minusDays(9));
        LocalDate seventh = TODAY.minusDays(2);
        assertThat(visitsDue(code).filter(item -> item.isLate(clock.instant())).map(DueItem::dueOn))
                .containsExactly(seventh);
        visited(code, visitOn(code, seventh));
        assessed(code, Assessment.Kind.REVIEW, CaseFile.Risk.MEDIUM);
        assertThat(visitsDue(code).filter(item -> item.isLate(clock.instant()))).isEmpty();
        String today = activeFile();
        reunified(today, TODAY.minusDays(7));
        assertThat(visitsDue(today).map(DueItem::dueOn)).startsWith(TODAY);
    }

    @Test
    void t14IsForBordersAlone() {
        clock.moveTo(MORNING);
        String code = activeFile();
        UUID home = Ids.next();
        done(way(code, home, null, "CI", FamilyReturn.State.PLANNED));
        done(way(code, home, 1, "CI", FamilyReturn.State.DEPARTED));
        assertThat(due("cases.arrival", code)).isEmpty();
    }

    @Test
    void t16IsForOffencesAlone() {
        clock.moveTo(MORNING);
        String code = open(SomeChild.followedIn("GH", "Lune"));
        alerted(code, Alert.Type.MISSING);
        alerted(code, Alert.Type.LOST_TO_FOLLOW_UP);
        assertThat(due("followup.report-offence", code)).isEmpty();
    }

    @Test
    void t16LeavesADayWhereNoLawSaysAtOnce() {
        clock.moveTo(MORNING);
        String code = file();
        Csi csi = indexed(code, Csi.Wave.BASELINE, 1);
        assertThat(due("followup.report-offence", code).map(DueItem::dueAt))
                .containsExactly(csi.recordedAt().plus(Duration.ofHours(24)));
    }

    @Test
    void t19LooksAfterNobodyWhoIsDead() {
        clock.moveTo(MORNING);
        String code = activeFile();
        closed(code, Closure.Code.DEATH);
        assertThat(visitsDue(code)).isEmpty();
    }
}
