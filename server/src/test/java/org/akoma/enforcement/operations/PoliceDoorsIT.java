package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;
import org.akoma.airlock.slips.Slip;
import org.akoma.enforcement.suspects.RecordSuspect;
import org.akoma.enforcement.suspects.Suspect;
import org.akoma.ground.access.Role;
import org.akoma.ground.forms.BothDoors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The acts of the police and of slips, declared once: the same mistake has the same error at both doors, and versions are asked for at both. */
class PoliceDoorsIT extends SlipScene {

    private static final String LONG = "x".repeat(2_001);

    private String operations() {
        return "/operations/" + operation.code();
    }

    private void alike(String below, Map<String, ?> wrong, String... fields) {
        Visit visit = browser(coordinator.username());
        Caller program = api(coordinator.username());
        String page = operations() + below;
        BothDoors.sameErrors(visit, page, program, "/api/v1" + page, wrong);
        assertThat(program.post("/api/v1" + page, wrong).fields()).as(below).containsExactlyInAnyOrder(fields);
    }

    @Test
    void theSameMistakesHaveTheSameErrors() {
        alike("/sites", Map.of("code", "site 1", "sector", "NOPE", "place", LONG), "code", "sector", "place");
        alike(
                "/figures",
                Map.of("source", LONG, "publishedOn", "31/02/2015", "measure", "NOPE", "value", "plus de 48"),
                "source",
                "publishedOn",
                "measure",
                "definition");
        alike(
                "/figures",
                Map.of(
                        "source",
                        "AFP",
                        "measure",
                        "CONVICTED",
                        "value",
                        "beaucoup",
                        "publishedOn",
                        "2015-11-16",
                        "definition",
                        "Enfants remis"),
                "value");
        alike(
                "/figures",
                Map.of(
                        "source",
                        "Plantation de Kouassi Yao",
                        "measure",
                        "CHILDREN",
                        "value",
                        "3",
                        "publishedOn",
                        "2015-11-16",
                        "definition",
                        "Enfants remis"),
                "source");
        alike(
                "/figures",
                Map.of(
                        "source",
                        "AFP",
                        "measure",
                        "CHILDREN",
                        "value",
                        "3 filles de Bardot",
                        "publishedOn",
                        "2015-11-16",
                        "definition",
                        "Enfants remis"),
                "value");
        alike(
                "/persons",
                Map.of(
                        "site",
                        "SITE-01",
                        "screenedAt",
                        "2015-12-01T08:00:00Z",
                        "appears",
                        "NOPE",
                        "sex",
                        "NOPE",
                        "apparentAge",
                        "121",
                        "note",
                        LONG),
                "screenedAt",
                "appears",
                "sex",
                "apparentAge",
                "note");
        alike(
                "/suspects",
                Map.of("role", "NOPE", "factsOn", "2015-12-01", "atLiberty", "perhaps", "name", LONG),
                "role",
                "factsOn",
                "atLiberty",
                "name");
        Map<String, String> order =
                Map.of("factsOn", "2015-11-10", "arrestedOn", "2015-11-09", "referredOn", "2015-11-08");
        Map<String, String> all = new HashMap<>(Map.of("role", "EXPLOITER", "atLiberty", "false"));
        all.putAll(order);
        alike("/suspects", all, "arrestedOn", "referredOn");
        alike(
                "/evidence",
                Map.of("kind", "OBJECT", "reference", LONG, "collectedOn", "2015-12-01", "suspect", "LE-S-99"),
                "reference",
                "collectedOn",
                "suspect");
    }

    @Test
    void aPlanIsReadAlikeAtBothDoors() {
        Map<String, Object> wrong = new HashMap<>(Map.of(
                "code",
                "op 1",
                "country",
                "XX",
                "startsOn",
                "2015-11-20",
                "sectors",
                "NOPE",
                "area",
                LONG,
                "expectedChildren",
                "-1",
                "careConfirmedBy",
                "NOBODY",
                "participants",
                ngo.code()));
        BothDoors.sameErrors(
                browser(coordinator.username()),
                "/operations",
                api(coordinator.username()),
                "/api/v1/operations",
                wrong);
        assertThat(api(coordinator.username()).post("/api/v1/operations", wrong).fields())
                .containsExactlyInAnyOrder(
                        "code", "country", "sectors", "area", "expectedChildren", "careConfirmedBy", "participants");
    }

    @Test
    void aSlipAndWhatCareAnswersAreReadAlikeAtBothDoors() {
        Map<String, Object> wrong = new HashMap<>(slip(2));
        wrong.put("operation", operation.code());
        wrong.putAll(Map.of(
                "handedAt",
                "2015-11-15T05:00:00Z",
                "receiver",
                officer.code(),
                "apparentAge",
                "31",
                "badge",
                "é",
                "condition",
                "NOPE"));
        BothDoors.sameErrors(browser(officer.username()), "/slips", api(officer.username()), "/api/v1/slips", wrong);
        assertThat(api(officer.username()).post("/api/v1/slips", wrong).fields())
                .containsExactlyInAnyOrder("handedAt", "receiver", "apparentAge", "badge", "condition");
        Slip back = signed(written(1));
        String refusal = "/slips/" + back.number() + "/refusal";
        BothDoors.sameErrors(
                browser(worker.username()),
                refusal,
                api(worker.username()),
                "/api/v1" + refusal,
                Map.of("reason", "?!"));
        String supervisor = person(Role.CASE_SUPERVISOR, ngo);
        String settlement = "/slips/" + back.number() + "/settlement";
        BothDoors.sameErrors(
                browser(supervisor),
                settlement,
                api(supervisor),
                "/api/v1" + settlement,
                Map.of("slip", LONG, "reason", "?!"));
    }

    @Test
    void aChangeNamesTheVersionAtBothDoors() {
        String plan = "/api/v1" + operations();
        Caller program = api(coordinator.username());
        assertThat(program.send("PATCH", plan, "application/json", "{}").code()).isEqualTo("operations.version-needed");
        assertThat(program.send("PATCH", "/api/v1/operations/OP-NOWHERE", "application/json", "{}")
                        .status())
                .isEqualTo(404);
        Visit visit = browser(coordinator.username());
        String[] fields = {
            "country",
            "CI",
            "startsOn",
            "2015-11-14",
            "sectors",
            "COCOA",
            "area",
            "Xanadou",
            "expectedChildren",
            "40",
            "careCapacity",
            "48",
            "careConfirmedBy",
            ngo.code(),
            "participants",
            bureau.code()
        };
        Answer shown = visit.post(operations(), fields);
        assertThat(shown.status()).isEqualTo(409);
        assertThat(shown.body())
                .contains("value=\"" + operation.version() + "\"")
                .doesNotContain("??");
        Slip slip = written(1);
        String address = "/api/v1/slips/" + slip.number();
        assertThat(api(officer.username()).put(address, slip(1), null).code()).isEqualTo("slips.version-needed");
        assertThat(api(coordinator.username()).put(address, slip(1), null).status())
                .isEqualTo(403);
        assertThat(api(outsider.username()).put(address, slip(1), null).status())
                .isEqualTo(404);
        List<String> typed = new ArrayList<>();
        slip(1).forEach((field, value) -> typed.addAll(List.of(field, String.valueOf(value))));
        Answer page = browser(officer.username()).post("/slips/" + slip.number(), typed.toArray(String[]::new));
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.body()).contains("value=\"" + slip.version() + "\"").doesNotContain("??");
    }

    /** A program says what changes; what it says as nothing is taken away, and what it does not say stays. */
    @Test
    void aPlanIsChangedInPart() {
        Caller program = api(coordinator.username());
        String plan = "/api/v1" + operations();
        String version = program.get(plan).header("ETag").orElseThrow();
        Answer changed =
                program.send("PATCH", plan, "application/json", "{\"endsOn\": \"2015-11-20\"}", "If-Match", version);
        assertThat(changed.json().path("plan").path("endsOn").asString()).isEqualTo("2015-11-20");
        assertThat(changed.json().path("plan").path("area").asString()).isEqualTo("Xanadou");
        Answer open = program.send(
                "PATCH",
                plan,
                "application/json",
                "{\"endsOn\": null}",
                "If-Match",
                changed.header("ETag").orElseThrow());
        assertThat(open.json().path("plan").path("endsOn").asString()).isEmpty();
        assertThat(open.json().path("plan").path("officers").asString()).isEqualTo("197");
    }

    /** Links are replaced by those that are sent: a request without a body takes none away. */
    @Test
    void linksAreNotTakenAwayBySayingNothing() {
        assertThat(api(officer.username())
                        .send("PUT", "/api/v1" + operations() + "/victims/LE-V-01/suspects", "application/json", "")
                        .status())
                .isEqualTo(400);
    }

    /** The example of each body is read by those who may do the act; a rule of the act may still refuse it. */
    @Test
    void everyExampleIsReadByWhoMayDoIt() {
        JsonNode docs = api(coordinator.username()).get("/api/docs/openapi").json();
        Slip open = written(1);
        Slip signed = signed(written(2));
        screenings.screen(
                officer, new ScreenPerson(operation.code(), "SITE-01", FOUND, Screened.Appears.CHILD, "M", 14, null));
        screenings.decide(
                officer,
                new DecideScreening(
                        operation.code(),
                        "P-001",
                        ScreeningStatus.PRESUMED_VICTIM,
                        police.code(),
                        "LE-V-07",
                        null,
                        null));
        Caller polices = api(officer.username());
        Caller coordinates = api(coordinator.username());
        String one = "/api/v1/operations/{operation}";
        example(docs, coordinates, "post", "/api/v1/operations");
        example(docs, coordinates, "patch", "/api/v1/operations/{code}");
        example(docs, coordinates, "post", "/api/v1/operations/{code}/sites");
        example(docs, coordinates, "post", "/api/v1/operations/{code}/figures");
        example(docs, coordinates, "post", one + "/persons");
        example(docs, coordinates, "post", one + "/persons/{code}/decisions", "{code}", "P-001");
        example(docs, coordinates, "post", one + "/suspects");
        example(docs, coordinates, "post", one + "/suspects/{code}/proceedings", "{code}", "LE-S-01");
        example(docs, coordinates, "post", one + "/evidence");
        example(docs, coordinates, "put", one + "/victims/{reference}/suspects", "{reference}", "LE-V-07");
        suspects.record(
                officer,
                new RecordSuspect(
                        operation.code(),
                        null,
                        "EXPLOITER",
                        LocalDate.of(2015, 11, 15),
                        null,
                        null,
                        false,
                        new Suspect.Identity(null, null, null)));
        example(docs, coordinates, "put", "/api/v1/operations/{code}/sites/{site}", "{site}", "SITE-01");
        example(docs, coordinates, "put", one + "/persons/{code}", "{code}", "P-001");
        example(docs, coordinates, "put", one + "/suspects/{code}", "{code}", "LE-S-01");
        example(docs, coordinates, "put", one + "/evidence/{code}", "{code}", "E-001");
        example(docs, polices, "post", "/api/v1/slips");
        example(docs, polices, "put", "/api/v1/slips/{number}", "{number}", open.number());
        example(docs, api(worker.username()), "post", "/api/v1/slips/{number}/refusal", "{number}", signed.number());
        Caller leads = api(person(Role.CASE_SUPERVISOR, ngo));
        example(docs, leads, "post", "/api/v1/slips/{number}/settlement", "{number}", signed.number());
        Operation asked = planned(fresh("OP"), 10, 12, ngo.code());
        String care = "/api/v1/care-requests/{operation}/confirmation";
        Map<String, Object> said = Map.of("interpreters", List.of("mos"), "women", 1, "medical", true);
        assertThat(body(docs, "post", care).path("properties").propertyNames()).containsAll(said.keySet());
        assertThat(leads.post(care.replace("{operation}", asked.id().toString()), said)
                        .status())
                .isEqualTo(200);
    }

    private void example(JsonNode docs, Caller by, String method, String path, String... names) {
        String address = path;
        for (int n = 0; n < names.length; n += 2) address = address.replace(names[n], names[n + 1]);
        address = address.replaceAll("\\{(operation|code)}", operation.code());
        Answer answer = by.send(
                method.toUpperCase(Locale.ROOT),
                address,
                "application/json",
                body(docs, method, path).path("example").toString(),
                "If-Match",
                "1");
        assertThat(answer.status()).as(address + " " + answer.body()).isNotIn(400, 403, 404, 428, 500);
        assertThat(answer.json().path("errors").findValuesAsString("code"))
                .as(address + " " + answer.body())
                .noneMatch(code -> code.matches(
                        "form\\.(required|date|moment|range|too-long|bad-character|unknown-field|few-words)"));
    }

    private static JsonNode body(JsonNode docs, String method, String path) {
        JsonNode schema =
                docs.path("paths").path(path).path(method).at("/requestBody/content/application~1json/schema");
        String ref = schema.path("$ref").asString("");
        return ref.isEmpty() ? schema : docs.at(ref.substring(1));
    }

    private Map<String, Object> slip(int child) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "site",
                "SITE-01",
                "foundAt",
                "2015-11-15T06:00:00Z",
                "handedAt",
                "2015-11-15T20:00:00Z",
                "receiver",
                worker.code(),
                "childNumber",
                child,
                "apparentSex",
                "M",
                "apparentAge",
                14,
                "urgentMedical",
                false,
                "interpreterLanguage",
                "none"));
        body.put("condition", "GOOD");
        return body;
    }
}
