package org.akoma.protection.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.protection.cases.CaseFile.Risk;
import org.akoma.protection.wellbeing.StatusHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who supervises takes on all alerts of a child in one step: those that the page named, and no other. */
class AlertsTogetherIT extends StatusHouse {

    @Autowired
    Alerts alerts;

    private String code;

    @BeforeEach
    void aChild() {
        code = file("CI");
        assessed(code, Risk.LOW);
    }

    private Alert raised(Alert.Type type) {
        return done(alerts.raise(
                worker,
                code,
                new RaiseAlert.OfChild(Ids.next(), type, new Alert.SealedText("Un homme l’attend", null))));
    }

    private boolean isTaken(Alert alert) {
        return alerts.read(supervisor, alert.id()).orElseThrow().alert().acknowledgedAt() != null;
    }

    @Test
    void allThatThePageNamedAreTakenOnAtOnceAndNoneThatCameSince() {
        Alert first = raised(Alert.Type.TRAFFICKER_CONTACT);
        Alert second = raised(Alert.Type.DANGER_AT_HOME);
        String page = "/alerts/" + first.id();
        Visit visit = browser(supervisor.username());
        assertThat(visit.get(page + "?lang=fr").body())
                .contains("Je m’occupe de ces 2 alertes", "De celle-ci seulement", "value=\"" + second.id() + ":1\"")
                .doesNotContain("??");
        Alert since = raised(Alert.Type.RE_EXPLOITATION);
        assertThat(press(visit, page, second.id()).status()).isEqualTo(303);
        assertThat(isTaken(first)).isTrue();
        assertThat(isTaken(second)).isTrue();
        assertThat(isTaken(since)).as("nobody read that it is there").isFalse();
    }

    /** What was reported anew after the page was drawn has words that its reader has not seen. */
    @Test
    void oneThatWasReportedAgainSinceIsNotTakenOn() {
        Alert first = raised(Alert.Type.TRAFFICKER_CONTACT);
        Alert second = raised(Alert.Type.LIFE_IN_DANGER);
        String page = "/alerts/" + first.id();
        Visit visit = browser(supervisor.username());
        clock.moveTo(clock.instant().plusSeconds(120));
        done(alerts.raise(
                worker,
                code,
                new RaiseAlert.OfChild(
                        Ids.next(),
                        Alert.Type.LIFE_IN_DANGER,
                        new Alert.SealedText("Il est revenu avec un couteau", null))));
        assertThat(press(visit, page, second.id()).status()).isEqualTo(303);
        assertThat(isTaken(first)).isTrue();
        assertThat(isTaken(second)).isFalse();
    }

    @Test
    void oneAloneIsTakenOnAndNoneOfAnotherChild() {
        Alert first = raised(Alert.Type.TRAFFICKER_CONTACT);
        Alert second = raised(Alert.Type.DANGER_AT_HOME);
        String mine = code;
        aChild();
        Alert others = raised(Alert.Type.TRAFFICKER_CONTACT);
        code = mine;
        Visit visit = browser(supervisor.username());
        assertThat(visit.press(
                                "/alerts/" + first.id(),
                                "/alerts/" + first.id() + "/acknowledgement",
                                "beside",
                                second.id().toString())
                        .status())
                .isEqualTo(303);
        assertThat(isTaken(first)).isTrue();
        assertThat(isTaken(second)).isFalse();
        assertThat(press(visit, "/alerts/" + second.id(), others.id()).status()).isEqualTo(303);
        assertThat(isTaken(others)).isFalse();
        Visit worker = browser(this.worker.username());
        assertThat(worker.get("/alerts/" + others.id()).body()).doesNotContain("/acknowledgement");
    }

    /** Once a supervisor wrote that the child is safe, its worker is asked by itself: no button asks again. */
    @Test
    void whoIsAskedByItselfIsNotAskedAgain() {
        Alert alert = raised(Alert.Type.TRAFFICKER_CONTACT);
        done(alerts.acknowledge(supervisor, alert.id(), Ids.next(), null));
        done(alerts.act(supervisor, alert.id(), Ids.next(), AlertAction.Kind.CHILD_SAFE, "Vu chez sa tante", null));
        assertThat(browser(supervisor.username())
                        .get("/alerts/" + alert.id() + "?lang=fr")
                        .body())
                .contains("C’est demandé à")
                .doesNotContain("/asking", "??");
    }

    private static org.akoma.Answer press(Visit visit, String page, UUID... beside) {
        String[] fields = new String[2 + 2 * beside.length];
        fields[0] = "all";
        fields[1] = "true";
        for (int i = 0; i < beside.length; i++) {
            fields[2 + 2 * i] = "beside";
            fields[3 + 2 * i] = beside[i] + ":1";
        }
        return visit.press(page, page + "/acknowledgement", fields);
    }
}
