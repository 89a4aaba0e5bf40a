package org.akoma.protection.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile.Risk;
import org.akoma.protection.wellbeing.Csi;
import org.akoma.protection.wellbeing.CsiFactor;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Danger in a record that is refused, because another answer is missing: the alert goes out at that moment, and once (trust.md 4). */
class DangerFirstIT extends StatusHouse {

    private static final String BEATEN = "Son oncle le frappe avec un câble";

    @Autowired
    Alerts alerts;

    private String code;
    private String id;

    @BeforeEach
    void aChild() {
        code = file("CI");
        assessed(code, Risk.LOW);
        id = Ids.next().toString();
    }

    private List<String> types() {
        return done(alerts.of(worker, code)).stream()
                .map(one -> one.type().name() + " " + one.source())
                .toList();
    }

    private List<AlertAction.Kind> actions() {
        return done(alerts.of(worker, code)).stream()
                .flatMap(one -> alerts.read(worker, one.id()).orElseThrow().actions().stream())
                .map(AlertAction::kind)
                .toList();
    }

    private Map<String, Object> danger() {
        return new HashMap<>(Map.of(
                "id", id, "doneOn", TODAY.toString(), "seen", "CHILD", "safety", "DANGER", "safetyWords", BEATEN));
    }

    private static String[] typed(Map<String, Object> fields) {
        return fields.entrySet().stream()
                .flatMap(one -> Stream.of(one.getKey(), one.getValue().toString()))
                .toArray(String[]::new);
    }

    @Test
    void aVisitWithDangerAndNothingElseSendsTheAlertWithItsWords() {
        String page = "/cases/" + code + "/visits/new";
        org.akoma.Visit visit = browser(worker.username());
        visit.get(page);
        Answer refused = visit.post(page, typed(danger()));
        assertThat(refused.status()).isEqualTo(422);
        String body = refused.body();
        assertThat(body).contains("L’alerte est partie", BEATEN, "govuk-error-summary");
        assertThat(body.indexOf("L’alerte est partie"))
                .as("above what is missing")
                .isLessThan(body.indexOf("govuk-error-summary"));
        assertThat(types()).containsExactly("DANGER_AT_HOME VISIT");
        Alert alert = done(alerts.of(worker, code)).getFirst();
        assertThat(browser(supervisor.username()).get("/alerts/" + alert.id()).body())
                .contains("Enfant trouvé en danger", BEATEN);
        assertThat(tasks(supervisor, "followup.alert-acknowledge", code)).hasSize(1);
        assertThat(tasks(supervisor, "followup.decide-high", code)).hasSize(1);

        assertThat(visit.post(page, typed(danger())).status()).isEqualTo(422);
        assertThat(types()).as("the same form raises no second one").hasSize(1);
        assertThat(actions()).as("nor is it reported again").isEmpty();

        Map<String, Object> whole = danger();
        whole.putAll(Map.of("mode", "HOME_VISIT", "seenAlone", "true", "traffickerContact", "true"));
        assertThat(visit.post(page, typed(whole)).status()).isEqualTo(303);
        assertThat(types()).containsExactlyInAnyOrder("DANGER_AT_HOME VISIT", "TRAFFICKER_CONTACT VISIT");
        assertThat(actions()).isEmpty();
    }

    /** The alert proposes high risk, and the calendar is planned anew: not the visit that is being recorded. */
    @Test
    void theVisitOnWhichTheDangerWasSeenStaysToBeRecorded() {
        clock.moveTo(MORNING.plus(Duration.ofDays(28)));
        String visits = "/api/v1/cases/" + code + "/visits";
        String next = api(worker.username())
                .get(visits)
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("state").asString().equals("PLANNED"))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
        String page = "/cases/" + code + "/visits/" + next;
        org.akoma.Visit visit = browser(worker.username());
        visit.get(page);
        Map<String, Object> said = danger();
        said.put("doneOn", TODAY.plusDays(28).toString());
        Answer refused = visit.post(page + "/done", typed(said));
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("L’alerte est partie", BEATEN);
        said.putAll(Map.of("mode", "HOME_VISIT", "seenAlone", "true", "traffickerContact", "false"));
        assertThat(visit.post(page + "/done", typed(said)).status()).isEqualTo(303);
        assertThat(types()).containsExactly("DANGER_AT_HOME VISIT");
    }

    /** Once somebody has acted on it, the early alert counts no more: what the complete record says is reported again. */
    @Test
    void dangerIsReportedAgainOnceTheChildWasSaidToBeSafe() {
        String visits = "/api/v1/cases/" + code + "/visits/unplanned";
        assertThat(api(worker.username()).post(visits, danger()).status()).isEqualTo(422);
        Alert alert = done(alerts.of(worker, code)).getFirst();
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        Map<String, Object> whole = danger();
        whole.putAll(Map.of("mode", "HOME_VISIT", "seenAlone", "true", "traffickerContact", "false"));
        assertThat(api(worker.username()).post(visits, whole).status()).isEqualTo(201);
        assertThat(actions()).contains(AlertAction.Kind.REPORTED_AGAIN);
    }

    /** The sender chooses the id of a record: the same id at another child's file is another danger. */
    @Test
    void theIdOfOneChildSilencesNoOther() {
        Answer one = api(worker.username()).post("/api/v1/cases/" + code + "/visits/unplanned", danger());
        assertThat(one.body()).contains("followup.alert-went-first");
        String first = code;
        code = file("CI");
        Answer other = api(worker.username()).post("/api/v1/cases/" + code + "/visits/unplanned", danger());
        assertThat(other.status()).as(other.body()).isEqualTo(422);
        assertThat(types()).as(first + " " + code).containsExactly("DANGER_AT_HOME VISIT");
    }

    /** A colleague who knows the id of a visit plants alerts and marks for it; the danger that its visitor records is reported all the same. */
    @Test
    void whatAnotherPersonPlantsSilencesNoDanger() throws SQLException {
        UUID child = now(code).id();
        UUID derived = UUID.nameUUIDFromBytes((child + "/" + id + "/DANGER_AT_HOME").getBytes(StandardCharsets.UTF_8));
        String raise = "/api/v1/cases/" + code + "/alerts";
        Caller planter = api(supervisor.username());
        assertThat(planter.post(raise, Map.of("id", derived, "type", "TRAFFICKER_CONTACT", "what", "Vu"))
                        .status())
                .isEqualTo(201);
        UUID planted = alerts.newest(worker, code, Alert.Type.TRAFFICKER_CONTACT)
                .orElseThrow()
                .id();
        String mark = "insert into followup.first_alert values ('%s', '%s', '%s', '%s', '%s')";
        assertThatThrownBy(() -> SqlAs.change(
                        supervisor,
                        clock.instant(),
                        mark.formatted(child, id, "DANGER_AT_HOME", worker.personId(), planted)))
                .hasMessageContaining("first_alert");
        for (String type : List.of("DANGER_AT_HOME", "TRAFFICKER_CONTACT"))
            SqlAs.change(supervisor, clock.instant(), mark.formatted(child, id, type, supervisor.personId(), planted));

        Answer refused = api(worker.username()).post("/api/v1/cases/" + code + "/visits/unplanned", danger());
        assertThat(refused.body()).contains("\"followup.alert-went-first\"");
        assertThat(types()).containsExactlyInAnyOrder("DANGER_AT_HOME VISIT", "TRAFFICKER_CONTACT PERSON");

        id = Ids.next().toString();
        Map<String, Object> whole = danger();
        whole.putAll(Map.of("mode", "HOME_VISIT", "seenAlone", true, "traffickerContact", true));
        Answer recorded = api(worker.username()).post("/api/v1/cases/" + code + "/visits/unplanned", whole);
        assertThat(recorded.status()).as(recorded.body()).isEqualTo(201);
        assertThat(actions())
                .as("a visit of its own adds to both alerts")
                .containsExactly(AlertAction.Kind.REPORTED_AGAIN, AlertAction.Kind.REPORTED_AGAIN);
    }

    @Test
    void aProgramIsToldThatTheAlertIsOut() {
        String visits = "/api/v1/cases/" + code + "/visits/unplanned";
        Actor stranger = actor(person(Role.CASE_WORKER, ngo));
        assertThat(api(stranger.username()).post(visits, danger()).body()).doesNotContain("alert-went-first");
        Map<String, Object> planned = danger();
        planned.remove("id");
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/visits/" + Ids.next() + "/done", planned)
                        .body())
                .as("no such visit")
                .doesNotContain("alert-went-first");
        assertThat(types()).as("by who may not record it").isEmpty();
        Map<String, Object> safe = danger();
        safe.put("safety", "SAFE");
        assertThat(api(worker.username()).post(visits, safe).body()).doesNotContain("alert-went-first");
        assertThat(types()).isEmpty();

        Answer refused = api(worker.username()).post(visits, danger());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("\"followup.alert-went-first\"", "form.required");
        assertThat(api(worker.username()).post(visits, danger()).status()).isEqualTo(422);
        assertThat(types()).containsExactly("DANGER_AT_HOME VISIT");
        assertThat(actions()).isEmpty();
    }

    @Test
    void anIndexWithOnesAndOthersMissingSendsItsAlerts() {
        Map<String, Object> index = Map.of(
                "id",
                id,
                "scores",
                Map.of(CsiFactor.ABUSE_EXPLOITATION.name(), 1, CsiFactor.EMOTIONAL_HEALTH.name(), 1),
                "seen",
                "Elle pleure");
        Answer refused = api(worker.username()).post("/api/v1/cases/" + code + "/csi", index);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("\"followup.alert-went-first\"");
        assertThat(types()).contains("CSI_URGENT CSI");
        int many = types().size();

        String page = "/cases/" + code + "/csi/new";
        org.akoma.Visit visit = browser(worker.username());
        visit.get(page);
        Map<String, Object> typed = new HashMap<>(Map.of(
                "id", id, "wave", "BASELINE", "on", TODAY.toString(), "informants", "CHILD", "seen", "Elle pleure"));
        typed.put(CsiFactor.ABUSE_EXPLOITATION.name(), "1");
        typed.put(CsiFactor.EMOTIONAL_HEALTH.name(), "1");
        Answer again = visit.post(page, typed(typed));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains("L’alerte est partie", "value=\"" + id + "\"");
        for (CsiFactor factor : CsiFactor.values()) typed.putIfAbsent(factor.name(), "4");
        assertThat(visit.post(page, typed(typed)).status()).isEqualTo(303);
        assertThat(types()).hasSize(many);
        assertThat(actions()).isEmpty();
    }

    /** An index that says that the child may wish to die is taken on within the hour, also where an index of the day before found something else. */
    @Test
    void anIndexOfAChildWhoMayWishToDieIsTakenOnWithinTheHour() {
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.SHELTER, 1))));
        assertThat(toTakeOn()).as("another number").isEqualTo(Duration.ofHours(24));
        clock.moveTo(MORNING.plus(Duration.ofHours(5)));
        Map<CsiFactor, Integer> hopeless = Map.of(CsiFactor.SHELTER, 1, CsiFactor.EMOTIONAL_HEALTH, 1);
        done(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY, hopeless)));
        assertThat(toTakeOn()).as("the clock that runs is cut").isEqualTo(Duration.ofHours(1));
        code = file("CI");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.EMOTIONAL_HEALTH, 1))));
        assertThat(toTakeOn()).isEqualTo(Duration.ofHours(1));
    }

    private Duration toTakeOn() {
        Alert alert = done(alerts.of(worker, code)).stream()
                .filter(one -> one.type() == Alert.Type.CSI_URGENT)
                .findFirst()
                .orElseThrow();
        return Duration.between(alert.since(), alert.ackDue());
    }
}
