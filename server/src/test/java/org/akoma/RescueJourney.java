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

    /**
     * From the plan of an operation to a bed in a shelter, as on a telephone: each person starts on the first page of their day, follows links and presses
     * buttons. Few pages, and nothing is typed twice.
     */
    @Test
    void fromTheRescueToABedIsShort() {
        String operation = "OP-BED-2015";
        Desk coordinator = desk("le-01").follow("Préparer une opération");
        coordinator
                .type("code", operation)
                .type("area", "Forêt classée")
                .mark("sectors", "COCOA")
                .type("site", "SITE-E1")
                .type("expectedChildren", "1")
                .type("careCapacity", "2")
                .pick("careConfirmedBy", "NGO-A")
                .mark("participants", "POLICE-CI")
                .press("Enregistrer");
        Desk supervisor = desk("sup-01").open("/slips/care").press("Confirmer les places");
        coordinator.go("/operations/" + operation).press("Commencer").shows("En cours");
        Desk officer = desk("le-02").open("/operations/" + operation).follow("Enregistrer une personne entendue");
        officer.mark("appears", "CHILD").mark("sex", "F").type("apparentAge", "12");
        officer.type("screenedAt-time", "05:30").press("Enregistrer et faire la fiche");
        assertThat(officer.typed("apparentAge")).isEqualTo("12");
        officer.day("foundAt", "16", "11", "2015")
                .type("foundAt-time", "05:00")
                .mark("urgentMedical", "false")
                .pick("interpreterLanguage", "dyu")
                .pick("condition", 1);
        officer.pick("receiver", "SW-01").press("Enregistrer et signer").shows("Signée par la police");
        Desk worker = desk("sw-01").open("/slips/" + officer.lastOfPath()).follow("Recevoir l’enfant");
        String file = theWorkerFindsABed(worker);
        Desk shelter = desk("shm-01").open("/cases/" + file);
        List<Desk> all = List.of(coordinator, supervisor, officer, worker, shelter);
        assertThat(all.stream().mapToInt(Desk::loads).sum()).as("pages").isLessThanOrEqualTo(20);
        assertThat(all.stream().mapToInt(Desk::fields).sum()).as("fields").isLessThanOrEqualTo(45);
        theWorkerRefers(worker);
        assertThat(all.stream().mapToInt(Desk::loads).sum())
                .as("pages with the first assessment, the plan and a referral")
                .isLessThanOrEqualTo(22);
        assertThat(all.stream().mapToInt(Desk::fields).sum())
                .as("fields with the first assessment, the plan, a referral and the hour at which the child was found")
                .isLessThanOrEqualTo(48);
    }

    /** Each step leads to the next: the bed, who answers for the child, its own answers. */
    private static String theWorkerFindsABed(Desk worker) {
        assertThat(worker.typed("country")).isEqualTo("Côte d’Ivoire");
        worker.type("nationality", "burkinabè").type("givenNames", "Fifamè").type("familyName", "Kpadonou");
        worker.mark("received", "true").press("Enregistrer l’enfant").shows("Trouvez-lui maintenant un lieu");
        String file = worker.page().url().replaceAll(".*/cases/([^/?]+).*", "$1");
        worker.mark("kind", "SHELTER").pick("shelter", "SH-SP").press("Enregistrer le lieu de vie");
        worker.shows("Le lieu de vie est enregistré", "Enregistrer une tutelle");
        worker.mark("kind", "AD_HOC").type("name", "Juge des tutelles").day("appointedOn", "16", "11", "2015");
        worker.press("Enregistrer").shows("Enregistrer une réponse");
        worker.mark("alsoFor", "SHARE_FOR_REFERRAL").mark("limitsTold", "true").mark("explained", "ALL");
        worker.mark("status", "GIVEN").type("witness", "Infirmière du centre");
        assertThat(worker.typed("language")).as("as on the slip").isNotEmpty();
        worker.press("Enregistrer la réponse").shows("La réponse est enregistrée", "Enregistrer l’évaluation");
        return file;
    }

    private static void theWorkerRefers(Desk worker) {
        worker.mark("needs", 0).mark("risk", "MEDIUM").type("reason", Typed.NOTE);
        worker.press("Enregistrer l’évaluation").shows("L’évaluation est enregistrée");
        worker.type("aim-1", "Apprendre à lire").pick("service-1", 1).day("endsOn-1", "16", "2", "2016");
        worker.type("measure-1", "Elle lit une page")
                .press("Enregistrer et transmettre")
                .shows("Le plan est transmis");
        worker.follow("Orienter l’enfant").pick("to", "MAS-CI").pick("purpose", "CARE");
        worker.type("reason", Typed.NOTE).type("asked", Typed.NOTE).press("Envoyer l’orientation");
        worker.shows("L’orientation est envoyée");
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
        worker.press("Enregistrer l’enfant").refuses("received");
        worker.mark("received", "true").press("Enregistrer l’enfant").hides(Typed.FAMILY_NAME);
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
