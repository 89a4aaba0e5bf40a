package org.akoma.programme.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The one search box finds records of evaluation, training and indicators for who may open them, and nothing of them for anybody else. */
class FoundCodesIT extends HouseIT {

    private String evaluator;
    private String other;
    private String manager;
    private String officer;
    private String worker;
    private String trainer;
    private String code;
    private String recommendation;

    @BeforeEach
    void aMissionWithDrafts() {
        Organisation iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        evaluator = person(Role.EVALUATOR, iom);
        other = person(Role.EVALUATOR, iom);
        manager = person(Role.PROJECT_MANAGER, iom);
        officer = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        trainer = person(Role.TRAINING_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT));
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        code = fresh("EV");
        made(
                "/api/v1/evaluations",
                Map.of(
                        "id", Ids.next(),
                        "code", code,
                        "kind", "MISSION",
                        "town", "San Pedro",
                        "firstDay", "2015-11-17",
                        "lastDay", "2015-11-18"));
        JsonNode finding = made(
                "/api/v1/evaluations/" + code + "/findings",
                Map.of(
                        "id", Ids.next(),
                        "area", "FOLLOW_UP",
                        "criterion", "EFFECTIVENESS",
                        "severity", "HIGH",
                        "words", "Three forms are in use",
                        "evidence",
                                List.of(
                                        Map.of("source", "FILE_REVIEW", "note", "Forms read"),
                                        Map.of("source", "WORKSHOP", "note", "Minutes"))));
        recommendation = made(
                        "/api/v1/findings/" + finding.path("id").asString() + "/recommendations",
                        Map.of("id", Ids.next(), "words", "One form for all", "priority", "HIGH"))
                .path("id")
                .asString();
    }

    private JsonNode made(String address, Map<String, ?> what) {
        Answer answer = api(evaluator).post(address, what);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    /** The path that a search sends on to. */
    private String sentTo(String who, String typed) {
        return sentTo(api(who), typed);
    }

    private static String sentTo(Caller caller, String typed) {
        Answer answer =
                caller.send("POST", "/search", "application/x-www-form-urlencoded", "q=" + typed.replace(" ", "+"));
        assertThat(answer.status()).isEqualTo(303);
        return answer.location().replaceFirst("^https?://[^/]+", "");
    }

    /** What was typed is kept for the session that typed it. */
    private String found(String who, String typed) {
        Caller caller = api(who);
        return caller.get(sentTo(caller, typed)).body();
    }

    @Test
    void draftsAreFoundByTheTeamAlone() {
        String whole = code + " R-01";
        for (String outside : List.of(manager, other, officer, worker))
            assertThat(found(outside, whole))
                    .as(outside)
                    .contains("Rien ne correspond")
                    .doesNotContain("/recommendations/", "One form");
        assertThat(found(worker, code)).contains("Rien ne correspond");
        assertThat(sentTo(evaluator, whole)).isEqualTo("/recommendations/" + recommendation);
        assertThat(sentTo(evaluator, code.toLowerCase(Locale.ROOT) + " f a1"))
                .isEqualTo("/evaluations/" + code + "/findings#F-A1");
    }

    @Test
    void whatIsReleasedIsFoundByWhoReadsIt() {
        assertThat(api(evaluator)
                        .post("/api/v1/evaluations/" + code + "/release", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(found(officer, code)).contains("Rien ne correspond");
        for (String reader : List.of(manager, worker)) {
            assertThat(sentTo(reader, code.replace("-", " "))).isEqualTo("/evaluations/" + code);
            assertThat(sentTo(reader, code + " r1")).isEqualTo("/recommendations/" + recommendation);
        }
        assertThat(found(manager, "R-01"))
                .as("the mission tells one R-01 from another")
                .contains("/recommendations/" + recommendation, code);
    }

    @Test
    void anIndicatorIsFoundByItsNumber() {
        assertThat(found(person(Role.PROVIDER, structure(Organisation.Kind.NGO)), "I11"))
                .doesNotContain("/indicators");
        for (String typed : List.of("I11", "i 11", "i-011"))
            assertThat(sentTo(manager, typed)).as(typed).isEqualTo("/indicators#I11");
    }

    @Test
    void aSessionOfTrainingIsFoundByWhoKeepsIt() {
        String course = fresh("COURSE");
        String session = fresh("TR");
        for (Answer answer : List.of(
                api(trainer)
                        .post(
                                "/api/v1/training/courses",
                                Map.of("code", course, "title", "Deux jours", "modules", List.of("M1_LAW"))),
                api(trainer)
                        .post(
                                "/api/v1/training/sessions",
                                Map.of(
                                        "code", session,
                                        "course", course + "/1",
                                        "country", "CI",
                                        "town", "San-Pedro",
                                        "startsOn", "2015-11-12",
                                        "endsOn", "2015-11-13",
                                        "capacity", 3))))
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        for (String stranger : List.of(officer, worker, manager))
            assertThat(found(stranger, session)).as(stranger).contains("Rien ne correspond");
        assertThat(sentTo(trainer, session.replace("-", ""))).isEqualTo("/training/sessions/" + session);
        assertThat(sentTo(trainer, course)).isEqualTo("/training/courses");
    }

    @Test
    void aConfirmationLeadsToTheNextAct() {
        Visit team = browser(evaluator);
        String form = "/evaluations/" + code + "/findings/new";
        String board = team.post(
                        form,
                        "id",
                        Ids.next().toString(),
                        "area",
                        "COMMUNICATION",
                        "criterion",
                        "EFFICIENCY",
                        "severity",
                        "LOW",
                        "words",
                        "Visits are missed",
                        "source-1",
                        "FIGURES")
                .location()
                .replaceFirst("^https?://[^/]+", "");
        assertThat(team.get(board).body())
                .contains("Il lui faut encore une deuxième source", "/edit\">Ensuite")
                .doesNotContain("Revenir à Aujourd’hui");
        assertThat(team.get("/evaluations/" + code + "/findings?done=evaluation.finding-written&finding=../people")
                        .body())
                .as("only a code, an id or a day becomes part of a link")
                .doesNotContain("href=\"/findings/..");
    }
}
