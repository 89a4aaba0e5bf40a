package org.akoma.protection.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.akoma.Ids;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What confirms an act after which an alert runs says whom to call, and leads to the safety plan and to a safe place, on any page of the file. */
class DangerConfirmationIT extends StatusHouse {

    @Autowired
    Alerts alerts;

    @Test
    void anActAfterWhichAnAlertRunsIsConfirmedInRed() {
        String code = file("CI");
        String quiet = page(code, "/visits?done=followup.visit-recorded");
        assertThat(quiet).contains("note--info").doesNotContain("note--danger");
        RaiseAlert.OfChild danger =
                new RaiseAlert.OfChild(Ids.next(), Alert.Type.DANGER_AT_HOME, new Alert.SealedText("Vu", null));
        Alert alert = done(alerts.raise(worker, code, danger));
        for (String act :
                List.of("/visits?done=followup.visit-recorded", "/placement?done=cases.left", "/notes?done=cases.note"))
            assertThat(page(code, act))
                    .as(act)
                    .contains("note--danger", "/alerts/" + alert.id(), "/cases/" + code + "/assessment")
                    .contains("/cases/" + code + "/placement", "Appelez");
        assertThat(page(code, "/visits")).as("without an act").doesNotContain("note--danger");
    }

    private String page(String code, String page) {
        return browser(worker.username()).get("/cases/" + code + page).body();
    }
}
