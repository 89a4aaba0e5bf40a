package org.akoma.protection.closure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.protection.consent.SomeConsent;
import org.akoma.protection.overview.ShareFile;
import org.akoma.protection.overview.Shares;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A line that breaks after the server has written: the same command, sent again, makes nothing new and is answered alike. */
class SameCommandTwiceIT extends CareHouse {

    private static final Map<String, Object> NOTE = Map.of("kind", "NOTE", "at", "2015-11-16T07:00:00Z", "text", "Vue");

    @Autowired
    Closures closures;

    @Autowired
    Reopenings reopenings;

    @Autowired
    Shares shares;

    private Caller api;
    private Caller above;

    @BeforeEach
    void callers() {
        String boss = person(Role.CASE_SUPERVISOR, ngo);
        api = api(person(Role.CASE_WORKER, ngo, null, actor(boss).personId()));
        above = api(boss);
    }

    private String opened() {
        Map<String, Object> body = with(Map.of("sex", "F", "age", 12, "country", "CI"), Ids.next());
        Answer once = api.post("/api/v1/cases", body);
        Answer twice = api.post("/api/v1/cases", body);
        assertThat(List.of(once.status(), twice.status())).containsOnly(201);
        assertThat(twice.json()).isEqualTo(once.json());
        return once.json().path("code").asString();
    }

    @Test
    void everyRecordOfAFileIsMadeOnce() {
        String code = opened();
        String other = opened();
        records().forEach((path, body) -> twice(api, code, other, path, body));
        twice(above, code, other, "victim-status", decision());
    }

    /** In the order in which a file takes them. */
    private static Map<String, Map<String, Object>> records() {
        Map<String, Map<String, Object>> records = new LinkedHashMap<>();
        String at = "2015-11-16T07:00:00Z";
        records.put("notes", NOTE);
        records.put("medical", Map.of("kind", "SCREENING", "at", at, "detail", "Rien à signaler"));
        records.put("guardians", Map.of("kind", "RELATIVE", "appointedOn", "2015-11-16", "name", "Sa tante"));
        records.put("consents", SomeConsent.json("GIVEN", "CHILD_INFORMED_ASSENT_AND_GUARDIAN", at));
        records.put("assessments", Map.of("kind", "INITIAL", "risk", "MEDIUM", "reason", "Menacée"));
        records.put(
                "best-interests",
                Map.of("kind", "ASSESSMENT", "options", "Retour", "childsView", "Rentrer", "decision", "Retour"));
        records.put("plans", Map.of("goals", List.of(Map.of("aim", "Lire", "service", "LT_EDU_FORMAL"))));
        records.put(
                "placements",
                Map.of(
                        "kind",
                        "RESIDENTIAL_CARE",
                        "country",
                        "CI",
                        "since",
                        "2015-11-16",
                        "withWhom",
                        "Foyer Sainte-Marie"));
        records.put("tracings", Map.of("status", "OPEN"));
        records.put("homecomings", Map.of("toCountry", "BF", "state", "PLANNED"));
        records.put("alerts", Map.of("type", "DANGER_AT_HOME", "what", "Des coups"));
        records.put("search", Map.of("step", "FLAGGED", "outcome", "Absente"));
        return records;
    }

    private static Map<String, Object> decision() {
        return Map.of(
                "status",
                "CONFIRMED_VICTIM",
                "organisation",
                "NGO",
                "decidedOn",
                "2015-11-16",
                "reason",
                "Vu au poste");
    }

    private static void twice(Caller by, String code, String other, String path, Map<String, Object> said) {
        UUID id = Ids.next();
        String address = "/api/v1/cases/" + code + "/" + path;
        Answer once = by.post(address, with(said, id));
        Answer again = by.post(address, with(said, id));
        assertThat(once.status()).as("%s: %s", path, once).isEqualTo(201);
        assertThat(again.status()).as("%s: %s", path, again).isEqualTo(201);
        assertThat(again.json()).as(path).isEqualTo(once.json());
        assertThat(kept(by, code, path)).as(path).hasSize(1).contains(id.toString());
        Answer different = by.post(address, with(otherwise(path, said), id));
        assertThat(different.status()).as("%s: %s", path, different).isEqualTo(409);
        assertThat(different.body()).contains("cases.id-other-content").doesNotContain("??");
        assertThat(by.post(address, with(said, id)).status())
                .as("the first is as it was")
                .isEqualTo(201);
        Answer elsewhere = by.post("/api/v1/cases/" + other + "/" + path, with(said, id));
        assertThat(elsewhere.status()).as("%s: %s", path, elsewhere).isEqualTo(422);
    }

    /** The same id with other content is no answer of 201. */
    private static Map<String, Object> otherwise(String path, Map<String, Object> said) {
        Map<String, Object> other = new LinkedHashMap<>(said);
        switch (path) {
            case "notes" -> other.put("text", "Autre chose");
            case "medical" -> other.put("detail", "Des traces de coups");
            case "guardians" -> other.put("name", "Son oncle");
            case "consents" -> other.put("witness", "Une voisine");
            case "best-interests" -> other.put("decision", "Rester ici");
            case "plans" -> other.put("goals", List.of(Map.of("aim", "Compter", "service", "LT_EDU_FORMAL")));
            case "placements" -> other.put("since", "2015-11-15");
            case "tracings" -> other.put("status", "IN_PROGRESS");
            case "homecomings" -> other.put("toCountry", "ML");
            case "alerts" -> other.put("what", "Une menace");
            case "search" -> other.put("outcome", "Vue au marché");
            default -> other.put("reason", "Une autre raison");
        }
        return other;
    }

    private static List<String> kept(Caller by, String code, String path) {
        var held = by.get("/api/v1/cases/" + code + "/" + path).json();
        return held.path(held.has("history") ? "history" : "items")
                .valueStream()
                .map(one -> one.path("id").asString())
                .toList();
    }

    private static Map<String, Object> with(Map<String, Object> said, UUID id) {
        Map<String, Object> body = new LinkedHashMap<>(said);
        body.put("id", id);
        return body;
    }

    @Test
    void anIdOfAnotherFileIsRefused() {
        String code = opened();
        UUID id = Ids.next();
        Map<String, Object> note = with(NOTE, id);
        assertThat(api.post("/api/v1/cases/" + code + "/notes", note).status()).isEqualTo(201);
        Answer elsewhere = api.post("/api/v1/cases/" + opened() + "/notes", note);
        assertThat(elsewhere.body()).contains("cases.id-taken");
    }

    @Test
    void closingReopeningAndSharingAreAskedOnce() {
        String code = grown();
        RequestClosure command = new RequestClosure(
                Ids.next(),
                Closure.Code.TURNED_18_WITH_LEAVING_PLAN,
                new Closure.SealedText(null, null, null, "DSW Tema", null));
        done(closures.request(worker, code, command));
        assertThat(done(closures.request(worker, code, command)).id()).isEqualTo(command.id());
        done(closures.decide(supervisor, code, Closure.Decision.CLOSED, "Elle ne peut pas être évaluée"));
        assertThat(done(closures.request(worker, code, command)).decision()).isEqualTo(Closure.Decision.CLOSED);
        UUID back = Ids.next();
        done(reopenings.ask(worker, code, back, "Vu chez le planteur"));
        assertThat(done(reopenings.ask(worker, code, back, "Vu chez le planteur"))
                        .id())
                .isEqualTo(back);
        assertThat(done(reopenings.of(worker, code))).hasSize(1);
        shareTwice(code);
    }

    private void shareTwice(String code) {
        ShareFile share = new ShareFile(
                Ids.next(),
                person(Role.CASE_WORKER, ngo),
                Set.of(Section.STATUS),
                false,
                Instant.parse("2015-12-01T00:00:00Z"),
                "Remplacement pendant le congé");
        done(shares.share(worker, code, share));
        assertThat(done(shares.share(worker, code, share)).id()).isEqualTo(share.id());
    }
}
