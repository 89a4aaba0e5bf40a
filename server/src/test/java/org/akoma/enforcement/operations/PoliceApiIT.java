package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operations, suspects and slips as programs use them: access tests 2, 3, 4 and 8 of the scenario over HTTP. */
class PoliceApiIT extends PoliceScene {

    private Caller coordinates;
    private Caller polices;
    private Caller cares;
    private String path;

    @BeforeEach
    void programs() {
        coordinates = api(coordinator.username());
        polices = api(officer.username());
        cares = api(worker.username());
        path = "/api/v1/operations/" + operation.code();
    }

    @Test
    void theListIsPagedAndOnlyMine() {
        Operation second = planned(fresh("OP"), 1, 1, ngo.code());
        Answer first = coordinates.get("/api/v1/operations?limit=1");
        assertThat(first.json().path("items").get(0).path("code").asString()).isEqualTo(operation.code());
        Answer next = coordinates.get(
                "/api/v1/operations?limit=1&cursor=" + first.json().path("next").asString());
        assertThat(next.json().path("items").get(0).path("code").asString()).isEqualTo(second.code());
        assertThat(next.json().path("next").isNull()).isTrue();
        assertThat(api(outsider.username())
                        .get("/api/v1/operations")
                        .json()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void unknownAndNotVisibleAreTheSameAnswer() {
        for (Caller who : List.of(cares, api(outsider.username())))
            for (String below : List.of("", "/suspects", "/persons", "/sites", "/figures", "/evidence")) {
                Answer hidden = who.get(path + below);
                Answer unknown = who.get("/api/v1/operations/OP-NOWHERE" + below);
                assertThat(hidden.status()).as(below).isEqualTo(404);
                assertThat(hidden.code()).isEqualTo(unknown.code()).isEqualTo("house.not-found");
            }
        assertThat(cares.get("/api/v1/operations").status()).isEqualTo(404);
    }

    @Test
    void aManagerGetsCountsAlone() {
        Caller manages = api(person(Role.PROJECT_MANAGER, ngo));
        Caller observes = api(person(Role.OBSERVER, ngo));
        for (Caller outside : List.of(manages, observes)) {
            assertThat(outside.get(path).status()).as("it still runs").isEqualTo(404);
            assertThat(outside.get(path + "/figures").status()).isEqualTo(404);
            assertThat(outside.get("/api/v1/operations").body()).doesNotContain(operation.code());
        }
        over();
        Answer one = manages.get(path);
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.json().has("plan")).isFalse();
        assertThat(one.json().path("screened").asInt()).isZero();
        assertThat(manages.get("/api/v1/operations?asOf=2015-11-16").body()).contains(operation.code());
        Caller evaluates = api(person(Role.EVALUATOR, ngo));
        assertThat(evaluates.get("/api/v1/operations?asOf=2015-11-15").body())
                .as("of a masked figure a day inside a month is the month before: two days would differ by one child")
                .isEqualTo(evaluates.get("/api/v1/operations?asOf=2015-10-31").body());
        assertThat(evaluates.get("/api/v1/operations").body()).contains(operation.code());
        assertThat(manages.get(path + "/suspects").status()).isEqualTo(404);
        assertThat(manages.get("/api/v1/slips").json().path("figures").has("inTime"))
                .isTrue();
    }

    @Test
    void changesNeedTheVersionSeenAndNameWhatDiffers() {
        Answer read = coordinates.get(path);
        String tag = read.header("ETag").orElseThrow();
        assertThat(patch(coordinates, "{\"officers\": 150}").code()).isEqualTo("operations.version-needed");
        assertThat(patch(polices, "{\"officers\": 150}", "If-Match", tag).status())
                .isEqualTo(403);
        Answer changed = patch(coordinates, "{\"officers\": 150}", "If-Match", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("plan").path("officers").asString()).isEqualTo("150");
        Answer late = patch(coordinates, "{\"area\": \"Ailleurs\"}", "If-Match", tag);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("errors").get(0).path("field").asString()).isEqualTo("area");
        Answer wrong = patch(coordinates, "{\"sectors\": [\"NOTHING\"], \"more\": 1}", "If-Match", tag);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("sectors", "form.unknown-field");
    }

    private Answer patch(Caller who, String body, String... headers) {
        return who.send("PATCH", path, "application/json", body, headers);
    }

    @Test
    void suspectsAreListedWithoutIdentity() {
        Answer made = polices.post(
                path + "/suspects",
                Map.of(
                        "role", "EXPLOITER",
                        "factsOn", "2015-11-15",
                        "arrestedOn", "2015-11-15",
                        "atLiberty", "false",
                        "name", "Kubla Xanadou"));
        assertThat(made.status()).isEqualTo(201);
        Answer list = polices.get(path + "/suspects");
        assertThat(list.body()).contains("LE-S-01", "CI-2010-272").doesNotContain("Xanadou");
        assertThat(polices.get(path + "/suspects/LE-S-01").body()).contains("Xanadou");
        Answer moved = coordinates.post(
                path + "/suspects/LE-S-01/proceedings",
                Map.of("status", "ON_TRIAL", "atLiberty", "false", "since", "2015-11-16", "referredOn", "2015-11-16"));
        assertThat(moved.json().path("suspect").path("status").asString()).isEqualTo("ON_TRIAL");
        assertThat(coordinates
                        .post(
                                path + "/suspects/LE-S-01/proceedings",
                                Map.of("status", "CONVICTED", "atLiberty", "false", "since", "2015-11-15"))
                        .body())
                .contains("operations.wrong-day");
    }

    @Test
    void aSlipGoesFromOneSideToTheOther() {
        assertThat(cares.post("/api/v1/slips", slip(Map.of())).status()).isEqualTo(403);
        Answer made = polices.post("/api/v1/slips", slip(Map.of()));
        assertThat(made.status()).isEqualTo(201);
        String number = made.json().path("number").asString();
        String tag = made.header("ETag").orElseThrow();
        Answer signed = polices.send(
                "POST", "/api/v1/slips/" + number + "/signature", "application/json", "{}", "If-Match", tag);
        assertThat(signed.json().path("status").asString()).isEqualTo("SIGNED_BY_OFFICER");
        Answer received = cares.get("/api/v1/slips?status=SIGNED_BY_OFFICER");
        assertThat(received.json().path("items").get(0).path("number").asString())
                .isEqualTo(number);
        assertThat(received.body())
                .doesNotContain(operation.code())
                .doesNotContain(operation.id().toString());
        assertThat(cares.post("/api/v1/slips/" + number + "/signature", Map.of())
                        .code())
                .isEqualTo("slips.open-a-file");
        assertThat(cares.post("/api/v1/slips/" + number + "/refusal", Map.of()).status())
                .isEqualTo(422);
        Answer refused = cares.post("/api/v1/slips/" + number + "/refusal", Map.of("reason", "Heure fausse"));
        assertThat(refused.json().path("status").asString()).isEqualTo("REFUSED");
        assertThat(api(outsider.username()).get("/api/v1/slips/" + number).status())
                .isEqualTo(404);
    }

    @Test
    void aWrongSlipIsToldFieldByField() {
        Answer wrong = polices.post(
                "/api/v1/slips",
                slip(Map.of(
                        "handedAt", "2015-11-15T05:00:00Z",
                        "interpreterLanguage", "klingon",
                        "receiver", officer.code(),
                        "apparentAge", "99",
                        "name", "Kubla")));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body())
                .contains("slips.handed-before-found", "interpreterLanguage", "slips.no-such-receiver", "apparentAge")
                .contains("form.unknown-field");
        assertThat(polices.get("/api/v1/slips").json().path("items").size()).isZero();
    }

    private Map<String, Object> slip(Map<String, Object> other) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "operation",
                operation.code(),
                "site",
                "SITE-01",
                "foundAt",
                "2015-11-15T06:00:00Z",
                "handedAt",
                "2015-11-15T20:00:00Z",
                "receiver",
                worker.code(),
                "childNumber",
                1,
                "apparentSex",
                "M",
                "apparentAge",
                14,
                "urgentMedical",
                false,
                "interpreterLanguage",
                "none"));
        body.put("condition", "GOOD");
        body.putAll(other);
        return body;
    }
}
