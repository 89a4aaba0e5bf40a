package org.akoma.protection.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.wellbeing.Csi;
import org.akoma.protection.wellbeing.CsiAction;
import org.akoma.protection.wellbeing.CsiConsequence;
import org.akoma.protection.wellbeing.CsiFactor;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The duty to report an offence (requirements.md 2.4, T16), at every door: no matter who told of it, one duty an alert. */
class OffenceReportsIT extends StatusHouse {

    private static final String KIND = "followup.report-offence";
    /** What pages and answers have of the session and the moment. */
    private static final String OF_THE_SESSION = "value=\"[\\w~/-]{20,}\"|T0[89]:00:\\d\\d\\.\\d+Z";

    @Autowired
    Alerts alerts;

    @Autowired
    Grants grants;

    @Autowired
    ActorTransactions transactions;

    private Alert raised(Actor by, String code, Alert.Type type) {
        return done(alerts.raise(
                by,
                code,
                new RaiseAlert.OfChild(Ids.next(), type, new Alert.SealedText("Il l’attend à la gare", null))));
    }

    private void taken(Alert alert) {
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
    }

    private void told(Actor by, Alert alert) {
        done(alerts.act(by, alert.id(), Ids.next(), AlertAction.Kind.POLICE_REPORT, "Dit à la brigade", null));
    }

    @Test
    void nobodyElseReadsOfItOrWritesItByStraightSql() {
        String code = file("GH");
        Alert alert = raised(worker, code, Alert.Type.RE_EXPLOITATION);
        String rows = "select count(*) from followup.due_action where file_id = '" + alert.file() + "'";
        assertThat(count(worker, rows)).isEqualTo(1);
        Actor stranger = actor(person(Role.CASE_WORKER, ngo));
        assertThat(count(stranger, rows)).isZero();
        assertThat(tasks(stranger, KIND, code)).isEmpty();
        assertThat(api(stranger.username())
                        .post(
                                "/api/v1/alerts/" + alert.id() + "/actions",
                                Map.of("kind", "POLICE_REPORT", "report", "Moi"))
                        .status())
                .isEqualTo(404);
        String duty = tasks(worker, KIND, code).getFirst().path("id").asString();
        for (Actor who : List.of(worker, supervisor)) {
            String scope = who == worker ? "MINE" : "TEAM";
            assertThat(api(who.username())
                            .get("/tasks?kind=" + KIND + "&scope=" + scope)
                            .body())
                    .contains("/alerts/of/" + duty);
            assertThat(api(who.username()).get("/alerts/of/" + duty).location()).endsWith("/alerts/" + alert.id());
            assertThat(api(who.username()).get("/alerts/" + alert.id()).status())
                    .isEqualTo(200);
        }
        assertThat(api(stranger.username()).get("/alerts/of/" + duty).status()).isEqualTo(404);
    }

    /** Who sees no more than that the child is there gives the alert; the duty is the worker's, and the giver does not read of it. */
    @Test
    void whoeverGivesTheAlertBeginsIt() {
        String code = file("GH");
        Actor sees = statusOf(code);
        Alert alert = raised(sees, code, Alert.Type.TRAFFICKER_CONTACT);
        assertThat(tasks(worker, KIND, code)).hasSize(1);
        assertThat(tasks(sees, KIND, code)).isEmpty();
        assertThat(count(sees, "select count(*) from followup.csi_action where file_id = '" + alert.file() + "'"))
                .isZero();
    }

    /** What somebody said before stops nobody from saying it; who does not read it has an alert of their own, with a duty of its own. */
    @Test
    void whoDoesNotReadAnAlertTellsOfTheSameAgain() {
        String code = file("GH");
        Alert first = raised(worker, code, Alert.Type.RE_EXPLOITATION);
        taken(first);
        told(supervisor, first);
        Actor sees = statusOf(code);
        RaiseAlert.OfChild again = new RaiseAlert.OfChild(
                Ids.next(), Alert.Type.RE_EXPLOITATION, new Alert.SealedText("Revu dans les champs", null));
        Alert own = done(alerts.raise(sees, code, again));
        assertThat(own.raisedBy()).isEqualTo(sees.personId());
        done(alerts.raise(sees, code, again));
        RaiseAlert.OfChild more = new RaiseAlert.OfChild(
                Ids.next(), Alert.Type.RE_EXPLOITATION, new Alert.SealedText("Revu encore", null));
        assertThat(done(alerts.raise(sees, code, more)).id())
                .as("adds to their own")
                .isEqualTo(own.id());
        assertThat(alerts.read(sees, first.id())).isEmpty();
        assertThat(alerts.read(worker, first.id()).orElseThrow().actions())
                .extracting(AlertAction::kind)
                .containsExactly(AlertAction.Kind.ACKNOWLEDGED, AlertAction.Kind.POLICE_REPORT);
        assertThat(tasks(worker, KIND, code)).as("to be reported again").hasSize(1);
        assertThat(done(alerts.of(worker, code))).hasSize(2);
        assertThat(tasks(supervisor, "followup.alert-acknowledge", code)).hasSize(1);
        Actor stranger = actor(person(Role.CASE_WORKER, ngo));
        assertThat(count(stranger, "select count(followup.running_alert('" + first.file() + "', 'RE_EXPLOITATION'))"))
                .isZero();
    }

    /** Who raises a danger learns in no way whether another person raised the same: it may be about them. */
    @Test
    void whoRaisesADangerDoesNotLearnWhetherItIsKnown() throws SQLException {
        String known = file("CI");
        String unknown = file("CI");
        Alert first = raised(worker, known, Alert.Type.DANGER_AT_HOME);
        List<String> answers = new ArrayList<>();
        for (String code : List.of(known, unknown)) {
            Actor sees = statusOf(code);
            UUID child = now(code).id();
            String running = "select count(followup.running_alert('" + child + "', 'DANGER_AT_HOME'))";
            String straight =
                    ("insert into followup.alert (id, type, file_id, organisation_id, worker_id, supervisor_id, source, raised_at, raised_by,"
                                    + " ack_due_at, safe_due_at, sealed) values (gen_random_uuid(), 'DANGER_AT_HOME', '%s', '%s', '%s', '%s', 'PERSON', access.moment(),"
                                    + " access.actor(), access.moment(), access.moment(), '\\x00')")
                            .formatted(child, ngo.id(), worker.personId(), supervisor.personId());
            assertThat(count(sees, running)).isZero();
            String straightly = LoginSql.refusal(sees, clock.instant(), straight);
            String id = Ids.next().toString();
            Caller own = api(sees.username());
            Answer raised = own.post(
                    "/api/v1/cases/" + code + "/alerts",
                    Map.of("id", id, "type", "DANGER_AT_HOME", "what", "Elle est frappée"));
            answers.add(Stream.of(
                            String.valueOf(count(sees, running)),
                            straightly,
                            raised.status() + raised.body(),
                            own.get("/api/v1/alerts/" + id).body(),
                            own.get("/api/v1/alerts").body(),
                            own.get("/alerts/" + id).body(),
                            own.get("/cases/" + code + "/alerts").body(),
                            String.valueOf(bellsOf(sees.username())))
                    .map(said -> said.replace(code, "CODE")
                            .replace(id, "ID")
                            .replaceAll("(?i)" + sees.code(), "ME")
                            .replaceAll(OF_THE_SESSION, ""))
                    .collect(Collectors.joining("\n")));
        }
        assertThat(answers.getFirst())
                .isEqualTo(answers.getLast())
                .contains("DANGER_AT_HOME", "ID", "Elle est frappée");
        assertThat(alerts.read(worker, first.id()).orElseThrow().actions()).isEmpty();
    }

    private Actor statusOf(String code) {
        Actor sees = actor(person(Role.CASE_WORKER, ngo));
        UUID file = now(code).id();
        Set<Section> status = Set.of(Section.STATUS);
        org.akoma.SqlAs.referred(file, "PERSON", sees.personId(), status, clock.instant(), worker.personId());
        return sees;
    }

    @Test
    void anIndexAndAPersonShareOneDutyAndEitherDoorEndsIt() {
        String code = file("GH");
        Alert byHand = raised(worker, code, Alert.Type.RE_EXPLOITATION);
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.ABUSE_EXPLOITATION, 1))));
        assertThat(tasks(worker, KIND, code)).hasSize(1);
        taken(byHand);
        told(supervisor, byHand);
        assertThat(tasks(worker, KIND, code)).isEmpty();
        clock.moveTo(MORNING.plus(Duration.ofDays(90)));
        done(indexes.record(
                worker, code, csi(Csi.Wave.MONTHS_3, TODAY.plusDays(90), Map.of(CsiFactor.ABUSE_EXPLOITATION, 1))));
        assertThat(tasks(worker, KIND, code)).as("told of anew").hasSize(1);
        CsiAction duty = done(indexes.of(worker, code)).actions().stream()
                .filter(one -> one.kind() == CsiConsequence.Kind.REPORT_OFFENCE && one.until() == null)
                .findFirst()
                .orElseThrow();
        assertThat(duty.alert()).isEqualTo(byHand.id());
        assertThat(refused(indexes.finish(worker, code, duty.id(), new CsiAction.SealedText("Dit au parquet"), null)))
                .isEqualTo("followup.report-unread");
        taken(byHand);
        assertThat(refused(indexes.finish(worker, code, duty.id(), new CsiAction.SealedText("Dit au parquet"), null)))
                .isEqualTo("followup.report-by-one");
        assertThat(browser(worker.username()).get("/cases/" + code + "/csi").body())
                .contains("Une personne seule ne met pas fin", "/alerts/" + byHand.id())
                .doesNotContain("/csi/actions/" + duty.id());
        done(indexes.finish(supervisor, code, duty.id(), new CsiAction.SealedText("Dit au parquet"), null));
        assertThat(tasks(worker, KIND, code)).isEmpty();
        AlertTold after = alerts.read(supervisor, byHand.id()).orElseThrow();
        assertThat(after.report()).isNull();
        assertThat(after.actions().getLast().kind()).isEqualTo(AlertAction.Kind.POLICE_REPORT);
        assertThat(after.actions().getLast().words()).isEqualTo(new AlertAction.SealedText("Dit au parquet"));
    }

    /** Three words before anybody has read of the offence stop no clock, by no door; who takes the alert on reads of the report and stops it. */
    @Test
    void aReportStopsItsClockOnceASupervisorHasReadOfIt() throws java.sql.SQLException {
        String code = file("CI");
        Alert alert = raised(worker, code, Alert.Type.RE_EXPLOITATION);
        told(worker, alert);
        assertThat(tasks(worker, KIND, code)).hasSize(1);
        String one = "/api/v1/alerts/" + alert.id();
        assertThat(api(worker.username()).get(one).json().path("reportDue").asString(""))
                .isNotEmpty();
        for (String sql : List.of(
                "update followup.alert set police_at = access.moment() where id = '" + alert.id() + "'",
                "update followup.csi_action set until = access.moment(), ended_by = 'DONE', done_by = access.actor(),"
                        + " sealed = decode(repeat('00', 60), 'hex') where alert_id = '" + alert.id() + "'"))
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> org.akoma.SqlAs.change(worker, clock.instant(), sql))
                    .hasMessageContaining("followup.a");
        for (String lang : List.of("fr", "en"))
            assertThat(browser(supervisor.username())
                            .get("/alerts/" + alert.id() + "?lang=" + lang)
                            .body())
                    .contains(lang.equals("fr") ? "Signalement noté" : "Report noted", "Dit à la brigade")
                    .doesNotContain("??");
        taken(alert);
        assertThat(tasks(worker, KIND, code)).isEmpty();
        assertThat(api(worker.username()).get(one).json().path("reportDue").isNull())
                .isTrue();
    }

    /** Once a supervisor has read of the offence, the words of one person are no report: not the worker's, nor those of the supervisor who gave the alert. */
    @Test
    void onePersonDoesNotEndTheDuty() throws SQLException {
        String code = file("CI");
        Alert alert = raised(worker, code, Alert.Type.RE_EXPLOITATION);
        taken(alert);
        long rung = bellsOf(supervisor.username());
        told(worker, alert);
        told(worker, alert);
        assertThat(tasks(worker, KIND, code)).hasSize(1);
        assertThat(bellsOf(supervisor.username())).isGreaterThan(rung);
        assertThat(alerts.read(worker, alert.id()).orElseThrow().alert().policeAt())
                .isNull();
        for (String sql : List.of(
                "update followup.alert set police_at = access.moment() where id = '" + alert.id() + "'",
                "update followup.csi_action set until = access.moment(), ended_by = 'DONE', done_by = access.actor(),"
                        + " sealed = decode(repeat('00', 60), 'hex') where alert_id = '" + alert.id() + "'"))
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> org.akoma.SqlAs.change(worker, clock.instant(), sql))
                    .hasMessageContaining("followup.a");
        Visit hers = browser(supervisor.username());
        assertThat(hers.get("/alerts/" + alert.id() + "?lang=fr").body()).contains("quand une deuxième personne");
        assertThat(hers.get("/alerts/" + alert.id() + "?lang=en").body()).contains("once a second person");
        told(supervisor, alert);
        assertThat(tasks(worker, KIND, code)).isEmpty();
        Alert own = raised(supervisor, code, Alert.Type.TRAFFICKER_CONTACT);
        taken(own);
        told(supervisor, own);
        assertThat(tasks(worker, KIND, code)).hasSize(1);
        told(worker, own);
        assertThat(tasks(worker, KIND, code)).isEmpty();
    }

    /** What left for the police by the word of two is more than the words of one. */
    @Test
    void aReportThatLeftForThePoliceIsItsRecord() {
        String code = file("CI");
        Alert alert = raised(worker, code, Alert.Type.RE_EXPLOITATION);
        taken(alert);
        String sent =
                "insert into disclosure.offence_report (id, number, file_id, reported_by, reporter_code, reporter_of, reported_at, to_id,"
                        + " offence, country, urgency, words, state, ended_at, sent_at) select gen_random_uuid(), '%s', a.file_id, a.worker_id, 'X', 'X',"
                        + " a.raised_at, a.organisation_id, 'TRAFFICKING', 'CI', 'ORDINARY', '', 'SENT', %s, %s from followup.alert a where a.id = '%s'";
        String earlier = "a.raised_at - interval '1 day'";
        TestDatabase.ownerDoes(sent.formatted(alert.id() + "-1", earlier, earlier, alert.id()));
        told(worker, alert);
        assertThat(tasks(worker, KIND, code)).as("about something before").hasSize(1);
        TestDatabase.ownerDoes(sent.formatted(alert.id() + "-2", "a.raised_at", "a.raised_at", alert.id()));
        told(worker, alert);
        assertThat(tasks(worker, KIND, code)).isEmpty();
    }

    /** A report says which unit took it, or under which number. */
    @Test
    void aReportNamesItsUnitOrNumber() {
        Alert alert = raised(worker, file("CI"), Alert.Type.RE_EXPLOITATION);
        taken(alert);
        String path = "/api/v1/alerts/" + alert.id() + "/actions";
        Answer no = api(worker.username()).post(path, Map.of("kind", "POLICE_REPORT", "text", "Dit par téléphone"));
        assertThat(no.status()).isEqualTo(422);
        assertThat(no.json().path("errors").findValuesAsString("field")).containsExactly("report");
        assertThat(api(worker.username())
                        .post(path, Map.of("kind", "POLICE_REPORT", "report", "Brigade de Soubré, PV 112"))
                        .body())
                .contains("Brigade de Soubré, PV 112");
    }

    @Test
    void aFalseAlarmIsNoOffenceAndASafeChildDoesNotEndIt() {
        String code = file("GH");
        Alert wrong = raised(worker, code, Alert.Type.TRAFFICKER_CONTACT);
        done(alerts.acknowledge(supervisor, wrong.id(), Ids.next(), null));
        assertThat(refused(
                        alerts.close(supervisor, wrong.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Son oncle", null)))
                .isEqualTo("followup.alert-by-one");
        done(alerts.act(worker, wrong.id(), Ids.next(), AlertAction.Kind.NO_DANGER, "Vu avec son oncle", null));
        done(alerts.close(supervisor, wrong.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Son oncle", null));
        assertThat(tasks(worker, KIND, code)).isEmpty();
        Alert right = raised(worker, code, Alert.Type.TRAFFICKER_CONTACT);
        done(alerts.acknowledge(supervisor, right.id(), Ids.next(), null));
        done(alerts.act(worker, right.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "Chez sa tante", null));
        done(alerts.close(supervisor, right.id(), Ids.next(), Alert.Outcome.CHILD_SAFE, "À l’abri", null));
        assertThat(tasks(worker, KIND, code)).hasSize(1);
        assertThat(refused(alerts.act(worker, right.id(), Ids.next(), AlertAction.Kind.OTHER, "Encore", null)))
                .isEqualTo("followup.alert-closed");
        told(supervisor, right);
        assertThat(tasks(worker, KIND, code)).isEmpty();
        assertThat(refused(alerts.act(worker, right.id(), Ids.next(), AlertAction.Kind.POLICE_REPORT, "Encore", null)))
                .isEqualTo("followup.alert-closed");
    }

    @Test
    void pagesListFileAndJsonSaySoInBothLanguages() {
        String code = file("GH");
        Visit hers = browser(worker.username());
        hers.get("/cases/" + code + "/alerts");
        assertThat(hers.post(
                                "/cases/" + code + "/alerts",
                                "id",
                                Ids.next().toString(),
                                "type",
                                "RE_EXPLOITATION",
                                "what",
                                "Revu dans les champs")
                        .status())
                .isEqualTo(303);
        UUID id = done(alerts.of(worker, code)).getFirst().id();
        assertThat(tasks(worker, KIND, code).getFirst().path("rule").asString()).isEqualTo("T16");
        Answer file = browser(worker.username()).get("/tasks/file?format=csv&lang=fr");
        assertThat(file.body()).contains("Infraction à signaler");
        for (String page : List.of("/tasks", "/cases/" + code + "/alerts", "/alerts/" + id)) {
            assertThat(hers.get(page + "?lang=fr").body())
                    .as(page)
                    .contains("Infraction à signaler")
                    .doesNotContain("??");
            assertThat(hers.get(page + "?lang=en").body())
                    .as(page)
                    .contains("Offence to report")
                    .doesNotContain("??");
        }
        assertThat(hers.get("/alerts/" + id + "?lang=fr").body()).contains("loi 694");
        String one = "/api/v1/alerts/" + id;
        assertThat(api(worker.username()).get(one).json().path("reportDue").asString(""))
                .isNotEmpty();
        Map<String, Object> wait = Map.of(
                "kind",
                KIND,
                "until",
                "2015-11-18",
                "reason",
                "Plus tard",
                "item",
                tasks(worker, KIND, code).getFirst().path("id").asString());
        assertThat(api(worker.username()).post("/api/v1/tasks/snoozes", wait).body())
                .contains("tasks.not-to-be-put-off");
        hers.get("/alerts/" + id);
        assertThat(hers.post("/alerts/" + id + "/actions", "kind", "POLICE_REPORT")
                        .status())
                .isEqualTo(422);
        assertThat(tasks(worker, KIND, code)).as("not by an empty form").hasSize(1);
        assertThat(hers.press(
                                "/alerts/" + id,
                                "/alerts/" + id + "/actions",
                                "id",
                                Ids.next().toString(),
                                "kind",
                                "POLICE_REPORT",
                                "report",
                                "Poste de Kumasi, 14/2015")
                        .status())
                .isEqualTo(303);
        done(alerts.acknowledge(supervisor, id, Ids.next(), null));
        assertThat(hers.get("/alerts/" + id + "?lang=fr").body()).doesNotContain("Infraction à signaler");
        assertThat(api(worker.username()).get(one).json().path("reportDue").isNull())
                .isTrue();
    }
}
