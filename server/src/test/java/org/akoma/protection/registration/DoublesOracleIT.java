package org.akoma.protection.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.StraightSql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The check for doubles tells a stranger no code, no structure, and nothing for nothing ({@code trust.md G9}). */
class DoublesOracleIT extends HouseIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Organisation ngo;
    private Organisation other;
    private String supervisor;
    private String worker;
    private String otherSupervisor;
    private String family;
    private String known;

    @BeforeEach
    void aChildOfAnotherStructure() {
        ngo = structure(Organisation.Kind.NGO);
        other = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        otherSupervisor = person(Role.CASE_SUPERVISOR, other);
        String otherWorker =
                person(Role.CASE_WORKER, other, null, actor(otherSupervisor).personId());
        family = newFamilyName();
        known = api(otherWorker)
                .post("/api/v1/cases", child("Zeinab", family))
                .json()
                .path("code")
                .asString();
    }

    private static Map<String, Object> child(String given, String family) {
        return new HashMap<>(Map.of(
                "id",
                Ids.next().toString(),
                "sex",
                "F",
                "age",
                9,
                "country",
                "CI",
                "givenNames",
                given,
                "familyName",
                family));
    }

    private Answer ask(Map<String, Object> child) {
        return api(worker).post("/api/v1/cases", child);
    }

    @Test
    void aStrangerIsToldNeitherCodeNorStructure() {
        Answer asked = ask(child("Zeynab", family));
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.code()).isEqualTo("cases.maybe-known");
        assertThat(asked.json().path("alike")).isEmpty();
        assertThat(asked.json().path("elsewhere").asBoolean()).isTrue();
        assertThat(asked.body()).doesNotContain(known, other.code());
        var page = browser(worker);
        page.get("/cases/new");
        Answer form = page.post(
                "/cases/new", "sex", "F", "age", "9", "country", "CI", "givenNames", "Zeinab", "familyName", family);
        assertThat(form.status()).isEqualTo(422);
        assertThat(form.body()).contains("que vous ne voyez pas").doesNotContain(known, other.code());
    }

    @Test
    void aQuestionThatCannotBecomeAFileGetsNoAnswer() {
        Map<String, Object> noSlip = child("Zeinab", family);
        noSlip.put("slip", "FR-2015-9998");
        Map<String, Object> nobody = child("Nobody", "Nowhere" + family);
        nobody.put("slip", "FR-2015-9998");
        Answer one = ask(noSlip);
        Answer two = ask(nobody);
        assertThat(one.status()).isEqualTo(422).isEqualTo(two.status());
        assertThat(one.body()).doesNotContain("maybe-known", known);
        String taken = Ids.next().toString();
        Map<String, Object> theirs = child("Autre", "Nom" + family);
        theirs.put("id", taken);
        api(person(Role.CASE_WORKER, other)).post("/api/v1/cases", theirs);
        Map<String, Object> clash = child("Zeinab", family);
        clash.put("id", taken);
        assertThat(ask(clash).status()).isEqualTo(422);
    }

    @Test
    void whatWasAskedLeftNothingButTheQuestion() {
        Map<String, Object> child = child("Zeinab", family);
        assertThat(ask(child).status()).isEqualTo(409);
        assertThat(listed(worker)).isEmpty();
        child.put("anyway", true);
        assertThat(ask(child).status()).isEqualTo(201);
        assertThat(listed(worker)).hasSize(1);
    }

    @Test
    void thePairIsPutBeforeTheSupervisorsOfBothSides() {
        Map<String, Object> child = child("Zeinab", family);
        ask(child);
        child.put("anyway", true);
        String mine = ask(child).json().path("code").asString();
        JsonNode here = pairs(supervisor).getFirst();
        assertThat(here.path("code").isNull()).isTrue();
        assertThat(here.path("other").asString()).isEqualTo(mine);
        assertThat(here.path("askedBy").asString()).isEqualToIgnoringCase(worker);
        JsonNode there = pairs(otherSupervisor).getFirst();
        assertThat(there.path("code").asString()).isEqualTo(known);
        assertThat(there.path("other").isNull()).isTrue();
        assertThat(there.path("askedBy").isNull()).isTrue();
        assertThat(browser(otherSupervisor).get("/doubles").body())
                .contains(known, "un dossier que vous ne voyez pas")
                .doesNotContain(mine, worker.toUpperCase(), ngo.code());
        assertThat(browser(supervisor).get("/doubles").body())
                .contains(mine, worker.toUpperCase(), "un dossier que vous ne voyez pas")
                .doesNotContain(known, other.code(), otherSupervisor.toUpperCase());
        assertThat(browser(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)))
                        .get("/doubles")
                        .body())
                .contains("Aucun double possible à comparer")
                .doesNotContain(known, mine, "<form class=\"form\"");
        assertThat(browser(otherSupervisor).get("/").body()).contains("/doubles");
        assertThat(api(worker).get("/api/v1/doubles").status()).isEqualTo(403);
        assertThat(browser(worker).get("/doubles").status()).isEqualTo(403);
        assertThat(pairs(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO))))
                .isEmpty();
        String verdict = "/api/v1/doubles/" + there.path("id").asString() + "/verdict";
        assertThat(api(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)))
                        .post(verdict, Map.of("verdict", "SAME"))
                        .status())
                .isEqualTo(404);
        String page = "/doubles/" + there.path("id").asString();
        assertThat(judges(worker, page).status()).isEqualTo(403);
        assertThat(judges(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)), page)
                        .status())
                .isEqualTo(404);
        assertThat(browser(otherSupervisor).get("/doubles").body()).contains("action=\"" + page + "\"");
        assertThat(judges(otherSupervisor, page).location()).as("one side").contains("done=cases.double-said");
        assertThat(pairs(supervisor).getFirst().path("verdict").isNull()).isTrue();
        assertThat(pairs(supervisor).getFirst().path("answered").asBoolean()).isTrue();
        assertThat(say(otherSupervisor, verdict, "ANOTHER"))
                .as("the same again")
                .isEqualTo(202);
        assertThat(browser(otherSupervisor).get("/doubles").body())
                .contains("Votre réponse")
                .doesNotContain("??");
        assertThat(say(supervisor, verdict, "ANOTHER")).as("both sides").isEqualTo(204);
        assertThat(say(supervisor, verdict, "ANOTHER")).isEqualTo(409);
        assertThat(say(otherSupervisor, verdict, "SAME"))
                .as("it is one child after all")
                .isEqualTo(202);
        assertThat(pairs(supervisor).getFirst().path("verdict").isNull()).isTrue();
    }

    /** On the page: two children. */
    private Answer judges(String who, String page) {
        Visit visit = browser(who);
        visit.get("/help");
        return visit.post(page, "verdict", "ANOTHER");
    }

    private int say(String who, String address, String verdict) {
        return api(who).post(address, Map.of("verdict", verdict)).status();
    }

    private String opened() {
        Map<String, Object> child = child("Zeinab", family);
        child.put("anyway", true);
        assertThat(ask(child).status()).isEqualTo(201);
        return "/api/v1/doubles/" + pairs(supervisor).getFirst().path("id").asString() + "/verdict";
    }

    /** Where the sides do not agree, or one is silent, the data protection officer's word is the second. */
    @Test
    void betweenTwoSidesTheDataProtectionOfficerSpeaks() {
        String verdict = opened();
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        assertThat(say(custodian, verdict, "ANOTHER"))
                .as("nobody has said anything")
                .isEqualTo(404);
        assertThat(say(supervisor, verdict, "ANOTHER")).isEqualTo(202);
        assertThat(say(otherSupervisor, verdict, "SAME")).isEqualTo(202);
        assertThat(browser(supervisor).get("/doubles").body())
                .contains("L’autre côté dit autre chose")
                .doesNotContain("??");
        assertThat(api(custodian).get("/api/v1/doubles").body()).contains(known);
        assertThat(browser(custodian).get("/doubles").body())
                .contains(known, "Deux structures")
                .doesNotContain("??");
        assertThat(browser(custodian).get("/").body()).contains("/doubles");
        assertThat(say(custodian, verdict, "SAME")).isEqualTo(204);
        assertThat(pairs(supervisor).getFirst().path("verdict").asString()).isEqualTo("SAME");
        assertThat(say(supervisor, verdict, "ANOTHER")).as("and stays").isEqualTo(409);
    }

    /** What was said before there was a second file was said of no file. */
    @Test
    void anAnswerBeforeTheFileCountsForNoFile() {
        Map<String, Object> child = child("Zeinab", family);
        ask(child);
        String verdict =
                "/api/v1/doubles/" + pairs(supervisor).getFirst().path("id").asString() + "/verdict";
        assertThat(say(supervisor, verdict, "ANOTHER")).isEqualTo(202);
        assertThat(say(otherSupervisor, verdict, "ANOTHER")).isEqualTo(204);
        child.put("anyway", true);
        assertThat(ask(child).status()).isEqualTo(201);
        JsonNode pair = pairs(otherSupervisor).getFirst();
        assertThat(pair.path("verdict").isNull()).isTrue();
        assertThat(pair.path("word").isNull()).isTrue();
    }

    /** Straight SQL of a worker and of a supervisor: no answer past the limit, no other supervisor's name, and no word of the other side. */
    @Test
    void theFunctionsTellAndSettleNoMoreThanThePages() throws Exception {
        String verdict = opened();
        String tokens =
                "(select array_agg(token)::text from cases.name_token where file_id = (select f.id from cases.case_file f order by f.registered_at desc, f.id desc limit 1))";
        String two = "array[" + tokens + "," + tokens + "]";
        assertThat(StraightSql.answer(
                        actor(worker),
                        clock.instant(),
                        "select coalesce(string_agg(r::text, ' '), 'nothing') from cases.ask_doubles(array[gen_random_uuid(), gen_random_uuid()], "
                                + two + ", " + two + ", array[1, 1], true) r where r.code is null"))
                .isEqualTo("nothing");
        String pair = verdict.split("/")[4];
        for (String write : List.of(
                "update cases.double set verdict = 'ANOTHER', looked_by = access.actor(), looked_at = access.moment()",
                "insert into cases.double_word values ('" + pair
                        + "', 'THERE', access.actor(), access.moment(), 'ANOTHER')",
                "select said_by from cases.double_word"))
            assertThat(StraightSql.answer(actor(supervisor), clock.instant(), write))
                    .contains("permission denied");
        assertThat(StraightSql.answer(
                        actor(supervisor), clock.instant(), "select cases.judge_double('" + pair + "', 'ANOTHER')"))
                .isEqualTo("WAITS");
        assertThat(StraightSql.answer(
                        actor(worker), clock.instant(), "select cases.judge_double('" + pair + "', 'ANOTHER')"))
                .isEqualTo("NOT_FOUND");
    }

    private List<JsonNode> pairs(String reader) {
        List<JsonNode> pairs = new ArrayList<>();
        api(reader).get("/api/v1/doubles").json().path("items").forEach(pairs::add);
        return pairs;
    }

    @Test
    void afterTwentyQuestionsADayNoAnswerComesAndNoWorkStops() {
        for (int n = 0; n < 20; n++) ask(child("Enfant" + (char) ('a' + n), "Xyz" + (char) ('a' + n) + family));
        Answer twentyFirst = ask(child("Zeinab", family));
        assertThat(twentyFirst.status()).isEqualTo(201);
        assertThat(twentyFirst.body()).doesNotContain(known, "elsewhere");
        assertThat(pairs(otherSupervisor)).isNotEmpty();
        clock.moveTo(MORNING.plus(java.time.Duration.ofDays(1)));
        assertThat(ask(child("Zeinab", family)).status()).isEqualTo(409);
    }

    @Test
    void whoRegistersManyIsToldNothingOfOthers() {
        Map<String, Object> known = child("Zeinab", family);
        Map<String, Object> slip = child("Zeinab", family);
        slip.put("slip", "FR-2015-9998");
        Answer many = api(worker)
                .send("POST", "/api/v1/cases/bulk", "application/json", JSON.writeValueAsString(List.of(known, slip)));
        assertThat(many.body()).contains("CREATED").doesNotContain(this.known, other.code(), "maybe-known");
        assertThat(pairs(otherSupervisor)).isNotEmpty();
    }

    @Test
    void theDataProtectionOfficerAsksWhoAsked() {
        ask(child("Zeinab", family));
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        Answer asked = api(custodian).get("/api/v1/doubles/questions?code=" + known);
        assertThat(asked.body())
                .containsIgnoringCase(worker)
                .contains(ngo.code())
                .doesNotContain(family);
        assertThat(browser(custodian).get("/doubles/questions?code=" + known).body())
                .contains(worker.toUpperCase());
        for (String reader : List.of(worker, supervisor, otherSupervisor))
            assertThat(api(reader)
                            .get("/api/v1/doubles/questions?code=" + known)
                            .status())
                    .as(reader)
                    .isEqualTo(403);
    }

    /** Whether a code exists is told to nobody who does not read its file: same status, same words, wherever a code can be typed. */
    @Test
    void aCodeThatDoesNotExistIsAnsweredAsOneThatIsNotSeen() {
        ask(child("Zeinab", family));
        String stranger = person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO));
        String missing = "AK-" + (10_000_000 + Long.parseLong(known.replaceAll("\\D", "")));
        List<String> addresses =
                List.of("/cases/%s", "/cases/%s/identity", "/cases/%s/closure", "/doubles/questions?code=%s");
        for (String reader : List.of(worker, supervisor, stranger, person(Role.LE_OFFICER, ngo)))
            for (String address : addresses) {
                assertThat(answered(api(reader)::get, "/api/v1" + address, known))
                        .as(reader + " " + address)
                        .isEqualTo(answered(api(reader)::get, "/api/v1" + address, missing));
                assertThat(answered(browser(reader)::get, address, known))
                        .as(reader + " on the page of " + address)
                        .isEqualTo(answered(browser(reader)::get, address, missing));
            }
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        Map.of("/cases/%s", otherSupervisor, "/doubles/questions?code=%s", custodian)
                .forEach((address, reader) -> assertThat(answered(browser(reader)::get, address, known))
                        .as("who does read of it is answered otherwise: " + address)
                        .isNotEqualTo(answered(browser(reader)::get, address, missing)));
    }

    private static String answered(Function<String, Answer> reader, String address, String code) {
        return same(reader.apply(address.formatted(code)), code);
    }

    /** Status and body, without the code that was asked for, the tokens of forms and numbers of requests. */
    private static String same(Answer answer, String code) {
        return answer.status() + " "
                + answer.body()
                        .replace(code, "CODE")
                        .replaceAll("(?<=value=\")[^\"]{30,}(?=\")", "TOKEN")
                        .replaceAll("[0-9a-f-]{36}", "ID");
    }

    @Test
    void theLoginItselfCannotAskOtherwise() throws Exception {
        try (Connection care = TestDatabase.connectAs(Compartment.PROTECTION.login());
                Statement ask = care.createStatement()) {
            for (String question : List.of(
                    "select * from cases.alike(array[1::bigint], array[1::bigint], 1)",
                    "select * from cases.alike(array[gen_random_uuid()], array['{1}'], array['{1}'], array[1])",
                    "select * from cases.double_question",
                    "select * from cases.who_asked('AK-001')"))
                assertThatThrownBy(() -> ask.executeQuery(question))
                        .as(question)
                        .hasMessageContaining("permission denied");
            assertThatThrownBy(
                            () -> ask.executeQuery(
                                    "select * from cases.ask_doubles(array[gen_random_uuid()], array['{1}'], array['{1}'], array[1], true)"))
                    .hasMessageContaining("access.nobody");
        }
    }
}
