package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.consent.SomeConsent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of registration and of what is first written in a file, as a browser gets them, in both languages. */
class ChildPagesIT extends HouseIT {

    private static final String FAMILY_NAME = "Sawadogo-Essai";

    private Organisation ngo;
    private String supervisor;
    private String worker;
    private Caller own;
    private Visit page;
    private String code;

    @BeforeEach
    void aWorkerWithOneChild() {
        ngo = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        own = api(worker);
        code = own.post(
                        "/api/v1/cases",
                        Map.of(
                                "sex",
                                "M",
                                "age",
                                13,
                                "country",
                                "CI",
                                "handedAt",
                                "2015-11-12T20:00",
                                "familyName",
                                FAMILY_NAME,
                                "anyway",
                                true))
                .json()
                .path("code")
                .asString();
        page = browser(worker);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "identity/edit",
                "family/edit",
                "guardians/new",
                "consents",
                "consents/new",
                "exploitation",
                "exploitation/edit",
                "health",
                "notes",
                "share"
            })
    void eachPageIsDrawnForItsWorkerInBothLanguagesAndForNobodyElse(String part) {
        for (String lang : List.of("fr", "en")) {
            Answer answer = page.get("/cases/" + code + "/" + part + "?lang=" + lang);
            assertThat(answer.status()).as(part + " " + lang).isEqualTo(200);
            assertThat(answer.body()).contains("lang=\"" + lang + "\"", code).doesNotContain("??", "…<");
        }
        Visit stranger = browser(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        assertThat(stranger.get("/cases/" + code + "/" + part).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"victim-status", "assignment"})
    void whatASupervisorDecidesIsTheirPageAlone(String part) {
        assertThat(page.get("/cases/" + code + "/" + part).status()).isEqualTo(403);
        for (String lang : List.of("fr", "en"))
            assertThat(browser(supervisor)
                            .get("/cases/" + code + "/" + part + "?lang=" + lang)
                            .status())
                    .isEqualTo(200);
    }

    @Test
    void aNameStandsInNoPageUntilItIsAskedFor() {
        assertThat(page.get("/cases/" + code + "/identity").body()).doesNotContain(FAMILY_NAME);
        Answer shown = page.post("/cases/" + code + "/identity/reveal", "_at", "/cases/" + code + "/identity");
        assertThat(shown.body())
                .contains(FAMILY_NAME)
                .as("Back and loading again ask for the page without the name")
                .contains("data-at=\"/cases/" + code + "/identity\"");
        assertThat(shown.header("Cache-Control").orElseThrow()).contains("no-store");
    }

    @Test
    void aChildIsRegisteredFromThePageAndWhatWasTypedIsKept() {
        page.get("/cases/new");
        Answer wrong = page.post("/cases/new", "sex", "F", "alias", "Le <Baobab>", "age", "cent");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Le &lt;Baobab&gt;", "cent", "id=\"country-error\"", "href=\"#age\"");
        Answer done = page.post("/cases/new", "sex", "F", "age", "9", "country", "CI", "alias", "Karité" + code);
        assertThat(done.status()).isEqualTo(303);
        assertThat(page.get(done.location()).body())
                .as("one next step: its bed, as the bar says too")
                .contains("L’enfant est enregistré. Trouvez-lui maintenant un lieu", "id=\"h-new\"")
                .doesNotContain("Enregistrer qui répond");
        String file = done.location().replaceAll("(/cases/[^/?]+).*", "$1");
        String next = page.get(file + "/identity?done=cases.guardian").body();
        assertThat(next)
                .as("a place for the night comes before what the room names")
                .contains(" href=\"" + file + "/placement\">Ensuite")
                .doesNotContain("Enregistrer une réponse au consentement");
        Answer placed = page.post(
                file + "/placement",
                "kind",
                "FOSTER_FAMILY",
                "country",
                "CI",
                "since-day",
                "16",
                "since-month",
                "11",
                "since-year",
                "2015",
                "reason",
                "FIRST_PLACE");
        assertThat(placed.status()).as(placed.body()).isEqualTo(303);
    }

    @Test
    void whoOnlyReadsRegistersNobody() {
        assertThat(browser(supervisor).get("/cases/new").status()).isEqualTo(403);
        assertThat(page.get("/cases/new?slip=FR-1999-9999").status()).isEqualTo(404);
    }

    @Test
    void twoChangesAtOnceShowBothValuesAndLoseNothing() {
        page.get("/cases/" + code + "/identity/edit");
        String edit = "/cases/" + code + "/identity/edit";
        assertThat(page.post(edit, "version", "1", "alias", "Baobab", "phone", "07 00")
                        .status())
                .isEqualTo(303);
        Answer late = page.post(edit, "version", "1", "alias", "Fromager", "phone", "07 00");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body()).contains("Baobab", "Fromager", "name=\"version\" value=\"2\"");
        assertThat(page.post(edit, "version", "2", "alias", "Fromager", "phone", "07 00")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void aConsentIsAskedWithItsLimitsFirst() {
        String guardians = "/api/v1/cases/" + code + "/guardians";
        assertThat(api(worker)
                        .post(guardians, SomeConsent.guardian("2015-11-10"))
                        .status())
                .isEqualTo(201);
        page.get("/cases/" + code + "/consents/new?purpose=CASE_MANAGEMENT");
        String address = "/cases/" + code + "/consents/new";
        String[] yes = {
            "purpose",
            "CASE_MANAGEMENT",
            "status",
            "GIVEN",
            "givenBy",
            "CHILD_INFORMED_ASSENT_AND_GUARDIAN",
            "at",
            "2015-11-14",
            "at-time",
            "09:00",
            "words",
            "Je veux rester à l’école",
            "limitsTold",
            "true"
        };
        String[] untold = java.util.Arrays.copyOf(yes, yes.length - 2);
        Answer wrong = page.post(address, untold);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("limitsTold-error", "Je veux rester");
        Answer half = page.post(address, yes);
        assertThat(half.status()).isEqualTo(422);
        assertThat(half.body()).contains("explained-error", "language-error", "witness-error");
        List<String> whole = new ArrayList<>(List.of(yes));
        whole.addAll(List.of("explained", "ALL", "language", "dyu", "witness", "Sa tante"));
        assertThat(page.post(address, whole.toArray(String[]::new)).status()).isEqualTo(303);
        assertThat(page.get("/cases/" + code + "/consents").body()).contains("Donné", "Je veux rester", "8 points");
    }

    @Test
    void aNoteAndASharePassThroughTheirPages() {
        page.get("/cases/" + code + "/notes");
        assertThat(page.post(
                                "/cases/" + code + "/notes",
                                "kind",
                                "NOTE",
                                "at",
                                "2015-11-14",
                                "at-time",
                                "vers 9",
                                "text",
                                "Un essai")
                        .status())
                .isEqualTo(422);
        assertThat(page.post(
                                "/cases/" + code + "/notes",
                                "kind",
                                "NOTE",
                                "at",
                                "2015-11-14",
                                "at-time",
                                "09:30",
                                "text",
                                "Un essai")
                        .status())
                .isEqualTo(303);
        assertThat(page.get("/cases/" + code + "/notes").body()).contains("Un essai");
        String colleague = person(Role.CASE_WORKER, ngo);
        assertThat(page.post(
                                "/cases/" + code + "/share",
                                "grantee",
                                colleague,
                                "sections",
                                "NOTES",
                                "until-day",
                                "30",
                                "until-month",
                                "11",
                                "until-year",
                                "2015",
                                "why",
                                "Remplacement de congé")
                        .status())
                .isEqualTo(303);
        assertThat(browser(colleague).get("/cases/" + code + "/notes").status()).isEqualTo(200);
        assertThat(browser(colleague).get("/cases/" + code + "/health").status())
                .isEqualTo(404);
    }

    @Test
    void anEmergencyShowsOnTheFileAndThe404IsTheSameForAll() {
        String stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        Visit visit = browser(stranger);
        String unseen = visit.get("/cases/" + code).body();
        assertThat(unseen).contains("/emergency");
        assertThat(unseen.replace(code, "AK-9999"))
                .isEqualTo(visit.get("/cases/AK-9999").body());
        assertThat(browser(person(Role.PROJECT_MANAGER, ngo)).get("/emergency").status())
                .isEqualTo(403);
        visit.get("/emergency");
        assertThat(visit.post("/emergency", "code", code, "reason", "vite").status())
                .isEqualTo(422);
        Answer opened = visit.post("/emergency", "code", code, "reason", "L’enfant appelle à l’aide cette nuit");
        assertThat(opened.status()).isEqualTo(303);
        assertThat(visit.get(opened.location()).body()).contains("Dossier ouvert en urgence");
        assertThat(page.get("/cases/" + code + "/notes").body()).contains("Dossier ouvert en urgence");
    }
}
