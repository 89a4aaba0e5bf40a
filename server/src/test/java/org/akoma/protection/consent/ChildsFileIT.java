package org.akoma.protection.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.Cases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written in a child's file, by whom, and who is told nothing: through the API, as several roles. */
class ChildsFileIT extends HouseIT {

    @Autowired
    private Cases cases;

    @Autowired
    private Consents consents;

    @Autowired
    private Journal journal;

    private Organisation ngo;
    private String supervisor;
    private String worker;
    private String stranger;
    private Caller own;
    private Caller other;
    private Caller lead;

    @BeforeEach
    void aWorkerTheirSupervisorAndAStranger() {
        ngo = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        stranger = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        own = api(worker);
        other = api(stranger);
        lead = api(supervisor);
    }

    // ---------- registration

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROVIDER",
                "SHELTER_MANAGER",
                "PROJECT_MANAGER",
                "FINANCE_OFFICER",
                "EVALUATOR",
                "OBSERVER",
                "MINISTRY_OFFICER"
            })
    void othersRegisterNobody(Role role) {
        assertThat(api(person(role, ngo)).post("/api/v1/cases", child()).status())
                .isEqualTo(403);
    }

    @Test
    void aChildIsRegisteredWithoutAName() {
        Answer made = own.post("/api/v1/cases", child());
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.location()).endsWith(made.json().path("code").asString());
        assertThat(made.json().path("victimStatus").asString()).isEqualTo("PRESUMED_VICTIM");
    }

    @Test
    void whatIsWrongOrUnknownIsNamedAndNothingIsStored() {
        Answer wrong = own.post("/api/v1/cases", Map.of("sex", "Z", "age", 11, "country", "CI", "nick", "x"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(fields(wrong)).containsExactlyInAnyOrder("sex", "nick");
    }

    /** Digits as letters: a name that no other test has. */
    private static String letters(String code) {
        StringBuilder letters = new StringBuilder();
        for (char one : code.toCharArray())
            letters.append(Character.isDigit(one) ? "GHJKLMNPRS".charAt(one - '0') : one);
        return letters.toString();
    }

    @Test
    void aLikelyDoubleIsShownFirstAndRegisteringAnywayIsOnTheRecord() {
        String family = "Ouattara" + letters(ngo.code().substring(4));
        Map<String, Object> first = child();
        first.putAll(Map.of("givenNames", "Mamadou", "familyName", family));
        String known = other.post("/api/v1/cases", first).json().path("code").asString();
        Map<String, Object> second = child();
        second.putAll(Map.of("givenNames", "Mahamadou", "familyName", family.replace("Ou", "W")));
        Answer asked = own.post("/api/v1/cases", second);
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.code()).isEqualTo("cases.maybe-known");
        assertThat(asked.body()).doesNotContain(known, "Mamadou");
        second.put("anyway", true);
        String code = own.post("/api/v1/cases", second).json().path("code").asString();
        assertThat(acts(code)).contains("cases.registered-anyway");
    }

    // ---------- who sees it: access tests 6, 7 and 24

    @ParameterizedTest
    @ValueSource(
            strings = {
                "identity",
                "family",
                "exploitation",
                "consents",
                "guardians",
                "notes",
                "medical",
                "victim-status"
            })
    void theFileOfAnotherWorkerDoesNotExist(String part) {
        String code = register();
        assertThat(other.get("/api/v1/cases/" + code + "/" + part).status()).isEqualTo(404);
        assertThat(other.get("/api/v1/cases/" + code + "/" + part).body().replace(code, "AK-999999"))
                .isEqualTo(other.get("/api/v1/cases/AK-999999/" + part).body());
        assertThat(own.get("/api/v1/cases/" + code + "/" + part).status()).isEqualTo(200);
        assertThat(lead.get("/api/v1/cases/" + code + "/" + part).status()).isEqualTo(200);
    }

    @Test
    void nobodyWritesInTheFileOfAnotherWorker() {
        String file = "/api/v1/cases/" + register();
        assertThat(other.post(file + "/notes", note()).status()).isEqualTo(404);
        assertThat(other.post(file + "/consents", consent("GIVEN", "CHILD_ASSENT_AND_GUARDIAN"))
                        .status())
                .isEqualTo(404);
        assertThat(put(other, file + "/family", "0", Map.of()).status()).isEqualTo(404);
        assertThat(other.post(file + "/assignment", Map.of("worker", stranger)).status())
                .isEqualTo(404);
        assertThat(other.post(file + "/grants", share(stranger)).status()).isEqualTo(404);
    }

    @Test
    void anEmergencyOpensAFileForHoursOnTheRecord() {
        String code = register();
        String file = "/api/v1/cases/" + code;
        assertThat(api(person(Role.PROVIDER, ngo))
                        .post(file + "/break-glass", emergency())
                        .status())
                .isEqualTo(403);
        assertThat(other.post(file + "/break-glass", Map.of("reason", "urgent")).status())
                .isEqualTo(422);
        assertThat(other.post("/api/v1/cases/AK-999999/break-glass", emergency())
                        .status())
                .isEqualTo(404);
        assertThat(own.post(file + "/break-glass", emergency()).status()).isEqualTo(422);
        assertThat(other.post(file + "/break-glass", emergency()).status()).isEqualTo(201);
        assertThat(other.get(file + "/medical").status()).isEqualTo(200);
        assertThat(other.post(file + "/grants", share(person(Role.CASE_WORKER, ngo)))
                        .status())
                .isEqualTo(403);
        assertThat(acts(code)).contains("cases.emergency-opened");
        clock.moveTo(MORNING.plusSeconds(4 * 3600 + 60));
        assertThat(api(stranger).get(file + "/medical").status()).isEqualTo(404);
    }

    // ---------- identity, with versions

    @Test
    void twoChangesAtOnceLoseNothing() {
        String identity = "/api/v1/cases/" + register() + "/identity";
        String tag = own.get(identity).header("ETag").orElseThrow();
        assertThat(put(own, identity, null, Map.of("alias", "Baobab")).status()).isEqualTo(428);
        assertThat(put(own, identity, tag, Map.of("alias", "Baobab", "phone", "07"))
                        .status())
                .isEqualTo(200);
        Answer late = put(own, identity, tag, Map.of("alias", "Fromager", "phone", "07"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("cases.changed");
        assertThat(fields(late)).containsExactly("alias");
        assertThat(own.get(identity).json().path("alias").asString()).isEqualTo("Baobab");
    }

    @Test
    void theNameIsRevealedOnTheRecord() {
        String code = register();
        own.get("/api/v1/cases/" + code + "/identity");
        assertThat(acts(code)).contains("cases.identity-revealed");
    }

    // ---------- consent

    @Test
    void aWithdrawalHoldsAtOnceEverywhere() {
        String code = register();
        String file = "/api/v1/cases/" + code;
        assertThat(own.post(file + "/consents", consent("WITHDRAWN", "CHILD")).status())
                .isEqualTo(422);
        assertThat(allows(code)).isFalse();
        own.post(file + "/guardians", SomeConsent.guardian("2015-06-09"));
        assertThat(own.post(file + "/consents", consent("GIVEN", "CHILD_ASSENT_AND_GUARDIAN"))
                        .status())
                .isEqualTo(201);
        assertThat(allows(code)).isTrue();
        Map<String, Object> withdrawal = consent("WITHDRAWN", "CHILD");
        withdrawal.put("at", "2015-11-15T09:00");
        assertThat(own.post(file + "/consents", withdrawal).status()).isEqualTo(201);
        assertThat(allows(code)).isFalse();
        JsonNode consents = own.get(file + "/consents").json();
        assertThat(consents.path("current").path("CASE_MANAGEMENT").asString()).isEqualTo("WITHDRAWN");
        assertThat(consents.path("history").size()).isEqualTo(2);
    }

    @Test
    void theLimitsOfConfidentialityAreToldFirst() {
        Map<String, Object> untold = consent("GIVEN", "CHILD_ASSENT_AND_GUARDIAN");
        untold.remove("limitsTold");
        Answer answer = own.post("/api/v1/cases/" + register() + "/consents", untold);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(fields(answer)).containsExactly("limitsTold");
    }

    @Test
    void aFamilyThatTookPartConsentsOnlyThroughAnAppointedGuardian() {
        String file = "/api/v1/cases/" + register();
        put(own, file + "/family", "0", Map.of("role", "TOOK_PART", "caregivers", "oncle"));
        Map<String, Object> yes = consent("GIVEN", "CHILD_ASSENT_AND_GUARDIAN");
        assertThat(fields(own.post(file + "/consents", yes))).containsExactly("givenBy");
        own.post(file + "/guardians", Map.of("kind", "RELATIVE", "appointedOn", "2015-06-09", "name", "Tante"));
        assertThat(own.post(file + "/consents", yes).status()).isEqualTo(422);
        Answer appointed = own.post(
                file + "/guardians", Map.of("kind", "APPOINTED", "appointedOn", "2015-06-09", "name", "Juge X"));
        assertThat(own.post(file + "/consents", yes).status())
                .as("before a supervisor confirmed the guardian")
                .isEqualTo(422);
        agree("GUARDIAN");
        assertThat(own.post(file + "/consents", yes).status()).isEqualTo(201);
        String end = file + "/guardians/" + appointed.json().path("id").asString() + "/end";
        assertThat(own.post(end, Map.of("endedOn", "2015-06-08")).status()).isEqualTo(422);
        assertThat(own.post(end, Map.of("endedOn", "2015-06-09")).status()).isEqualTo(202);
        agree("GUARDIAN_END");
        assertThat(own.post(file + "/consents", yes).status()).isEqualTo(422);
    }

    private void agree(String kind) {
        for (JsonNode waiting : lead.get("/api/v1/decisions").json().path("waiting"))
            if (waiting.path("kind").asString().equals(kind))
                assertThat(lead.post(
                                        "/api/v1/decisions/"
                                                + waiting.path("id").asString() + "/verdict",
                                        Map.of("agreed", true))
                                .status())
                        .isEqualTo(200);
    }

    @Test
    void theRefusalOfATwelveYearOldGoesToTheSupervisorWhoAloneMayDecideOtherwise() {
        Map<String, Object> child = child();
        child.put("age", 12);
        String code = own.post("/api/v1/cases", child).json().path("code").asString();
        String file = "/api/v1/cases/" + code;
        Answer no = own.post(file + "/consents", consent("REFUSED", "CHILD"));
        assertThat(no.status()).isEqualTo(201);
        assertThat(acts(code)).contains("cases.consent-refusal-escalated");
        own.post(file + "/guardians", SomeConsent.guardian("2015-06-09"));
        own.post(
                file + "/best-interests",
                Map.of("kind", "ASSESSMENT", "options", "Retour", "childsView", "Rentrer", "decision", "Rester"));
        Map<String, Object> over = consent("GIVEN", "GUARDIAN_AFTER_BEST_INTERESTS");
        over.put("basis", "BEST_INTERESTS");
        assertThat(own.post(file + "/consents", over).status()).isEqualTo(422);
        assertThat(lead.post(file + "/consents", over).status()).isEqualTo(422);
        String decided = file + "/consents/" + no.json().path("id").asString() + "/refusal";
        Answer verdict = lead.post(decided, Map.of("decision", "BEST_INTERESTS", "reason", "En danger à la maison"));
        assertThat(verdict.body()).contains("BEST_INTERESTS");
        Answer given = lead.post(file + "/consents", over);
        assertThat(given.status()).as(given.body()).isEqualTo(201);
    }

    // ---------- status, health, notes

    @Test
    void onlyASupervisorDecidesTheStatus() {
        String file = "/api/v1/cases/" + register();
        Map<String, Object> decision = Map.of(
                "status", "CONFIRMED_VICTIM", "organisation", "NGO", "decidedOn", "2015-11-16", "reason", "Entretien");
        assertThat(own.post(file + "/victim-status", decision).status()).isEqualTo(403);
        assertThat(lead.post(file + "/victim-status", decision).status()).isEqualTo(201);
        assertThat(lead.post(file + "/victim-status", decision).status()).isEqualTo(422);
        assertThat(cases.find(actor(worker), code(file)).orElseThrow().victimStatus())
                .isEqualTo(CaseFile.VictimStatus.CONFIRMED_VICTIM);
    }

    @Test
    void theFirstScreeningStopsItsClockAndTheDetailIsForHoldersOfHealthOnly() {
        String file = "/api/v1/cases/" + register();
        Map<String, Object> later = Map.of("kind", "SCREENING", "at", "2015-11-14T10:00", "detail", "repos");
        assertThat(own.post(file + "/medical", later).status()).isEqualTo(201);
        own.post(file + "/medical", Map.of("kind", "SCREENING", "at", "2015-11-13T10:00", "detail", "fièvre"));
        assertThat(cases.find(actor(worker), code(file)).orElseThrow().medicalScreenedAt())
                .isEqualTo("2015-11-13T10:00:00Z");
        String finance = person(Role.FINANCE_OFFICER, ngo);
        assertThat(api(finance).get(file + "/medical").status()).isEqualTo(404);
        String nurse = person(Role.CASE_WORKER, ngo);
        Map<String, Object> status = new HashMap<>(share(nurse));
        status.put("sections", List.of("STATUS", "NOTES"));
        assertThat(own.post(file + "/grants", status).status()).isEqualTo(201);
        assertThat(api(nurse).get(file + "/notes").status()).isEqualTo(200);
        assertThat(api(nurse).get(file + "/medical").status()).isEqualTo(404);
        assertThat(api(nurse).post(file + "/medical", later).status()).isEqualTo(403);
        assertThat(api(nurse).post(file + "/notes", note()).status()).isEqualTo(403);
    }

    @Test
    void aNoteIsWrittenOnce() {
        String file = "/api/v1/cases/" + register();
        Map<String, Object> note = note();
        note.put("id", "0197a000-0000-7000-8000-" + ngo.id().toString().substring(24));
        assertThat(own.post(file + "/notes", note).status()).isEqualTo(201);
        assertThat(own.post(file + "/notes", note).status()).isEqualTo(201);
        assertThat(own.get(file + "/notes").json().path("items").size()).isEqualTo(1);
    }

    // ---------- whose file it is

    @Test
    void aFileMovesWithItsGrants() {
        String file = "/api/v1/cases/" + register();
        String newLead = person(Role.CASE_SUPERVISOR, ngo);
        String newWorker = person(Role.CASE_WORKER, ngo, null, actor(newLead).personId());
        Map<String, Object> body = Map.of("worker", newWorker);
        assertThat(own.post(file + "/assignment", body).status()).isEqualTo(403);
        assertThat(lead.post(file + "/assignment", Map.of("worker", worker)).status())
                .isEqualTo(422);
        assertThat(lead.post(file + "/assignment", Map.of("worker", newLead)).status())
                .isEqualTo(422);
        assertThat(lead.post(file + "/assignment", body).status()).isEqualTo(200);
        assertThat(own.get(file + "/notes").status()).isEqualTo(404);
        for (String now : List.of(newWorker, newLead))
            assertThat(api(now).get(file + "/notes").status()).isEqualTo(200);
        assertThat(cases.find(actor(newWorker), code(file)).orElseThrow().supervisorId())
                .isNotEqualTo(actor(newLead).personId());
        String asked = lead.post(file + "/supervisor", Map.of("supervisor", newLead, "why", "Elle suit son équipe"))
                .json()
                .path("decision")
                .asString();
        assertThat(api(newLead)
                        .post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(200);
        assertThat(cases.find(actor(newWorker), code(file)).orElseThrow().supervisorId())
                .isEqualTo(actor(newLead).personId());
    }

    @Test
    void aSharedFileIsSeenUntilTheGrantEnds() {
        String file = "/api/v1/cases/" + register();
        assertThat(own.post(file + "/grants", share(worker)).status()).isEqualTo(422);
        String colleague = person(Role.CASE_WORKER, ngo);
        Caller near = api(colleague);
        Map<String, Object> past = new HashMap<>(share(colleague));
        past.put("until", "2015-11-15");
        assertThat(own.post(file + "/grants", past).status()).isEqualTo(422);
        Answer given = own.post(file + "/grants", share(colleague));
        assertThat(given.status()).isEqualTo(201);
        assertThat(near.get(file + "/notes").status()).isEqualTo(200);
        assertThat(near.get(file + "/medical").status()).isEqualTo(404);
        String grant = file + "/grants/" + given.json().path("id").asString();
        assertThat(near.delete(grant).status()).isEqualTo(403);
        assertThat(own.delete(grant).status()).isEqualTo(204);
        assertThat(near.get(file + "/notes").status()).isEqualTo(404);
        assertThat(own.delete(grant).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"family,caregivers,Tante", "exploitation,places,Plantation", "exploitation,months,6"})
    void whatIsKnownIsReplacedWithItsVersion(String part, String field, String value) {
        String address = "/api/v1/cases/" + register() + "/" + part;
        assertThat(put(own, address, null, Map.of(field, value)).status()).isEqualTo(428);
        assertThat(put(own, address, "\"0\"", Map.of(field, value)).header("ETag"))
                .hasValue("\"1\"");
        assertThat(put(own, address, "\"0\"", Map.of()).status()).isEqualTo(409);
        assertThat(own.get(address).json().path(field).asString()).isEqualTo(value);
    }

    // ---------- helpers

    private boolean allows(String code) {
        return transactions.as(
                actor(worker),
                () -> consents.allows(cases.find(actor(worker), code).orElseThrow(), Consent.Purpose.CASE_MANAGEMENT));
    }

    private List<String> acts(String code) {
        return transactions.as(
                actor(worker),
                () ->
                        journal
                                .history(
                                        cases.find(actor(worker), code)
                                                .orElseThrow()
                                                .id(),
                                        Integer.MAX_VALUE,
                                        50)
                                .stream()
                                .map(Journal.JournalEntry::act)
                                .toList());
    }

    private String register() {
        return own.post("/api/v1/cases", child()).json().path("code").asString();
    }

    private static String code(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static Map<String, Object> child() {
        return new HashMap<>(Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"));
    }

    private static Map<String, Object> note() {
        return new HashMap<>(
                Map.of("kind", "CHILDS_OWN_WORDS", "at", "2015-11-15T09:00", "text", "Je veux apprendre."));
    }

    private static Map<String, Object> emergency() {
        return Map.of("reason", "L’enfant appelle à l’aide et sa travailleuse est absente.");
    }

    private static Map<String, Object> share(String grantee) {
        return Map.of(
                "grantee",
                grantee,
                "sections",
                List.of("NOTES", "STATUS"),
                "until",
                "2015-11-30",
                "why",
                "Remplacement de congé");
    }

    private static Map<String, Object> consent(String status, String by) {
        return SomeConsent.json(status, by, "2015-11-14T09:00");
    }

    private static Answer put(Caller caller, String path, String tag, Map<String, ?> body) {
        String json = JsonMapper.shared().writeValueAsString(body);
        return tag == null
                ? caller.send("PUT", path, "application/json", json)
                : caller.send("PUT", path, "application/json", json, "If-Match", tag);
    }

    private static List<String> fields(Answer answer) {
        return answer.json()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString())
                .toList();
    }
}
