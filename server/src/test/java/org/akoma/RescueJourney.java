package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.akoma.start.Desk;
import org.junit.jupiter.api.Test;

/**
 * From the rescue to the child's file: police prepare an operation, screen a child and hand it over with a slip; a case worker receives it,
 * records consent, assesses, plans and places; a supervisor approves; everyone else sees nothing.
 */
class RescueJourney extends Browsing {

    private static final String OPERATION = "OP-VOYAGE-2015";

    @Test
    void aChildComesFromThePoliceIntoCare() {
        Desk officer = thePolicePrepare();
        String slip = theOfficerHandsOver(officer);
        Desk worker = desk("sw-01");
        String file = theWorkerReceives(worker, slip);
        theWorkerAsksConsent(worker, file);
        theWorkerAssesses(worker, file);
        theWorkerPlans(worker, file);
        theSupervisorApproves(file);
        theWorkerPlaces(worker, file);
        worker.go("/cases/" + file + "/history").go("/cases/" + file);
        onAPhoneInEnglish(file, slip);
        thePoliceSeeNoFile(officer, file);
        othersSeeNothing(file, slip);
    }

    /** From the plan of an operation to a bed in a shelter of one's own structure: few pages, and nothing is typed twice. */
    @Test
    void fromTheRescueToABedIsShort() {
        String operation = "OP-ERRAND-2015";
        Desk coordinator = desk("le-01");
        coordinator
                .go("/operations/new")
                .type("code", operation)
                .type("area", "Forêt classée")
                .mark("sectors", "COCOA")
                .type("site", "SITE-E1")
                .type("expectedChildren", "1")
                .type("careCapacity", "2")
                .pick("careConfirmedBy", "NGO-A")
                .mark("participants", "POLICE-CI")
                .press("Enregistrer");
        Desk manager = desk("pm-01").go("/slips/care").press("Confirmer les places");
        coordinator.go("/operations/" + operation).press("Commencer").shows("En cours");
        Desk officer = desk("le-02").go("/operations/" + operation).follow("Enregistrer une personne entendue");
        officer.mark("appears", "CHILD").mark("sex", "F").type("apparentAge", "16");
        officer.type("screenedAt-time", "05:30").press("Enregistrer et faire la fiche");
        assertThat(officer.typed("apparentAge")).isEqualTo("16");
        officer.day("handedAt", "16", "11", "2015").type("handedAt-time", "07:00");
        officer.mark("urgentMedical", "false").pick("interpreterLanguage", 1).pick("condition", 1);
        officer.pick("receiver", "SW-01").press("Enregistrer et signer").shows("Signée par la police");
        Desk worker = desk("sw-01").go("/slips/" + officer.lastOfPath()).follow("Recevoir l’enfant");
        worker.type("country", "Côte d’Ivoire").type("nationality", "burkinabè");
        worker.type("givenNames", "Fifamè").type("familyName", "Zannouvi");
        worker.press("Enregistrer l’enfant");
        String file = worker.page().url().replaceAll(".*/cases/([^/?]+).*", "$1");
        worker.go("/cases/" + file + "/consents/new")
                .mark("limitsTold", "true")
                .mark("explained", "ALL")
                .mark("status", "GIVEN")
                .mark("givenBy", "CHILD_CONSENT_ALONE");
        worker.page().locator("details:has(#basis) > summary").click();
        worker.pick("basis", "GUARDIAN_UNSAFE")
                .type("language", "Dioula")
                .type("witness", "Infirmière du centre")
                .press("Enregistrer la réponse")
                .shows("La réponse est enregistrée");
        worker.go("/cases/" + file + "/placement").mark("kind", "SHELTER").pick("shelter", "SH-SP");
        worker.pick("reason", "FIRST_PLACE").press("Enregistrer le lieu de vie");
        worker.shows("Le lieu de vie est enregistré");
        List<Desk> all = List.of(coordinator, manager, officer, worker);
        assertThat(all.stream().mapToInt(Desk::loads).sum()).as("pages").isLessThanOrEqualTo(20);
        assertThat(all.stream().mapToInt(Desk::fields).sum()).as("fields").isLessThanOrEqualTo(45);
    }

    private Desk thePolicePrepare() {
        Desk coordinator = desk("le-01");
        coordinator
                .go("/operations/new")
                .type("area", "Forêt classée")
                .type("officers", "x")
                .press("Enregistrer");
        coordinator.shows("Opérations").refuses("code").refuses("sectors");
        assertThat(coordinator.words()).contains("Agents déployés\u00a0: Écrivez un nombre");
        assertThat(coordinator.typed("area")).isEqualTo("Forêt classée");
        coordinator
                .type("code", OPERATION)
                .type("country", "Côte d’Ivoire")
                .day("startsOn", "16", "11", "2015")
                .mark("sectors", "COCOA")
                .type("officers", "6")
                .type("expectedChildren", "2")
                .type("careCapacity", "4")
                .pick("careConfirmedBy", "NGO-A")
                .mark("participants", "POLICE-CI")
                .mark("participants", "INTERPOL-NCB-CI")
                .press("Enregistrer");
        coordinator.shows(OPERATION).shows("n’a pas encore confirmé");
        desk("pm-01").go("/slips/care").press("Confirmer les places").shows("Places confirmées");
        coordinator.go("/operations/" + OPERATION).press("Commencer").shows("En cours");
        Desk officer = desk("le-02");
        officer.go("/operations/" + OPERATION).follow("Ajouter un lieu");
        officer.type("code", "SITE-V1")
                .pick("sector", "COCOA")
                .press("Enregistrer")
                .shows("SITE-V1");
        return officer;
    }

    private static String theOfficerHandsOver(Desk officer) {
        officer.go("/operations/" + OPERATION + "/persons/new")
                .pick("site", "SITE-V1")
                .day("screenedAt", "16", "11", "2015")
                .type("screenedAt-time", "05:30")
                .mark("appears", "CHILD")
                .mark("sex", "F")
                .type("apparentAge", "12")
                .press("Enregistrer");
        officer.go("/slips/new?operation=" + OPERATION)
                .type("belongings", "Un sac rouge")
                .press("Enregistrer la fiche");
        officer.refuses("receiver");
        assertThat(officer.typed("belongings")).isEqualTo("Un sac rouge");
        officer.pick("site", "SITE-V1")
                .type("childNumber", "1")
                .day("foundAt", "16", "11", "2015")
                .type("foundAt-time", "05:30")
                .day("handedAt", "16", "11", "2015")
                .type("handedAt-time", "07:00")
                .mark("apparentSex", "F")
                .type("apparentAge", "12")
                .mark("urgentMedical", "false")
                .pick("interpreterLanguage", 1)
                .pick("condition", 1)
                .pick("receiver", "SW-01")
                .press("Enregistrer la fiche");
        officer.press("Signer la fiche").shows("Signée par la police");
        return officer.lastOfPath();
    }

    private static String theWorkerReceives(Desk worker, String slip) {
        worker.go("/slips").follow(slip).follow("Recevoir l’enfant");
        worker.type("country", "Côte d’Ivoire").type("nationality", "burkinabè");
        worker.type("givenNames", Typed.GIVEN_NAME)
                .type("familyName", Typed.FAMILY_NAME)
                .type("alias", Typed.ALIAS);
        worker.press("Enregistrer l’enfant").hides(Typed.FAMILY_NAME);
        return worker.page().url().replaceAll(".*/cases/([^/?]+).*", "$1");
    }

    private static void theWorkerAsksConsent(Desk worker, String file) {
        worker.go("/cases/" + file + "/guardians/new")
                .mark("kind", "AD_HOC")
                .type("name", "Juge des tutelles")
                .day("appointedOn", "16", "11", "2015")
                .press("Enregistrer");
        worker.go("/cases/" + file + "/consents/new")
                .press("Enregistrer la réponse")
                .refuses("status");
        worker.mark("limitsTold", "true").mark("explained", "ALL").mark("status", "GIVEN");
        worker.type("language", "Dioula").type("witness", "Infirmière du centre");
        worker.press("Enregistrer la réponse");
        worker.shows("La réponse est enregistrée");
    }

    private static void theWorkerAssesses(Desk worker, String file) {
        worker.go("/cases/" + file + "/assessment");
        worker.type("childsWords", Typed.NOTE)
                .mark("needs", 0)
                .mark("risk", "MEDIUM")
                .type("reason", Typed.NOTE);
        worker.press("Enregistrer l’évaluation").shows("L’évaluation est enregistrée", "Moyen");
    }

    private static void theWorkerPlans(Desk worker, String file) {
        worker.go("/cases/" + file + "/plan").type("childsPart", Typed.NOTE);
        worker.type("aim-1", "Apprendre à lire").pick("service-1", 1).day("startsOn-1", "16", "11", "2015");
        worker.day("endsOn-1", "16", "2", "2016").type("measure-1", "Elle lit une page");
        worker.press("Enregistrer et transmettre").shows("Le plan est transmis");
    }

    private void theSupervisorApproves(String file) {
        Desk supervisor = desk("sup-01");
        supervisor
                .go("/cases/" + file + "/plan")
                .follow("Voir ce qui change et décider")
                .shows("Apprendre à lire");
        supervisor.mark("agreed", "true").press("Enregistrer la décision");
    }

    private static void theWorkerPlaces(Desk worker, String file) {
        worker.go("/cases/" + file + "/placement")
                .mark("kind", "SHELTER")
                .pick("shelter", "SH-SP")
                .type("country", "Côte d’Ivoire");
        worker.day("since", "16", "11", "2015").pick("reason", "FIRST_PLACE").press("Enregistrer le lieu de vie");
        worker.shows("Le lieu de vie est enregistré").hides("San Pedro");
    }

    private void onAPhoneInEnglish(String file, String slip) {
        Desk phone = desk(Desk.Width.PHONE, "en").signIn("sw-01");
        for (String part : List.of("", "/consents", "/assessment", "/plan", "/placement", "/history"))
            phone.go("/cases/" + file + part).hides(Typed.FAMILY_NAME);
        phone.go("/slips/" + slip).go("/cases");
    }

    private static void thePoliceSeeNoFile(Desk officer, String file) {
        assertThat(officer.ask("/cases/" + file)).isIn(403, 404);
        assertThat(officer.ask("/cases")).isIn(403, 404);
        officer.go("/slips").hides(file, "href=\"/cases\"");
    }

    private void othersSeeNothing(String file, String slip) {
        for (String username : List.of("sw-04", "fin-01", "upe-01", "adm-01", "dpo-01", "le-03")) {
            Desk desk = desk(username);
            for (String path :
                    List.of("/cases/" + file, "/cases/" + file + "/plan", "/slips/" + slip, "/operations/" + OPERATION))
                assertThat(desk.ask(path)).as(username + " asks for " + path).isIn(403, 404);
            desk.go("/").hides(file, slip, OPERATION, Typed.ALIAS);
            desk.close();
        }
        assertThat(desk("sw-01").ask("/operations/" + OPERATION)).isEqualTo(404);
    }
}
