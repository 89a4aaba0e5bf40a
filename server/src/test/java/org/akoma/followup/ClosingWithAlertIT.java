package org.akoma.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.SqlAs;
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
                        Ids.next(), Alert.Type.RE_EXPLOITATION, new Alert.Words("Revu au champ", null))));
    }

    private Answer agreed(String code) {
        return api(supervisor.username())
                .post("/api/v1/cases/" + code + "/closure/decision", Map.of("decision", "CLOSED"));
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

    @Test
    void aDeathIsAgreedToOnceTheAlertsWereRead() {
        String code = file("CI");
        Alert alert = raised(code);
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/closure", Map.of("code", "DEATH", "details", "Noyade"))
                        .status())
                .isEqualTo(201);
        for (String lang : java.util.List.of("fr", "en"))
            assertThat(browser(supervisor.username())
                            .get("/decisions/" + waiting(code) + "?lang=" + lang)
                            .body())
                    .contains(lang.equals("fr") ? "Alertes encore ouvertes" : "Alerts still open")
                    .doesNotContain("??");
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
        assertThat(agreed(code).status()).isEqualTo(200);
        assertThat(done(alerts.of(worker, code)).getFirst().outcome()).isEqualTo(Alert.Outcome.FILE_CLOSED);
    }

    /** Nor is a child no victim while a danger about it runs. */
    @Test
    void whoIsInDangerIsNotClosedAsNoVictim() {
        String code = file("CI");
        Alert alert = raised(code);
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
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + code + "/closure", Map.of("code", "NOT_A_VICTIM"))
                        .status())
                .isEqualTo(201);
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        assertThat(agreed(code).body()).contains("cases.closure-alert-open");
    }
}
