package org.akoma.protection.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.akoma.Answer;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.forms.BothDoors;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages and the JSON of a child's care, as different people open them. */
class CarePagesIT extends CareHouse {

    private static final String[] PAGES = {
        "assessment", "best-interests", "plan", "placement", "tracing", "homecoming", "closure", "search"
    };

    private static String text(Answer answer) {
        return answer.body().replace('\u00a0', ' ');
    }

    private static void isWhole(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("th:", "…</", "??").contains("</html>");
    }

    @Test
    void everyPageIsWholeInBothLanguagesForWorkerAndSupervisor() {
        String code = active();
        done(placements.place(worker, code, stay(shelter(2, Shelter.SexRule.MIXED))));
        done(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, Placement.Reason.CHILDS_WISH)));
        submitted(code);
        done(assess(worker, code, Assessment.Kind.REVIEW, CaseFile.Risk.LOW));
        for (Actor reader : new Actor[] {worker, supervisor}) {
            Visit visit = browser(reader.username());
            for (String page : PAGES)
                for (String lang : new String[] {"fr", "en"})
                    isWhole(visit.get("/cases/" + code + "/" + page + "?lang=" + lang));
            isWhole(visit.get("/shelters?lang=en"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"assessment", "best-interests", "plan", "placement", "tracing", "homecoming", "closure", "search"
            })
    void aShelterAManagerAndTheLawFindNoSuchPage(String page) {
        String code = active();
        Shelter home = shelter(1, Shelter.SexRule.MIXED);
        done(placements.place(worker, code, stay(home)));
        String officer = person(Role.LE_OFFICER, structure(org.akoma.ground.access.Organisation.Kind.LAW_ENFORCEMENT));
        String oversight = person(Role.PROJECT_MANAGER, ngo);
        assertThat(browser(officer).get("/cases/" + code + "/" + page).status()).isEqualTo(404);
        assertThat(browser(oversight).get("/cases/" + code + "/" + page).status())
                .isEqualTo(404);
        String manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        boolean theirs = page.equals("placement") || page.equals("homecoming");
        assertThat(browser(manager).get("/cases/" + code + "/" + page).status()).isEqualTo(theirs ? 200 : 404);
    }

    @Test
    void whatWasTypedIsKeptAndWhatIsWrongIsSaid() {
        String code = file("F", 12);
        Visit visit = browser(worker.username());
        visit.get("/cases/" + code + "/assessment");
        Answer wrong = visit.post(
                "/cases/" + code + "/assessment", "kind", "INITIAL", "risk", "HIGH", "childsWords", "Maman me manque");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(text(wrong))
                .contains(
                        "Maman me manque", "href=\"#safetyPlan\"", "Écrivez le plan de sécurité : le risque est élevé");
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.REGISTERED);
        Answer right = visit.post(
                "/cases/" + code + "/assessment",
                "kind",
                "INITIAL",
                "risk",
                "HIGH",
                "reason",
                "Menacée",
                "safetyPlan",
                "Ne sort pas seule");
        assertThat(right.status()).isEqualTo(303);
        assertThat(text(visit.get(right.location()))).contains("L’évaluation est enregistrée.");
        assertThat(text(visit.get("/cases/" + code + "/assessment"))).contains("Ne sort pas seule");
        assertThat(text(visit.get("/cases/" + code + "/sheet")))
                .contains("Plan de sécurité", "Ne sort pas seule", "À faire");
        assertThat(text(visit.get("/cases/" + code + "/print")))
                .contains("Première évaluation <span class=\"risk risk--high\"");
    }

    @Test
    void aPlanIsWrittenSubmittedAndDecidedOnPages() {
        String code = assessed();
        Visit visit = browser(worker.username());
        visit.get("/cases/" + code + "/plan");
        assertThat(visit.post(
                                "/cases/" + code + "/plan",
                                "aim-1",
                                "Aller à l’école",
                                "service-1",
                                "LT_EDU_FORMAL",
                                "aim-2",
                                "Être soignée",
                                "service-2",
                                "")
                        .status())
                .isEqualTo(422);
        Answer saved = visit.post("/cases/" + code + "/plan", "aim-1", "Aller à l’école", "service-1", "LT_EDU_FORMAL");
        assertThat(saved.status()).isEqualTo(303);
        Plan draft = done(plans.of(worker, code)).getFirst();
        assertThat(text(visit.get(saved.location()))).contains("Aller à l’école", "transmettre à la supervision");
        Answer vague = visit.post(
                "/cases/" + code + "/plan",
                "id",
                draft.id().toString(),
                "version",
                String.valueOf(draft.version()),
                "aim-2",
                "Aller à l’école",
                "service-2",
                "LT_EDU_FORMAL",
                "submit",
                "true");
        assertThat(BothDoors.onThePage(vague)).containsOnlyKeys("endsOn-2", "measure-2");
        draft = done(plans.of(worker, code)).getFirst();
        assertThat(draft.status()).isEqualTo(Plan.Status.DRAFT);
        assertThat(visit.post(
                                "/cases/" + code + "/plan",
                                "id",
                                draft.id().toString(),
                                "version",
                                String.valueOf(draft.version()),
                                "aim-1",
                                "Aller à l’école du village",
                                "service-1",
                                "LT_EDU_FORMAL",
                                "endsOn-1",
                                "2016-02-16",
                                "measure-1",
                                "80 % de présence",
                                "submit",
                                "true")
                        .status())
                .isEqualTo(303);
        assertThat(done(plans.of(worker, code))
                        .getFirst()
                        .goals()
                        .getFirst()
                        .words()
                        .aim())
                .as("what was typed last is what is sent")
                .isEqualTo("Aller à l’école du village");
        String request = "/decisions/" + waiting(Plans.KIND, draft.id()).id();
        assertThat(visit.get("/cases/" + code + "/plan").body()).contains(request, "Voir ma demande");
        assertThat(visit.post(request + "/verdict", "agreed", "true").status()).isEqualTo(422);
        Visit above = browser(supervisor.username());
        assertThat(above.get("/cases/" + code + "/plan").body()).contains(request);
        assertThat(above.get(request).body()).contains("Aller à l’école");
        assertThat(above.post(request + "/verdict", "agreed", "false").status()).isEqualTo(422);
        assertThat(above.post(request + "/verdict", "agreed", "true").status()).isEqualTo(303);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.ACTIVE);
    }

    @Test
    void aFormInAnotherTabCanStillBeSent() {
        String code = file("F", 12);
        Visit visit = browser(worker.username());
        visit.get("/cases/" + code + "/search");
        String token = visit.csrf();
        visit.get("/shelters");
        visit.post("/cases/" + code + "/search", "step", "FLAGGED", "outcome", "");
        assertThat(visit.csrf()).isEqualTo(token);
        assertThat(visit.post("/cases/" + code + "/search", "step", "FLAGGED", "outcome", "Personne")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void anAddressStandsInNoPageAndIsRevealedByAPost() {
        String code = active();
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        Placement there = done(placements.place(worker, code, stay(home)));
        Visit visit = browser(worker.username());
        assertThat(visit.get("/cases/" + code + "/placement").body())
                .contains(home.code())
                .doesNotContain("Derrière le marché", "San Pedro", "Sa tante");
        assertThat(visit.post("/cases/" + code + "/placement/" + there.id() + "/reveal")
                        .body())
                .contains("Derrière le marché");
        assertThat(visit.get("/shelters").body()).contains(home.code()).doesNotContain("San Pedro");
        assertThat(visit.post("/shelters/" + home.code() + "/reveal").body()).contains("San Pedro");
        String json = api(worker.username())
                .get("/api/v1/cases/" + code + "/placements")
                .body();
        assertThat(json).contains(home.code()).doesNotContain("marché", "San Pedro", "tante");
    }

    /** Who answers for the child, then the consent to case management, then the assessment: in the order of a registration. */
    @Test
    void aFirstPlaceLeadsToWhatTheFileLacks() {
        Shelter home = shelter(3, Shelter.SexRule.MIXED);
        String nothing = file("F", 12);
        assertThat(firstPlace(nothing, home)).isEqualTo("/guardians/new?done=cases.placed");
        String guarded = file("F", 12);
        guarded(guarded);
        assertThat(firstPlace(guarded, home)).isEqualTo("/consents/new?purpose=CASE_MANAGEMENT&done=cases.placed");
        String asked = file("F", 12);
        guarded(asked);
        done(consents.record(worker, asked, SomeConsent.given(Consent.Purpose.CASE_MANAGEMENT, clock.instant())));
        assertThat(firstPlace(asked, home)).isEqualTo("/assessment?done=cases.placed-assess");
    }

    private String firstPlace(String code, Shelter home) {
        Visit visit = browser(worker.username());
        Answer placed = visit.post(
                "/cases/" + code + "/placement",
                "kind",
                "SHELTER",
                "shelter",
                home.code(),
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
        String where = placed.location();
        assertThat(text(visit.get(where))).contains("Le lieu de vie est enregistré");
        return where.substring(where.indexOf(code) + code.length());
    }

    @Test
    void aPlaceIsMadeExactAndLeftOnPages() {
        String code = active();
        Placement asked = done(placements.place(worker, code, place(Placement.Kind.FOSTER_FAMILY, null, null)));
        Placement there = done(placements.decide(supervisor, code, asked.id(), true, null));
        String page = "/cases/" + code + "/placement";
        Visit visit = browser(worker.username());
        for (String form : new String[] {"/end", "/" + there.id() + "/home"})
            for (String lang : new String[] {"fr", "en"}) isWhole(visit.get(page + form + "?lang=" + lang));
        Answer stale = visit.post(page + "/" + there.id() + "/home", "version", "7", "address", "Rue 12", "lang", "fr");
        assertThat(stale.status()).isEqualTo(409);
        assertThat(text(stale)).contains("Adresse", "Derrière le marché", "value=\"Rue 12\"");
        assertThat(visit.post(
                                page + "/" + there.id() + "/home",
                                "version",
                                String.valueOf(there.version()),
                                "address",
                                "Rue 12")
                        .status())
                .isEqualTo(303);
        Answer wrong = visit.post(page + "/end", "until-day", "16", "until-month", "11", "words", "Au marché");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(text(wrong)).contains("Au marché", "href=\"#until\"", "href=\"#reason\"", "value=\"16\"");
        Answer left = visit.post(
                page + "/end",
                "until-day",
                "16",
                "until-month",
                "11",
                "until-year",
                "2015",
                "reason",
                "RAN_AWAY",
                "words",
                "Au marché");
        assertThat(left.location()).contains("/search?done=cases.left-missing");
        assertThat(text(visit.get(page)))
                .contains("Terminé, L’enfant s’est enfui")
                .doesNotContain("Au marché");
    }

    @Test
    void shelterFiguresForTheProjectManager() {
        Shelter home = shelter(3, Shelter.SexRule.MIXED);
        done(placements.place(worker, active(), stay(home)));
        var program = api(person(Role.PROJECT_MANAGER, ngo));
        Answer answer = program.get("/api/v1/summary/shelters?asOf=2015-11-16");
        assertThat(answer.json().path("items").valueStream()).anySatisfy(item -> {
            assertThat(item.path("code").asString()).isEqualTo(home.code());
            assertThat(item.path("occupied").asInt()).isEqualTo(1);
            assertThat(item.path("capacity").asInt()).isEqualTo(3);
        });
        assertThat(program.get("/api/v1/summary/shelters?asOf=2015-11-17").status())
                .isEqualTo(422);
        assertThat(program.get("/api/v1/summary/shelters?asOf=x").status()).isEqualTo(422);
        assertThat(program.get("/api/v1/shelters").status()).isEqualTo(403);
        String finance = person(Role.FINANCE_OFFICER, ngo);
        assertThat(api(finance).get("/api/v1/summary/shelters").status()).isEqualTo(403);
    }

    @Test
    void programsGetStableCodes() {
        String code = assessed();
        var program = api(worker.username());
        String plans = "/api/v1/cases/" + code + "/plans";
        Answer wrong = program.post(plans, Map.of("goals", java.util.List.of(Map.of("aim", "Lire"))));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("goals[0].service");
        assertThat(program.post(plans, Map.of("golas", "x")).body()).contains("form.unknown-field");
        Answer made = program.post(
                plans, Map.of("goals", java.util.List.of(Map.of("aim", "Lire", "service", "LT_EDU_FORMAL"))));
        assertThat(made.status()).isEqualTo(201);
        String one = plans + "/" + made.json().path("id").asString();
        assertThat(program.send("PUT", one, "application/json", "{}").status()).isEqualTo(428);
        assertThat(program.send("PUT", one, "application/json", "{}", "If-Match", "\"9\"")
                        .status())
                .isEqualTo(409);
        Answer vague = program.post(one + "/submission", Map.of());
        assertThat(vague.status()).isEqualTo(422);
        assertThat(vague.body())
                .contains(
                        "goals[0].endsOn", "cases.goal-without-day", "goals[0].measure", "cases.goal-without-measure");
        Map<String, String> goal = Map.of(
                "aim", "Lire", "service", "LT_EDU_FORMAL", "endsOn", "2016-02-16", "measure", "Elle lit une page");
        assertThat(program.put(one, Map.of("goals", java.util.List.of(goal)), "\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(program.post(one + "/submission", Map.of()).status()).isEqualTo(200);
        assertThat(program.post(one + "/decision", Map.of("approved", true)).status())
                .isEqualTo(403);
        assertThat(program.post("/api/v1/cases/" + code + "/closure", Map.of("code", "OTHER"))
                        .status())
                .isEqualTo(422);
        assertThat(program.get("/api/v1/cases/AK-99999999/plans").status()).isEqualTo(404);
        Answer low = program.post(
                "/api/v1/cases/" + code + "/placements",
                Map.of("kind", "SHELTER", "country", "CI", "since", "2015-11-16"));
        assertThat(low.json().path("errors").get(0).path("field").asString()).isEqualTo("shelter");
    }
}
