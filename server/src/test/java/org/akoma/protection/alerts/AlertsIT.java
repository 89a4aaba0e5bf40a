package org.akoma.protection.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.placement.SearchStep;
import org.akoma.protection.placement.Searches;
import org.akoma.protection.wellbeing.Csi;
import org.akoma.protection.wellbeing.CsiFactor;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Alerts from being raised to being closed, and who may not know of them. */
class AlertsIT extends StatusHouse {

    @Autowired
    Alerts alerts;

    @Autowired
    AlertLists lists;

    @Autowired
    Searches searches;

    private static RaiseAlert.OfChild raise(Alert.Type type) {
        return new RaiseAlert.OfChild(Ids.next(), type, new Alert.SealedText("Un homme l’attend", "devant l’école"));
    }

    private AlertQuery open(LocalDate day) {
        return new AlertQuery(true, day.atTime(23, 0).toInstant(java.time.ZoneOffset.UTC), AlertQuery.Place.START, 50);
    }

    /** Another content under the same id is refused, and the alert is as it was. */
    @Test
    void anotherAlertUnderTheSameIdIsRefused() {
        String code = file("CI");
        java.util.Map<String, Object> body = new java.util.HashMap<>(
                java.util.Map.of("id", Ids.next().toString(), "type", "MISSING", "what", "Pas rentrée hier"));
        var program = api(worker.username());
        String path = "/api/v1/cases/" + code + "/alerts";
        var first = program.post(path, body);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(program.post(path, body).status()).isEqualTo(201);
        body.put("type", "TRAFFICKER_CONTACT");
        var other = program.post(path, body);
        assertThat(other.status()).as(other.body()).isEqualTo(409);
        assertThat(done(alerts.of(worker, code))).hasSize(1);
        Actor elsewhere = actor(person(Role.CASE_WORKER, ngo));
        String theirs = api(elsewhere.username())
                .post(
                        "/api/v1/cases",
                        java.util.Map.of("sex", "F", "age", 12, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
        program.post(
                "/api/v1/cases/" + code + "/medical",
                java.util.Map.of(
                        "kind",
                        "TREATMENT",
                        "at",
                        clock.instant().toString(),
                        "urgent",
                        true,
                        "care",
                        "Repos",
                        "detail",
                        "Fièvre"));
        UUID made = done(alerts.of(worker, code)).stream()
                .filter(one -> one.type() == Alert.Type.HEALTH_URGENT)
                .findFirst()
                .orElseThrow()
                .id();
        body.put("id", made.toString());
        var taken = api(elsewhere.username()).post("/api/v1/cases/" + theirs + "/alerts", body);
        assertThat(taken.status()).as(taken.body()).isEqualTo(422);
        assertThat(taken.body()).as("the id of an alert that they do not see").contains("cases.id-taken");
    }

    private String tasks(Actor of, String kind) {
        return api(of.username()).get("/api/v1/tasks?limit=200&kind=" + kind).body();
    }

    @Test
    void whatNobodySupervisesIsEverySupervisorsUntilOneTakesItOn() {
        Actor alone = actor(person(Role.CASE_WORKER, ngo));
        String code = api(alone.username())
                .post(
                        "/api/v1/cases",
                        java.util.Map.of("sex", "F", "age", 12, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
        Actor other = actor(person(Role.CASE_SUPERVISOR, ngo));
        Actor elsewhere = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        Alert alert = done(alerts.raise(alone, code, raise(Alert.Type.RE_EXPLOITATION)));
        for (Actor one : List.of(supervisor, other)) {
            assertThat(tasks(one, "followup.alert-acknowledge")).contains(code);
            assertThat(tasks(one, "followup.decide-high")).contains(code);
            assertThat(api(one.username()).get("/api/v1/notices").body()).doesNotContain("\"unread\":0,");
        }
        assertThat(tasks(elsewhere, "followup.alert-acknowledge")).doesNotContain(code);
        assertThat(tasks(elsewhere, "followup.decide-high")).doesNotContain(code);
        done(alerts.acknowledge(other, alert.id(), Ids.next(), null));
        assertThat(tasks(other, "followup.alert-safety")).contains(code);
        for (String kind : List.of("followup.alert-acknowledge", "followup.alert-safety"))
            assertThat(tasks(supervisor, kind)).as(kind).doesNotContain(code);
    }

    @Test
    void nobodyElseKnowsOfOneOrTouchesIt() {
        String code = file("CI");
        Alert alert = done(alerts.raise(worker, code, raise(Alert.Type.TRAFFICKER_CONTACT)));
        for (Role role : Role.values()) {
            if (role == Role.CASE_SUPERVISOR) continue;
            Actor stranger = actor(person(role, ngo));
            assertThat(alerts.raise(stranger, code, raise(Alert.Type.MISSING)))
                    .as(role.name())
                    .isInstanceOf(role == Role.PROJECT_MANAGER ? Outcome.Forbidden.class : Outcome.NotFound.class);
            assertThat(alerts.read(stranger, alert.id())).as(role.name()).isEmpty();
            assertThat(alerts.acknowledge(stranger, alert.id(), Ids.next(), null))
                    .isInstanceOf(Outcome.NotFound.class);
            assertThat(lists.page(stranger, open(TODAY)).alerts())
                    .extracting(Alert::id)
                    .doesNotContain(alert.id());
        }
        Actor elsewhere = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        assertThat(alerts.acknowledge(elsewhere, alert.id(), Ids.next(), null)).isInstanceOf(Outcome.NotFound.class);
        assertThat(count(elsewhere, "select count(*) from followup.alert where id = '" + alert.id() + "'"))
                .isZero();
        assertThat(count(elsewhere, "select count(*) from followup.due_alert where id = '" + alert.id() + "'"))
                .isZero();
        assertThat(count(supervisor, "select count(*) from followup.due_alert where id = '" + alert.id() + "'"))
                .isEqualTo(1);
        assertThat(api(elsewhere.username()).get("/api/v1/alerts/" + alert.id()).status())
                .isEqualTo(404);
        assertThat(browser(elsewhere.username()).get("/alerts/" + alert.id()).status())
                .isEqualTo(404);
        assertThat(alerts.acknowledge(worker, alert.id(), Ids.next(), null)).isInstanceOf(Outcome.Forbidden.class);
    }

    @Test
    void fromRaisedToClosedWithBothClocks() {
        String code = file("CI");
        Alert alert = done(alerts.raise(worker, code, raise(Alert.Type.RE_EXPLOITATION)));
        assertThat(Duration.between(alert.raisedAt(), alert.ackDue())).hasHours(1);
        assertThat(Duration.between(alert.raisedAt(), alert.safeDue())).hasHours(24);
        assertThat(alert.state()).isEqualTo(Alert.State.RAISED);
        assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.CHILD_SAFE, "Fini", null)))
                .isEqualTo("followup.alert-not-acknowledged");
        UUID first = Ids.next();
        done(alerts.acknowledge(supervisor, alert.id(), first, null));
        AlertTold again = done(alerts.acknowledge(supervisor, alert.id(), first, null));
        assertThat(again.actions()).hasSize(1);
        assertThat(again.alert().due()).isEqualTo(alert.safeDue());
        assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.CHILD_SAFE, "Fini", null)))
                .isEqualTo("followup.alert-not-safe");
        done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.POLICE_REPORT, "Dit au commissariat", null));
        AlertTold safe =
                done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "Chez sa tante", null));
        assertThat(safe.alert().state()).isEqualTo(Alert.State.ACTING);
        assertThat(safe.alert().due()).isNull();
        AlertTold closed = done(
                alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.CHILD_SAFE, "Il est à l’abri", null));
        assertThat(closed.alert().state()).isEqualTo(Alert.State.CLOSED);
        assertThat(refused(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.OTHER, "Encore", null)))
                .isEqualTo("followup.alert-closed");
    }

    @Test
    void whoRaisesTheSameAddsToIt() {
        String code = file("CI");
        Alert first = done(alerts.raise(worker, code, raise(Alert.Type.MISSING)));
        RaiseAlert.OfChild second = raise(Alert.Type.MISSING);
        assertThat(done(alerts.raise(supervisor, code, second)).id()).isEqualTo(first.id());
        assertThat(done(alerts.raise(supervisor, code, second)).id()).isEqualTo(first.id());
        assertThat(alerts.read(worker, first.id()).orElseThrow().actions())
                .extracting(AlertAction::kind)
                .containsExactly(AlertAction.Kind.REPORTED_AGAIN);
        assertThat(done(alerts.of(worker, code))).hasSize(1);
    }

    /** One person does not make a lost child found: a record says where, and a supervisor who did not write it ends the alert. */
    @Test
    void aLostChildIsFoundSomewhereAndASupervisorConfirmsIt() throws java.sql.SQLException {
        String code = file("CI");
        Alert alert = done(alerts.raise(worker, code, raise(Alert.Type.LOST_TO_FOLLOW_UP)));
        assertThat(now(code).lostSince()).isEqualTo(TODAY);
        assertThat(done(alerts.of(worker, code))).hasSize(1);
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FOUND, "Non", null)))
                .isEqualTo("followup.alert-search");
        SearchStep.SealedText uncle = new SearchStep.SealedText(null, "Chez son oncle");
        assertThat(refused(searches.step(worker, code, Ids.next(), SearchStep.Step.FOUND, uncle)))
                .isEqualTo("cases.found-where");
        String straight =
                "insert into cases.search_step (id, file_id, step, at, sealed, recorded_by) values (gen_random_uuid(), '"
                        + now(code).id() + "', 'FOUND', access.moment(), '\\x00', access.actor())";
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> org.akoma.SqlAs.change(worker, clock.instant(), straight))
                .hasMessageContaining("found-where");
        Map<String, Object> seen = new java.util.HashMap<>(
                Map.of("doneOn", TODAY.toString(), "mode", "HOME_VISIT", "seen", List.of("CHILD"), "seenAlone", true));
        seen.putAll(Map.of("school", "ATTENDS", "safety", "SAFE", "traffickerContact", false));
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/visits/unplanned", seen)
                        .status())
                .isEqualTo(201);
        done(searches.step(worker, code, Ids.next(), SearchStep.Step.FOUND, uncle));
        assertThat(now(code).lostSince()).isNull();
        assertThat(done(alerts.of(worker, code)).getFirst().closedAt()).isNull();
        for (Actor one : List.of(worker, supervisor))
            assertThat(browser(one.username()).get("/cases/" + code + "/search").body())
                    .contains("</html>")
                    .doesNotContain("??");
        String closing =
                "update followup.alert set closed_at = access.moment(), closed_by = access.actor(), outcome = 'FOUND' where id = '"
                        + alert.id() + "'";
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> org.akoma.SqlAs.change(worker, clock.instant(), closing))
                .hasMessageContaining("alert-found-own");
        done(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FOUND, "Vu chez lui", null));
        assertThat(done(alerts.of(worker, code)).getFirst().outcome()).isEqualTo(Alert.Outcome.FOUND);
    }

    /** Danger rings on a closed file too, and its last supervisor hears of it. */
    @Test
    void anAlertIsRaisedOnAClosedFile() {
        String code = file("CI");
        var below = api(worker.username());
        Map<String, Object> dead = Map.of("code", "DEATH", "details", "Mort de fièvre");
        assertThat(below.post("/api/v1/cases/" + code + "/closure", dead).status())
                .isEqualTo(201);
        var closed = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/closure/decision",
                        Map.of("decision", "CLOSED", "reason", "Elle ne peut pas être évaluée"));
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        Alert alert = done(alerts.raise(worker, code, raise(Alert.Type.RE_EXPLOITATION)));
        assertThat(tasks(supervisor, "followup.alert-acknowledge")).contains(code);
        assertThat(api(supervisor.username()).get("/api/v1/notices").body()).contains("\"alert\"");
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(refused(alerts.raise(worker, code, raise(Alert.Type.LOST_TO_FOLLOW_UP))))
                .isEqualTo("cases.file-closed");
    }

    @Test
    void anIndexRaisesOneTheSameDayAndALaterOneJudgesAnew() {
        String code = file("CI");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.CARE, 1))));
        assertThat(done(alerts.of(supervisor, code))).extracting(Alert::type).containsExactly(Alert.Type.CSI_URGENT);
        clock.moveTo(MORNING.plus(Duration.ofDays(90)));
        done(indexes.record(
                worker, code, csi(Csi.Wave.MONTHS_3, TODAY.plusDays(90), Map.of(CsiFactor.ABUSE_EXPLOITATION, 1))));
        assertThat(done(alerts.of(supervisor, code)).stream()
                        .filter(one -> one.closedAt() == null)
                        .map(Alert::type))
                .containsExactlyInAnyOrder(Alert.Type.CSI_URGENT, Alert.Type.RE_EXPLOITATION);
        assertThat(lists.page(supervisor, open(TODAY)).alerts())
                .as("the picture of the first day")
                .extracting(Alert::state)
                .containsExactly(Alert.State.RAISED);
        assertThat(api(supervisor.username()).get("/api/v1/notices").body())
                .as("rung the same day")
                .contains("2015-11-16", "\"kind\":\"alert\"");
        var one = "/alerts/"
                + lists.page(supervisor, open(TODAY)).alerts().getFirst().id();
        var reader = browser(supervisor.username());
        assertThat(reader.get(one + "?lang=fr").body()).contains("CSI du 16 novembre 2015 : ", "Soins et attention");
        assertThat(reader.get(one + "?lang=en").body())
                .contains("CSI of 16 November 2015: ")
                .doesNotContain("CSI du", "Soins et attention", "\u001f");
    }

    /** An alert that nobody has taken on says danger until it ends, also that of a first index of long ago. */
    @Test
    void aDangerReportedAgainBeginsItsClockAnewWhereNobodyTookItOn() {
        String old = file("CI");
        String code = file("CI");
        done(indexes.record(worker, old, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.CARE, 1))));
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.EMOTIONAL_HEALTH, 1))));
        UUID first = done(alerts.of(worker, code)).getFirst().id();
        assertThat(urgency(code)).as("she may wish to die").isEqualTo("ALERT");
        clock.moveTo(MORNING.plus(Duration.ofDays(90)));
        assertThat(urgency(code)).as("nobody has taken it on").isEqualTo("ALERT");
        assertThat(browser(worker.username()).get("/").body())
                .as("the first page of who follows the child")
                .contains("/alerts/" + first);
        assertThat(browser(worker.username()).get("/cases?scope=MINE").body())
                .as("the list of files")
                .contains("badge--alert");
        done(indexes.record(
                worker, code, csi(Csi.Wave.MONTHS_3, TODAY.plusDays(90), Map.of(CsiFactor.EMOTIONAL_HEALTH, 1))));
        List<Alert> listed = lists.page(supervisor, open(TODAY.plusDays(90))).alerts();
        assertThat(listed).extracting(Alert::code).containsExactly(code, old);
        Alert renewed = listed.getFirst();
        assertThat(renewed.id()).isEqualTo(first);
        assertThat(renewed.againAt()).isAfter(MORNING.plus(Duration.ofDays(89)));
        assertThat(Duration.between(renewed.againAt(), renewed.due())).hasHours(1);
        assertThat(urgency(code)).isEqualTo("ALERT");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/csi?done=followup.csi-recorded")
                        .body())
                .contains("note--danger", "#safetyPlan");
        clock.moveTo(clock.instant().plus(Duration.ofHours(1)));
        done(indexes.record(
                worker, old, csi(Csi.Wave.MONTHS_3, TODAY.plusDays(90), Map.of(CsiFactor.FOOD_SECURITY, 1))));
        assertThat(urgency(old)).as("a clock of hours, and no danger").isEqualTo("CLOCK");
        assertThat(lists.page(supervisor, open(TODAY.plusDays(90))).alerts())
                .extracting(Alert::code)
                .containsExactly(code, old);
    }

    /**
     * Lists, home and tasks alike: danger reported within a day, of death before other, what still has time before what is over; then the risk of the child,
     * also where it is only proposed, then danger of death; of what is over the newest first.
     */
    @Test
    void dangerOfTodayComesFirstThenTheRiskOfTheChildThenDangerOfDeathThenTheNewest() {
        String high = file("CI");
        String late = file("CI");
        String early = file("CI");
        String dying = file("CI");
        done(indexes.record(worker, high, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.CARE, 1))));
        raised(early, Alert.Type.TRAFFICKER_CONTACT);
        clock.moveTo(MORNING.plus(Duration.ofHours(5)));
        raised(late, Alert.Type.TRAFFICKER_CONTACT);
        done(indexes.record(worker, dying, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.EMOTIONAL_HEALTH, 1))));
        inOrder(dying, late, early, high);
        TestDatabase.ownerDoes("update cases.case_file set risk = 'HIGH' where code = '" + high + "'");
        inOrder(dying, late, early, high);
        String proposed = file("CI");
        raised(proposed, Alert.Type.DANGER_AT_HOME);
        clock.moveTo(MORNING.plus(Duration.ofDays(30)));
        inOrder(TODAY.plusDays(30), high, proposed, dying, late, early);
        TestDatabase.ownerDoes("update cases.case_file set risk = null where code = '" + high + "'");
        inOrder(TODAY.plusDays(30), proposed, dying, late, early, high);
        String today = file("CI");
        raised(today, Alert.Type.MISSING);
        inOrder(TODAY.plusDays(30), today, proposed, dying, late, early, high);
    }

    /** Who follows a child in danger of death keeps it among what is done at once until the alert is closed, and is asked for the second word unasked. */
    @Test
    void dangerOfDeathStaysWithWhoFollowsTheChildUntilItIsClosed() {
        String code = file("CI");
        raised(code, Alert.Type.LIFE_IN_DANGER);
        UUID id = done(alerts.of(worker, code)).getFirst().id();
        done(alerts.acknowledge(supervisor, id, Ids.next(), null));
        assertThat(own(code)).containsExactly("followup.alert-safety UNSAFE");
        String files =
                browser(worker.username()).get("/cases?scope=MINE&lang=fr").body();
        assertThat(files).contains(">Alerte<", "élevé proposé");
        done(alerts.act(supervisor, id, Ids.next(), AlertAction.Kind.CHILD_SAFE, "À l’hôpital", null));
        assertThat(own(code)).containsExactly("followup.alert-word UNSAFE");
        String home = browser(worker.username()).get("/?lang=fr").body();
        assertThat(home).contains("Tout de suite", "/alerts/" + id);
        done(alerts.act(worker, id, Ids.next(), AlertAction.Kind.CHILD_SAFE, "Vu à l’hôpital", null));
        assertThat(own(code)).isEmpty();
        home = browser(worker.username()).get("/?lang=fr").body();
        assertThat(home.substring(home.indexOf("Tout de suite"))).contains("/alerts/" + id);
        assertThat(browser(worker.username()).get("/cases?scope=MINE&lang=fr").body())
                .contains(">Alerte<");
        done(alerts.close(supervisor, id, Ids.next(), Alert.Outcome.CHILD_SAFE, "Elle va mieux", null));
        assertThat(browser(worker.username()).get("/?lang=fr").body()).doesNotContain("/alerts/" + id);
        assertThat(browser(worker.username()).get("/cases?scope=MINE&lang=fr").body())
                .doesNotContain(">Alerte<");
    }

    /** The row of a child is that of its newest danger, says that high risk is proposed, and its page leads to the others. */
    @Test
    void theRowOfAChildNamesItsNewestDangerAndItsPageNamesTheOthers() {
        String code = file("CI");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.CARE, 1))));
        UUID old = done(alerts.of(worker, code)).getFirst().id();
        clock.moveTo(MORNING.plus(Duration.ofDays(90)));
        raised(code, Alert.Type.DANGER_AT_HOME);
        UUID today = done(alerts.of(worker, code)).stream()
                .filter(one -> !one.id().equals(old))
                .findFirst()
                .orElseThrow()
                .id();
        for (String page : List.of("/?lang=fr", "/tasks?lang=fr")) {
            String body = browser(supervisor.username()).get(page).body();
            assertThat(body).as(page).contains("/alerts/" + today, "élevé proposé");
            if (page.startsWith("/tasks"))
                assertThat(body.indexOf("/alerts/" + today)).isLessThan(body.indexOf("/alerts/" + old));
            else assertThat(body).doesNotContain("/alerts/" + old);
        }
        String page = browser(supervisor.username())
                .get("/alerts/" + today + "?lang=fr")
                .body();
        assertThat(page).contains("Cet enfant a d’autres alertes", "/alerts/" + old);
        done(alerts.acknowledge(supervisor, old, Ids.next(), null));
        assertThat(browser(supervisor.username())
                        .get("/alerts/" + today + "?lang=fr")
                        .body())
                .doesNotContain("Cet enfant a d’autres alertes");
    }

    /** Who follows the child is asked by itself once somebody else wrote that it is safe, and reads what was written. */
    @Test
    void theWorkerIsAskedOfEachAlertOnceSomebodyElseWroteThatTheChildIsSafe() {
        String code = file("CI");
        raised(code, Alert.Type.TRAFFICKER_CONTACT);
        UUID id = done(alerts.of(worker, code)).getFirst().id();
        done(alerts.acknowledge(supervisor, id, Ids.next(), null));
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(5)));
        done(alerts.act(supervisor, id, Ids.next(), AlertAction.Kind.CHILD_SAFE, "Chez sa tante", null));
        assertThat(own(code)).containsExactly("followup.alert-word CLOCK");
        assertThat(browser(worker.username()).get("/?lang=fr").body())
                .contains(code + "\u00a0: L’enfant est en sécurité");
        clock.moveTo(clock.instant().plus(Duration.ofMinutes(5)));
        done(alerts.act(worker, id, Ids.next(), AlertAction.Kind.CHILD_SAFE, "Je l’ai vue", null));
        assertThat(own(code)).isEmpty();
    }

    /** Who opens the list of what rings still has to answer it. */
    @Test
    void theBellOfAlertsRingsUntilSomebodyTakesThemOn() {
        String one = file("CI");
        String other = file("CI");
        raised(one, Alert.Type.TRAFFICKER_CONTACT);
        raised(other, Alert.Type.TRAFFICKER_CONTACT);
        String waits = "2 alertes attendent";
        assertThat(browser(supervisor.username()).get("/notices?lang=fr").body())
                .contains(waits);
        assertThat(browser(supervisor.username())
                        .post("/notices/read", "kind", "alert")
                        .location())
                .isEqualTo("/alerts");
        assertThat(browser(supervisor.username()).get("/notices?lang=fr").body())
                .contains(waits);
    }

    @Test
    void whoChoosesAChildComesToTheFormItself() {
        String code = file("CI");
        assertThat(browser(worker.username()).get("/choose-child?to=ALERT").body())
                .contains("/cases/" + code + "/alerts/new")
                .doesNotContain("pattern=");
        String typed = "AK-" + code.substring(3).replace('0', 'O');
        assertThat(browser(worker.username())
                        .get("/choose-child?to=ALERT&q=" + typed)
                        .body())
                .contains("/cases/" + code + "/alerts/new");
        String form =
                browser(worker.username()).get("/cases/" + code + "/alerts/new").body();
        assertThat(form.indexOf("name=\"type\"")).isPositive();
        assertThat(form).doesNotContain("ident__d\"><div");
    }

    /** What the worker is to do about the danger to this child. */
    private List<String> own(String code) {
        List<String> found = new ArrayList<>();
        api(worker.username())
                .get("/api/v1/tasks?limit=200")
                .json()
                .path("items")
                .forEach(one -> {
                    String kind = one.path("kind").asString();
                    if (kind.startsWith("followup.alert")
                            && one.path("code").asString().equals(code))
                        found.add(kind + " " + one.path("urgency").asString());
                });
        return found;
    }

    private void raised(String code, Alert.Type type) {
        done(alerts.raise(
                worker, code, new RaiseAlert.OfChild(Ids.next(), type, new Alert.SealedText("Ce qui se passe", null))));
    }

    private void inOrder(String... codes) {
        inOrder(TODAY, codes);
    }

    private void inOrder(LocalDate day, String... codes) {
        assertThat(lists.page(supervisor, open(day)).alerts())
                .extracting(Alert::code)
                .containsExactly(codes);
        List<String> tasks = new ArrayList<>();
        api(supervisor.username())
                .get("/api/v1/tasks?kind=followup.alert-acknowledge")
                .json()
                .path("items")
                .forEach(one -> tasks.add(one.path("code").asString()));
        assertThat(tasks).containsExactly(codes);
        String home = browser(supervisor.username()).get("/").body();
        assertThat(home.indexOf(codes[0])).isPositive().isLessThan(home.indexOf(codes[1]));
        String files = browser(supervisor.username()).get("/cases?scope=TEAM").body();
        assertThat(files.indexOf("/cases/" + codes[0])).isPositive().isLessThan(files.indexOf("/cases/" + codes[1]));
    }

    /** Where the clocks of hours are long over, as in the lists of tasks. */
    @Test
    void amongOldAlertsAChildAtHighRiskComesFirst() {
        String low = file("CI");
        String high = file("CI");
        done(indexes.record(worker, low, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.CARE, 1))));
        clock.moveTo(MORNING.plus(Duration.ofHours(1)));
        done(indexes.record(worker, high, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.CARE, 1))));
        clock.moveTo(MORNING.plus(Duration.ofDays(90)));
        assertThat(lists.page(supervisor, open(TODAY.plusDays(90))).alerts())
                .extracting(Alert::code)
                .containsSubsequence(low, high);
        TestDatabase.ownerDoes("update cases.case_file set risk = 'HIGH' where code = '" + high + "'");
        assertThat(lists.page(supervisor, open(TODAY.plusDays(90))).alerts())
                .extracting(Alert::code)
                .containsSubsequence(high, low);
        String page = "/choose-child?to=ALERT";
        String choice = browser(worker.username()).get(page).body();
        assertThat(choice).contains(high, low);
        assertThat(choice.indexOf(high)).as("the most urgent first").isLessThan(choice.indexOf(low));
    }

    private String urgency(String code) {
        return tasks(supervisor, "followup.alert-acknowledge", code)
                .getFirst()
                .path("urgency")
                .asString();
    }

    @Test
    void anybodySaysThatADeviceIsGone() {
        String officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        Answer lost = api(officer)
                .post("/api/v1/alerts", Map.of("type", "DEVICE_LOST", "what", "Tablette volée", "encrypted", true));
        assertThat(lost.status()).isEqualTo(201);
        Alert alert = done(alerts.raise(
                worker, new RaiseAlert.OfDevice(Ids.next(), true, 6, new Alert.SealedText("Perdue au marché", null))));
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        Actor dpo = actor(custodian);
        Answer taken = api(officer)
                .post("/api/v1/alerts", Map.of("id", alert.id(), "type", "DEVICE_LOST", "what", "La mienne"));
        assertThat(taken.status()).as("an id that the officer does not see").isEqualTo(409);
        assertThat(taken.body()).contains("house.id-taken");
        assertThat(lists.page(dpo, open(TODAY)).alerts()).extracting(Alert::id).contains(alert.id());
        assertThat(alerts.read(dpo, alert.id()).orElseThrow().words().what()).isEqualTo("Perdue au marché");
        assertThat(browser(custodian).get("/alerts/" + alert.id()).body()).doesNotContain("??");
        done(alerts.act(supervisor, alert.id(), Ids.next(), AlertAction.Kind.REMOTE_WIPE, "Effacée", null));
        done(alerts.acknowledge(dpo, alert.id(), Ids.next(), null));
        done(alerts.close(dpo, alert.id(), Ids.next(), Alert.Outcome.DEVICE_WIPED, "Rien n’a été lu", null));
        Actor other = actor(person(Role.CASE_WORKER, ngo));
        assertThat(alerts.read(other, alert.id())).isEmpty();
        assertThat(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.OTHER, "Moi", null))
                .isInstanceOf(Outcome.Forbidden.class);
    }

    /** Several rooms say how late it is, and when it was reported: two hours into the third day it is three days everywhere. */
    @Test
    void theListTheFirstPageAndTheFileSayTheSameOfOneAlert() {
        String code = file("CI");
        Alert alert = done(alerts.raise(worker, code, raise(Alert.Type.RE_EXPLOITATION)));
        clock.moveTo(alert.ackDue().plus(Duration.ofHours(50)));
        for (String page : List.of("/alerts?lang=fr", "/?lang=fr", "/cases/" + code + "?lang=fr", "/tasks?lang=fr")) {
            String rows = Pattern.compile(
                            "<(li|tr)\\b(?:(?!<\\1\\b).)*?/alerts/" + alert.id() + ".*?</\\1>", Pattern.DOTALL)
                    .matcher(browser(supervisor.username()).get(page).body())
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.joining());
            assertThat(rows).as(page).contains("3 jours").doesNotContain("2 jours");
        }
        done(alerts.raise(worker, code, raise(Alert.Type.RE_EXPLOITATION)));
        for (String page :
                List.of("/alerts?lang=fr", "/cases/" + code + "/alerts?lang=fr", "/cases/" + code + "?lang=fr"))
            assertThat(browser(supervisor.username()).get(page).body()).as(page).contains("dernier signalement le");
        String[] rows = browser(supervisor.username())
                .get("/alerts/file?format=csv&lang=fr")
                .body()
                .split("\\R");
        assertThat(rows[0]).contains("Signalée", "Dernier signalement");
        assertThat(rows[1]).contains("2015-11-16", "2015-11-18");
    }

    @Test
    void thePagesAreWholeInBothLanguagesAndTheListLeavesAsAFile() {
        String code = file("CI");
        Visit visit = browser(worker.username());
        visit.get("/cases/" + code + "/alerts");
        assertThat(visit.post("/cases/" + code + "/alerts", "type", "MISSING").status())
                .isEqualTo(422);
        Answer raised = visit.post("/cases/" + code + "/alerts", "type", "MISSING", "what", "Parti ce matin");
        assertThat(raised.status()).isEqualTo(303);
        Alert alert = done(alerts.of(worker, code)).getFirst();
        for (Actor reader : List.of(worker, supervisor))
            for (String lang : List.of("fr", "en"))
                for (String page :
                        List.of("/alerts", "/alerts/" + alert.id(), "/cases/" + code + "/alerts", "/device-lost"))
                    assertThat(browser(reader.username())
                                    .get(page + "?lang=" + lang)
                                    .body())
                            .contains("</html>")
                            .doesNotContain("??", " th:");
        Visit above = browser(supervisor.username());
        assertThat(above.get("/alerts").body()).contains(code);
        Answer file = above.get("/alerts/file?format=csv");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.body()).contains(code).doesNotContain("Parti ce matin");
        assertThat(above.press("/alerts/" + alert.id(), "/alerts/" + alert.id() + "/acknowledgement")
                        .status())
                .isEqualTo(303);
        assertThat(above.post(
                                "/alerts/" + alert.id() + "/closing",
                                "outcome",
                                "FALSE_ALARM",
                                "end",
                                "Il dormait",
                                "version",
                                version(alert))
                        .body())
                .contains("Cette alerte se clôt quand l’enfant est retrouvé");
        Map<String, Object> seen = new java.util.HashMap<>(
                Map.of("doneOn", TODAY.toString(), "mode", "HOME_VISIT", "seen", List.of("CHILD"), "seenAlone", true));
        seen.putAll(Map.of("school", "ATTENDS", "safety", "SAFE", "traffickerContact", false));
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/visits/unplanned", seen)
                        .status())
                .isEqualTo(201);
        assertThat(tasks(supervisor, "followup.alert-safety")).contains(code);
        SearchStep.SealedText asleep = new SearchStep.SealedText(null, "Il dormait chez lui");
        done(searches.step(worker, code, Ids.next(), SearchStep.Step.FOUND, asleep));
        assertThat(tasks(supervisor, "followup.alert-safety")).doesNotContain(code);
        assertThat(tasks(supervisor, "followup.alert-found-close")).contains(code);
        assertThat(above.get("/?lang=en").body()).contains("Child found: alert to be closed");
        assertThat(above.get("/alerts/" + alert.id() + "?lang=en").body())
                .contains("Child found: written by " + worker.code(), "Seen on", "Read the visit")
                .doesNotContain("??");
        above.get("/alerts?lang=fr");
        assertThat(above.post(
                                "/alerts/" + alert.id() + "/closing",
                                "outcome",
                                "FOUND",
                                "end",
                                "Il dormait",
                                "version",
                                version(alert))
                        .body())
                .contains("Consignez d’abord où vit l’enfant");
        fostered(code);
        assertThat(above.post(
                                "/alerts/" + alert.id() + "/closing",
                                "outcome",
                                "FOUND",
                                "end",
                                "Il dormait",
                                "version",
                                version(alert))
                        .status())
                .isEqualTo(303);
        assertThat(above.get("/alerts").body()).doesNotContain(code);
        String finance = person(Role.FINANCE_OFFICER, ngo);
        assertThat(browser(finance).get("/alerts/file?format=csv").status()).isEqualTo(403);
    }

    /** The head of a file names every danger that runs, not the gravest alone. */
    @Test
    void theHeadOfTheFileNamesEveryDanger() {
        String code = file("CI");
        Alert first = done(alerts.raise(worker, code, raise(Alert.Type.DANGER_AT_HOME)));
        Alert second = done(alerts.raise(worker, code, raise(Alert.Type.TRAFFICKER_CONTACT)));
        done(alerts.acknowledge(supervisor, second.id(), Ids.next(), null));
        assertThat(browser(worker.username()).get("/cases/" + code + "?lang=en").body())
                .contains("/alerts/" + first.id(), "/alerts/" + second.id());
        String desk = person(Role.MINISTRY_OFFICER, structure(Organisation.Kind.CENTRAL_GOVERNMENT));
        assertThat(browser(desk).get("/alerts?lang=en").body())
                .as("who does not see each alert is not told that there is none")
                .contains("among those that you may see")
                .doesNotContain("No open alert");
        Alert third = done(alerts.raise(worker, code, raise(Alert.Type.LOST_TO_FOLLOW_UP)));
        for (String page : List.of("", "/visits", "/plan", "/notes"))
            assertThat(browser(supervisor.username())
                            .get("/cases/" + code + page + "?lang=en")
                            .body())
                    .as("also what is no danger of this hour, behind the gravest, on each page")
                    .contains("/alerts/" + first.id(), "/alerts/" + second.id(), "/alerts/" + third.id())
                    .contains("Lost to follow-up</b>");
    }

    private void fostered(String code) {
        Map<String, Object> home = Map.of(
                "kind",
                "FOSTER_FAMILY",
                "country",
                "CI",
                "since",
                TODAY.toString(),
                "withWhom",
                "Awa",
                "relation",
                "UNRELATED");
        var placed = api(worker.username()).post("/api/v1/cases/" + code + "/placements", home);
        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        assertThat(api(supervisor.username())
                        .post(
                                "/api/v1/cases/" + code + "/placements/"
                                        + placed.json().path("id").asString() + "/decision",
                                Map.of("approved", true))
                        .status())
                .isEqualTo(200);
    }

    /** Who works with the child stops no clock of danger before a supervisor has read of it; what was taken on stays with the supervisor until it is closed. */
    @Test
    void dangerIsReadBeforeItIsOver() {
        String code = file("CI");
        Alert alert = done(alerts.raise(worker, code, raise(Alert.Type.DANGER_AT_HOME)));
        AlertTold early =
                done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "Tout va bien", null));
        assertThat(early.actions()).hasSize(1);
        assertThat(early.alert().safeAt()).isNull();
        AlertTold taken = done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(taken.alert().due()).isEqualTo(alert.safeDue());
        assertThat(tasks(supervisor, "followup.alert-safety")).contains(code);
        done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.SAFETY_PLAN, "Dort ailleurs", null));
        assertThat(tasks(supervisor, "followup.alert-safety")).doesNotContain(code);
        assertThat(tasks(supervisor, "followup.alert-close")).contains(code);
        for (String lang : List.of("fr", "en"))
            assertThat(browser(supervisor.username()).get("/tasks?lang=" + lang).body())
                    .contains(code)
                    .doesNotContain("??");
        done(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.CHILD_SAFE, "À l’abri", null));
        assertThat(tasks(supervisor, "followup.alert-close")).doesNotContain(code);
    }

    /** A danger is no false alarm by the word of the supervisor who closes it, through the application and by straight SQL. */
    @Test
    void oneSupervisorMakesNoFalseAlarm() {
        String code = file("CI");
        for (Alert.Type type : List.of(Alert.Type.TRAFFICKER_CONTACT, Alert.Type.DANGER_AT_HOME)) {
            Alert alert = done(alerts.raise(worker, code, raise(type)));
            String closing =
                    "update followup.alert set closed_at = access.moment(), closed_by = access.actor(), outcome = 'FALSE_ALARM' where id = '"
                            + alert.id() + "'";
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> org.akoma.SqlAs.change(supervisor, clock.instant(), closing))
                    .hasMessageContaining("alert-not-acknowledged");
            done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
            done(alerts.act(supervisor, alert.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "Moi-même", null));
            for (Alert.Outcome outcome : List.of(Alert.Outcome.FALSE_ALARM, Alert.Outcome.CHILD_SAFE))
                assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), outcome, "Rien", null)))
                        .isEqualTo("followup.alert-by-one");
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> org.akoma.SqlAs.change(supervisor, clock.instant(), closing))
                    .hasMessageContaining("alert-by-one");
            done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "Vu à l’école", null));
            assertThat(refused(
                            alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Rien", null)))
                    .isEqualTo("followup.false-alarm-by-one");
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> org.akoma.SqlAs.change(supervisor, clock.instant(), closing))
                    .hasMessageContaining("false-alarm-by-one");
            done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.NO_DANGER, "C’était son oncle", null));
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> org.akoma.SqlAs.change(supervisor, clock.instant(), closing))
                    .as("without a word")
                    .hasMessageContaining("alert-without-action");
            done(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Une erreur", null));
        }
    }

    @Test
    void aStepOnAnOlderVersionIsToldWhatDiffers() {
        Alert alert = done(alerts.raise(worker, file("CI"), raise(Alert.Type.RE_EXPLOITATION)));
        String one = "/api/v1/alerts/" + alert.id();
        Caller below = api(worker.username());
        Caller above = api(supervisor.username());
        String raised = below.get(one).header("ETag").orElseThrow();
        Map<String, Object> taken = Map.of("id", Ids.next());
        Answer acknowledged = above.post(one + "/acknowledgement", taken, raised);
        assertThat(acknowledged.header("ETag")).isEqualTo(above.get(one).header("ETag"));
        assertThat(above.post(one + "/acknowledgement", taken, raised).status())
                .as("the same step once more")
                .isEqualTo(200);
        Map<String, Object> safe = Map.of("id", Ids.next(), "kind", "CHILD_SAFE", "text", "Chez sa tante");
        Answer empty = below.post(one + "/actions", Map.of("id", Ids.next()));
        assertThat(empty.status()).isEqualTo(422);
        assertThat(empty.body()).as("both at once, each naming what is asked").contains("\"kind\"", "\"text\"");
        Answer late = below.post(one + "/actions", safe, raised);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("cases.changed");
        assertThat(late.fields()).containsExactly("actions", "state", "acknowledgedAt");
        String seen = acknowledged.header("ETag").orElseThrow();
        assertThat(below.post(one + "/actions", safe).status())
                .as("no version, the rule alone")
                .isEqualTo(200);
        Map<String, Object> closing = Map.of("id", Ids.next(), "outcome", "CHILD_SAFE", "end", "Une erreur");
        assertThat(above.post(one + "/closing", closing, seen).fields()).containsExactly("actions", "state", "safeAt");
        assertThat(above.post(
                                one + "/closing",
                                closing,
                                above.get(one).header("ETag").orElseThrow())
                        .status())
                .isEqualTo(200);
        assertThat(below.post(one + "/actions", Map.of("id", Ids.next(), "kind", "OTHER", "text", "x"), seen)
                        .fields())
                .containsExactly("actions", "state", "safeAt", "closedAt", "outcome");
        assertThat(api(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)))
                        .post(one + "/acknowledgement", Map.of(), raised)
                        .status())
                .isEqualTo(404);
    }

    private String version(Alert alert) {
        return String.valueOf(alerts.read(supervisor, alert.id()).orElseThrow().version());
    }
}
