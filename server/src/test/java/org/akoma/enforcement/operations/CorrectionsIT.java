package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;
import org.akoma.enforcement.suspects.AddEvidence;
import org.akoma.enforcement.suspects.Evidence;
import org.akoma.enforcement.suspects.Suspect;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.reference.PublishedValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the police correct and complete: who may, on pages and by the API, and that the earlier value stays readable whatever statement replaced it. */
class CorrectionsIT extends PersonsScene {

    private Caller coordinates;
    private Caller polices;
    private String path;

    @BeforeEach
    void programs() {
        coordinates = api(coordinator.username());
        polices = api(officer.username());
        path = "/api/v1/operations/" + operation.code();
    }

    private static Map<String, Object> unknown(String facts) {
        return new HashMap<>(Map.of("role", "RECRUITER", "factsOn", facts));
    }

    private String suspectAtTheRaid() {
        Map<String, Object> seen = unknown("2016-12-08");
        seen.put("factsOn", "2015-11-14");
        seen.put("atLiberty", false);
        Answer recorded = polices.post(path + "/suspects", seen);
        assertThat(recorded.status()).as(recorded.body()).isEqualTo(201);
        return recorded.json().path("suspect").path("code").asString();
    }

    @Test
    void whoIsNotTheCoordinatorCorrectsNothing() {
        String suspect = "/suspects/" + suspectAtTheRaid();
        Screened person = screened(officer);
        AddEvidence add =
                new AddEvidence(operation.code(), Evidence.Kind.DOCUMENT, null, LocalDate.of(2015, 11, 15), "PV 12");
        suspects.addEvidence(officer, add);
        figures.add(
                coordinator,
                new AddFigure(
                        operation.code(),
                        "AFP",
                        null,
                        Measure.CHILDREN,
                        PublishedValue.parse("48").orElseThrow(),
                        null));
        String figure = coordinates
                .get(path + "/figures")
                .json()
                .path("published")
                .get(0)
                .path("figure")
                .path("id")
                .asString();
        Visit page = browser(officer.username());
        for (String below : List.of(
                suspect, "/persons/" + person.code(), "/sites/SITE-01", "/evidence/E-001", "/figures/" + figure)) {
            assertThat(polices.put(path + below, unknown("2015-11-14"), "\"1\"").status())
                    .as(below)
                    .isEqualTo(403);
            assertThat(page.get("/operations/" + operation.code() + below + "/edit")
                            .status())
                    .as(below)
                    .isEqualTo(403);
            assertThat(api(outsider.username())
                            .put(path + below, unknown("2015-11-14"), "\"1\"")
                            .status())
                    .as(below)
                    .isEqualTo(404);
            assertThat(coordinates
                            .put(path + below, unknown("2015-11-14"), null)
                            .code())
                    .as(below)
                    .isEqualTo("operations.version-needed");
            assertThat(browser(coordinator.username())
                            .get("/operations/" + operation.code() + below + "/edit")
                            .status())
                    .as(below)
                    .isEqualTo(200);
        }
        assertThat(page.get("/operations/" + operation.code() + suspect).body()).doesNotContain("/edit\"");
    }

    /** Unknown at the raid, named later; the wrong day of the facts had chosen the wrong law. */
    @Test
    void aSuspectIsNamedAndTheDayOfTheFactsIsCorrected() {
        String code = suspectAtTheRaid();
        String address = path + "/suspects/" + code;
        Map<String, Object> known = unknown("2009-01-01");
        known.putAll(Map.of("name", "Kubla Xanadou", "nationality", "BF", "arrestedOn", "2015-11-15"));
        Answer corrected = coordinates.put(address, known, "\"1\"");
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        JsonNode now = corrected.json();
        assertThat(now.path("suspect").path("legalBasis").isNull()).isTrue();
        assertThat(now.path("suspect").path("arrestedOn").asString()).isEqualTo("2015-11-15");
        assertThat(now.path("identity").path("name").asString()).isEqualTo("Kubla Xanadou");
        JsonNode history = now.path("corrections").get(0);
        assertThat(history.path("by").asString()).isEqualTo(coordinator.code());
        assertThat(history.path("changes").toString())
                .contains(
                        "{\"field\":\"factsOn\",\"was\":\"2015-11-14\",\"became\":\"2009-01-01\"}",
                        "{\"field\":\"legalBasis\",\"was\":\"CI-2010-272\",\"became\":null}",
                        "{\"field\":\"name\",\"was\":null,\"became\":\"Kubla Xanadou\"}",
                        "{\"field\":\"arrestedOn\",\"was\":null,\"became\":\"2015-11-15\"}");
        assertThat(coordinates.put(address, known, "\"1\"").status()).isEqualTo(409);
        known.put("name", "Kubla Khan");
        coordinates.put(address, known, corrected.header("ETag").orElseThrow());
        String page = browser(coordinator.username())
                .get("/operations/" + operation.code() + "/suspects/" + code)
                .body();
        assertThat(page).contains("Kubla Khan", "Kubla Xanadou", "CI-2010-272").doesNotContain("??");
        known.put("arrestedOn", "2008-01-01");
        assertThat(coordinates.put(address, known, "\"3\"").fields()).containsExactly("arrestedOn");
        assertThat(browser(officer.username())
                        .get("/operations/" + operation.code() + "/suspects")
                        .body())
                .doesNotContain("Kubla");
    }

    @Test
    void whatWasThereBeforeStaysForEveryRecord() {
        Screened person = screened(officer);
        Map<String, Object> seen = new HashMap<>(
                Map.of("site", "SITE-01", "screenedAt", "2015-11-15T07:30:00Z", "appears", "CHILD", "sex", "F"));
        seen.putAll(Map.of("apparentAge", 12, "note", "Vue à Shangri-La"));
        Answer corrected = coordinates.put(path + "/persons/" + person.code(), seen, "\"1\"");
        assertThat(corrected.json().path("corrections").get(0).path("changes").toString())
                .as(corrected.body())
                .contains("\"Vu à Xanadou\"", "{\"field\":\"sex\",\"was\":\"M\",\"became\":\"F\"}")
                .doesNotContain("\"site\"");
        coordinates.put(
                path + "/sites/SITE-01", Map.of("sector", "TRADE", "place", "au sud de la ville de Xanadou"), "\"1\"");
        assertThat(coordinates.get(path + "/corrections").body())
                .contains("au nord de la ville de Xanadou", "COCOA", "\"record\":\"SITE-01\"");
        polices.post(path + "/evidence", Map.of("kind", "OBJECT", "reference", "PV 12", "collectedOn", "2015-11-15"));
        coordinates.put(
                path + "/evidence/E-001",
                Map.of("kind", "OBJECT", "reference", "PV 13", "collectedOn", "2015-11-15"),
                "\"1\"");
        assertThat(polices.get(path + "/evidence").body()).contains("\"was\":\"PV 12\",\"became\":\"PV 13\"");
        coordinates.post(
                path + "/figures",
                Map.of(
                        "source",
                        "AFP",
                        "measure",
                        "CHILDREN",
                        "value",
                        "plus de 48",
                        "publishedOn",
                        "2015-11-16",
                        "definition",
                        "Enfants remis"));
        JsonNode figure = coordinates
                .get(path + "/figures")
                .json()
                .path("published")
                .get(0)
                .path("figure");
        Answer again = coordinates.put(
                path + "/figures/" + figure.path("id").asString(),
                Map.of("source", "AFP", "publishedOn", "2015-11-15", "value", "49", "definition", "Enfants remis"),
                "\"1\"");
        assertThat(again.json().path("low").asInt()).as(again.body()).isEqualTo(49);
        assertThat(browser(coordinator.username())
                        .get("/operations/" + operation.code())
                        .body())
                .contains("plus de 48", "au nord de la ville de Xanadou")
                .doesNotContain("??");
    }

    /** The page of each record corrects as the API does, and asks for the version that it showed. */
    @Test
    void pagesCorrectToo() {
        String suspect = "/operations/" + operation.code() + "/suspects/" + suspectAtTheRaid();
        Visit page = browser(coordinator.username());
        assertThat(page.get(suspect + "/edit").body()).contains("value=\"RECRUITER\"", "name=\"version\"");
        assertThat(page.post(suspect, "role", "EXPLOITER", "factsOn", "2015-11-14")
                        .status())
                .isEqualTo(409);
        assertThat(page.post(suspect, "version", "1", "role", "EXPLOITER", "factsOn", "2015-11-14", "name", "Kubla")
                        .status())
                .isEqualTo(303);
        assertThat(page.get(suspect).body()).contains("Kubla").doesNotContain("??");
        String person = "/operations/" + operation.code() + "/persons/"
                + screened(officer).code();
        assertThat(page.get(person + "/edit").body()).contains("Vu à Xanadou", "06:00");
        assertThat(page.post(person, "version", "1", "apparentAge", "200").status())
                .isEqualTo(422);
        assertThat(page.post("/operations/" + operation.code() + "/sites/SITE-01", "version", "1", "sector", "TRADE")
                        .status())
                .isEqualTo(303);
    }

    /** Straight statements: nothing is taken away, and what a coordinator's statement replaces is kept all the same. */
    @Test
    void straightStatementsEraseNothing() throws SQLException {
        String code = suspectAtTheRaid();
        Suspect suspect = suspects.open(officer, operation, code).orElseThrow();
        String own = " where operation_id = '" + operation.id() + "'";
        for (String table : List.of("suspect", "evidence", "figure", "site", "screened", "former", "decision"))
            assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, coordinator, "delete from operations." + table + own))
                    .as(table)
                    .hasMessageContaining("permission denied");
        for (String change : List.of(
                "update operations.suspect set facts_on = '2009-01-01'",
                "update operations.site set sector = 'TRADE'",
                "update operations.evidence set kind = 'OTHER'",
                "update operations.figure set value_text = '1'",
                "update operations.screened set apparent_age = 40"))
            assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, officer, change + own))
                    .as(change)
                    .hasMessageContaining("access.role-needed");
        assertThatThrownBy(() ->
                        sql(Compartment.ENFORCEMENT, coordinator, "update operations.former set was = '{}'" + own))
                .hasMessageContaining("permission denied");
        assertThat(sql(
                        Compartment.ENFORCEMENT,
                        coordinator,
                        "update operations.suspect set facts_on = '2009-01-01', identity = null where id = '"
                                + suspect.id() + "'",
                        "select was ->> 'facts_on' || replaced_by from operations.former where record_id = '"
                                + suspect.id() + "'"))
                .isEqualTo("2015-11-14" + coordinator.code());
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        coordinator,
                        "select 1 / count(*) from operations.former where operation_id = '"
                                + planned(fresh("OP"), 1, 1, ngo.code()).id() + "'"))
                .hasMessageContaining("division by zero");
    }

    /** A child does not disappear from the hand-over by one person: who recorded it neither makes it an adult nor rules it out. */
    @Test
    void whoRecordedAChildDoesNotRuleItOut() {
        Screened own = screened(coordinator);
        Map<String, Object> adult = new HashMap<>(
                Map.of("site", "SITE-01", "screenedAt", "2015-11-15T06:00:00Z", "appears", "ADULT", "sex", "M"));
        adult.put("apparentAge", 14);
        for (Screened child : List.of(own, screened(officer))) {
            Answer refused = coordinates.put(path + "/persons/" + child.code(), adult, "\"1\"");
            assertThat(refused.fields()).as(refused.body()).containsExactly("appears");
        }
        for (ScreeningStatus out : List.of(ScreeningStatus.ADULT, ScreeningStatus.NOT_A_VICTIM))
            assertThat(screenings.decide(coordinator, decision(own, out, null)))
                    .isEqualTo(new DecideScreening.Result.OwnRecord());
    }

    /** A coordinator who did not record the child asks with a reason; the child is ruled out once another person of the operation agrees. */
    @Test
    void aChildIsRuledOutByTwo() {
        Screened child = screened(officer);
        String address = path + "/persons/" + child.code();
        Visit page = browser(coordinator.username());
        String shown = "/operations/" + operation.code() + "/persons/" + child.code();
        assertThat(coordinates
                        .post(address + "/decisions", Map.of("status", "NOT_A_VICTIM"))
                        .fields())
                .containsExactly("reason");
        assertThat(page.post(shown + "/decisions", "status", "ADULT").status()).isEqualTo(422);
        Answer asked =
                coordinates.post(address + "/decisions", Map.of("status", "NOT_A_VICTIM", "reason", "Son oncle vient"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        String decision = "/api/v1/decisions/" + asked.json().path("decision").asString();
        assertThat(coordinates.get(address).json().path("person").path("status").asString())
                .isEqualTo("SCREENED");
        assertThat(page.get(shown).body())
                .contains("/decisions/" + asked.json().path("decision").asString())
                .doesNotContain("??");
        Map<String, Object> yes = Map.of("agreed", true);
        assertThat(coordinates.post(decision + "/verdict", yes).status()).isEqualTo(403);
        assertThat(api(outsider.username()).get(decision).status()).isEqualTo(404);
        assertThat(api(outsider.username()).post(decision + "/verdict", yes).status())
                .isEqualTo(404);
        assertThat(polices.get(decision).body()).contains("Son oncle vient");
        assertThat(browser(officer.username())
                        .get("/decisions/" + asked.json().path("decision").asString())
                        .body())
                .contains(child.code(), "Son oncle vient")
                .doesNotContain("??");
        assertThat(polices.post(decision + "/verdict", Map.of("agreed", false)).fields())
                .containsExactly("reason");
        Answer agreed = polices.post(decision + "/verdict", yes);
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        JsonNode now = coordinates.get(address).json().path("person");
        assertThat(now.path("status").asString()).isEqualTo("NOT_A_VICTIM");
        assertThat(now.path("decisions").get(0).path("by").asString()).isEqualTo(coordinator.code());
        assertThat(now.path("decisions").get(0).path("agreedBy").asString()).isEqualTo(officer.code());
        assertThat(page.get(shown).body()).contains(officer.code()).doesNotContain("??");
    }

    /** An age under 18 passes 18 neither in one step nor in several, by page, program or statement, before two people said that it is an adult. */
    @Test
    void theAgeOfAChildFollowsTheDecisionOfTwo() {
        Screened child = screened(officer);
        String address = path + "/persons/" + child.code();
        Map<String, Object> older = new HashMap<>(
                Map.of("site", "SITE-01", "screenedAt", "2015-11-15T06:00:00Z", "appears", "CHILD", "sex", "M"));
        older.put("apparentAge", 19);
        Answer refused = coordinates.put(address, older, "\"1\"");
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("operations.age-by-two");
        older.put("apparentAge", 17);
        assertThat(coordinates.put(address, older, "\"1\"").status()).isEqualTo(200);
        older.put("apparentAge", 18);
        assertThat(coordinates.put(address, older, "\"2\"").fields()).containsExactly("apparentAge");
        String statement = "update operations.screened set apparent_age = 20 where id = '" + child.id() + "'";
        for (Actor one : List.of(coordinator, actor(person(Role.LE_COORDINATOR, bureau))))
            assertThatThrownBy(() -> sql(Compartment.ENFORCEMENT, one, statement))
                    .hasMessageContaining("operations.age-by-two");
        DecideScreening.Result asked = screenings.decide(coordinator, decision(child, ScreeningStatus.ADULT, null));
        assertThat(coordinates.put(address, older, "\"2\"").fields())
                .as("asked for, not agreed to")
                .containsExactly("apparentAge");
        polices.post(
                "/api/v1/decisions/" + ((DecideScreening.Result.Asked) asked).decision() + "/verdict",
                Map.of("agreed", true));
        String tag = coordinates.get(address).header("ETag").orElseThrow();
        Answer followed = coordinates.put(address, older, tag);
        assertThat(followed.status()).as(followed.body()).isEqualTo(200);
    }

    /** What was asked is over as soon as the record is another one, and nobody's statement does what two people decide. */
    @Test
    void oneStatementRulesNoChildOut() {
        Screened child = screened(officer);
        Actor second = actor(person(Role.LE_COORDINATOR, bureau));
        String own = " where id = '" + child.id() + "'";
        for (String change : List.of("appears = 'ADULT'", "status = 'NOT_A_VICTIM'", "status = 'ADULT'"))
            for (Actor one : List.of(coordinator, second))
                assertThatThrownBy(() ->
                                sql(Compartment.ENFORCEMENT, one, "update operations.screened set " + change + own))
                        .as(change)
                        .hasMessageContaining("operations.ruled-out-by-two");
        String insert =
                "insert into operations.decision (screened_id, n, operation_id, status, decided_by, organisation, decided_at) values ('"
                        + child.id() + "', 1, '" + operation.id() + "', '";
        for (Actor one : List.of(officer, coordinator))
            assertThatThrownBy(() -> sql(
                            Compartment.ENFORCEMENT,
                            one,
                            insert + "ADULT', '" + one.code() + "', 'X', access.moment())"))
                    .hasMessageContaining("operations.ruled-out-by-two");
        for (String by : List.of(officer.code(), coordinator.code()))
            assertThatThrownBy(() -> sql(
                            Compartment.ENFORCEMENT,
                            officer,
                            insert + "CONFIRMED_VICTIM', '" + by + "', 'X', access.moment())"))
                    .hasMessageContaining("operations.decided-by-oneself");
        DecideScreening.Result asked = screenings.decide(coordinator, decision(child, ScreeningStatus.ADULT, null));
        assertThat(screenings.decide(second, decision(child, ScreeningStatus.ADULT, null)))
                .isEqualTo(new DecideScreening.Result.AskedByAnother());
        String agree = "select access.decide('" + ((DecideScreening.Result.Asked) asked).decision() + "', true, null)";
        assertThatThrownBy(() -> sql(
                        Compartment.ENFORCEMENT,
                        officer,
                        agree,
                        "update operations.screened set status = 'NOT_A_VICTIM'" + own))
                .hasMessageContaining("operations.ruled-out-by-two");
        screenings.decide(officer, decision(child, ScreeningStatus.PRESUMED_VICTIM, null));
        String gone = "/api/v1/decisions/" + ((DecideScreening.Result.Asked) asked).decision();
        assertThat(polices.post(gone + "/verdict", Map.of("agreed", true)).status())
                .isEqualTo(404);
        assertThat(coordinates.get(gone).json().path("state").asString()).isEqualTo("REPLACED");
    }

    /** What is over can still be wrong: a coordinator corrects it, and what was written stays readable. */
    @Test
    void aClosedOperationIsCorrected() {
        Operation now = operations.find(coordinator, operation.code()).orElseThrow();
        assertThat(operations.move(coordinator, new MoveOperation(now.code(), now.version(), OperationStatus.CLOSED)))
                .isInstanceOf(MoveOperation.Result.Moved.class);
        Operation closed = operations.find(coordinator, operation.code()).orElseThrow();
        String version = "\"" + closed.version() + "\"";
        String wrong = "{\"startsOn\": \"2015-11-13\", \"officers\": 12}";
        assertThat(polices.send("PATCH", path, "application/json", wrong, "If-Match", version)
                        .status())
                .isEqualTo(403);
        assertThat(coordinates
                        .send("PATCH", path, "application/json", "{\"careCapacity\": 900}", "If-Match", version)
                        .fields())
                .containsExactly("careCapacity");
        Answer corrected = coordinates.send("PATCH", path, "application/json", wrong, "If-Match", version);
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(coordinates.get(path + "/corrections").body())
                .contains("{\"field\":\"startsOn\",\"was\":\"" + closed.plan().startsOn()
                        + "\",\"became\":\"2015-11-13\"}");
        Visit page = browser(coordinator.username());
        assertThat(page.get("/operations/" + operation.code()).body()).contains("/edit\"", "2015");
        assertThat(browser(officer.username())
                        .get("/operations/" + operation.code())
                        .body())
                .doesNotContain("/edit\"");
        assertThat(page.get("/choose-child?to=VISIT").status()).isEqualTo(404);
        assertThat(page.get("/choose-child").status()).isEqualTo(404);
    }
}
