package org.akoma.protection.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.Ids;
import org.akoma.SentTwice;
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
}
