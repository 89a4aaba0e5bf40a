package org.akoma.protection.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SentTwice;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The forms of the page of an alert name the version that the page showed. */
class AlertSentTwiceIT extends StatusHouse {

    @Autowired
    Alerts alerts;

    private String raised() {
        RaiseAlert.OfChild danger =
                new RaiseAlert.OfChild(Ids.next(), Alert.Type.DANGER_AT_HOME, new Alert.SealedText("Vu", null));
        return "/alerts/" + done(alerts.raise(worker, file("CI"), danger)).id();
    }

    private static String[] fields(String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "id";
        all[1] = Ids.next().toString();
        System.arraycopy(more, 0, all, 2, more.length);
        return all;
    }

    @Test
    void theSteps() {
        String page = raised();
        SentTwice.check(browser(supervisor.username()), page, page + "/acknowledgement", fields());
        SentTwice.check(browser(supervisor.username()), page, page + "/asking", fields());
        SentTwice.check(
                browser(worker.username()),
                page,
                page + "/actions",
                fields("kind", "CHILD_SAFE", "text", "Chez sa tante"));
        SentTwice.check(
                browser(supervisor.username()),
                page,
                page + "/closing",
                fields("outcome", "CHILD_SAFE", "end", "Elle va bien"));
    }

    /** The worker wrote meanwhile that the child is safe: who still reads the page without it is shown that first. */
    @Test
    void anOvertakenActionIsRefused() {
        String page = raised();
        Visit above = browser(supervisor.username());
        String seen = String.valueOf(Visit.versionOf(above.get(page), page + "/actions"));
        assertThat(browser(worker.username())
                        .press(page, page + "/actions", fields("kind", "CHILD_SAFE", "text", "Chez sa tante"))
                        .status())
                .isEqualTo(303);
        var late = above.post(page + "/actions", fields("version", seen, "kind", "SAFETY_PLAN", "text", "À l’abri"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Quelqu’un d’autre a modifié ces informations");
    }

    /** A program that sends the same anew under other ids raises one alert; what is said after somebody took it on begins it anew. */
    @Test
    void theSameWordsWithinTheHourAreOneReport() throws SQLException {
        String code = file("CI");
        String first = raised(code, "Son oncle la frappe");
        for (int i = 0; i < 3; i++)
            assertThat(raised(code, "Son oncle la frappe")).isEqualTo(first);
        assertThat(reports(first)).isZero();
        assertThat(raised(code, "Il est revenu ce soir")).isEqualTo(first);
        raised(code, "Il est revenu ce soir");
        assertThat(reports(first)).isEqualTo(1);
        for (int i = 0; i < 3; i++)
            assertThat(api(worker.username())
                            .post(
                                    "/api/v1/cases/" + code + "/visits/unplanned",
                                    Map.of("doneOn", "2015-11-16", "mode", "HOME_VISIT", "safety", "DANGER"))
                            .status())
                    .as("refused, and its danger is out")
                    .isEqualTo(422);
        assertThat(reports(first)).isEqualTo(2);
        done(alerts.acknowledge(supervisor, UUID.fromString(first), Ids.next(), null));
        raised(code, "Il est revenu ce soir");
        assertThat(reports(first)).as("after it was taken on").isEqualTo(3);
        clock.moveTo(clock.instant().plusSeconds(3_700));
        raised(code, "Il est revenu ce soir");
        assertThat(reports(first)).as("an hour later").isEqualTo(4);
    }

    @Test
    void nobodyReportsTheSameDangerWithoutEnd() throws SQLException {
        String code = file("CI");
        String alert = raised(code, "Son oncle la frappe");
        String again =
                "insert into followup.alert_action (id, alert_id, file_id, kind, at, taken_by, sealed) select gen_random_uuid(), a.id, a.file_id, 'REPORTED_AGAIN',"
                        + " access.moment(), access.actor(), '\\x00' from followup.alert a where a.id = '" + alert
                        + "'";
        for (int i = 0; i < 30; i++) SqlAs.change(worker, clock.instant(), again);
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), again))
                .hasMessageContaining("followup.reported-too-often");
        Map<String, Object> more = Map.of("type", "DANGER_AT_HOME", "what", "Il a un couteau");
        Answer refused = api(worker.username()).post("/api/v1/cases/" + code + "/alerts", more);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("followup.reported-too-often");
        Visit page = browser(worker.username());
        String form = "/cases/" + code + "/alerts";
        page.get(form);
        Answer typed = page.post(form, fields("type", "DANGER_AT_HOME", "what", "Il a un couteau"));
        assertThat(typed.status()).isEqualTo(422);
        assertThat(typed.body()).contains("Il a un couteau", "trente fois");
        assertThat(reports(alert)).isEqualTo(30);
        clock.moveTo(clock.instant().plusSeconds(3_700));
        assertThat(raised(code, "Il a un couteau")).isEqualTo(alert);
        assertThat(reports(alert)).isEqualTo(31);
    }

    private String raised(String code, String what) {
        Answer answer = api(worker.username())
                .post("/api/v1/cases/" + code + "/alerts", Map.of("type", "DANGER_AT_HOME", "what", what));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private long reports(String alert) throws SQLException {
        return SqlAs.number(
                supervisor,
                clock.instant(),
                "select count(*) from followup.alert_action where kind = 'REPORTED_AGAIN' and alert_id = '" + alert
                        + "'");
    }
}
