package org.akoma.protection.wellbeing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.alerts.Alert;
import org.akoma.protection.alerts.Alerts;
import org.akoma.protection.alerts.RaiseAlert;
import org.akoma.protection.cases.CaseFile.Risk;
import org.akoma.protection.cases.Outcome;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The risk of being trafficked again: proposed by the score, raised by the worker, lowered only with a supervisor. */
class RiskScoresIT extends StatusHouse {

    @Autowired
    RiskScores scores;

    @Autowired
    Alerts alerts;

    private static ScoreRisk score(Map<RiskItem, Integer> points, Risk risk, String reason) {
        return new ScoreRisk(
                Ids.next(), TODAY, points, false, risk, reason, risk == Risk.HIGH ? "Dort ailleurs" : null);
    }

    @Test
    void nobodyElseSeesOrScores() {
        String code = file("CI");
        done(scores.record(worker, code, score(Map.of(), null, "Rien de nouveau depuis hier")));
        for (Role role : Role.values()) {
            Actor stranger = actor(person(role, structure(Organisation.Kind.NGO)));
            assertThat(scores.of(stranger, code)).as(role.name()).isInstanceOf(Outcome.NotFound.class);
            assertThat(scores.record(stranger, code, score(Map.of(), null, "Rien de nouveau depuis hier")))
                    .as(role.name())
                    .isNotInstanceOf(Outcome.Done.class);
        }
        Actor elsewhere = actor(person(Role.CASE_WORKER, ngo));
        assertThat(count(elsewhere, "select count(*) from followup.risk_score")).isZero();
        assertThat(count(elsewhere, "select count(*) from followup.risk_item")).isZero();
        assertThat(count(worker, "select count(*) from followup.risk_item")).isEqualTo(10);
        assertThat(scores.record(supervisor, code, score(Map.of(), null, "Rien de nouveau depuis hier")))
                .isInstanceOf(Outcome.Forbidden.class);
        assertThat(api(elsewhere.username())
                        .get("/api/v1/cases/" + code + "/risk")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theScoreDecidesNothingByItself() {
        String code = file("CI");
        assessed(code, Risk.MEDIUM);
        RiskScore made = done(scores.record(worker, code, score(Map.of(), null, "Rien de nouveau depuis hier")));
        assertThat(made.proposed()).isEqualTo(Risk.HIGH);
        assertThat(now(code).risk()).isEqualTo(Risk.MEDIUM);
    }

    @Test
    void theWorkerRaisesWithAReasonAndASupervisorAgreesToLess() {
        String code = file("CI");
        assessed(code, Risk.MEDIUM);
        assertThat(refused(scores.record(worker, code, score(Map.of(), Risk.HIGH, null))))
                .isEqualTo("form.required");
        assertThat(done(scores.of(worker, code)).scores()).isEmpty();
        done(scores.record(worker, code, score(Map.of(), Risk.HIGH, "Menacé au marché")));
        assertThat(now(code).risk()).isEqualTo(Risk.HIGH);
        ScoreRisk lower = score(Map.of(RiskItem.DEBT, 0), Risk.LOW, "Le suspect est détenu");
        RiskScore made = done(scores.record(worker, code, lower));
        assertThat(done(scores.record(worker, code, lower))).isEqualTo(made);
        assertThat(now(code).risk()).isEqualTo(Risk.HIGH);
        var waiting = done(assessments.of(supervisor, code)).getFirst();
        assertThat(waiting.waits()).isTrue();
        done(assessments.agree(supervisor, code, waiting.id()));
        assertThat(now(code).risk()).isEqualTo(Risk.LOW);
    }

    /** Planned after 14 and 28 days, missed once another 14 have gone by. */
    @Test
    void twoVisitsMissedInARowProposeHighWhateverTheAnswers() {
        String code = file("CI");
        assessed(code, Risk.MEDIUM);
        Map<RiskItem, Integer> none = new java.util.EnumMap<>(RiskItem.class);
        for (RiskItem item : RiskItem.values()) none.put(item, 0);
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(41)));
        RiskScore one = done(scores.record(worker, code, score(none, null, null)));
        assertThat(one.overrides()).isEmpty();
        assertThat(one.proposed()).isEqualTo(Risk.LOW);
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(43)));
        RiskScore two = done(scores.record(worker, code, score(none, null, "La famille est en voyage")));
        assertThat(two.overrides()).containsExactly(RiskScore.Override.TWO_MISSED);
        assertThat(two.proposed()).isEqualTo(Risk.HIGH);
        assertThat(now(code).risk()).as("a person decides").isEqualTo(Risk.MEDIUM);
    }

    @Test
    void theNewestIndexAnswersFoodAndFeelingsAndExploitation() {
        String code = file("CI");
        done(indexes.record(
                worker,
                code,
                csi(
                        Csi.Wave.BASELINE,
                        TODAY,
                        Map.of(
                                CsiFactor.FOOD_SECURITY,
                                1,
                                CsiFactor.EMOTIONAL_HEALTH,
                                3,
                                CsiFactor.ABUSE_EXPLOITATION,
                                1))));
        assertThat(done(scores.of(worker, code)).prefilled())
                .isEqualTo(Map.of(RiskItem.FOOD, 3, RiskItem.EMOTIONAL, 1));
        assertThat(done(scores.record(worker, code, score(Map.of(), null, "Rien de nouveau depuis hier")))
                        .overrides())
                .containsExactly(RiskScore.Override.CSI_EXPLOITED);
    }

    /** A score past the application, which would raise the alert: that somebody else's alert runs is no alert of what this score tells. */
    @Test
    void aScoreOfDangerIsNotWrittenWithoutItsAlert() {
        String code = file("CI");
        for (Alert.Type type : List.of(Alert.Type.DANGER_AT_HOME, Alert.Type.TRAFFICKER_CONTACT))
            done(alerts.raise(
                    supervisor, code, new RaiseAlert.OfChild(Ids.next(), type, new Alert.SealedText("Battue", null))));
        String made =
                "insert into followup.risk_score (id, file_id, organisation_id, worker_id, on_day, recorded_at, scored_by, asks_protection,"
                        + " csi_exploited, two_missed, proposed, sealed) select '%1$s', id, organisation_id, worker_id, date '2015-11-16', access.moment(),"
                        + " access.actor(), %2$s, false, false, 'LOW', decode(repeat('00', 60), 'hex') from cases.case_file where code = '"
                        + code + "'";
        String items =
                "insert into followup.risk_item (score_id, file_id, item, points) select '%1$s', (select id from cases.case_file where code = '"
                        + code + "'), x, case x when '%3$s' then 3 else 0 end from unnest(array[" + items() + "]) x";
        String whole = made + ";" + items;
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), made.formatted(Ids.next(), false)))
                .hasMessageContaining("followup.score-without-items");
        for (String one : List.of("FAMILY_ROLE", "SUSPECT_TIED", "TRAFFICKER_CONTACT"))
            assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), whole.formatted(Ids.next(), false, one)))
                    .as(one)
                    .hasMessageContaining("followup.danger-without-alert");
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), whole.formatted(Ids.next(), true, "DEBT")))
                .hasMessageContaining("followup.danger-without-alert");
        assertThat(done(scores.of(worker, code)).scores()).isEmpty();
        done(scores.record(
                worker,
                code,
                score(Map.of(RiskItem.FAMILY_ROLE, 3, RiskItem.TRAFFICKER_CONTACT, 1), null, "Dit par la voisine")));
    }

    private static String items() {
        return Stream.of(RiskItem.values()).map(one -> "'" + one + "'").collect(Collectors.joining(","));
    }

    @Test
    void pageAndJson() {
        String code = file("CI");
        assessed(code, Risk.MEDIUM);
        Visit visit = browser(worker.username());
        for (String lang : List.of("fr", "en"))
            assertThat(visit.get("/cases/" + code + "/risk?lang=" + lang).body())
                    .contains("</html>")
                    .doesNotContain("??", " th:");
        Answer saved = visit.post(
                "/cases/" + code + "/risk",
                "on",
                "2015-11-16",
                "DEBT",
                "1",
                "SCHOOL",
                "UNKNOWN",
                "reason",
                "Beaucoup reste à savoir");
        assertThat(saved.status()).isEqualTo(303);
        assertThat(visit.get(saved.location() + "&lang=fr").body())
                .contains("chacun compté 2")
                .doesNotContain("??");
        Answer wrong = visit.post("/cases/" + code + "/risk", "on", "2015-11-16", "SUSPECT_TIED", "1");
        assertThat(wrong.status()).isEqualTo(422);
        Answer json = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/risk",
                        Map.of("on", "2015-11-16", "points", Map.of("DEBT", 3), "reason", "Beaucoup reste à savoir"));
        assertThat(json.status()).isEqualTo(201);
        assertThat(json.body()).contains("\"score\":21", "\"proposed\":\"HIGH\"");
        String risk = "/api/v1/cases/" + code + "/risk";
        assertThat(api(worker.username()).get(risk + "?asOf=2015-11-15").json().path("items"))
                .isEmpty();
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(3)));
        assertThat(api(worker.username()).get(risk + "?asOf=2015-11-16").json().path("items"))
                .hasSize(2);
    }
}
