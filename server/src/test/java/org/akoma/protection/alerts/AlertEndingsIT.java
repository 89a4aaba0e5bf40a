package org.akoma.protection.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.placement.Searches;
import org.akoma.protection.wellbeing.Csi;
import org.akoma.protection.wellbeing.CsiFactor;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An alert ends in the way of its kind, by the role that this asks for, and on the later word of another person (trust.md 4). */
class AlertEndingsIT extends StatusHouse {

    @Autowired
    Alerts alerts;

    @Autowired
    Searches searches;

    private Alert raised(Actor by, String code, Alert.Type type) {
        return done(alerts.raise(by, code, new RaiseAlert.OfChild(Ids.next(), type, new Alert.SealedText("Vu", null))));
    }

    private void isRefused(Actor who, String sql, String why) {
        assertThatThrownBy(() -> SqlAs.change(who, clock.instant(), sql))
                .as(sql)
                .hasMessageContaining(why);
    }

    private static String ending(Alert alert, String outcome) {
        return """
            do $$ begin
                insert into followup.alert_action (id, alert_id, file_id, kind, at, taken_by, sealed)
                values (gen_random_uuid(), '%s', '%s', 'CLOSED', access.moment(), access.actor(), decode(repeat('00', 60), 'hex'));
                update followup.alert set closed_at = access.moment(), closed_by = access.actor(), outcome = '%s' where id = '%s';
            end $$\
            """.formatted(alert.id(), alert.file(), outcome, alert.id());
    }

    /** Nobody calls a danger "assessed again", "placed" or a device that was found, alone; whether worker or supervisor. */
    @Test
    void noOtherKindsEndingFits() {
        String code = file("CI");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of())));
        for (Alert.Type type :
                List.of(Alert.Type.DANGER_AT_HOME, Alert.Type.TRAFFICKER_CONTACT, Alert.Type.RE_EXPLOITATION)) {
            Alert alert = raised(worker, code, type);
            done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
            done(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY, Map.of())));
            for (String outcome : List.of("REASSESSED", "DEVICE_WIPED", "DEVICE_FOUND", "PLACED"))
                for (Actor one : List.of(worker, supervisor))
                    isRefused(one, ending(alert, outcome), "followup.alert-ends-otherwise");
            isRefused(worker, ending(alert, "CHILD_SAFE"), "followup.alert-handled-by-others");
            isRefused(supervisor, ending(alert, "FALSE_ALARM"), "followup.alert-by-one");
            assertThat(api(supervisor.username())
                            .post(
                                    "/api/v1/alerts/" + alert.id() + "/closing",
                                    Map.of("outcome", "REASSESSED", "end", "Fini"))
                            .status())
                    .isEqualTo(422);
        }
    }

    /** Of an index too: another person's word, or the index that the closer made after the alert was taken on. */
    @Test
    void anUrgentIndexEndsByTwoOrByAnotherIndex() {
        String code = file("CI");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.CARE, 1))));
        Alert alert = done(alerts.of(worker, code)).getFirst();
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        isRefused(worker, ending(alert, "REASSESSED"), "followup.alert-without-record");
        assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Rien", null)))
                .isEqualTo("followup.alert-by-one");
        done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "Elle mange", null));
        done(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.CHILD_SAFE, "Suivie", null));
    }

    /** Who wrote the urgent index takes it back by no other numbers: a visit of a later day saw the child, or somebody else makes the index. */
    @Test
    void anUrgentIndexIsNotTakenBackByTyping() {
        String code = file("CI");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.CARE, 1))));
        Alert alert = done(alerts.of(worker, code)).getFirst();
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        visited(code, "SAFE");
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(2)));
        done(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY.plusDays(2), Map.of())));
        assertThat(done(alerts.of(worker, code)).getFirst().closedAt()).isNull();
        isRefused(worker, ending(alert, "REASSESSED"), "followup.alert-without-record: REASSESSED");
        for (String lang : List.of("fr", "en"))
            assertThat(browser(worker.username())
                            .get("/alerts/" + alert.id() + "?lang=" + lang)
                            .body())
                    .contains(lang.equals("fr") ? "après une visite d’un jour suivant" : "after a visit of a later day")
                    .doesNotContain("??");
        visited(worker.username(), code, seen("SAFE", TODAY.plusDays(2)));
        done(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY.plusDays(2), Map.of())));
        assertThat(done(alerts.of(worker, code)).getFirst().outcome()).isEqualTo(Alert.Outcome.REASSESSED);
    }

    /** What was seen before the last very bad factor ends nothing, where nobody had taken the alert on when that was written. */
    @Test
    void anUrgentIndexCountsFromItsLastReport() {
        String code = file("CI");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.CARE, 1))));
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(2)));
        visited(worker.username(), code, seen("SAFE", TODAY.plusDays(2)));
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(3)));
        done(indexes.record(
                worker, code, csi(Csi.Wave.BETWEEN, TODAY.plusDays(3), Map.of(CsiFactor.FOOD_SECURITY, 1))));
        Alert alert = done(alerts.of(worker, code)).getFirst();
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        done(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY.plusDays(3), Map.of())));
        assertThat(done(alerts.of(worker, code)).getFirst().closedAt()).isNull();
        isRefused(worker, ending(alert, "REASSESSED"), "followup.alert-without-record: REASSESSED");
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(4)));
        visited(worker.username(), code, seen("SAFE", TODAY.plusDays(4)));
        done(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY.plusDays(4), Map.of())));
        assertThat(done(alerts.of(worker, code)).getFirst().outcome()).isEqualTo(Alert.Outcome.REASSESSED);
    }

    @Test
    void anotherPersonsIndexEndsAnUrgentOne() {
        String code = file("CI");
        done(indexes.record(worker, code, csi(Csi.Wave.BASELINE, TODAY, Map.of(CsiFactor.CARE, 1))));
        Alert alert = done(alerts.of(worker, code)).getFirst();
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        org.akoma.ground.database.TestDatabase.ownerDoes("update followup.alert set raised_by = '"
                + supervisor.personId() + "' where id = '" + alert.id() + "'");
        done(indexes.record(worker, code, csi(Csi.Wave.BETWEEN, TODAY, Map.of())));
        assertThat(done(alerts.of(worker, code)).getFirst().outcome()).isEqualTo(Alert.Outcome.REASSESSED);
    }

    /** Somebody who sees a corner of the file: another structure that was asked for something. */
    private Actor asked(String code) {
        String other = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        org.akoma.ground.database.TestDatabase.ownerDoes(
                """
                insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
                select gen_random_uuid(), f.id, 'PERSON', p.id, 256 | 1 | 32, false, '2015-11-15', '2015-12-15', 'REFERRAL', f.worker_id
                  from cases.case_file f, access.person p where f.code = '%s' and p.id = '%s'
                """.formatted(code, actor(other).personId()));
        return actor(other);
    }

    /** That a child is missing rings by any word; what bars its money, homes and end waits for who looks after it, or for a supervisor. */
    @Test
    void whoSeesACornerOfAFileRingsAndBeginsNoSearch() {
        String code = file("CI");
        Actor other = asked(code);
        Alert alert = raised(other, code, Alert.Type.MISSING);
        assertThat(now(code).lostSince()).isNull();
        assertThat(tasks(supervisor, "followup.alert-acknowledge", code)).hasSize(1);
        assertThat(api(supervisor.username()).get("/api/v1/notices").body()).contains("\"alert\"");
        for (String lang : List.of("fr", "en"))
            assertThat(browser(supervisor.username())
                            .get("/alerts/" + alert.id() + "?lang=" + lang)
                            .body())
                    .contains(lang.equals("fr") ? "La recherche commence quand" : "The search begins when")
                    .doesNotContain("??");
        isRefused(
                supervisor,
                "update followup.alert set acknowledged_at = access.moment(), acknowledged_by = access.actor() where"
                        + " id = '"
                        + alert.id() + "'",
                "followup.missing-not-searched");
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(now(code).lostSince()).isEqualTo(TODAY);
        assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Rien", null)))
                .isEqualTo("followup.alert-search");
        assertThat(done(searches.of(worker, code))).hasSize(1);
    }

    @Test
    void theWorkersOwnWordBeginsIt() {
        String code = file("CI");
        raised(asked(code), code, Alert.Type.MISSING);
        assertThat(now(code).lostSince()).isNull();
        raised(worker, code, Alert.Type.MISSING);
        assertThat(now(code).lostSince()).isEqualTo(TODAY);
    }

    /** The worker has written that it is there, and no visit saw it. */
    @Test
    void theWorkersWordAloneSparesNoSearch() {
        String code = file("CI");
        Alert alert = raised(asked(code), code, Alert.Type.MISSING);
        done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "À la maison, je vous dis", null));
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(now(code).lostSince()).isEqualTo(TODAY);
    }

    /** Nor does it stand against what is reported after it, whether or not anybody had read the alert by then. */
    @Test
    void aWordOfBeforeTheLastReportIsNone() {
        String code = file("CI");
        Actor other = asked(code);
        for (Alert.Type type : List.of(Alert.Type.MISSING, Alert.Type.TRAFFICKER_CONTACT)) {
            Alert alert = raised(other, code, type);
            visited(code, "SAFE");
            done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "À la maison", null));
            clock.moveTo(clock.instant().plusSeconds(60));
            raised(other, code, type);
            done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
            if (type == Alert.Type.MISSING) assertThat(now(code).lostSince()).isEqualTo(TODAY);
            else
                assertThat(refused(alerts.close(
                                supervisor, alert.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Rien", null)))
                        .isEqualTo("followup.alert-by-one");
        }
    }

    /** The worker has the child before them: nobody searches, and the supervisor ends it on that word. */
    @Test
    void aChildWhoIsThereIsNotSearchedFor() {
        String code = file("CI");
        Alert alert = raised(asked(code), code, Alert.Type.MISSING);
        visited(code, "SAFE");
        done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "En classe ce matin", null));
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(now(code).lostSince()).isNull();
        assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FOUND, "Là", null)))
                .isEqualTo("followup.alert-search");
        assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Là", null)))
                .as("it has no home to which two people agreed")
                .isEqualTo("followup.alert-no-home");
        org.akoma.ground.database.TestDatabase.ownerDoes(
                "insert into cases.placement (id, file_id, kind, state, country, since, recorded_by, approved_by,"
                        + " sealed) select gen_random_uuid(), id, 'FOSTER_FAMILY', 'CURRENT', 'CI', '2015-11-15',"
                        + " worker_id, supervisor_id, '' from cases.case_file where code = '" + code + "'");
        done(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Là", null));
    }

    /** A plan is made because the child is not safe: it is not the word of another that it is. */
    @Test
    void aSafetyPlanIsNoSafeChild() {
        String code = file("CI");
        Alert alert = raised(worker, code, Alert.Type.DANGER_AT_HOME);
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.SAFETY_PLAN, "Encore battue", null));
        for (Alert.Outcome outcome : List.of(Alert.Outcome.FALSE_ALARM, Alert.Outcome.CHILD_SAFE))
            assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), outcome, "Rien", null)))
                    .isEqualTo("followup.alert-by-one");
        isRefused(supervisor, ending(alert, "FALSE_ALARM"), "followup.alert-by-one");
        done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "Chez sa tante", null));
        done(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.CHILD_SAFE, "Chez sa tante", null));
    }

    /** The supervisor does not write the worker's visit anew, in their name or in hers; the danger that was seen stays. */
    @Test
    void aVisitIsChangedInTheNameOfWhoChangesIt() throws java.sql.SQLException {
        String code = file("CI");
        String id = visited(code, "DANGER");
        Alert alert = done(alerts.of(worker, code)).getFirst();
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        String anew = """
            do $$ begin
                insert into followup.visit_version (visit_id, file_id, version, until, replaced_by, recorded_by, sealed)
                select id, file_id, version, access.moment(), access.actor(), recorded_by, decode(repeat('00', 80), 'hex') from followup.visit where id = '%s';
                update followup.visit set safety = 'SAFE', %s version = version + 1 where id = '%s';
            end $$\
            """;
        for (String name : List.of("", "recorded_by = access.actor(),"))
            isRefused(supervisor, anew.formatted(id, name, id), "followup.visit-of-another");
        isRefused(
                supervisor,
                "update followup.visit set done_at = access.moment() where id = '" + id + "'",
                "followup.visit");
        isRefused(supervisor, ending(alert, "FALSE_ALARM"), "followup.alert-by-one");
        SqlAs.change(worker, clock.instant(), anew.formatted(id, "", id));
        for (String lang : List.of("fr", "en"))
            assertThat(browser(worker.username())
                            .get("/cases/" + code + "/visits/" + id + "?lang=" + lang)
                            .body())
                    .as("what the row said stays, whatever was written about it")
                    .contains(lang.equals("fr") ? "En danger" : "In danger", "Il la bat")
                    .doesNotContain("??");
        isRefused(supervisor, ending(alert, "FALSE_ALARM"), "followup.alert-by-one");
        assertThat(SqlAs.number(
                        worker,
                        clock.instant(),
                        "select count(*) from followup.visit_version where was_safety = 'DANGER' and visit_id = '" + id
                                + "'"))
                .isEqualTo(1);
    }

    private static Map<String, Object> seen(String safety) {
        return seen(safety, TODAY);
    }

    private static Map<String, Object> seen(String safety, java.time.LocalDate day) {
        Map<String, Object> seen = new java.util.HashMap<>(
                Map.of("doneOn", day.toString(), "mode", "HOME_VISIT", "seen", List.of("CHILD"), "seenAlone", true));
        seen.putAll(Map.of("school", "ATTENDS", "safety", safety, "traffickerContact", false));
        seen.put("safetyWords", "Il la bat");
        return seen;
    }

    private String version(String code, String visit) {
        return api(worker.username())
                .get("/api/v1/cases/" + code + "/visits")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("id").asString().equals(visit))
                .map(one -> String.valueOf(one.path("version").asInt()))
                .findFirst()
                .orElseThrow();
    }

    private String visited(String code, String safety) {
        return visited(worker.username(), code, seen(safety));
    }

    private String visited(String by, String code, Map<String, Object> seen) {
        var answer = api(by).post("/api/v1/cases/" + code + "/visits/unplanned", seen);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    /** The record that raised the danger is no later word; one of a later moment is. */
    @Test
    void aLaterVisitThatSawTheChildSafeCounts() {
        String code = file("CI");
        String first = visited(code, "DANGER");
        Alert alert = done(alerts.of(worker, code)).getFirst();
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Rien", null)))
                .isEqualTo("followup.alert-by-one");
        clock.moveTo(clock.instant().plus(java.time.Duration.ofHours(3)));
        Map<String, Object> corrected = new java.util.HashMap<>(seen("SAFE"));
        corrected.put("why", "Je me suis trompé de case");
        var answer = api(worker.username())
                .send(
                        "PUT",
                        "/api/v1/cases/" + code + "/visits/" + first + "/done",
                        "application/json",
                        tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(corrected),
                        "If-Match",
                        version(code, first));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Rien", null)))
                .as("a correction is no new visit")
                .isEqualTo("followup.alert-by-one");
        visited(code, "SAFE");
        assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Rien", null)))
                .as("a visit of the same day may have been made before the danger")
                .isEqualTo("followup.alert-by-one");
        isRefused(supervisor, ending(alert, "FALSE_ALARM"), "followup.alert-by-one");
        clock.moveTo(clock.instant().plus(java.time.Duration.ofDays(1)));
        visited(worker.username(), code, seen("SAFE", TODAY.plusDays(1)));
        assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Un jeu", null)))
                .isEqualTo("followup.false-alarm-by-one");
        done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "Un jeu", null));
        done(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.CHILD_SAFE, "Un jeu", null));
    }

    /** Who holds the file by an emergency alone is no second person, on whatever day their visit was. */
    @Test
    void aStrangerInAnEmergencyIsNoOtherPerson() {
        String code = file("CI");
        Alert alert = raised(worker, code, Alert.Type.DANGER_AT_HOME);
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        clock.moveTo(clock.instant().plus(java.time.Duration.ofDays(1)));
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Map<String, Object> why = Map.of("reason", "Je crois l’avoir vue au marché");
        assertThat(api(stranger)
                        .post("/api/v1/cases/" + code + "/break-glass", why)
                        .status())
                .isEqualTo(201);
        visited(stranger, code, seen("SAFE", TODAY.plusDays(1)));
        assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Rien", null)))
                .isEqualTo("followup.alert-by-one");
        for (String outcome : List.of("FALSE_ALARM", "CHILD_SAFE"))
            isRefused(supervisor, ending(alert, outcome), "followup.alert-by-one");
        assertThat(browser(supervisor.username())
                        .get("/alerts/" + alert.id() + "?lang=fr")
                        .body())
                .contains("d’un jour suivant")
                .doesNotContain("/closing", "??");
        visited(worker.username(), code, seen("SAFE", TODAY.plusDays(1)));
        assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.FALSE_ALARM, "Vue", null)))
                .isEqualTo("followup.false-alarm-by-one");
    }

    /** That a child is missing begins the search, also on an alert that runs, and ends by FOUND alone. */
    @Test
    void aMissingChildIsSearchedForUntilItIsFound() {
        String code = file("CI");
        Alert alert = raised(worker, code, Alert.Type.MISSING);
        assertThat(now(code).lostSince()).isEqualTo(TODAY);
        assertThat(done(searches.of(worker, code))).hasSize(1);
        assertThat(done(alerts.of(worker, code))).hasSize(1);
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        for (AlertAction.Kind kind : List.of(AlertAction.Kind.SAFETY_PLAN, AlertAction.Kind.CHILD_SAFE))
            assertThat(refused(alerts.act(worker, alert.id(), Ids.next(), kind, "On cherche", null)))
                    .isEqualTo("followup.alert-search");
        for (Alert.Outcome outcome : List.of(Alert.Outcome.FALSE_ALARM, Alert.Outcome.CHILD_SAFE, Alert.Outcome.FOUND))
            assertThat(refused(alerts.close(supervisor, alert.id(), Ids.next(), outcome, "En vacances", null)))
                    .isEqualTo("followup.alert-search");
        for (String outcome : List.of("FALSE_ALARM", "CHILD_SAFE"))
            isRefused(supervisor, ending(alert, outcome), "followup.alert-search");
        assertThat(tasks(worker, "cases.search", code)).hasSize(1);
    }

    /** The page says before the button what lacks, and the supervisor asks who follows the child, who has a task until they write. */
    @Test
    void whoFollowsTheChildIsAskedForTheirWord() {
        String code = file("CI");
        Alert alert = raised(worker, code, Alert.Type.DANGER_AT_HOME);
        String page = "/alerts/" + alert.id();
        var above = browser(supervisor.username());
        assertThat(above.post(page + "/asking", "id", Ids.next().toString(), "version", "1")
                        .body())
                .as("not before it is taken on")
                .contains("Il n’y a rien à demander");
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(above.get(page + "?lang=en").body())
                .contains("Somebody else has to have written", "/asking", "Ask " + worker.code())
                .doesNotContain("/closing", "??");
        assertThat(above.get(page + "?lang=fr").body())
                .contains("Une autre personne doit d’abord écrire", "Le demander à " + worker.code())
                .doesNotContain("/closing", "??");
        assertThat(above.press(page, page + "/asking", "id", Ids.next().toString())
                        .status())
                .isEqualTo(303);
        assertThat(above.get(page).body()).doesNotContain("/asking");
        assertThat(tasks(worker, "followup.alert-word", code)).hasSize(1);
        assertThat(tasks(supervisor, "followup.alert-word", code)).isEmpty();
        assertThat(browser(worker.username()).get(page + "?lang=fr").body())
                .contains(supervisor.code() + " demande à " + worker.code())
                .doesNotContain("/asking", "??");
        assertThat(browser(worker.username()).get("/tasks?lang=en").body())
                .contains("Say whether the child is safe")
                .doesNotContain("??");
        assertThat(alerts.ask(worker, alert.id(), Ids.next(), null))
                .isInstanceOf(org.akoma.protection.cases.Outcome.Forbidden.class);
        done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "Chez sa tante", null));
        assertThat(tasks(worker, "followup.alert-word", code)).isEmpty();
        assertThat(above.get(page).body()).contains("/closing").doesNotContain("/asking");
        assertThat(api(supervisor.username())
                        .post("/api/v1/alerts/" + alert.id() + "/asking", Map.of())
                        .body())
                .contains("followup.alert-nothing-to-ask");
        done(alerts.close(supervisor, alert.id(), Ids.next(), Alert.Outcome.CHILD_SAFE, "Chez sa tante", null));
    }

    /** A word on the file that it is missing, past the application, needs the search as well. */
    @Test
    void noAlertOfAMissingChildWithoutASearch() {
        String code = file("CI");
        UUID file = now(code).id();
        isRefused(
                worker,
                "insert into followup.alert (id, type, file_id, organisation_id, worker_id, supervisor_id, source,"
                        + " raised_at, raised_by, ack_due_at, safe_due_at, sealed) select gen_random_uuid(), 'MISSING',"
                        + " id, organisation_id, worker_id, supervisor_id, 'PERSON', access.moment(), access.actor(),"
                        + " access.moment(), access.moment(), decode(repeat('00', 60), 'hex') from cases.case_file where"
                        + " id = '"
                        + file + "'",
                "followup.missing-not-searched");
    }
}
