package org.akoma.protection.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An end of a file that counts no criteria passes by no alert: a death is agreed to by who has read what alarmed about the child (trust.md 4). */
class ClosingWithAlertIT extends StatusHouse {

    @Autowired
    Alerts alerts;

    private Alert raised(String code) {
        return done(alerts.raise(
                worker,
                code,
                new RaiseAlert.OfChild(
                        Ids.next(), Alert.Type.RE_EXPLOITATION, new Alert.SealedText("Revu au champ", null))));
    }

    private Answer asked(String code, String end) {
        return api(worker.username())
                .post("/api/v1/cases/" + code + "/closure", Map.of("code", end, "details", "Noyade"));
    }

    private Answer agreed(String code) {
        return api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/closure/decision",
                        Map.of("decision", "CLOSED", "reason", "Elle ne peut pas être évaluée"));
    }

    private String waiting(String code) {
        return api(supervisor.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString("").equals(code))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
    }

    /** Asked for by the API, on the page or by a statement: who asks learns what has to be done first, and where. */
    @Test
    void aDeathIsNotAskedForWhileAnAlertIsUnread() {
        String code = file("CI");
        Alert alert = raised(code);
        Answer refused = asked(code, "DEATH");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("cases.closure-alert-unread");
        var page = browser(worker.username());
        page.get("/cases/" + code + "/closure");
        Answer shown = page.post("/cases/" + code + "/closure", "code", "DEATH", "details", "Noyade");
        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.body())
                .contains("n’est pas encore prise en compte", "/cases/" + code + "/alerts\"")
                .doesNotContain("??");
        for (String end : List.of("DEATH", "NOT_A_VICTIM", "TURNED_18_WITH_LEAVING_PLAN", "PLAN_GOALS_MET", "OTHER"))
            assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), """
                            insert into cases.closure (id, file_id, code, requested_by, requested_at, criteria, unmet, sealed)
                            values (gen_random_uuid(), '%s', '%s', access.actor(), access.moment(), '{}', '{}', '\\x01')
                            """.formatted(alert.file(), end)))
                    .as(end)
                    .hasMessageContaining("cases.closure-alert-");
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(asked(code, "DEATH").status()).isEqualTo(201);
    }

    @Test
    void aDeathIsAgreedToOnceTheAlertsWereRead() {
        String code = file("CI");
        assertThat(asked(code, "DEATH").status()).isEqualTo(201);
        Alert alert = raised(code);
        for (String lang : List.of("fr", "en"))
            assertThat(browser(supervisor.username())
                            .get("/decisions/" + waiting(code) + "?lang=" + lang)
                            .body())
                    .contains(lang.equals("fr") ? "n’est pas encore prise en compte" : "is not taken on yet")
                    .contains("/cases/" + code + "/alerts\"")
                    .doesNotContain("Alertes encore ouvertes", "Alerts still open", "??");
        Answer refused = agreed(code);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("cases.closure-alert-unread").doesNotContain("??");
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), """
                        do $$ begin
                            perform access.decide('%s', true, null);
                            update cases.closure set decision = 'CLOSED', decided_by = access.actor(), decided_at = access.moment() where file_id = '%s';
                        end $$""".formatted(waiting(code), alert.file())))
                .hasMessageContaining("cases.closure-alert-unread");
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + waiting(code))
                        .body())
                .contains("Alertes encore ouvertes");
        assertThat(agreed(code).status()).isEqualTo(200);
        assertThat(done(alerts.of(worker, code)).getFirst().outcome()).isEqualTo(Alert.Outcome.FILE_CLOSED);
    }

    /** Two people closed the file over a danger by a death that was none; with the file the danger is there again, and no home begins past it. */
    @Test
    void aDangerThatEndedWithTheFileRunsAgainWithIt() {
        String code = file("CI");
        Alert alert = raised(code);
        Alert unplaced = done(alerts.raise(
                worker,
                code,
                new RaiseAlert.OfChild(
                        Ids.next(), Alert.Type.TRAFFICKER_CONTACT, new Alert.SealedText("Un homme l’attend", null))));
        for (Alert one : List.of(alert, unplaced)) done(alerts.acknowledge(supervisor, one.id(), Ids.next(), null));
        assertThat(asked(code, "DEATH").status()).isEqualTo(201);
        assertThat(agreed(code).status()).isEqualTo(200);
        assertThat(done(alerts.of(worker, code))).allMatch(one -> one.outcome() == Alert.Outcome.FILE_CLOSED);
        clock.moveTo(clock.instant().plusSeconds(3_600));
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/reopenings", Map.of("reason", "Elle vit"))
                        .status())
                .isEqualTo(201);
        Answer opened = api(supervisor.username())
                .post("/api/v1/cases/" + code + "/reopenings/decision", Map.of("granted", true));
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        List<Alert> now = done(alerts.of(worker, code));
        assertThat(now).extracting(Alert::id).contains(alert.id(), unplaced.id());
        assertThat(now)
                .as("not taken on: its clocks begin anew")
                .allMatch(one -> one.outcome() == null && one.closedAt() == null && one.acknowledgedAt() == null);
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/placements/return-gate")
                        .body())
                .contains("DANGER", alert.id().toString(), unplaced.id().toString());
        for (String lang : List.of("fr", "en"))
            assertThat(browser(supervisor.username())
                            .get("/alerts/" + alert.id() + "?lang=" + lang)
                            .body())
                    .contains(lang.equals("fr") ? "l’alerte est de nouveau en cours" : "the alert runs anew")
                    .doesNotContain("??");
        assertThatThrownBy(() -> SqlAs.change(
                        supervisor,
                        clock.instant(),
                        "update followup.alert set closed_at = access.moment(), closed_by = access.actor(), outcome = 'FILE_CLOSED' where id = '"
                                + alert.id() + "'"))
                .hasMessageContaining("followup.alert-without-record");
    }

    private void notAVictim(String code) {
        assertThat(api(supervisor.username())
                        .post(
                                "/api/v1/cases/" + code + "/victim-status",
                                Map.of(
                                        "status",
                                        "NOT_A_VICTIM",
                                        "organisation",
                                        "NGO",
                                        "decidedOn",
                                        TODAY.toString(),
                                        "reason",
                                        "Entretien"))
                        .status())
                .isEqualTo(201);
    }

    /** Nor is a child no victim while a danger about it runs. */
    @Test
    void whoIsInDangerIsNotClosedAsNoVictim() {
        String code = file("CI");
        Alert alert = raised(code);
        notAVictim(code);
        assertThat(asked(code, "NOT_A_VICTIM").body()).contains("cases.closure-alert-open");
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(asked(code, "NOT_A_VICTIM").body()).contains("cases.closure-alert-open");
    }

    /** An alert of health or of the index is read by a supervisor before any end of the file. */
    @Test
    void noFileEndsOverAnAlertThatNobodyRead() {
        for (Alert.Type type : List.of(Alert.Type.HEALTH_URGENT, Alert.Type.CSI_URGENT)) {
            String code = file("CI");
            Alert alert = done(alerts.raise(
                    worker,
                    code,
                    new RaiseAlert.OfChild(
                            Ids.next(), type, new Alert.SealedText("Elle dit qu’elle va se tuer", null))));
            for (String end : List.of("NOT_A_VICTIM", "TURNED_18_WITH_LEAVING_PLAN", "PLAN_GOALS_MET", "OTHER"))
                assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), """
                            insert into cases.closure (id, file_id, code, requested_by, requested_at, criteria, unmet, sealed)
                            values (gen_random_uuid(), '%s', '%s', access.actor(), access.moment(), '{}', '{}', '\\x01')
                            """.formatted(alert.file(), end)))
                        .as(end)
                        .hasMessageContaining("cases.closure-alert-unread");
            notAVictim(code);
            assertThat(asked(code, "NOT_A_VICTIM").body()).contains("cases.closure-alert-unread");
            done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
            assertThat(asked(code, "NOT_A_VICTIM").body())
                    .as("read, and nothing done")
                    .contains("cases.closure-alert-undone");
            done(alerts.act(worker, alert.id(), Ids.next(), AlertAction.Kind.SAFETY_PLAN, "Chez le médecin", null));
            assertThat(asked(code, "NOT_A_VICTIM").status()).isEqualTo(201);
        }
    }

    /** No matter who writes the alert, its clocks are those of its kind. */
    @Test
    void noStatementGivesADangerDays() throws java.sql.SQLException {
        String code = file("CI");
        SqlAs.change(worker, clock.instant(), """
                insert into followup.alert (id, type, file_id, organisation_id, worker_id, supervisor_id, source, raised_at, raised_by, ack_due_at, safe_due_at, sealed)
                select gen_random_uuid(), 'TRAFFICKER_CONTACT', id, organisation_id, worker_id, supervisor_id, 'PERSON', access.moment(), access.actor(),
                       access.moment() + interval '6 days', access.moment() + interval '30 days', '\\x00' from cases.case_file where code = '%s'
                """.formatted(code));
        assertThat(SqlAs.number(
                        supervisor,
                        clock.instant(),
                        "select extract(epoch from ack_due_at - raised_at) / 3600 + extract(epoch from safe_due_at - raised_at) / 3600"
                                + " from followup.alert a join cases.case_file f on f.id = a.file_id where f.code = '"
                                + code + "'"))
                .as("an hour and a day")
                .isEqualTo(25);
    }
}
