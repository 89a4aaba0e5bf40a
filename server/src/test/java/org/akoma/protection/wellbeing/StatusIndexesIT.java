package org.akoma.protection.wellbeing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.alerts.Alert;
import org.akoma.protection.alerts.Alerts;
import org.akoma.protection.cases.Outcome;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The Child Status Index by its facade, its pages, its JSON and in straight SQL, for those who may and those who may not. */
class StatusIndexesIT extends StatusHouse {

    @Test
    void nobodyElseSeesOrWritesOne() {
        String code = file("CI");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of())));
        Organisation other = structure(Organisation.Kind.NGO);
        for (Role role : Role.values()) {
            if (role == Role.CASE_SUPERVISOR) continue;
            Actor stranger = actor(person(role, role == Role.CASE_WORKER ? ngo : other));
            assertThat(indexes.of(stranger, code)).as(role.name()).isInstanceOf(Outcome.NotFound.class);
            assertThat(indexes.record(stranger, code, csi(Csi.Wave.MONTHS_3, TODAY, Map.of())))
                    .as(role.name()) // a manager oversees that there is a file, no more
                    .isInstanceOf(role == Role.PROJECT_MANAGER ? Outcome.Forbidden.class : Outcome.NotFound.class);
        }
        Actor elsewhere = actor(person(Role.CASE_SUPERVISOR, other));
        assertThat(indexes.of(elsewhere, code)).isInstanceOf(Outcome.NotFound.class);
        String away = elsewhere.username();
        assertThat(api(away).get("/api/v1/cases/" + code + "/csi").status()).isEqualTo(404);
        assertThat(browser(away).get("/cases/" + code + "/csi").status()).isEqualTo(404);
        for (String table : List.of("csi", "csi_factor", "csi_due", "csi_action", "due_csi", "due_action")) {
            assertThat(count(elsewhere, "select count(*) from followup." + table))
                    .as(table)
                    .isZero();
            String mine = "select count(*) from followup." + table
                    + (table.startsWith("due") ? " where organisation_id = '" + ngo.id() + "'" : "");
            if (!table.endsWith("action"))
                assertThat(count(worker, mine)).as(table).isPositive();
        }
    }

    @Autowired
    org.akoma.protection.closure.Closures closures;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Alerts alerts;

    private String finding(String code, org.akoma.protection.closure.ClosureFinding.Criterion criterion) {
        return done(closures.of(worker, code)).findings().stream()
                .filter(one -> one.criterion() == criterion)
                .map(one -> one.answer().name())
                .sorted()
                .reduce((a, b) -> a + " " + b)
                .orElse("none");
    }

    private void visited(String code, String on, String safety) {
        var answer = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/visits/unplanned",
                        Map.of(
                                "doneOn",
                                on,
                                "mode",
                                "HOME_VISIT",
                                "seen",
                                List.of("CHILD"),
                                "seenAlone",
                                true,
                                "school",
                                "ATTENDS",
                                "safety",
                                safety,
                                "traffickerContact",
                                false));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    /** requirements.md 2.5 and T18: no factor at 1, care, abuse and protection at 3, two quiet visits, seen within ten days. */
    @Test
    void indexAndVisitsSpeakWhenAFileIsToBeClosed() {
        var noOne = org.akoma.protection.closure.ClosureFinding.Criterion.CSI_NO_ONE;
        var core = org.akoma.protection.closure.ClosureFinding.Criterion.CSI_CORE;
        var quiet = org.akoma.protection.closure.ClosureFinding.Criterion.NO_NEW_RISK;
        var seen = org.akoma.protection.closure.ClosureFinding.Criterion.SEEN_RECENTLY;
        String code = file("CI");
        assessed(code, org.akoma.protection.cases.CaseFile.Risk.LOW);
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.CARE, 2))));
        assertThat(finding(code, noOne)).isEqualTo("MET");
        assertThat(finding(code, core)).isEqualTo("NOT_MET");
        assertThat(finding(code, seen)).isEqualTo("NOT_MET");
        visited(code, "2015-11-16", "SAFE");
        assertThat(finding(code, quiet)).as("one visit is too few").isEqualTo("NOT_MET");
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(5)));
        visited(code, "2015-11-21", "SAFE");
        assertThat(finding(code, quiet)).isEqualTo("MET");
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(15)));
        assertThat(finding(code, seen)).as("ten days ago").isEqualTo("MET");
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(16)));
        assertThat(finding(code, seen)).as("eleven").isEqualTo("NOT_MET");
        visited(code, "2015-12-02", "CONCERN");
        assertThat(finding(code, quiet)).isEqualTo("NOT_MET");
        assertThat(finding(code, seen)).isEqualTo("MET");
    }

    @Test
    void aSupervisorReadsAndDoesNotWrite() {
        String code = file("CI");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of())));
        assertThat(done(indexes.of(supervisor, code)).indexes()).hasSize(1);
        assertThat(indexes.record(supervisor, code, csi(Csi.Wave.MONTHS_3, TODAY, Map.of())))
                .isInstanceOf(Outcome.Forbidden.class);
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/csi/new")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void noFactorIsLeftOutWithoutAReason() {
        String code = file("CI");
        RecordCsi whole = csi(Csi.Wave.BASELINE, TODAY, Map.of());
        Map<CsiFactor, Integer> eleven = new EnumMap<>(whole.levels());
        eleven.remove(CsiFactor.CARE);
        assertThat(refused(indexes.record(worker, code, with(whole, eleven, Map.of()))))
                .isEqualTo("followup.csi-factor");
        Csi made = done(
                indexes.record(worker, code, with(whole, eleven, Map.of(CsiFactor.CARE, Csi.Missing.NOT_OBSERVED))));
        assertThat(done(indexes.of(worker, code)).indexes()).containsExactly(made);
    }

    private static RecordCsi with(RecordCsi one, Map<CsiFactor, Integer> levels, Map<CsiFactor, Csi.Missing> missing) {
        return new RecordCsi(one.id(), one.wave(), one.on(), one.informants(), levels, missing, one.words());
    }

    @Test
    void theFirstIsTheBaselineAndIsMadeOnce() {
        String code = file("CI");
        assertThat(refused(indexes.record(worker, code, csi(Csi.Wave.MONTHS_3, TODAY, Map.of()))))
                .isEqualTo("followup.csi-no-baseline");
        RecordCsi first = csi(Csi.Wave.BASELINE, TODAY, Map.of());
        Csi made = done(indexes.record(worker, code, first));
        assertThat(done(indexes.record(worker, code, first))).isEqualTo(made);
        assertThat(refused(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of()))))
                .isEqualTo("followup.csi-baseline-made");
        assertThat(refused(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY.plusDays(1), Map.of()))))
                .isEqualTo("form.future");
    }

    @Test
    void whatOneAsksALaterOneTakesOver() {
        String code = file("GH");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of())));
        clock.moveTo(MORNING.plus(Duration.ofDays(90)));
        done(indexes.record(
                worker,
                code,
                csi(
                        Csi.Wave.MONTHS_3,
                        TODAY.plusDays(90),
                        Map.of(CsiFactor.ABUSE_EXPLOITATION, 1, CsiFactor.EMOTIONAL_HEALTH, 1, CsiFactor.CARE, 2))));
        assertThat(done(indexes.of(worker, code)).actions())
                .extracting(CsiAction::kind)
                .containsExactlyInAnyOrder(
                        CsiConsequence.Kind.REPORT_OFFENCE,
                        CsiConsequence.Kind.MENTAL_HEALTH_REFERRAL,
                        CsiConsequence.Kind.PLAN_ACTION);
        String page = browser(worker.username()).get("/cases/" + code + "/csi").body();
        assertThat(page).contains("loi 694", "↓ −3 points", "La tante l’accompagne au centre de santé");
        assertThat(api(worker.username()).get("/api/v1/cases/" + code + "/csi").body())
                .contains("\"planned\":\"La tante l’accompagne au centre de santé\"");
        Alert urgent = done(alerts.of(supervisor, code)).stream()
                .filter(one -> one.type() == Alert.Type.CSI_URGENT)
                .findFirst()
                .orElseThrow();
        done(alerts.acknowledge(supervisor, urgent.id(), org.akoma.Ids.next(), null));
        clock.moveTo(MORNING.plus(Duration.ofDays(99)));
        done(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY.plusDays(99), Map.of())));
        assertThat(done(indexes.of(worker, code)).actions().stream().filter(one -> one.until() == null))
                .as("other numbers of the same person, who has not seen the child since")
                .hasSize(3);
        clock.moveTo(MORNING.plus(Duration.ofDays(100)));
        visited(code, TODAY.plusDays(100).toString(), "SAFE");
        done(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY.plusDays(100), Map.of())));
        List<CsiAction> waiting = done(indexes.of(worker, code)).actions().stream()
                .filter(one -> one.until() == null)
                .toList();
        assertThat(waiting).extracting(CsiAction::kind).containsExactly(CsiConsequence.Kind.REPORT_OFFENCE);
        CsiAction report = waiting.getFirst();
        assertThat(refused(
                        indexes.finish(worker, code, report.id(), new CsiAction.SealedText("Dit à la police"), null)))
                .isEqualTo("followup.report-unread");
        Alert again = done(alerts.of(supervisor, code)).stream()
                .filter(one -> one.type() == Alert.Type.RE_EXPLOITATION)
                .findFirst()
                .orElseThrow();
        done(alerts.acknowledge(supervisor, again.id(), org.akoma.Ids.next(), null));
        assertThat(refused(
                        indexes.finish(worker, code, report.id(), new CsiAction.SealedText("Dit à la police"), null)))
                .isEqualTo("followup.report-by-one");
        assertThat(done(indexes.finish(
                                supervisor, code, report.id(), new CsiAction.SealedText("Dit à la police"), null))
                        .endedBy())
                .isEqualTo(CsiAction.End.DONE);
        assertThat(refused(indexes.finish(worker, code, report.id(), new CsiAction.SealedText("Encore"), null)))
                .isEqualTo("followup.action-ended");
    }

    @Test
    void theFileWaitsForOneAfterTheOther() {
        String code = file("CI");
        assertThat(done(indexes.of(worker, code)).next())
                .isEqualTo(new CsiCalendar.Expected(Csi.Wave.BASELINE, TODAY.plusDays(7)));
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of())));
        assertThat(done(indexes.of(worker, code)).next())
                .isEqualTo(new CsiCalendar.Expected(Csi.Wave.MONTHS_3, TODAY.plusMonths(3)));
        assertThat(count(
                        worker,
                        "select count(*) from followup.due_csi where worker_id = '" + worker.personId()
                                + "' and due_on = '2016-02-16'"))
                .isEqualTo(1);
    }

    @Test
    void theFormKeepsWhatWasTypedAndTheLadderReadsInBothLanguages() {
        String code = file("CI");
        Visit visit = browser(worker.username());
        Answer form = visit.get("/cases/" + code + "/csi/new?lang=fr");
        assertThat(form.status()).isEqualTo(200);
        assertThat(form.body())
                .contains("sans espoir, parle peut-être de mourir")
                .doesNotContain("??");
        assertThat(visit.get("/cases/" + code + "/csi/new?lang=en").body()).contains("hopeless, may wish to die");
        Answer wrong = visit.post(
                "/cases/" + code + "/csi/new?lang=fr",
                "wave",
                "BASELINE",
                "on",
                "2015-11-16",
                "FOOD_SECURITY",
                "2",
                "seen",
                "Elle a faim");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Elle a faim", "href=\"#CARE\"", "href=\"#informants\"");
        String[] answers = {
            "wave",
            "BASELINE",
            "on",
            "2015-11-16",
            "informants",
            "CHILD",
            "FOOD_SECURITY",
            "1",
            "NUTRITION_GROWTH",
            "2",
            "SHELTER",
            "3",
            "CARE",
            "4",
            "ABUSE_EXPLOITATION",
            "4",
            "LEGAL_PROTECTION",
            "3",
            "WELLNESS",
            "4",
            "HEALTH_CARE",
            "4",
            "EMOTIONAL_HEALTH",
            "4",
            "SOCIAL_BEHAVIOUR",
            "4",
            "PERFORMANCE",
            "NOT_OBSERVED",
            "EDUCATION_WORK",
            "4"
        };
        Answer right = visit.post("/cases/" + code + "/csi/new", answers);
        assertThat(right.status()).isEqualTo(303);
        String page = visit.get(right.location()).body();
        assertThat(page)
                .contains("pas observé", "Une action au plan", "Le CSI est enregistré.")
                .doesNotContain("??");
    }

    @Test
    void programsAreAnsweredFactorByFactor() {
        String code = file("CI");
        Map<String, Object> scores = new java.util.LinkedHashMap<>();
        for (CsiFactor factor : CsiFactor.values()) scores.put(factor.name(), 3);
        scores.remove("CARE");
        Map<String, Object> body = Map.of(
                "wave",
                "BASELINE",
                "on",
                "2015-11-16",
                "informants",
                List.of("CHILD", "CAREGIVER"),
                "scores",
                scores,
                "missing",
                Map.of("CARE", "DECLINED"));
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/csi", body)
                        .status())
                .isEqualTo(201);
        Answer read = api(supervisor.username()).get("/api/v1/cases/" + code + "/csi");
        assertThat(read.body()).contains("\"CARE\":\"DECLINED\"").doesNotContain("total", "sum");
        Map<String, Object> wrong = Map.of(
                "wave", "MONTHS_3", "on", "2015-11-16", "informants", List.of("CHILD"), "scores", Map.of("CARE", 5));
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/csi", wrong)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void theMeansAreCountedForTheDayAskedAndBelongToNoChild() throws SQLException {
        String code = file("CI");
        String manager = person(Role.PROJECT_MANAGER, ngo);
        counted();
        JsonNode before = first(manager, TODAY);
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.CARE, 2))));
        counted();
        JsonNode after = first(manager, TODAY);
        assertThat(after.path("n").asLong()).isGreaterThan(before.path("n").asLong());
        assertThat(after.path("mean").path("CARE").asDouble()).isBetween(1.0, 4.0);
        assertThat(api(manager).get("/api/v1/summary/followup?asOf=2014-01-01").body())
                .contains("\"csi\":{\"baseline\":{\"n\":0,\"mean\":{}}");
        assertThat(api(worker.username()).get("/api/v1/summary/followup").status())
                .isEqualTo(403);
    }

    /** Some indexes are drawn for a second rater (requirements.md 4.1): who made the first is none, and their agreement is counted. */
    @Test
    void aDrawnIndexIsMadeByASecondPerson() throws SQLException {
        String code = file("CI");
        String id = now(code).id().toString();
        Instant at = clock.instant().plusSeconds(1);
        while (!isDrawn(id, at)) at = at.plusSeconds(1);
        String manager = person(Role.PROJECT_MANAGER, ngo);
        JsonNode before = raters(manager);
        assertThat(before.path("wanted").asInt()).isEqualTo(5);
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of())));
        recordedAt(id, Csi.Wave.BASELINE, at);
        String page = "/cases/" + code + "/csi";
        for (String lang : List.of("fr", "en"))
            assertThat(browser(supervisor.username())
                            .get(page + "?lang=" + lang)
                            .body())
                    .contains(lang.equals("fr") ? "tiré au sort pour un second avis" : "drawn for a second rater")
                    .doesNotContain("??");
        Instant second = at.plusSeconds(60);
        while (isDrawn(id, second)) second = second.plusSeconds(1);
        done(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY, Map.of())));
        recordedAt(id, Csi.Wave.BETWEEN, second);
        assertThat(browser(worker.username()).get(page + "?lang=fr").body())
                .as("the same person again")
                .contains("tiré au sort");
        TestDatabase.ownerDoes("update followup.csi set assessor = '" + supervisor.personId() + "' where file_id = '"
                + id + "' and wave = 'BETWEEN'");
        TestDatabase.ownerDoes("update followup.csi_factor set level = 2 where factor = 'CARE' and csi_id in"
                + " (select i.id from followup.csi i where i.file_id = '" + id + "' and i.wave = 'BETWEEN')");
        assertThat(browser(worker.username()).get(page + "?lang=fr").body())
                .contains("ont donné le même niveau pour 11 facteurs sur 12")
                .doesNotContain("tiré au sort");
        JsonNode after = raters(manager);
        for (String more : List.of("drawn 1", "rated 1", "indexes 2", "compared 12", "same 11")) {
            String field = more.split(" ")[0];
            assertThat(after.path(field).asInt() - before.path(field).asInt())
                    .as(more)
                    .isEqualTo(Integer.parseInt(more.split(" ")[1]));
        }
        assertThat(count(
                        actor(person(Role.CASE_WORKER, ngo)),
                        "select count(*) from followup.drawn_csi where file_id = '" + id + "'"))
                .isZero();
    }

    /** The clock of the tests goes on with each question. */
    private static void recordedAt(String file, Csi.Wave wave, Instant at) throws SQLException {
        TestDatabase.ownerDoes("update followup.csi set recorded_at = '" + at + "' where file_id = '" + file
                + "' and wave = '" + wave + "'");
    }

    private boolean isDrawn(String file, Instant at) throws SQLException {
        return count(
                        worker,
                        "select count(*) where mod(abs(hashtextextended('" + file
                                + "' || extract(epoch from timestamptz '" + at + "')::text, 0) % 1000000), 100) < 5")
                == 1;
    }

    private JsonNode raters(String manager) {
        return api(manager)
                .get("/api/v1/summary/followup?asOf=" + TODAY)
                .json()
                .path("csi")
                .path("secondRater");
    }

    /** As the round does that counts what changed. */
    private static void counted() throws SQLException {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR)) {
            owner.createStatement().execute("select indicators.count_changed(1000000, now())");
        }
    }

    private JsonNode first(String manager, LocalDate day) {
        Answer figures = api(manager).get("/api/v1/summary/followup?asOf=" + day);
        assertThat(figures.status()).isEqualTo(200);
        return figures.json().path("csi").path("baseline");
    }

    /** An index of no factor, by a straight statement, would end what is due and what was asked for. */
    @Test
    void anIndexHasItsTwelveFactors() {
        String code = file("CI");
        String empty =
                "insert into followup.csi (id, file_id, organisation_id, worker_id, wave, on_day, recorded_at, assessor, informants, sealed)"
                        + " select gen_random_uuid(), id, organisation_id, worker_id, 'BETWEEN', date '2015-11-16', access.moment(), access.actor(), '{CHILD}', '\\x00'"
                        + " from cases.case_file where code = '" + code + "'";
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(empty).update()))
                .hasStackTraceContaining("followup.index-without-factors");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of())));
    }

    /** An urgent index past the application, which would raise the alert. */
    @Test
    void anUrgentIndexIsNotWrittenWithoutItsAlert() {
        String code = file("CI");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of())));
        for (CsiFactor urgent : List.of(CsiFactor.FOOD_SECURITY, CsiFactor.ABUSE_EXPLOITATION)) {
            String written = """
                    with made as (insert into followup.csi (id, file_id, organisation_id, worker_id, wave, on_day, recorded_at, assessor, informants, sealed)
                        select '%1$s', id, organisation_id, worker_id, 'BETWEEN', date '2015-11-16', access.moment(), access.actor(), '{CHILD}', '\\x00'
                          from cases.case_file where code = '%2$s' returning id, file_id)
                    insert into followup.csi_factor (csi_id, file_id, factor, level)
                    select m.id, m.file_id, x, case x when '%3$s' then 1 else 3 end from made m cross join unnest(array[%4$s]) x
                    """.formatted(Ids.next(), code, urgent, factors());
            assertThatThrownBy(() ->
                            transactions.doAs(worker, () -> jdbc.sql(written).update()))
                    .hasStackTraceContaining("followup.danger-without-alert");
        }
        done(indexes.record(
                worker, code, csi(Csi.Wave.BETWEEN, TODAY, Map.of(CsiFactor.ABUSE_EXPLOITATION, Csi.VERY_BAD))));
    }

    /** Past the application, of a child of whom an index said the same before: neither that alert nor its duty is of this index. */
    @Test
    void aChildWhoMayWishToDieIsReferredByEachIndex() {
        String code = file("CI");
        done(indexes.record(
                worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.EMOTIONAL_HEALTH, Csi.VERY_BAD))));
        clock.moveTo(MORNING.plus(java.time.Duration.ofHours(2)));
        String written = """
                with made as (insert into followup.csi (id, file_id, organisation_id, worker_id, wave, on_day, recorded_at, assessor, informants, sealed)
                    select '%1$s', id, organisation_id, worker_id, 'BETWEEN', date '2015-11-16', access.moment(), access.actor(), '{CHILD}', '\\x00'
                      from cases.case_file where code = '%2$s' returning id, file_id)
                insert into followup.csi_factor (csi_id, file_id, factor, level)
                select m.id, m.file_id, x, case x when 'EMOTIONAL_HEALTH' then 1 else 3 end from made m cross join unnest(array[%3$s]) x
                """.formatted(Ids.next(), code, factors());
        String again = """
                insert into followup.alert_action (id, alert_id, file_id, kind, at, taken_by)
                select gen_random_uuid(), a.id, a.file_id, 'REPORTED_AGAIN', access.moment(), access.actor() from followup.alert a
                  join cases.case_file f on f.id = a.file_id where f.code = '%s' and a.type = 'CSI_URGENT' and a.closed_at is null
                """.formatted(code);
        assertThatThrownBy(
                        () -> transactions.doAs(worker, () -> jdbc.sql(written).update()))
                .hasStackTraceContaining("followup.danger-without-alert");
        assertThatThrownBy(() -> transactions.doAs(worker, () -> {
                    jdbc.sql(again).update();
                    jdbc.sql(written).update();
                }))
                .hasStackTraceContaining("followup.danger-without-duty");
        done(indexes.record(
                worker, code, csi(Csi.Wave.BETWEEN, TODAY, Map.of(CsiFactor.EMOTIONAL_HEALTH, Csi.VERY_BAD))));
    }

    private static String factors() {
        return Stream.of(CsiFactor.values()).map(one -> "'" + one + "'").collect(Collectors.joining(","));
    }
}
