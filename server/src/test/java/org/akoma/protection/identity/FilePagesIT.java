package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The frame and the overview of a file, as different people open it. */
public class FilePagesIT extends HouseIT {

    @Autowired
    private Cases cases;

    private Organisation ngo;
    private String worker;
    private String code;

    @BeforeEach
    void aFile() {
        ngo = structure(Organisation.Kind.NGO);
        worker = person(Role.CASE_WORKER, ngo);
        code = open(worker, "Rosée");
    }

    private String open(String by, String alias) {
        var opened = (OpenCase.Result.Opened) cases.open(actor(by), opening(Ids.next(), alias));
        return opened.file().code();
    }

    public static OpenCase opening(UUID id, String alias) {
        return opening(id, Identity.alias(alias));
    }

    public static OpenCase opening(UUID id, Identity identity) {
        return new OpenCase(
                id,
                null,
                null,
                "F",
                14,
                true,
                "CI",
                "GH",
                null,
                null,
                CaseFile.VictimStatus.PRESUMED_VICTIM,
                null,
                identity,
                null,
                null);
    }

    @Test
    void theWorkerSeesTheFileWithoutTheAlias() {
        var page = api(worker).get("/cases/" + code);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("<h1>" + code + "</h1>", "14", "Enregistré", "/cases/" + code + "/consents", "••••")
                .doesNotContain("Rosée", "th:");
        assertThat(api(worker).get("/cases/" + code + "?lang=en").body()).contains("best interests", "Registered");
    }

    @Test
    void theHeadLeadsToTheAlertAndToTheVisit() {
        String manager = person(Role.PROJECT_MANAGER, ngo);
        assertThat(api(manager).get("/cases/" + code + "/visits/now").status()).isEqualTo(404);
        assertThat(api(manager).get("/cases/" + code + "/alerts/new").status()).isEqualTo(404);
        Caller visit = api(worker);
        String file = "/cases/" + code;
        assertThat(visit.get(file).body()).contains(file + "/alerts/new", file + "/visits/now");
        assertThat(visit.get(file + "/alerts/new").body())
                .contains("name=\"what\"")
                .doesNotContain("h-now");
        assertThat(visit.get(file + "/visits/now").header("Location"))
                .get()
                .asString()
                .endsWith(file + "/visits/new");
        String planned = Ids.next().toString();
        assertThat(visit.post(
                                "/api/v1" + file + "/visits",
                                Map.of("id", planned, "type", "ROUTINE", "plannedOn", "2015-11-17"))
                        .status())
                .isEqualTo(201);
        assertThat(visit.get(file + "/visits/now").header("Location"))
                .get()
                .asString()
                .endsWith(file + "/visits/" + planned);
    }

    /** Of a file that an emergency opens nothing leaves: no paper, by whatever address, and no attachment. */
    @Test
    void nothingLeavesByAnEmergency() {
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Caller outside = api(stranger);
        assertThat(outside.post(
                                "/api/v1/cases/" + code + "/break-glass",
                                Map.of("reason", "L’enfant appelle à l’aide, sa travailleuse est absente."))
                        .status())
                .isEqualTo(201);
        for (String page : java.util.List.of("/printing", "/sheet", "/print", "/print/file")) {
            Answer refused = browser(stranger).get("/cases/" + code + page + "?lang=fr");
            assertThat(refused.status()).as(page).isEqualTo(403);
            assertThat(refused.body()).as(page).doesNotContain("data-print", "Rosée", "??");
        }
        assertThat(outside.get("/api/v1/cases/" + code + "/file.pdf").status()).isEqualTo(403);
        assertThat(browser(stranger).get("/cases/" + code + "?lang=fr").body())
                .contains("ouvert en urgence")
                .doesNotContain("/cases/" + code + "/printing");
        assertThat(browser(worker).get("/cases/" + code + "?lang=fr").body())
                .as("who follows the child still may")
                .contains("/cases/" + code + "/printing");
    }

    @Test
    void theFileIsPrintedForAConferenceOrAsAWhole() {
        String manager = person(Role.PROJECT_MANAGER, ngo);
        for (String page : java.util.List.of("/printing", "/sheet", "/print", "/print/file"))
            assertThat(api(manager).get("/cases/" + code + page).status())
                    .as(page)
                    .isEqualTo(404);
        Caller visit = api(worker);
        assertThat(visit.get("/cases/" + code + "/printing").body())
                .contains("/cases/" + code + "/sheet", "/cases/" + code + "/print\"", "/print/file");
        Answer paper = visit.get("/cases/" + code + "/print/file");
        assertThat(paper.header("Content-Type").orElse("")).startsWith("application/pdf");
        assertThat(paper.body()).startsWith("%PDF").contains("/StructTreeRoot");
        String finance = person(Role.FINANCE_OFFICER, ngo);
        String byProgram = "/api/v1/cases/" + code + "/file.pdf";
        for (String address : java.util.List.of("/cases/" + code + "/print/file", byProgram))
            assertThat(api(finance).get(address).status()).as(address).isEqualTo(404);
        assertThat(api(finance).get(byProgram).json().path("code").asString()).isEqualTo("house.not-found");
        assertThat(visit.get(byProgram).header("Content-Type").orElse("")).startsWith("application/pdf");
        assertThat(visit.get(byProgram).body()).startsWith("%PDF").contains("/StructTreeRoot");
        for (String page : java.util.List.of("/sheet", "/print"))
            assertThat(visit.get("/cases/" + code + page).body())
                    .as(page)
                    .contains("Imprimé par", "Indice CSI", "Alertes", "Orientations", "Consentements", "••••")
                    .doesNotContain("Rosée", "??", " th:");
        assertThat(visit.get("/cases/" + code + "/sheet").body()).contains("Dernières visites", "Décisions");
        var note = Map.of("kind", "NOTE", "at", "2015-11-16T07:00", "text", "Il dort mal.");
        assertThat(visit.post("/api/v1/cases/" + code + "/notes", note).status())
                .isEqualTo(201);
        assertThat(visit.get("/cases/" + code + "/print").body()).contains("Il dort mal.");
        assertThat(visit.get("/cases/" + code + "/sheet").body()).doesNotContain("Il dort mal.");
        assertThat(visit.get("/cases/" + code + "/history?kind=").body()).contains("Parcours lu");
        var alert = Map.of("type", "TRAFFICKER_CONTACT", "what", "Un homme rôde.", "where", "Devant le marché");
        assertThat(visit.post("/api/v1/cases/" + code + "/alerts", alert).status())
                .isEqualTo(201);
        for (String page : java.util.List.of("/sheet", "/print"))
            assertThat(visit.get("/cases/" + code + page).body())
                    .as(page)
                    .contains("Un homme rôde.")
                    .doesNotContain("Devant le marché", "??");
    }

    @Test
    void aPageOfTheFileIsNamedByItsHeading() {
        assertThat(api(worker).get("/cases/" + code + "/visits").body())
                .contains(
                        "<h1 class=\"title\">Visites</h1>", "<p class=\"ident__code\">", "href=\"/cases/" + code + "\"")
                .containsOnlyOnce("<h1");
    }

    private org.akoma.Answer reveal(Caller visit) {
        return visit.send("POST", "/cases/" + code + "/reveal/alias", "application/x-www-form-urlencoded", "");
    }

    @Test
    void theAliasIsRevealedByAPostAndRemembered() {
        Caller visit = api(worker);
        visit.get("/cases/" + code);
        var revealed = reveal(visit);
        assertThat(revealed.status()).isEqualTo(200);
        assertThat(revealed.body()).contains("Rosée");
        var read = visit.get("/cases/" + code + "/reveal/alias");
        assertThat(read.status()).as("read, the address leads back to the file").isEqualTo(302);
        assertThat(read.body()).doesNotContain("Rosée");
    }

    @Test
    void whatOneMayNotSeeIsNotFoundLikeWhatDoesNotExist() {
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Caller visit = api(stranger);
        var unseen = visit.get("/cases/" + code);
        var unknown = visit.get("/cases/AK-999999999");
        assertThat(unseen.status()).isEqualTo(404);
        assertThat(plain(unseen.body(), code)).isEqualTo(plain(unknown.body(), "AK-999999999"));
        assertThat(reveal(visit).status()).isEqualTo(404);
    }

    /** An answer without what differs by itself. */
    private static String plain(String body, String asked) {
        return body.replace(asked, "").replaceAll("\"timestamp\":\"[^\"]*\"", "");
    }

    @Test
    void policeAndAdministratorFindNothing() {
        String officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        String administrator = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        assertThat(api(officer).get("/cases/" + code).status()).isEqualTo(404);
        assertThat(api(administrator).get("/cases/" + code).status()).isEqualTo(404);
    }

    @Test
    void aManagerSeesCodeAndStatusAlone() {
        String manager = person(Role.PROJECT_MANAGER, ngo);
        var page = api(manager).get("/cases/" + code);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(code, "Enregistré", "Votre rôle voit où en est chaque dossier")
                .doesNotContain(
                        "On vous a confié",
                        "class=\"way\"",
                        "/alerts/new",
                        "/visits/now",
                        "14 ans",
                        "14 ans",
                        "/consents",
                        "/reveal/");
    }

    @Test
    void overviewPrintHistoryAndAccessShowWhatHappenedAndWhoSees() {
        Caller visit = api(worker);
        String overview = visit.get("/cases/" + code).body();
        assertThat(overview)
                .contains(
                        "À faire",
                        "Première évaluation",
                        "Suit l’enfant",
                        "Police et gendarmerie",
                        worker.toUpperCase(java.util.Locale.ROOT));
        assertThat(visit.get("/cases/" + code + "/print").body())
                .contains("Imprimé par")
                .doesNotContain("Rosée");
        reveal(visit);
        String history = visit.get("/cases/" + code + "/history?kind=&lang=en").body();
        assertThat(history).contains("Identity read");
        var older = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(history);
        assertThat(older.find()).isTrue();
        history += visit.get(older.group(1).replace("&amp;", "&")).body();
        assertThat(history)
                .contains("File registered", "File opened", "Identity read")
                .doesNotContain("Rosée");
        assertThat(visit.get("/cases/" + code + "/access").body())
                .contains("Structure responsable", "lecture et écriture");
    }

    @Test
    void theApiGivesTheFileItsHistoryAndItsGrants() {
        Caller program = api(worker);
        var file = program.get("/api/v1/cases/" + code);
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("ETag")).isPresent();
        assertThat(file.json().path("identity").path("alias").asString()).isEqualTo("Rosée");
        assertThat(file.json().path("standing").path("deadlines").size()).isGreaterThan(1);
        var history = program.get("/api/v1/cases/" + code + "/history?limit=1");
        assertThat(history.json().path("items").path(0).path("act").asString()).isEqualTo("cases.identity-revealed");
        String next = history.json().path("next").asString();
        assertThat(program.get("/api/v1/cases/" + code + "/history?cursor=" + next)
                        .json()
                        .path("items")
                        .path(0)
                        .path("act")
                        .asString())
                .isEqualTo("cases.read");
        assertThat(program.get("/api/v1/cases/" + code + "/history?cursor=x").status())
                .isEqualTo(422);
        assertThat(program.get("/api/v1/cases/" + code + "/grants")
                        .json()
                        .path("items")
                        .path(0)
                        .path("reason")
                        .asString())
                .isEqualTo("ASSIGNMENT");
    }

    @Test
    void theHistoryIsAskedByPersonKindSectionAndDay() {
        Caller visit = api(worker);
        visit.get("/cases/" + code);
        String page = "/cases/" + code + "/history?lang=fr&";
        assertThat(visit.get(page + "kind=CHANGES").body())
                .contains("Dossier enregistré")
                .doesNotContain("<td data-l=\"Quoi\">Dossier ouvert</td>");
        assertThat(visit.get(page + "kind=READINGS").body()).doesNotContain("Dossier enregistré");
        assertThat(visit.get(page + "person=sw-none").body()).contains("Aucune entrée ne correspond");
        assertThat(visit.get(page + "person=" + worker.toUpperCase(java.util.Locale.ROOT))
                        .body())
                .contains("Dossier enregistré");
        assertThat(visit.get(page + "until-day=15&until-month=11&until-year=2015")
                        .body())
                .contains("Aucune entrée ne correspond", "value=\"15\"");
        assertThat(visit.get(page + "from=2015-11-16&until=2015-11-16").body()).contains("Dossier enregistré");
        assertThat(visit.get(page + "from=2015-11-16&until=2015-11-15").status())
                .isEqualTo(422);
        String api = "/api/v1/cases/" + code + "/history?";
        assertThat(visit.get(api + "section=HEALTH").json().path("items").size())
                .isZero();
        assertThat(visit.get(api + "section=STATUS&kind=CHANGES")
                        .json()
                        .path("items")
                        .size())
                .isPositive();
        assertThat(visit.get(api + "section=NONE").status()).isEqualTo(422);
    }

    @Test
    void oneOpeningIsOneEntry() {
        Caller visit = api(worker);
        visit.get("/cases/" + code);
        long read = 0;
        for (var item : visit.get("/api/v1/cases/" + code + "/history").json().path("items"))
            if (item.path("act").asString().equals("cases.read")) read++;
        assertThat(read).isEqualTo(1);
    }

    @Test
    void aProgramFindsNothingOfWhatOneMayNotSee() {
        String manager = person(Role.PROJECT_MANAGER, ngo);
        var overseen = api(manager).get("/api/v1/cases/" + code);
        assertThat(overseen.status()).isEqualTo(200);
        assertThat(overseen.body()).doesNotContain("Rosée", "ageAtRescue", "sex", "standing");
        assertThat(api(manager).get("/api/v1/cases/" + code + "/history").status())
                .isEqualTo(404);
        assertThat(api(manager).get("/api/v1/cases/" + code + "/grants").status())
                .isEqualTo(404);
        Organisation other = structure(Organisation.Kind.NGO);
        for (Role role : java.util.List.of(
                Role.CASE_WORKER, Role.SHELTER_MANAGER, Role.EVALUATOR, Role.MINISTRY_OFFICER, Role.PROVIDER))
            for (String path : java.util.List.of("", "/history", "/grants"))
                assertThat(api(person(role, other))
                                .get("/api/v1/cases/" + code + path)
                                .status())
                        .as(role + path)
                        .isEqualTo(404);
        for (Role role : java.util.List.of(
                Role.FINANCE_OFFICER, Role.OBSERVER, Role.DATA_PROTECTION_OFFICER, Role.SYSTEM_ADMINISTRATOR))
            assertThat(api(person(role, other)).get("/api/v1/cases/" + code).status())
                    .as(role.name())
                    .isEqualTo(404);
    }
}
