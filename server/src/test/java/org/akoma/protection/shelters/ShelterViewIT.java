package org.akoma.protection.shelters;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.StraightSql;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.placement.LeavePlace;
import org.akoma.protection.placement.PlaceChild;
import org.akoma.protection.placement.Placement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shelter sees its own stay, not the next home nor words, and does what the matrix gives it. */
class ShelterViewIT extends CareHouse {

    private Shelter home;
    private String manager;
    private String code;
    private Placement own;
    private Placement next;

    @BeforeEach
    void aChildInAShelterWhoIsToLeaveIt() {
        home = shelter(2, Shelter.SexRule.MIXED);
        manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        code = active();
        own = done(placements.place(worker, code, stay(home)));
        next = done(placements.place(
                worker,
                code,
                new PlaceChild(
                        Ids.next(),
                        Placement.Kind.FOSTER_FAMILY,
                        null,
                        "CI",
                        TODAY,
                        Placement.Reason.BETTER_SUITED,
                        null,
                        new Placement.SealedText(
                                "Rue cachée 7", "Famille Secrète", "La responsable lui fait peur", null, null))));
    }

    private String address() {
        return "/api/v1/cases/" + code;
    }

    @Test
    void theNextHomeIsNotItsToKnow() {
        String all = api(manager).get(address() + "/placements").body();
        assertThat(all)
                .contains(home.code())
                .doesNotContain("FOSTER_FAMILY", next.id().toString());
        for (UUID one : new UUID[] {own.id(), next.id()}) {
            Answer revealed = api(manager).post(address() + "/placements/" + one + "/reveal", Map.of());
            assertThat(revealed.status()).isEqualTo(404);
            assertThat(revealed.body()).doesNotContain("Rue cachée", "Secrète", "fait peur");
        }
        assertThat(api(manager).get(address() + "/homecomings").body()).doesNotContain("\"id\"");
        String page = browser(manager).get("/cases/" + code + "/placement").body();
        assertThat(page).contains(home.code()).doesNotContain("Famille d’accueil", own.id() + "/reveal", "fait peur");
        assertThat(api(worker.username())
                        .post(address() + "/placements/" + next.id() + "/reveal", Map.of())
                        .body())
                .contains("Rue cachée 7");
    }

    @Test
    void itsPageSaysWhoSleepsThereTonightToThoseWhoSeeTheStay() {
        String colleague = person(Role.CASE_WORKER, ngo);
        String page = "/shelters/" + home.code();
        assertThat(browser(colleague).get(page).body()).doesNotContain(code);
        String seen = browser(manager).get(page).body();
        assertThat(seen).contains(">" + code + "</a>");
    }

    /** On its first night the child is spoken to in its language; the page says nothing else of who it is. */
    @Test
    void theLanguageOfTheChildIsOnThePageOfTheStayAndNothingElseOfWhoItIs() {
        Map<String, Object> who = Map.of(
                "givenNames", "Awa",
                "familyName", "Traoré",
                "birthPlace", "Banfora",
                "languages", List.of("bm"),
                "disability", "Marche mal");
        assertThat(api(worker.username())
                        .put(address() + "/identity", who, "\"1\"")
                        .status())
                .isEqualTo(200);
        String neighbour = person(
                Role.SHELTER_MANAGER, ngo, shelter(2, Shelter.SexRule.MIXED).id(), null);
        String page = "/cases/" + code + "/stay?lang=fr";
        assertThat(browser(neighbour).get(page).status()).isEqualTo(404);
        assertThat(browser(worker.username()).get(page).status()).isEqualTo(404);
        assertThat(browser(manager).get(page).body().toLowerCase(Locale.ROOT))
                .contains("bambara")
                .doesNotContain("awa", "traoré", "banfora", "marche mal");
        assertThat(api(supervisor.username()).get(address() + "/history").body())
                .contains("cases.languages-read");
        clock.moveTo(clock.instant().plusSeconds(1));
        done(placements.end(worker, code, new LeavePlace(TODAY, LeavePlace.Reason.OTHER, "Partie")));
        clock.moveTo(clock.instant().plusSeconds(1));
        assertThat(browser(manager).get(page).status()).as("once it left").isEqualTo(404);
    }

    @Test
    void theDatabaseShowsItsOwnStayAlone() throws SQLException {
        Actor person = actor(manager);
        String file = "file_id = (select id from cases.file_code where code = '" + code + "')";
        assertThat(StraightSql.count(person, clock.instant(), "cases.placement", file))
                .isEqualTo(1);
        assertThat(StraightSql.count(person, clock.instant(), "cases.homecoming", file))
                .isZero();
        assertThat(StraightSql.count(worker, clock.instant(), "cases.placement", file))
                .isEqualTo(2);
        assertThat(StraightSql.count(person, clock.instant(), "cases.medical", file))
                .isZero();
        assertThat(StraightSql.count(person, clock.instant(), "cases.note", file))
                .isZero();
    }

    @Test
    void whatIsDecidedAboutTheNextHomeIsNotItsToReadAndReadingItIsJournalled() throws SQLException {
        UUID decision = waiting("HOME", next.id()).id();
        assertThat(api(manager).get("/api/v1/decisions/" + decision).status()).isEqualTo(404);
        assertThat(browser(manager).get("/decisions/" + decision).status()).isEqualTo(404);
        String file = "file_id = (select id from cases.case_file where code = '" + code + "')";
        assertThat(StraightSql.count(actor(manager), clock.instant(), "access.decision", file))
                .isZero();
        assertThat(StraightSql.count(supervisor, clock.instant(), "access.decision", file))
                .isPositive();
        assertThat(api(supervisor.username())
                        .get("/api/v1/decisions/" + decision)
                        .body())
                .contains("FOSTER_FAMILY");
        assertThat(api(supervisor.username()).get(address() + "/history").body())
                .contains("access.decision-read");
    }

    @Test
    void whatAReturnLacksIsNotItsToKnow() throws SQLException {
        String gate = address() + "/placements/return-gate";
        assertThat(api(manager).get(gate).status()).isEqualTo(404);
        assertThat(api(worker.username()).get(gate).body()).contains("BEST_INTERESTS");
        String asked = "select cases.return_missing((select id from cases.case_file where code = '" + code
                + "'), 'CI', '2015-11-16')";
        assertThat(LoginSql.answer(actor(manager), clock.instant(), asked)).isNull();
        assertThat(LoginSql.answer(worker, clock.instant(), asked)).contains("BEST_INTERESTS");
    }

    @Test
    void whatIsUrgentForTheHealthIsToldAndNothingElse() {
        var own = api(worker.username());
        String at = clock.instant().toString();
        own.post(
                address() + "/medical",
                Map.of(
                        "kind",
                        "TREATMENT",
                        "at",
                        at,
                        "urgent",
                        true,
                        "care",
                        "Inhalateur chaque nuit : inhalateur bleu",
                        "detail",
                        "Asthme sévère"));
        own.post(address() + "/medical", Map.of("kind", "PSYCHOLOGY", "at", at, "detail", "Confidences de l’enfant"));
        assertThat(api(manager).get(address() + "/medical").body())
                .contains("inhalateur")
                .doesNotContain("Confidences", "Asthme");
        assertThat(browser(manager).get("/cases/" + code + "/stay").body())
                .contains("inhalateur")
                .doesNotContain("Confidences", "Asthme");
        assertThat(browser(manager).get("/cases/" + code).body()).contains("/cases/" + code + "/stay");
        String elsewhere = person(
                Role.SHELTER_MANAGER, ngo, shelter(1, Shelter.SexRule.MIXED).id(), null);
        assertThat(api(elsewhere).get(address() + "/medical").status()).isEqualTo(404);
        assertThat(api(person(Role.PROJECT_MANAGER, ngo))
                        .get(address() + "/medical")
                        .status())
                .isEqualTo(404);
    }

    /** By its kind alone, to the house where the child sleeps now; violence reported there may come from the house itself. */
    @Test
    void dangerIsToldWhereTheChildSleeps() throws SQLException {
        String stay = "/cases/" + code + "/stay";
        assertThat(browser(manager).get(stay).body())
                .contains("Aucune note urgente", "ne veut pas dire qu’un examen a été fait");
        Map<String, String> contact = Map.of("type", "TRAFFICKER_CONTACT", "what", "Le recruteur rôde");
        assertThat(api(worker.username()).post(address() + "/alerts", contact).status())
                .isEqualTo(201);
        String neighbour = person(
                Role.SHELTER_MANAGER, ngo, shelter(1, Shelter.SexRule.MIXED).id(), null);
        for (String page : List.of(stay, "/?lang=fr", "/cases/" + code))
            assertThat(browser(manager).get(page).body())
                    .as(page)
                    .contains("trafiquant")
                    .doesNotContain("rôde", "href=\"/alerts/");
        assertThat(browser(manager).get(stay).body()).contains("Aucune sortie sans un adulte", "Appelez");
        String dangers = address() + "/placements/current/dangers";
        Answer told = api(manager).get(dangers);
        assertThat(told.json().at("/items/0/type").asString()).as(told.body()).isEqualTo("TRAFFICKER_CONTACT");
        assertThat(told.json().at("/call/supervisor").asString()).isEqualTo(supervisor.code());
        assertThat(told.json().at("/call/worker").asString())
                .as("who follows the child is called first")
                .isEqualTo(worker.code());
        assertThat(browser(manager).get(stay + "?lang=fr").body())
                .contains("Appelez " + worker.code(), "Sinon, appelez " + supervisor.code());
        assertThat(told.body()).doesNotContain("rôde", "/alerts/");
        for (String other : List.of(worker.username(), person(Role.PROJECT_MANAGER, ngo), person(Role.LE_OFFICER, ngo)))
            assertThat(api(other).get(dangers).status()).as(other).isIn(403, 404);
        assertThat(api(manager).get("/api/v1/notices").body()).contains("\"kind\":\"alert\"");
        assertThat(browser(manager).post("/notices/read", "kind", "alert").location())
                .as("the bell leads to the dangers in the house")
                .endsWith("/alerts");
        assertThat(browser(manager).post("/notices/read", "kind", "task").location())
                .as("to the stay that it is about")
                .endsWith(stay);
        assertThat(browser(manager).get("/alerts?lang=fr").body())
                .contains("Contact du trafiquant", code, "pas encore pris en compte")
                .doesNotContain("rôde", "Aucun");
        assertThat(browser(manager).get("/alerts").body()).contains("href=\"" + stay + "\"");
        assertThat(browser(manager).get("/tasks?lang=fr").body())
                .contains("Un enfant qui dort dans votre centre est en danger")
                .doesNotContain("Rien à faire");
        assertThat(browser(manager).get("/cases/" + code + "/alerts?lang=fr").body())
                .contains("Dangers pour cet enfant", "Ce qu’il faut faire au centre")
                .doesNotContain("rôde");
        assertThat(browser(neighbour).get("/alerts?lang=fr").body())
                .contains("Aucun danger signalé au centre")
                .doesNotContain("trafiquant", code);
        assertThat(browser(neighbour).get("/tasks?lang=fr").body()).doesNotContain("en danger");
        assertThat(api(neighbour).get("/api/v1/notices").body()).doesNotContain("\"kind\":\"alert\"");
        assertThat(api(neighbour).get(dangers).status()).isEqualTo(404);
        assertThat(browser(neighbour).get("/?lang=fr").body()).doesNotContain("trafiquant", code);
        String count =
                "select count(*) from followup.told_where_it_sleeps((select id from cases.file_code where code = '"
                        + code + "'))";
        assertThat(LoginSql.answer(actor(neighbour), clock.instant(), count)).isEqualTo("0");
        for (String type : List.of("DANGER_AT_HOME", "RE_EXPLOITATION")) {
            Map<String, String> beaten = Map.of("type", type, "what", "La gardienne la frappe et la fait travailler");
            assertThat(api(worker.username())
                            .post(address() + "/alerts", beaten)
                            .status())
                    .isEqualTo(201);
        }
        assertThat(LoginSql.answer(actor(manager), clock.instant(), count))
                .as("violence in the house is not told to it")
                .isEqualTo("1");
        assertThat(browser(manager).get(stay).body()).doesNotContain("Violence", "frappe", "exploitation");
        assertThat(api(manager).get(dangers).json().path("items")).hasSize(1);
        assertThat(api(manager).get(dangers).body()).doesNotContain("DANGER_AT_HOME", "RE_EXPLOITATION");
        Map<String, Object> fever = Map.of(
                "kind",
                "TREATMENT",
                "at",
                clock.instant().toString(),
                "urgent",
                true,
                "care",
                "Repos",
                "detail",
                "Infection");
        assertThat(api(worker.username()).post(address() + "/medical", fever).status())
                .isEqualTo(201);
        for (String page : List.of(stay, "/cases/" + code))
            assertThat(browser(manager).get(page).body())
                    .contains("Urgence de santé")
                    .doesNotContain("Aucune note urgente", "Infection", "rôde", "href=\"/alerts/")
                    .contains("href=\"" + stay + "\"");
        String noted = browser(manager).get(stay + "?done=cases.note").body();
        String red = noted.substring(noted.indexOf("note--danger"), noted.indexOf("class=\"ident"));
        assertThat(red)
                .as("whom to call, and no act on a page that is not for a shelter")
                .contains("Appelez")
                .doesNotContain("/assessment", "/alerts/");
        for (String link : red.split("href=\"")) {
            String page = link.substring(0, Math.max(0, link.indexOf('"')));
            if (page.startsWith("/cases/"))
                assertThat(browser(manager).get(page).status()).as(page).isEqualTo(200);
        }
    }

    /** That the family must not fetch the child does not end with the alert: the house is told for the whole stay, unless there was no danger. */
    @Test
    void whatToDoHoldsForTheWholeStayThatBeganForSafety() {
        for (String outcome : List.of("CHILD_SAFE", "FALSE_ALARM")) {
            String child = active();
            String alerts = "/api/v1/cases/" + child + "/alerts";
            Answer raised = api(worker.username())
                    .post(alerts, Map.of("type", "DANGER_AT_HOME", "what", "Son oncle la frappe"));
            String alert = "/api/v1/alerts/" + raised.json().path("id").asString();
            clock.moveTo(clock.instant().plusSeconds(600));
            Shelter safe = shelter(2, Shelter.SexRule.MIXED);
            String keeper = person(Role.SHELTER_MANAGER, ngo, safe.id(), null);
            done(placements.place(
                    worker,
                    child,
                    new PlaceChild(
                            Ids.next(),
                            Placement.Kind.SHELTER,
                            safe.code(),
                            "CI",
                            TODAY,
                            Placement.Reason.SAFETY,
                            null,
                            new Placement.SealedText(null, null, null, null, null),
                            UUID.fromString(raised.json().path("id").asString()))));
            String stay = "/cases/" + child + "/stay";
            assertThat(browser(keeper).get(stay).body())
                    .as("brought there on the day of the alert")
                    .contains("pas même à sa famille");
            assertThat(api(supervisor.username())
                            .post(alert + "/acknowledgement", Map.of())
                            .status())
                    .isEqualTo(200);
            assertThat(api(worker.username())
                            .post(
                                    alert + "/actions",
                                    Map.of("kind", "CHILD_SAFE", "text", "Elle est au centre, la porte est fermée"))
                            .status())
                    .isEqualTo(200);
            if (outcome.equals("FALSE_ALARM"))
                assertThat(api(worker.username())
                                .post(
                                        alert + "/actions",
                                        Map.of("kind", "NO_DANGER", "text", "Son oncle ne la frappe pas"))
                                .status())
                        .isEqualTo(200);
            String page = browser(supervisor.username())
                    .get(alert.substring("/api/v1".length()))
                    .body();
            assertThat(page)
                    .as("what is missing before it is closed")
                    .contains("/cases/" + child + "/placement#instructions", "/assessment?plan=now#safetyPlan");
            Answer closed = api(supervisor.username())
                    .post(alert + "/closing", Map.of("outcome", outcome, "end", "Vue au centre, elle va bien"));
            assertThat(closed.status()).as(closed.body()).isEqualTo(200);
            String told = browser(keeper).get(stay).body();
            String items = api(keeper)
                    .get("/api/v1/cases/" + child + "/placements/current/dangers")
                    .body();
            if (outcome.equals("FALSE_ALARM")) {
                assertThat(told).doesNotContain("pas même à sa famille");
                assertThat(items).doesNotContain("DANGER_AT_HOME");
            } else {
                assertThat(told).contains("pas même à sa famille", "alerte close le");
                assertThat(items).contains("DANGER_AT_HOME", "\"closedAt\":\"2015-");
                assertThat(browser(keeper).get(stay + "?done=cases.note").body())
                        .as("no alert runs")
                        .doesNotContain("note--danger", "note--late");
                String over = browser(keeper).get("/alerts?lang=fr").body();
                assertThat(over)
                        .contains("Aucune alerte en cours", "1 alerte close", child)
                        .doesNotContain("badge--alert", "note--late");
                for (String list : List.of("/tasks?lang=fr", "/?lang=fr"))
                    assertThat(browser(keeper).get(list).body()).as(list).doesNotContain("est en danger");
            }
        }
    }

    /** Danger of the day of arrival may be about the house itself, where the stay was written down after it: only the alert for which the child came is told. */
    @Test
    void anAlertOfTheDayOfArrivalIsToldOnlyWhereTheChildCameForIt() throws SQLException {
        String child = active();
        String alerts = "/api/v1/cases/" + child + "/alerts";
        Answer home = api(worker.username()).post(alerts, Map.of("type", "DANGER_AT_HOME", "what", "Son oncle"));
        api(worker.username()).post(alerts, Map.of("type", "RE_EXPLOITATION", "what", "La gardienne la fait vendre"));
        String answers = home.json().path("id").asString();
        assertThat(browser(worker.username())
                        .get("/cases/" + child + "/placement?safe=now")
                        .body())
                .containsPattern("value=\"[0-9a-f-]{36}\" selected")
                .contains("value=\"" + answers + "\"");
        clock.moveTo(clock.instant().plusSeconds(600));
        for (String answered : List.of(Ids.next().toString(), answers)) {
            Shelter safe = shelter(2, Shelter.SexRule.MIXED);
            String keeper = person(Role.SHELTER_MANAGER, ngo, safe.id(), null);
            Answer placed = api(worker.username())
                    .post(
                            "/api/v1/cases/" + child + "/placements",
                            Map.of(
                                    "kind",
                                    "SHELTER",
                                    "shelter",
                                    safe.code(),
                                    "country",
                                    "CI",
                                    "since",
                                    TODAY.toString(),
                                    "reason",
                                    "SAFETY",
                                    "answers",
                                    answered));
            assertThat(placed.status()).as(placed.body()).isEqualTo(201);
            String told = api(keeper)
                    .get("/api/v1/cases/" + child + "/placements/current/dangers")
                    .body();
            if (answered.equals(answers)) assertThat(told).contains("DANGER_AT_HOME");
            else assertThat(told).as("an id that is no alert's").doesNotContain("DANGER_AT_HOME");
            assertThat(told).doesNotContain("RE_EXPLOITATION");
        }
    }

    @Test
    void itWritesNotesAndReadsItsOwn() {
        api(worker.username())
                .post(
                        address() + "/notes",
                        Map.of("kind", "NOTE", "at", clock.instant().toString(), "text", "Note de la travailleuse"));
        Map<String, Object> note = Map.of("kind", "NOTE", "at", clock.instant().toString(), "text", "Il ne mange plus");
        assertThat(api(manager).post(address() + "/notes", note).status()).isEqualTo(201);
        assertThat(api(manager)
                        .post(
                                address() + "/notes",
                                Map.of(
                                        "kind",
                                        "CHILDS_OWN_WORDS",
                                        "at",
                                        clock.instant().toString(),
                                        "text",
                                        "x"))
                        .status())
                .isEqualTo(403);
        assertThat(api(manager).get(address() + "/notes").body())
                .contains("Il ne mange plus")
                .doesNotContain("travailleuse");
        assertThat(api(worker.username()).get(address() + "/notes").body()).contains("Il ne mange plus");
        assertThat(browser(manager).get("/cases/" + code + "/stay").body()).contains("Il ne mange plus");
    }

    @Test
    void itKeepsTheOrderOfTheCourtAndTheLeavingOfItsOwnStay() {
        var runs = api(manager);
        assertThat(runs.post(address() + "/placements/current/care-order", Map.of("careOrderOn", "2015-11-16"))
                        .status())
                .as("a supervisor confirms it")
                .isEqualTo(202);
        Map<String, Object> another =
                Map.of("kind", "SHELTER", "shelter", home.code(), "country", "CI", "since", "2015-11-16");
        assertThat(runs.post(address() + "/placements", another).status()).isEqualTo(403);
        assertThat(browser(manager).get("/cases/" + code + "/placement/end").status())
                .isEqualTo(200);
        Answer left = runs.post(
                address() + "/placements/current/end",
                Map.of("until", "2015-11-16", "reason", "RAN_AWAY", "words", "Parti dans la nuit"));
        assertThat(left.status()).as(left.body()).isEqualTo(200);
        assertThat(runs.get(address()).status()).isEqualTo(404);
        assertThat(now(code).care()).isNull();
        assertThat(placements.reveal(worker, code, own.id()).orElseThrow().leftBecause())
                .isEqualTo("Parti dans la nuit");
    }

    /** The bell and the list of the house agree: what rang for a child who has left rings no more. */
    @Test
    void theBellOfTheHouseEndsWithTheStay() {
        Map<String, String> contact = Map.of("type", "TRAFFICKER_CONTACT", "what", "Le recruteur est revenu");
        api(worker.username()).post(address() + "/alerts", contact);
        assertThat(rings("alert")).as("while the child stays").isPositive();
        Answer left = api(manager)
                .post(
                        address() + "/placements/current/end",
                        Map.of("until", "2015-11-16", "reason", "RAN_AWAY", "words", "Parti dans la nuit"));
        assertThat(left.status()).as(left.body()).isEqualTo(200);
        assertThat(rings("alert")).as("after the child has left").isZero();
    }

    private long rings(String kind) {
        return api(manager)
                .get("/api/v1/notices")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("kind").asString().equals(kind)
                        && one.path("overAt").isNull())
                .count();
    }
}
