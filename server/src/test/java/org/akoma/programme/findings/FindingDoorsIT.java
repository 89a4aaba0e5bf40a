package org.akoma.programme.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A mission, its findings, the answer of the management and the actions, by page and API; the forbidden case first (requirements.md 6). */
class FindingDoorsIT extends HouseIT {

    @Autowired
    private FindingTasks tasks;

    private Organisation iom;
    private String evaluator;
    private String manager;
    private String custodian;
    private String coordinator;
    private String officer;
    private String worker;
    private String code;

    @BeforeEach
    void people() {
        iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        evaluator = person(Role.EVALUATOR, iom);
        manager = person(Role.PROJECT_MANAGER, iom);
        custodian = person(Role.DATA_PROTECTION_OFFICER, iom);
        coordinator = person(Role.LE_COORDINATOR, police);
        officer = person(Role.LE_OFFICER, police);
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        code = fresh("EV");
    }

    private static Map<String, Object> mission(String code) {
        return Map.of(
                "id",
                Ids.next(),
                "code",
                code,
                "kind",
                "MISSION",
                "town",
                "San Pedro",
                "firstDay",
                "2015-11-17",
                "lastDay",
                "2015-11-18");
    }

    private static Map<String, Object> finding(String words, String... sources) {
        return Map.of(
                "id",
                Ids.next(),
                "area",
                "FOLLOW_UP",
                "criterion",
                "EFFECTIVENESS",
                "severity",
                "HIGH",
                "words",
                words,
                "evidence",
                List.of(sources).stream()
                        .map(one -> Map.of("source", one, "note", "What is noted there"))
                        .toList());
    }

    private Map<String, Object> response(String answer, String owner) {
        return Map.of(
                "id",
                Ids.next(),
                "answer",
                answer,
                "actions",
                List.of(Map.of("words", "Print the form", "owner", owner, "dueOn", "2015-11-20")));
    }

    private String findings() {
        return "/api/v1/evaluations/" + code + "/findings";
    }

    /** A recommendation whose finding is released. */
    private String released() {
        api(evaluator).post("/api/v1/evaluations", mission(code));
        JsonNode found = api(evaluator)
                .post(findings(), finding("Three forms are in use", "FILE_REVIEW", "WORKSHOP"))
                .json();
        String recommended = api(evaluator)
                .post(
                        "/api/v1/findings/" + found.path("id").asString() + "/recommendations",
                        Map.of("id", Ids.next(), "words", "One form for all", "priority", "HIGH"))
                .json()
                .path("id")
                .asString();
        assertThat(api(evaluator)
                        .post("/api/v1/evaluations/" + code + "/release", Map.of())
                        .status())
                .isEqualTo(200);
        return recommended;
    }

    /** Nobody recommends something to a structure that is founded tomorrow, and no list offers it. */
    @Test
    void aStructureThatBeginsLaterIsNotChosen() {
        api(evaluator).post("/api/v1/evaluations", mission(code));
        String found = api(evaluator)
                .post(findings(), finding("Three forms are in use", "FILE_REVIEW", "WORKSHOP"))
                .json()
                .path("id")
                .asString();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Organisation now = structure(Organisation.Kind.NGO);
        String later = fresh("ORG");
        Answer made = api(person(Role.SYSTEM_ADMINISTRATOR, now))
                .post(
                        "/api/v1/organisations",
                        Map.of(
                                "code",
                                later,
                                "label",
                                "Later structure",
                                "kind",
                                "NGO",
                                "country",
                                "CI",
                                "validFrom",
                                today.plusDays(1)));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String form = browser(evaluator)
                .get("/findings/" + found + "/recommendations/new")
                .body();
        assertThat(form).contains(now.code()).doesNotContain(later);
        Map<String, Object> recommended = new HashMap<>(
                Map.of("id", Ids.next(), "words", "One form for all", "priority", "HIGH", "structure", later));
        assertThat(api(evaluator)
                        .post("/api/v1/findings/" + found + "/recommendations", recommended)
                        .body())
                .contains("evaluation.no-structure");
        recommended.put("structure", now.code());
        assertThat(api(evaluator)
                        .post("/api/v1/findings/" + found + "/recommendations", recommended)
                        .status())
                .isEqualTo(201);
    }

    /** Two sources of which one says nothing are no two sources. */
    @Test
    void aSourceThatSaysNothingIsNotReleased() {
        api(evaluator).post("/api/v1/evaluations", mission(code));
        Map<String, Object> finding = new HashMap<>(finding("Three forms are in use", "FILE_REVIEW"));
        finding.put(
                "evidence",
                List.of(Map.of("source", "FIGURES"), Map.of("source", "FILE_REVIEW", "note", "Forms that were read")));
        assertThat(api(evaluator).post(findings(), finding).status()).isEqualTo(201);
        Answer released = api(evaluator).post("/api/v1/evaluations/" + code + "/release", Map.of());
        assertThat(released.body()).contains("evaluation.empty-source");
        assertThat(browser(evaluator)
                        .post("/evaluations/" + code + "/release?lang=fr")
                        .body())
                .as("the page that mends it, and the areas of which nothing is written")
                .containsPattern("href=\"/findings/[0-9a-f-]+/edit\"[^>]*>Compléter les sources du constat")
                .contains("Aucun constat dans ce domaine");
    }

    /** The request about this mission, as this person finds it in their list. */
    private String request(String who, String list) {
        return request(who, list, "R-01");
    }

    private String request(String who, String list, String about) {
        for (JsonNode one : api(who).get("/api/v1/decisions").json().path(list))
            if (one.path("about").asString().equals(code + " " + about))
                return one.path("id").asString();
        throw new AssertionError("no request for " + who);
    }

    private Answer verdict(String who, String list, Map<String, ?> said) {
        return api(who).post("/api/v1/decisions/" + request(who, list) + "/verdict", said);
    }

    private JsonNode confirmedAction() {
        String recommended = released();
        Map<String, Object> never = new HashMap<>(response("ACCEPTED", coordinator));
        never.put("actions", List.of(Map.of("words", "Print the form", "owner", coordinator, "dueOn", "2099-01-31")));
        Answer late = api(manager).post("/api/v1/recommendations/" + recommended + "/responses", never);
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("evaluation.due-too-late");
        assertThat(api(manager)
                        .post(
                                "/api/v1/recommendations/" + recommended + "/responses",
                                response("ACCEPTED", coordinator))
                        .status())
                .isEqualTo(201);
        verdict(custodian, "waiting", Map.of("agreed", true));
        return api(manager)
                .get("/api/v1/actions?evaluation=" + code)
                .json()
                .path("items")
                .path(0);
    }

    @Test
    void aMissionIsPlannedByWhoEvaluatesAndReadByTheTeam() {
        for (String other : List.of(worker, coordinator, custodian))
            assertThat(api(other).post("/api/v1/evaluations", mission(code)).status())
                    .as(other)
                    .isEqualTo(403);
        assertThat(api(evaluator).post("/api/v1/evaluations", mission(code)).status())
                .isEqualTo(201);
        assertThat(api(worker).get("/api/v1/evaluations/" + code).status()).isEqualTo(404);
        String one = "/api/v1/evaluations/" + code;
        assertThat(api(evaluator).get(one).json().path("mission").path("criteria"))
                .hasSize(5);
        assertThat(api(manager).post(one + "/team", Map.of("account", manager)).status())
                .as("only the team adds to it")
                .isEqualTo(403);
        assertThat(api(evaluator).post(one + "/team", Map.of("account", worker)).fields())
                .contains("account");
        assertThat(api(evaluator)
                        .post(one + "/team", Map.of("account", manager))
                        .status())
                .isEqualTo(200);
        assertThat(api(evaluator)
                        .post(
                                one + "/questions",
                                Map.of(
                                        "id",
                                        Ids.next(),
                                        "criterion",
                                        "COHERENCE",
                                        "words",
                                        "Does it fit?",
                                        "sources",
                                        List.of("POLICE")))
                        .fields())
                .contains("criterion");
        assertThat(api(manager)
                        .send("PUT", one + "/ratings", "application/json", "{\"criterion\":\"IMPACT\"}")
                        .fields())
                .contains("note");
        assertThat(api(manager)
                        .post(
                                one + "/schedule",
                                Map.of(
                                        "id",
                                        Ids.next(),
                                        "day",
                                        "2015-11-17",
                                        "begins",
                                        "09:00",
                                        "ends",
                                        "12:00",
                                        "work",
                                        "FILE_REVIEW"))
                        .status())
                .isEqualTo(201);
        assertThat(browser(evaluator).get("/evaluations/" + code).body()).contains("San Pedro", "9");
        assertThat(browser(worker).get("/evaluations/" + code).status()).isEqualTo(404);
    }

    /** A manager of the team changes no finding of an evaluator and releases none; each change keeps who made it and what stood there. */
    @Test
    void aFindingIsChangedByWhoEvaluatesAndKeepsWhatWasWritten() {
        api(evaluator).post("/api/v1/evaluations", mission(code));
        String one = "/api/v1/evaluations/" + code;
        api(evaluator).post(one + "/team", Map.of("account", manager));
        String id = api(evaluator)
                .post(findings(), finding("Three forms are in use", "FILE_REVIEW", "WORKSHOP"))
                .json()
                .path("id")
                .asString();
        Map<String, Object> milder = new HashMap<>(finding("All is well", "FILE_REVIEW", "WORKSHOP"));
        milder.remove("id");
        milder.put("severity", "LOW");
        Answer refused = api(manager).put("/api/v1/findings/" + id, milder, "\"1\"");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("evaluation.of-an-evaluator");
        Answer early = api(manager).post(one + "/release", Map.of());
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.body()).contains("evaluation.release-by-evaluator");
        assertThat(api(evaluator).put("/api/v1/findings/" + id, milder, "\"1\"").status())
                .isEqualTo(200);
        JsonNode earlier = api(evaluator)
                .get("/api/v1/findings/" + id)
                .json()
                .path("earlier")
                .path(0);
        assertThat(earlier.path("words").asString()).isEqualTo("Three forms are in use");
        assertThat(earlier.path("severity").asString()).isEqualTo("HIGH");
        assertThat(browser(evaluator)
                        .get(one.replace("/api/v1", "") + "/findings")
                        .body())
                .contains(
                        "All is well",
                        "Three forms are in use",
                        earlier.path("by").asString());
        assertThat(api(evaluator).post(one + "/release", Map.of()).status()).isEqualTo(200);
        assertThat(api(worker).get("/api/v1/findings/" + id).body())
                .as("who reads what was released reads no draft")
                .contains("All is well")
                .doesNotContain("Three forms are in use");
    }

    @Test
    void findingsAreReleasedTogetherAndThenReadAsTheMatrixSays() {
        api(evaluator).post("/api/v1/evaluations", mission(code));
        assertThat(api(evaluator)
                        .post(findings(), finding("AK-036 was not seen", "CHILDREN"))
                        .fields())
                .contains("words");
        String weak = api(evaluator)
                .post(findings(), finding("Visits are missed", "FIGURES"))
                .json()
                .path("id")
                .asString();
        assertThat(api(manager).get("/api/v1/findings/" + weak).status()).isEqualTo(404);
        assertThat(api(evaluator)
                        .post("/api/v1/evaluations/" + code + "/release", Map.of())
                        .body())
                .contains("F-A1");
        Visit team = browser(evaluator);
        String edit = "/findings/" + weak + "/edit";
        Answer page = team.get(edit);
        assertThat(page.body()).contains("Visits are missed");
        assertThat(team.press(
                                edit,
                                edit,
                                "area",
                                "COMMUNICATION",
                                "criterion",
                                "EFFICIENCY",
                                "severity",
                                "LOW",
                                "words",
                                "Visits are missed",
                                "source-1",
                                "FIGURES",
                                "note-1",
                                "Indicators",
                                "source-2",
                                "SOCIAL_WORKERS",
                                "note-2",
                                "Said by three")
                        .status())
                .isEqualTo(303);
        String board = "/evaluations/" + code + "/findings";
        assertThat(team.press(board, "/evaluations/" + code + "/release").status())
                .isEqualTo(303);
        for (String reader : List.of(manager, custodian, coordinator, worker))
            assertThat(browser(reader).get(board).body()).as(reader).contains("Visits are missed", "F-B1");
        assertThat(browser(officer).get(board).status()).isEqualTo(404);
        assertThat(api(officer).get("/api/v1/actions").status()).isEqualTo(403);
        assertThat(browser(officer).get("/findings").body())
                .doesNotContain("Visits are missed")
                .contains("<table");
        assertThat(api(person(Role.PROVIDER, iom))
                        .get("/api/v1/findings/figures")
                        .status())
                .isEqualTo(403);
        assertThat(api(evaluator)
                        .post(findings(), finding("Too late", "FIGURES", "POLICE"))
                        .fields())
                .contains("main");
        String one = "/evaluations/" + code;
        assertThat(team.get(one).body()).doesNotContain(one + "/edit", one + "/ratings");
        String rating = "{\"criterion\":\"IMPACT\",\"points\":4}";
        assertThat(api(evaluator)
                        .send("PUT", "/api/v1" + one + "/ratings", "application/json", rating)
                        .body())
                .contains("evaluation.released");
        assertThat(changed("\"2\"", "2015-11-30", "2015-12-01").body()).contains("evaluation.released");
    }

    private Answer changed(String version, String report, String due) {
        return api(evaluator)
                .send(
                        "PUT",
                        "/api/v1/evaluations/" + code,
                        "application/json",
                        """
                        {"kind":"MISSION","firstDay":"2015-11-17","lastDay":"2015-11-18","reportOn":"%s","responseDueOn":"%s"}\
                        """.formatted(report, due),
                        "If-Match",
                        version);
    }

    @Test
    void theManagementAnswersWithinTheLimit() {
        api(evaluator).post("/api/v1/evaluations", mission(code));
        assertThat(changed("\"1\"", "2015-11-30", "2030-01-01").body()).contains("evaluation.response-late");
        assertThat(changed("\"1\"", "2015-11-30", "2015-12-30").status()).isEqualTo(200);
    }

    @Test
    void theManagementAnswersByTwoPeopleAndTheOwnerIsRung() {
        String recommended = released();
        String responses = "/api/v1/recommendations/" + recommended + "/responses";
        assertThat(tasks.tasksFor(actor(manager), LocalDate.ofInstant(MORNING, ZoneOffset.UTC)))
                .as("it is a task")
                .anyMatch(task -> ("/recommendations/" + recommended).equals(task.href()));
        assertThat(api(coordinator)
                        .post(responses, response("ACCEPTED", coordinator))
                        .fields())
                .as("it is for the management")
                .contains("main");
        for (String other : List.of(evaluator, custodian))
            assertThat(api(other)
                            .post(responses, response("ACCEPTED", coordinator))
                            .status())
                    .as(other)
                    .isEqualTo(403);
        assertThat(api(manager)
                        .post(responses, Map.of("id", Ids.next(), "answer", "ACCEPTED"))
                        .fields())
                .contains("answer");
        assertThat(api(manager)
                        .post(responses, Map.of("id", Ids.next(), "answer", "REJECTED"))
                        .fields())
                .contains("reason");
        assertThat(api(manager).post(responses, response("ACCEPTED", officer)).fields())
                .contains("actions[0].owner");
        Visit asks = browser(manager);
        String page = "/recommendations/" + recommended;
        Answer wrong = asks.post(
                page,
                "id",
                Ids.next().toString(),
                "answer",
                "ACCEPTED",
                "words-1",
                "Print the form",
                "owner-1",
                officer,
                "dueOn-1",
                "2015-11-20");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Print the form", "name=\"owner-1\"", "name=\"owner-2\"");
        assertThat(asks.post(
                                page,
                                "id",
                                Ids.next().toString(),
                                "answer",
                                "ACCEPTED",
                                "words-1",
                                "Print the form",
                                "owner-1",
                                coordinator,
                                "dueOn-1",
                                "2015-11-20")
                        .status())
                .isEqualTo(303);
        assertThat(api(manager)
                        .post(responses, response("ACCEPTED", coordinator))
                        .fields())
                .contains("main");
        assertThat(browser(coordinator).get(page).body()).as("it waits").doesNotContain("Print the form");
        assertThat(verdict(manager, "mine", Map.of("agreed", true)).status())
                .as("nobody confirms their own")
                .isEqualTo(403);
        long before = bellsOf(coordinator);
        assertThat(browser(custodian).get("/decisions").body()).contains(code + " R-01");
        assertThat(verdict(custodian, "waiting", Map.of("agreed", true)).status())
                .isEqualTo(200);
        assertThat(bellsOf(coordinator)).isGreaterThan(before);
        assertThat(browser(coordinator).get("/notices?lang=en").body())
                .contains("Response to the recommendation " + code + " R-01", "href=\"" + page + "\"");
        String outside = person(Role.PROVIDER, structure(Organisation.Kind.PROVIDER));
        rung(outside, UUID.fromString(recommended));
        assertThat(browser(outside).get("/notices?lang=en").body())
                .contains("A task")
                .doesNotContain(code, page);
        assertThat(browser(coordinator).get("/").body()).contains("AC-01");
    }

    /** What is recommended to the police its own coordinator answers, on their login; nobody of another structure does, by page, API or SQL. */
    @Test
    void whomARecommendationIsForAnswersItThemselves() {
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        String chief = person(Role.LE_COORDINATOR, police);
        String colleague = person(Role.LE_COORDINATOR, police);
        api(evaluator).post("/api/v1/evaluations", mission(code));
        JsonNode found = api(evaluator)
                .post(findings(), finding("Three forms are in use", "FILE_REVIEW", "WORKSHOP"))
                .json();
        String recommended = api(evaluator)
                .post(
                        "/api/v1/findings/" + found.path("id").asString() + "/recommendations",
                        Map.of(
                                "id",
                                Ids.next(),
                                "words",
                                "One form for all",
                                "priority",
                                "HIGH",
                                "structure",
                                police.code()))
                .json()
                .path("id")
                .asString();
        long before = bellsOf(chief);
        assertThat(api(evaluator)
                        .post("/api/v1/evaluations/" + code + "/release", Map.of())
                        .status())
                .isEqualTo(200);
        String responses = "/api/v1/recommendations/" + recommended + "/responses";
        String page = "/recommendations/" + recommended;
        assertThat(bellsOf(chief)).isGreaterThan(before);
        assertThat(browser(chief).get("/notices?lang=en").body()).contains("Findings of the evaluation " + code);
        LocalDate today = LocalDate.ofInstant(MORNING, ZoneOffset.UTC);
        assertThat(tasks.tasksFor(actor(chief), today)).anyMatch(task -> page.equals(task.href()));
        for (String other : List.of(manager, coordinator)) {
            assertThat(tasks.tasksFor(actor(other), today)).noneMatch(task -> page.equals(task.href()));
            assertThat(browser(other).get(page).body()).as(other).doesNotContain("owner-1");
            assertThat(api(other).post(responses, response("ACCEPTED", other)).fields())
                    .as(other)
                    .contains("main");
        }
        assertThat(browser(chief).get(page).body()).contains("owner-1");
        assertThat(api(chief).post(responses, response("ACCEPTED", manager)).fields())
                .as("binds nobody of another structure")
                .contains("actions[0].owner");
        assertThat(api(chief).post(responses, response("ACCEPTED", chief)).status())
                .isEqualTo(201);
        assertThat(browser(manager).get("/decisions").body()).doesNotContain(code + " R-01");
        assertThat(browser(coordinator).get("/decisions").body()).doesNotContain(code + " R-01");
        assertThat(browser(custodian).get("/decisions").body()).contains(code + " R-01");
        assertThat(verdict(colleague, "waiting", Map.of("agreed", true)).status())
                .isEqualTo(200);
        assertThat(browser(manager).get(page + "?lang=fr").body())
                .contains("AC-01", "Répondue par")
                .doesNotContain("à la place de", "??");
        assertThat(api(manager)
                        .get(findings())
                        .json()
                        .path("recommendations")
                        .path(0)
                        .path("response")
                        .path("by")
                        .asString())
                .isEqualTo(police.code());
    }

    /** A structure without an account: the list, the page and the request say who answers in its place, and afterwards who did. */
    @Test
    void whoAnswersForAStructureWithoutAnAccountIsSaid() {
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        api(evaluator).post("/api/v1/evaluations", mission(code));
        String found = api(evaluator)
                .post(findings(), finding("Three forms are in use", "FILE_REVIEW", "WORKSHOP"))
                .json()
                .path("id")
                .asString();
        Map<String, Object> made =
                Map.of("id", Ids.next(), "words", "One form for all", "priority", "HIGH", "structure", police.code());
        String recommended = api(evaluator)
                .post("/api/v1/findings/" + found + "/recommendations", made)
                .json()
                .path("id")
                .asString();
        api(evaluator).post("/api/v1/evaluations/" + code + "/release", Map.of());
        String board = "/evaluations/" + code + "/findings?lang=fr";
        String page = "/recommendations/" + recommended + "?lang=fr";
        assertThat(browser(manager).get(board).body())
                .contains("aucun compte ne peut répondre")
                .doesNotContain("??");
        assertThat(browser(manager).get(page).body()).contains("un chef de projet répond pour elle");
        assertThat(api(manager)
                        .post("/api/v1/recommendations/" + recommended + "/responses", response("ACCEPTED", manager))
                        .status())
                .isEqualTo(201);
        assertThat(verdict(custodian, "waiting", Map.of("agreed", true)).status())
                .isEqualTo(200);
        assertThat(browser(manager).get(page).body()).contains("à la place de").doesNotContain("??");
        assertThat(browser(manager).get(board).body())
                .contains("a répondu à sa place")
                .doesNotContain("??");
    }

    @Test
    void theOwnerProvesAnActionAndTheManagementTransfersWhatStaysOpen() {
        JsonNode action = confirmedAction();
        String one = "/api/v1/actions/" + action.path("id").asString();
        Map<String, Object> done = Map.of("doneOn", "2015-11-16", "proof", "The form of 16 November, signed");
        for (String other : List.of(manager, worker, evaluator))
            assertThat(api(other).post(one + "/done", done, "\"1\"").status())
                    .as(other)
                    .isEqualTo(403);
        assertThat(api(officer).get(one).status()).isEqualTo(404);
        assertThat(api(coordinator)
                        .post(one + "/cancellation", Map.of("reason", "Nobody asked for it"), "\"1\"")
                        .status())
                .isEqualTo(403);
        assertThat(api(coordinator)
                        .post(one + "/start", Map.of())
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("IN_PROGRESS");
        assertThat(api(evaluator)
                        .post("/api/v1/evaluations/" + code + "/close", Map.of())
                        .fields())
                .contains("main");
        clock.moveTo(MORNING.plus(Duration.ofDays(5)));
        assertThat(api(coordinator).get(one).json().path("state").asString()).isEqualTo("OVERDUE");
        assertThat(api(manager)
                        .get("/api/v1/actions?state=OVERDUE&evaluation=" + code)
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(browser(manager)
                        .get("/actions/file?format=csv&state=OVERDUE&evaluation=" + code)
                        .body())
                .contains("AC-01")
                .doesNotContain("Print the form");
        assertThat(browser(manager)
                        .get("/actions?state=OVERDUE&area=FOLLOW_UP&evaluation=" + code)
                        .body())
                .contains("AC-01", "Print the form");
        assertThat(api(coordinator)
                        .post(one + "/done", Map.of("doneOn", "2014-01-01", "proof", "An older form"))
                        .body())
                .contains("evaluation.done-before-response");
        Visit owner = browser(coordinator);
        String page = "/actions/" + action.path("id").asString();
        Answer early = owner.press(page, page + "/done", "doneOn", "2015-11-15", "proof", "An older form");
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.body()).contains("sa réponse a été proposée");
        assertThat(owner.press(page, page + "/done", "doneOn", "2015-11-21", "proof", "ak036 signed")
                        .status())
                .isEqualTo(422);
        assertThat(owner.press(page, page + "/done", "doneOn", "2015-11-21", "proof", "The signed form of that day")
                        .status())
                .isEqualTo(303);
        assertThat(api(coordinator).get(one).json().path("state").asString())
                .as("it waits for a second person")
                .isEqualTo("OVERDUE");
        String asked = request(custodian, "waiting", "AC-01");
        for (String other : List.of(coordinator, manager))
            assertThat(api(other)
                            .post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true))
                            .status())
                    .as(other)
                    .isIn(403, 404);
        assertThat(browser(custodian).get("/decisions/" + asked).body())
                .contains("The signed form of that day", "Print the form");
        assertThat(api(custodian)
                        .post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(api(coordinator).get(one).json().path("state").asString()).isEqualTo("DONE");
        assertThat(browser(evaluator).get(page).body()).contains("The signed form of that day");
        assertThat(api(manager)
                        .post(one + "/transfer", Map.of("receiver", "Une autre", "structure", iom.code()))
                        .fields())
                .as("it is done")
                .contains("main");
        assertThat(api(evaluator)
                        .post("/api/v1/evaluations/" + code + "/close", Map.of())
                        .status())
                .isEqualTo(200);
    }

    private Map<String, Object> twoActions() {
        return Map.of(
                "id",
                Ids.next(),
                "answer",
                "ACCEPTED",
                "actions",
                List.of(
                        Map.of("words", "Print the form", "owner", manager, "dueOn", "2015-11-17"),
                        Map.of("words", "Hand it out", "owner", manager, "dueOn", "2015-11-20")));
    }

    private Answer agrees(String who, String about) {
        return api(who).post(
                        "/api/v1/decisions/" + request(who, "waiting", about) + "/verdict", Map.of("agreed", true));
    }

    /** One manager empties no accepted response, nor betters what is counted of it ({@code trust.md 2}). */
    @Test
    void anActionIsCancelledByTwoAndTheLastOneIsNot() {
        String responses = "/api/v1/recommendations/" + released() + "/responses";
        assertThat(api(manager).post(responses, twoActions()).status()).isEqualTo(201);
        verdict(custodian, "waiting", Map.of("agreed", true));
        JsonNode items =
                api(manager).get("/api/v1/actions?evaluation=" + code).json().path("items");
        String first = "/api/v1/actions/" + items.path(0).path("id").asString();
        String second = "/api/v1/actions/" + items.path(1).path("id").asString();
        assertThat(api(coordinator).post(first + "/cancellation", Map.of()).status())
                .as("who may not is told so before what is wrong in the form")
                .isEqualTo(403);
        assertThat(api(coordinator).post(first + "/done", Map.of()).status()).isEqualTo(403);
        assertThat(api(officer).post(first + "/done", Map.of()).status()).isEqualTo(404);
        clock.moveTo(MORNING.plus(Duration.ofDays(3)));
        assertThat(counts()).isEqualTo("1/0");
        Answer asked = api(manager).post(first + "/cancellation", Map.of("reason", "Nobody needs the form"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        assertThat(asked.json().path("state").asString()).isEqualTo("OVERDUE");
        assertThat(asked.json().path("waiting").asString()).isNotEmpty();
        assertThat(browser(manager).get(first.replace("/api/v1", "")).body()).contains("Attend une deuxième personne");
        String request = asked.json().path("waiting").asString();
        assertThat(api(manager)
                        .post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true))
                        .status())
                .as("who asks, and owns it")
                .isEqualTo(403);
        String other = person(Role.PROJECT_MANAGER, iom);
        assertThat(agrees(other, "AC-01").status()).isEqualTo(200);
        assertThat(api(manager).get(first).json().path("state").asString()).isEqualTo("CANCELLED");
        assertThat(counts()).as("it was due").isEqualTo("1/0");
        assertThat(browser(manager).get(second.replace("/api/v1", "")).body())
                .contains("C’est la dernière action de cette réponse");
        assertThat(api(manager)
                        .post(second + "/done", Map.of("doneOn", "2015-11-18", "proof", "A list of that day"))
                        .status())
                .isEqualTo(202);
        assertThat(api(manager).get(second).json().path("state").asString()).isEqualTo("NOT_STARTED");
        for (String change : List.of(
                "done_on = date '2015-11-18', done_at = access.moment(), done_by = access.actor(), proof = 'A list'",
                "cancelled_at = access.moment(), cancelled_by = access.actor(), cancelled_why = 'Nor this'"))
            for (String login : List.of(manager, other))
                assertThatThrownBy(() -> org.akoma.SqlAs.change(
                                actor(login),
                                clock.instant(),
                                "update evaluation.action set version = version + 1, " + change + " where id = '"
                                        + items.path(1).path("id").asString() + "'"))
                        .hasMessageContaining("evaluation.end-not-agreed");
        assertThat(agrees(custodian, "AC-02").status()).isEqualTo(200);
        assertThat(api(manager).get(second).json().path("doneOn").asString()).isEqualTo("2015-11-18");
    }

    /** Of this mission: due and done, as I24 counts. */
    private String counts() {
        String sql = "select sum(due), sum(done) from evaluation.report_actions(date '2015-11-19') where mission = '"
                + code + "'";
        try (var owner = org.akoma.ground.database.TestDatabase.connectAs(
                        org.akoma.ground.database.Compartment.MIGRATOR);
                var statement = owner.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) + "/" + row.getLong(2) : "";
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWasRefusedOrTakenBackIsProposedAnew() {
        String recommended = released();
        String responses = "/api/v1/recommendations/" + recommended + "/responses";
        api(manager).post(responses, response("ACCEPTED", coordinator));
        assertThat(verdict(custodian, "waiting", Map.of("agreed", false, "reason", "The date is too near"))
                        .status())
                .isEqualTo(200);
        assertThat(api(manager)
                        .post(responses, response("ACCEPTED", coordinator))
                        .status())
                .isEqualTo(201);
        assertThat(api(manager).get("/api/v1/actions?evaluation=" + code).json().path("items"))
                .isEmpty();
    }

    private String colleague(String of) {
        String other = person(Role.EVALUATOR, iom);
        assertThat(api(evaluator).post(of + "/team", Map.of("account", other)).status())
                .isEqualTo(200);
        return other;
    }

    private String releaseRequest(String who, String list) {
        for (JsonNode one : api(who).get("/api/v1/decisions").json().path(list))
            if (one.path("about").asString().equals(code)) return one.path("id").asString();
        throw new AssertionError("no request for " + who);
    }

    /** Of two evaluators one asks and the other one agrees to just what was shown; nobody outside the team does, and neither takes the other off. */
    @Test
    void twoEvaluatorsReleaseTogether() throws Exception {
        api(evaluator).post("/api/v1/evaluations", mission(code));
        String one = "/api/v1/evaluations/" + code;
        String other = colleague(one);
        String stranger = person(Role.EVALUATOR, iom);
        api(evaluator).post(findings(), finding("Three forms are in use", "FILE_REVIEW", "WORKSHOP"));
        assertThat(LoginSql.refusal(
                        actor(evaluator),
                        clock.instant(),
                        "update evaluation.mission set released_at = access.moment(), released_by = access.actor(),"
                                + " version = version + 1 where code = '"
                                + code + "'"))
                .as("alone, straight")
                .contains("evaluation.release-by-two");
        Answer asked = api(evaluator).post(one + "/release", Map.of());
        assertThat(asked.status()).as(asked.body()).isEqualTo(200);
        assertThat(asked.json().path("released").asBoolean()).isFalse();
        assertThat(asked.json().path("waits").asBoolean()).isTrue();
        assertThat(api(worker).get(one).status()).as("nothing is released").isEqualTo(404);
        assertThat(api(other).post(one + "/release", Map.of()).body()).contains("evaluation.release-waits");
        String first = releaseRequest(other, "waiting");
        assertThat(api(stranger).get("/api/v1/decisions/" + first).status()).isEqualTo(404);
        assertThat(api(stranger)
                        .post("/api/v1/decisions/" + first + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(404);
        assertThat(api(evaluator)
                        .post("/api/v1/decisions/" + first + "/verdict", Map.of("agreed", true))
                        .status())
                .as("one's own request")
                .isEqualTo(403);
        api(evaluator).post(findings(), finding("Visits are missed", "FILE_REVIEW", "WORKSHOP"));
        Answer old = api(other).post("/api/v1/decisions/" + first + "/verdict", Map.of("agreed", true));
        assertThat(old.status()).as("it was changed since").isIn(404, 409);
        Answer alone = browser(evaluator)
                .post("/evaluations/" + code + "/team/" + other.toUpperCase(java.util.Locale.ROOT) + "/removal");
        assertThat(alone.body())
                .as("the second one is not taken off")
                .contains("n’est pas retiré par une seule personne");
        assertThat(LoginSql.refusal(
                        actor(evaluator),
                        clock.instant(),
                        "update evaluation.team set left_at = access.moment(), left_by = access.actor() where"
                                + " person_id = '"
                                + actor(other).personId() + "'"))
                .contains("evaluation.second-stays");
        api(evaluator).post(one + "/release", Map.of());
        String page = browser(other).get("/evaluations/" + code + "/findings").body();
        String second = releaseRequest(other, "waiting");
        assertThat(page).contains("/decisions/" + second);
        assertThat(browser(other).get("/decisions/" + second).body())
                .as("who agrees reads what is released")
                .contains("Three forms are in use", "Visits are missed");
        assertThat(api(other)
                        .post("/api/v1/decisions/" + second + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        JsonNode release = api(worker).get(one).json().path("mission").path("release");
        assertThat(release.path("askedBy").asString()).isEqualToIgnoringCase(evaluator);
        assertThat(release.path("by").asString()).isEqualToIgnoringCase(other);
        assertThat(browser(worker).get("/evaluations/" + code + "/findings").body())
                .contains("avec l’accord de");
    }

    /** The only evaluator releases alone, is told so before, and the board says it afterwards. */
    @Test
    void theOnlyEvaluatorReleasesAloneAndItIsSaid() {
        api(evaluator).post("/api/v1/evaluations", mission(code));
        api(evaluator).post(findings(), finding("Three forms are in use", "FILE_REVIEW", "WORKSHOP"));
        String board = "/evaluations/" + code + "/findings";
        assertThat(browser(evaluator).get(board).body()).contains("vous diffusez sans deuxième personne");
        assertThat(api(evaluator)
                        .post("/api/v1/evaluations/" + code + "/release", Map.of())
                        .json()
                        .path("released")
                        .asBoolean())
                .isTrue();
        assertThat(browser(worker).get(board).body()).contains("sans deuxième personne");
    }
}
