package org.akoma.protection.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile.Risk;
import org.akoma.protection.visits.Visits;
import org.akoma.protection.wellbeing.Csi;
import org.akoma.protection.wellbeing.CsiAction;
import org.akoma.protection.wellbeing.CsiConsequence;
import org.akoma.protection.wellbeing.CsiFactor;
import org.akoma.protection.wellbeing.RiskItem;
import org.akoma.protection.wellbeing.RiskScores;
import org.akoma.protection.wellbeing.ScoreRisk;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Danger that was written down raises an alert at that moment and rings who must act (trust.md 4; requirements.md 2.4 T17, 4.1, 4.5). */
class DangerRingsIT extends StatusHouse {

    @Autowired
    Visits visits;

    @Autowired
    Alerts alerts;

    @Autowired
    AlertLists lists;

    @Autowired
    RiskScores scores;

    private List<String> types(String code) {
        return done(alerts.of(worker, code)).stream()
                .map(one -> one.type().name() + " " + one.source())
                .toList();
    }

    private void rung(Actor who) {
        assertThat(api(who.username()).get("/api/v1/notices").body()).contains("\"alert\"");
    }

    private static Map<String, Object> visit(String mode, String safety, boolean contact) {
        Map<String, Object> said = new HashMap<>(Map.of(
                "doneOn",
                TODAY.toString(),
                "mode",
                mode,
                "seen",
                List.of("CHILD"),
                "seenAlone",
                !mode.equals("PHONE"),
                "school",
                "ATTENDS",
                "safety",
                safety,
                "traffickerContact",
                contact,
                "id",
                Ids.next().toString()));
        if (mode.equals("PHONE")) said.put("notAlone", "BY_PHONE");
        return said;
    }

    private String visited(String code, String mode, String safety) {
        var answer =
                api(worker.username()).post("/api/v1/cases/" + code + "/visits/unplanned", visit(mode, safety, false));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    /** "beaten" at a visit, and nobody heard of it. */
    @Test
    void aVisitThatFindsDangerRaisesAnAlert() {
        String code = file("CI");
        assessed(code, Risk.LOW);
        visited(code, "HOME_VISIT", "CONCERN");
        assertThat(types(code)).isEmpty();
        visited(code, "HOME_VISIT", "DANGER");
        assertThat(types(code)).containsExactly("DANGER_AT_HOME VISIT");
        assertThat(tasks(supervisor, "followup.alert-acknowledge", code)).hasSize(1);
        rung(supervisor);
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/alerts?lang=fr")
                        .body())
                .contains("Violence, négligence ou danger là où vit l’enfant")
                .doesNotContain("??");
    }

    /** A call tells of danger as well, and the record of a past day too. */
    @Test
    void aCallThatTellsOfDangerRaisesAnAlert() {
        String code = file("CI");
        assessed(code, Risk.LOW);
        visited(code, "PHONE", "DANGER");
        assertThat(types(code)).containsExactly("DANGER_AT_HOME VISIT");
    }

    /** The child itself said no. */
    @Test
    void aChildWhoDoesNotFeelSafeRaisesAnAlert() {
        String code = file("CI");
        assessed(code, Risk.LOW);
        String visit = visited(code, "HOME_VISIT", "SAFE");
        var answer = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/visits/" + visit + "/feedback",
                        Map.of(
                                "safe",
                                "NO",
                                "heard",
                                "YES",
                                "knowsWhom",
                                "NO",
                                "change",
                                "YES",
                                "comeBack",
                                "YES",
                                "feedback",
                                "Il me bat"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(types(code)).containsExactly("DANGER_AT_HOME CHILD");
    }

    /** What is urgent for health rings, and says no more than that. */
    @Test
    void whatIsUrgentForHealthRaisesAnAlert() {
        String code = file("CI");
        Map<String, Object> record = new HashMap<>(
                Map.of("kind", "TREATMENT", "at", "2015-11-16T07:00:00Z", "urgent", true, "detail", "Traces de coups"));
        var program = api(worker.username());
        assertThat(program.post("/api/v1/cases/" + code + "/medical", record).status())
                .isEqualTo(201);
        assertThat(types(code)).containsExactly("HEALTH_URGENT HEALTH");
        rung(supervisor);
        UUID alert = done(alerts.of(worker, code)).getFirst().id();
        assertThat(browser(supervisor.username())
                        .get("/alerts/" + alert + "?lang=fr")
                        .body())
                .contains("Urgence de santé")
                .doesNotContain("Traces de coups", "??");
    }

    /** An index of yesterday entered after the one of today. */
    @Test
    void anIndexEnteredLateAlarmsAsWell() {
        String code = file("GH");
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(5)));
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of())));
        done(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY.plusDays(4), Map.of())));
        done(indexes.record(
                worker,
                code,
                csi(
                        Csi.Wave.BETWEEN,
                        TODAY.plusDays(3),
                        Map.of(CsiFactor.ABUSE_EXPLOITATION, 1, CsiFactor.EMOTIONAL_HEALTH, 1, CsiFactor.CARE, 2))));
        assertThat(types(code)).containsExactlyInAnyOrder("RE_EXPLOITATION CSI", "CSI_URGENT CSI");
        assertThat(tasks(worker, "followup.report-offence", code)).hasSize(1);
        assertThat(done(indexes.of(worker, code)).actions())
                .extracting(CsiAction::kind)
                .containsExactlyInAnyOrder(
                        CsiConsequence.Kind.REPORT_OFFENCE, CsiConsequence.Kind.MENTAL_HEALTH_REFERRAL);
        done(indexes.record(
                worker, code, csi(Csi.Wave.BETWEEN, TODAY.plusDays(2), Map.of(CsiFactor.FOOD_SECURITY, 1))));
        assertThat(done(alerts.of(worker, code)))
                .as("an older one ends no alert")
                .allMatch(one -> one.closedAt() == null);
    }

    private static ScoreRisk score(Map<RiskItem, Integer> points, boolean asks, Risk risk, String reason) {
        return new ScoreRisk(Ids.next(), TODAY, points, asks, risk, reason, risk == Risk.HIGH ? "Dort ailleurs" : null);
    }

    /** A threat by the trafficker, kept as LOW, and nobody was asked. */
    @Test
    void aScoreThatProposesHighIsDecidedByASupervisor() throws java.sql.SQLException {
        String code = file("CI");
        assessed(code, Risk.LOW);
        assertThat(now(code).nextVisitDue()).isEqualTo(TODAY.plusDays(30));
        Map<RiskItem, Integer> threat = Map.of(RiskItem.TRAFFICKER_CONTACT, 3);
        assertThat(refused(scores.record(worker, code, score(threat, true, null, null))))
                .as("staying below asks for a reason")
                .isEqualTo("followup.risk-why-below");
        done(scores.record(worker, code, score(threat, true, null, "La tante veille")));
        assertThat(types(code)).containsExactlyInAnyOrder("TRAFFICKER_CONTACT RISK_SCORE", "DANGER_AT_HOME RISK_SCORE");
        assertThat(now(code).risk()).as("no automatic decision").isEqualTo(Risk.LOW);
        assertThat(now(code).nextVisitDue()).as("the shorter interval at once").isEqualTo(TODAY.plusDays(7));
        var task = tasks(supervisor, "followup.decide-high", code);
        assertThat(task).hasSize(1);
        assertThat(api(supervisor.username())
                        .post(
                                "/api/v1/tasks/snoozes",
                                Map.of(
                                        "kind",
                                        "followup.decide-high",
                                        "item",
                                        task.getFirst().path("id").asString(),
                                        "until",
                                        TODAY.plusDays(3).toString(),
                                        "reason",
                                        "Plus tard"))
                        .status())
                .isEqualTo(422);
        String proposals = "/api/v1/cases/" + code + "/risk/proposals";
        String id = task.getFirst().path("id").asString();
        assertThat(api(worker.username())
                        .post(proposals + "/" + id + "/stay", Map.of("reason", "La tante veille"))
                        .status())
                .as("not by who proposed it")
                .isEqualTo(403);
        assertThat(api(supervisor.username())
                        .post(proposals + "/" + id + "/stay", Map.of())
                        .status())
                .isEqualTo(422);
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/risk?lang=fr")
                        .body())
                .contains("Risque élevé proposé", "/risk/proposals/" + id + "/stay")
                .contains("/assessment?plan=now&amp;risk=HIGH#risk")
                .doesNotContain("??");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/risk?lang=fr")
                        .body())
                .contains("Risque élevé proposé")
                .doesNotContain("/risk/proposals/");
        String straight =
                "update followup.high_proposal set verdict = 'STAYS', decided_at = access.moment(), decided_by = %s where id = '"
                        + id + "'";
        assertThat(LoginSql.refusal(worker, clock.instant(), straight.formatted("access.actor()")))
                .contains("only a supervisor decides");
        assertThat(LoginSql.refusal(supervisor, clock.instant(), straight.formatted("'" + worker.personId() + "'")))
                .contains("access.not-this-act");
        var stays = api(supervisor.username())
                .post(proposals + "/" + id + "/stay", Map.of("reason", "Le suspect est détenu"));
        assertThat(stays.status()).as(stays.body()).isEqualTo(200);
        assertThat(LoginSql.refusal(
                        supervisor,
                        clock.instant(),
                        "update followup.high_proposal set verdict = null where id = '" + id + "'"))
                .contains("this was decided");
        assertThat(tasks(supervisor, "followup.decide-high", code)).isEmpty();
        assertThat(now(code).nextVisitDue()).as("the nearer visit stays").isEqualTo(TODAY.plusDays(7));
    }

    @Test
    void raisingTheRiskAnswersTheProposal() {
        String code = file("CI");
        assessed(code, Risk.LOW);
        done(scores.record(worker, code, score(Map.of(), false, null, "Rien de nouveau")));
        assertThat(tasks(supervisor, "followup.decide-high", code)).hasSize(1);
        done(scores.record(worker, code, score(Map.of(), false, Risk.HIGH, "Menacée au marché")));
        assertThat(tasks(supervisor, "followup.decide-high", code)).isEmpty();
        assertThat(now(code).risk()).isEqualTo(Risk.HIGH);
    }

    @Test
    void anAlertOfNewExploitationProposesHigh() {
        String code = file("CI");
        assessed(code, Risk.LOW);
        done(alerts.raise(
                worker,
                code,
                new RaiseAlert.OfChild(
                        Ids.next(), Alert.Type.RE_EXPLOITATION, new Alert.SealedText("Vue au champ", null))));
        assertThat(tasks(supervisor, "followup.decide-high", code)).hasSize(1);
        assertThat(now(code).nextVisitDue()).isEqualTo(TODAY.plusDays(7));
        assertThat(browser(worker.username()).get("/cases/" + code + "/visits").body())
                .contains("Calendrier du risque élevé", "risque du dossier\u00a0: Faible");
        UUID proposal = UUID.fromString(tasks(supervisor, "followup.decide-high", code)
                .getFirst()
                .path("id")
                .asString());
        assertThat(count(worker, "select count(*) from followup.high_proposal where id = '" + proposal + "'"))
                .isEqualTo(1);
        assertThat(count(
                        actor(person(Role.CASE_WORKER, ngo)),
                        "select count(*) from followup.high_proposal where id = '" + proposal + "'"))
                .isZero();
    }

    private Alert raised(Actor by, String code, Alert.Type type) {
        return done(
                alerts.raise(by, code, new RaiseAlert.OfChild(Ids.next(), type, new Alert.SealedText("Revu", null))));
    }

    /** An old alert that was taken on and called safe swallows no new danger: it is to be taken on and made safe again, and HIGH is proposed again. */
    @Test
    void dangerReportedAgainSetsTheClocksAnew() {
        String code = file("CI");
        assessed(code, Risk.LOW);
        Alert first = raised(worker, code, Alert.Type.DANGER_AT_HOME);
        done(alerts.acknowledge(supervisor, first.id(), Ids.next(), null));
        done(alerts.act(worker, first.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "x", null));
        String proposal = tasks(supervisor, "followup.decide-high", code)
                .getFirst()
                .path("id")
                .asString();
        assertThat(api(supervisor.username())
                        .post(
                                "/api/v1/cases/" + code + "/risk/proposals/" + proposal + "/stay",
                                Map.of("reason", "La tante veille"))
                        .status())
                .isEqualTo(200);
        assertThat(tasks(supervisor, "followup.alert-acknowledge", code)).isEmpty();
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(3)));
        visited(code, "HOME_VISIT", "DANGER");
        Alert again = done(alerts.of(supervisor, code)).getFirst();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.state()).isEqualTo(Alert.State.RAISED);
        assertThat(java.time.Duration.between(again.due(), clock.instant().plus(java.time.Duration.ofHours(1))))
                .isBetween(java.time.Duration.ZERO, java.time.Duration.ofMinutes(1));
        assertThat(tasks(supervisor, "followup.alert-acknowledge", code)).hasSize(1);
        assertThat(tasks(supervisor, "followup.decide-high", code)).hasSize(1);
        done(alerts.acknowledge(supervisor, first.id(), Ids.next(), null));
        assertThat(tasks(worker, "followup.alert-safety", code)).hasSize(1);
        AlertQuery before =
                new AlertQuery(true, MORNING.plus(java.time.Duration.ofDays(2)), AlertQuery.Place.START, 50);
        assertThat(lists.page(supervisor, before).alerts())
                .as("the picture of the day before")
                .extracting(Alert::state)
                .containsExactly(Alert.State.ACTING);
    }

    /** Reporting it again and again does not lengthen the clock that runs. */
    @Test
    void aClockThatRunsIsNotLengthened() {
        String code = file("CI");
        Alert first = raised(worker, code, Alert.Type.TRAFFICKER_CONTACT);
        done(alerts.acknowledge(supervisor, first.id(), Ids.next(), null));
        clock.moveTo(MORNING.plus(java.time.Duration.ofHours(20)));
        Alert again = raised(worker, code, Alert.Type.TRAFFICKER_CONTACT);
        assertThat(again.acknowledgedAt()).isNull();
        assertThat(again.safeDue()).isEqualTo(first.safeDue());
    }

    /** A worker's new index ends no alert that no supervisor took on, nor the help for the mind that came with it; straight SQL neither. */
    @Test
    void aNewIndexEndsNoAlertThatNobodyTookOn() {
        String code = file("GH");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.EMOTIONAL_HEALTH, 1))));
        clock.moveTo(MORNING.plus(java.time.Duration.ofHours(5)));
        done(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY, Map.of())));
        Alert open = done(alerts.of(supervisor, code)).getFirst();
        assertThat(open.closedAt()).isNull();
        assertThat(done(indexes.of(worker, code)).actions())
                .filteredOn(one -> one.until() == null)
                .extracting(CsiAction::kind)
                .containsExactly(CsiConsequence.Kind.MENTAL_HEALTH_REFERRAL);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> org.akoma.SqlAs.change(
                        worker,
                        clock.instant(),
                        "update followup.alert set closed_at = access.moment(), closed_by = access.actor(), outcome = 'REASSESSED' where id = '"
                                + open.id() + "'"))
                .hasMessageContaining("alert-not-acknowledged");
        done(alerts.acknowledge(supervisor, open.id(), Ids.next(), null));
        for (var typed : Map.of("PLACED", "alert-ends-otherwise", "FILE_CLOSED", "alert-without-record")
                .entrySet())
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> org.akoma.SqlAs.change(
                            worker,
                            clock.instant(),
                            "update followup.alert set closed_at = access.moment(), closed_by = access.actor(), outcome = '"
                                    + typed.getKey() + "' where id = '" + open.id() + "'"))
                    .as(typed.getKey())
                    .hasMessageContaining(typed.getValue());
        clock.moveTo(MORNING.plus(java.time.Duration.ofHours(6)));
        done(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY, Map.of())));
        assertThat(done(alerts.of(supervisor, code)).getFirst().outcome())
                .as("nobody saw the child on a later day")
                .isNull();
    }

    /** A note about safety, and a visit that worries, ring who did not write them. */
    @Test
    void aNoteOnSafetyAndAConcernRing() {
        String code = file("CI");
        assessed(code, Risk.LOW);
        assertThat(bells(worker)).doesNotContain("\"alert\"");
        var written = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/notes",
                        Map.of(
                                "kind",
                                "SAFETY",
                                "text",
                                "Elle est battue",
                                "at",
                                clock.instant().toString()));
        assertThat(written.status()).as(written.body()).isEqualTo(201);
        assertThat(bells(worker)).contains("\"alert\"");
        assertThat(bells(supervisor)).doesNotContain("\"alert\"");
        visited(code, "HOME_VISIT", "CONCERN");
        assertThat(bells(supervisor)).contains("\"alert\"");
    }

    private String bells(Actor who) {
        return api(who.username()).get("/api/v1/notices").body();
    }

    /** The visit to a child at high risk is not put off, by the application and by straight SQL. */
    @Test
    void aVisitToAChildAtHighRiskIsNotPutOff() {
        String code = file("CI");
        assessed(code, Risk.HIGH);
        String visit =
                tasks(worker, "followup.visit", code).getFirst().path("id").asString();
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/tasks/snoozes",
                                Map.of(
                                        "kind",
                                        "followup.visit",
                                        "item",
                                        visit,
                                        "until",
                                        TODAY.plusDays(12).toString(),
                                        "reason",
                                        "Plus tard"))
                        .body())
                .contains("tasks.not-to-be-put-off");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> org.akoma.SqlAs.change(
                        worker,
                        clock.instant(),
                        "insert into tasks.snooze (id, file_id, person_id, kind, item_id, at, until, sealed) values (gen_random_uuid(), '"
                                + now(code).id() + "', access.actor(), 'followup.visit', '" + visit
                                + "', access.moment(), '2015-11-28', '\\x00')"))
                .hasMessageContaining("tasks.not-to-be-put-off");
    }

    /** A reason that was written past the application and does not open takes no list away. */
    @Test
    void aReasonThatDoesNotOpenTakesNoListAway() {
        String code = file("CI");
        org.akoma.ground.database.TestDatabase.ownerDoes(
                "insert into tasks.snooze (id, file_id, person_id, kind, item_id, at, until, sealed) values (gen_random_uuid(), '"
                        + now(code).id() + "', '" + worker.personId() + "', 'cases.plan', gen_random_uuid(), '"
                        + clock.instant()
                        + "', '2015-11-28', '\\x00')");
        var page = browser(worker.username()).get("/tasks?lang=fr");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("La raison est illisible");
        assertThat(api(worker.username()).get("/api/v1/tasks/snoozes").status()).isEqualTo(200);
    }

    /** Nobody asked the guardian, who is a danger; and the visitor did not get to the door. */
    @Test
    void anUnsafeGuardianAndAnUnsafePlaceRaiseAnAlert() {
        String code = file("CI");
        var answer = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/consents",
                        Map.of(
                                "purpose",
                                "PHOTO",
                                "status",
                                "NOT_OBTAINABLE",
                                "givenBy",
                                "NOBODY",
                                "at",
                                "2015-11-16T06:05:00Z",
                                "basis",
                                "GUARDIAN_UNSAFE",
                                "words",
                                "Le père la bat et l’a vendue"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(types(code)).containsExactly("DANGER_AT_HOME PERSON");
        rung(supervisor);
        String other = file("CI");
        assessed(other, Risk.LOW);
        UUID planned = done(visits.of(worker, other)).getFirst().id();
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(100)));
        done(visits.missed(worker, other, planned, "UNSAFE", "Des hommes armés devant la maison", null, null));
        assertThat(types(other)).contains("DANGER_AT_HOME PERSON");
        assertThat(browser(supervisor.username())
                        .get("/alerts/"
                                + done(alerts.of(worker, other)).getFirst().id() + "?lang=fr")
                        .body())
                .contains("le lieu était dangereux")
                .doesNotContain("??");
    }
}
