package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import org.akoma.protection.attachments.Samples;
import org.akoma.start.Desk;
import org.junit.jupiter.api.Test;

/** What asks for a second person, as both live it: the deputy of an only supervisor, and the letter that opens a border. */
class TwoPeopleJourney extends Browsing {

    private static final String OF_DEPUTY = "AK-009";
    private static final String OF_LETTER = "AK-027";
    private static final String HOME = "/cases/" + OF_LETTER + "/homecoming";

    @Test
    void aDeputyDecidesWhatTheOnlySupervisorWrote() {
        Desk administration = desk(Desk.Width.PHONE, "fr").signIn("adm-01");
        administration
                .go("/deputies")
                .pick("structure", "IOM-CI")
                .press("Proposer ce suppléant")
                .refuses("person");
        administration.pick("person", "SUP-02").press("Proposer ce suppléant").shows("Attend un accord");
        decide(desk("dpo-01"), "IOM-CI", true, "");
        Desk supervisor = desk(Desk.Width.PHONE, "fr").signIn("sup-01");
        supervisor.go("/cases/" + OF_DEPUTY + "/plan");
        supervisor.page().locator("main summary:has-text('Objectifs')").first().click();
        supervisor
                .type("aim-1", "Apprendre un métier")
                .pick("service-1", 1)
                .day("endsOn-1", "16", "2", "2016")
                .type("measure-1", "Il coud une chemise seul");
        // the goals under way go on, with the day and the measure that they lack
        for (String row : new String[] {"2", "3"})
            supervisor.day("endsOn-" + row, "16", "2", "2016").type("measure-" + row, "Il y va chaque jour");
        supervisor.press("Enregistrer et transmettre").shows("Le plan est transmis");
        Desk deputy = desk(Desk.Width.PHONE, "fr").signIn("sup-02");
        decide(deputy, OF_DEPUTY, true, "");
        deputy.shows("Votre accord est enregistré").hides("/cases/" + OF_DEPUTY);
        assertThat(deputy.ask("/cases/" + OF_DEPUTY)).isEqualTo(404);
    }

    @Test
    void aLetterOpensABorderOnceASupervisorConfirmedIt() {
        Desk worker = desk(Desk.Width.PHONE, "fr").signIn("sw-09");
        worker.go(HOME).type("toCountry", "Mali").press("Enregistrer").shows("En préparation");
        worker.hides("value=\"DEPARTED\"");
        worker.pick("state", "ACCEPTED").type("acceptedBy", "DNPEF-ML").day("acceptedOn", "16", "11", "2015");
        worker.press("Enregistrer").refuses("document");
        theWorkerAttaches(worker);
        theWorkerAsks(worker);
        decide(desk("sup-01"), OF_LETTER, false, "La lettre n’est pas signée");
        worker.go(HOME).shows("La lettre d’acceptation est refusée", "n’est pas signée");
        theWorkerAsks(worker);
        Desk supervisor = desk("sup-01").go("/decisions").follow(OF_LETTER);
        supervisor.shows("Refusé la fois précédente", "Ouvrir le document");
        decide(supervisor, OF_LETTER, true, "");
        worker.go(HOME).shows("Accepté par écrit", "Proposer le lieu de vie").hides("value=\"DEPARTED\"");
    }

    private static void theWorkerAttaches(Desk worker) {
        worker.follow("Joindre la lettre");
        byte[] letter = Samples.written(new BufferedImage(60, 80, BufferedImage.TYPE_INT_RGB), "png");
        worker.page().locator("#file").setInputFiles(new FilePayload("lettre.png", "image/png", letter));
        worker.mark("face", "false");
        worker.page().locator("form[data-send] button[type=submit]").click();
        worker.page().waitForURL("**/homecoming?done=**");
        worker.look();
    }

    private static void theWorkerAsks(Desk worker) {
        worker.pick("state", "ACCEPTED").pick("document", 1);
        worker.type("acceptedBy", "DNPEF-ML").day("acceptedOn", "16", "11", "2015");
        worker.press("Enregistrer").shows("La lettre est transmise");
    }

    private static void decide(Desk desk, String about, boolean agreed, String reason) {
        desk.go("/decisions")
                .follow(about)
                .mark("agreed", String.valueOf(agreed))
                .type("reason", reason);
        desk.press("Enregistrer la décision").shows("est enregistré");
    }
}
