package org.akoma.protection.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.journal.Verifier;
import org.akoma.protection.consent.SomeConsent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many registrations in one request, over HTTP and on a real database. */
class IntakesIT extends HouseIT {

    private static final String BULK = "/api/v1/cases/bulk";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Verifier verifier;

    private Organisation ngo;
    private Actor supervisor;
    private Actor worker;
    private Caller api;

    @BeforeEach
    void people() {
        ngo = structure(Organisation.Kind.NGO);
        supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        worker = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        api = api(worker.username());
    }

    private static Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("id", Ids.next().toString());
        record.putAll(Map.of("sex", "F", "age", 12, "country", "CI", "sector", "COCOA"));
        record.put("givenNames", "Aya " + letters());
        record.put("familyName", letters());
        record.put("consents", List.of(consent("NOBODY")));
        record.put(
                "assessment",
                Map.of("kind", "INITIAL", "risk", "MEDIUM", "reason", "Loin des siens", "needs", List.of("SHELTER")));
        record.put(
                "visits",
                List.of(Map.of("plannedOn", "2015-11-23"), Map.of("plannedOn", "2015-12-07"), made("2015-11-15")));
        return record;
    }

    /** Nobody is the child's guardian yet when many are taken in at once. */
    private static Map<String, Object> consent(String by) {
        boolean nobody = by.equals("NOBODY");
        Map<String, Object> said = SomeConsent.json(nobody ? "NOT_OBTAINABLE" : "GIVEN", by, "2015-11-16T07:00:00Z");
        if (nobody) said.putAll(Map.of("basis", "GUARDIAN_NOT_FOUND", "words", SomeConsent.SOUGHT));
        return said;
    }

    private static Map<String, Object> made(String on) {
        return Map.of(
                "doneOn",
                on,
                "mode",
                "HOME_VISIT",
                "seen",
                List.of("CHILD"),
                "seenAlone",
                true,
                "school",
                "ATTENDS",
                "safety",
                "SAFE",
                "traffickerContact",
                false,
                "opinion",
                "Veut apprendre");
    }

    /** A name that no other child of the tests bears. */
    private static String letters() {
        return UUID.randomUUID().toString().replaceAll("[0-9-]", "")
                + UUID.randomUUID().toString().replaceAll("[0-9-]", "");
    }

    private static String text(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    private List<JsonNode> verdicts(Caller by, String body) {
        Answer answer = by.send("POST", BULK, "application/json", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().valueStream().toList();
    }

    private List<JsonNode> verdicts(Object... records) {
        return verdicts(api, text(List.of(records)));
    }

    private static List<String> statuses(List<JsonNode> verdicts) {
        return verdicts.stream().map(one -> one.path("status").asString()).toList();
    }

    private static List<String> errors(JsonNode verdict) {
        return verdict.path("errors")
                .valueStream()
                .map(e -> e.path("field").asString() + " " + e.path("code").asString())
                .toList();
    }

    private long count(Actor as, String table, String id) {
        return transactions.as(
                as,
                () -> jdbc.sql("select count(*) from " + table + " where file_id = :id")
                        .param("id", UUID.fromString(id))
                        .query(Long.class)
                        .single());
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {
                "SHELTER_MANAGER",
                "PROVIDER",
                "PROJECT_MANAGER",
                "FINANCE_OFFICER",
                "EVALUATOR",
                "MINISTRY_OFFICER",
                "OBSERVER",
                "LE_OFFICER",
                "DATA_PROTECTION_OFFICER",
                "SYSTEM_ADMINISTRATOR"
            })
    void whoMayRegisterNobodyRegistersNobodyByTheHundredEither(Role role) {
        Map<String, Object> record = record();
        Answer answer = api(person(role, ngo)).send("POST", BULK, "application/json", text(List.of(record)));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("house.forbidden");
        assertThat(nobody().send("POST", BULK, "application/json", "[]").status())
                .isIn(401, 403);
        assertThat(statuses(verdicts(record))).containsExactly("CREATED");
    }

    @Test
    void eachRecordIsTakenInWhole() {
        Map<String, Object> record = record();
        List<JsonNode> verdicts = verdicts(record, record());
        assertThat(statuses(verdicts)).containsExactly("CREATED", "CREATED");
        JsonNode first = verdicts.getFirst();
        assertThat(first.path("id").asString()).isEqualTo(record.get("id"));
        String code = first.path("code").asString();
        JsonNode file = api.get("/api/v1/cases/" + code).json();
        assertThat(file.toString()).contains("ASSESSED", "MEDIUM");
        assertThat(api.get("/api/v1/cases/" + code + "/identity")
                        .json()
                        .path("givenNames")
                        .asString())
                .isEqualTo(record.get("givenNames"));
        assertThat(api.get("/api/v1/cases/" + code + "/consents").json().toString())
                .contains("GUARDIAN_NOT_FOUND");
        String visits = api.get("/api/v1/cases/" + code + "/visits").json().toString();
        assertThat(visits).contains("2015-11-23", "2015-12-07", "Veut apprendre");
        assertThat(api.get("/api/v1/cases?q=" + record.get("familyName")).json().toString())
                .contains(code);
    }

    @Test
    void aFileIsOpenToWhomASingleRegistrationWouldOpenItAndToNobodyElse() {
        String id = verdicts(record()).getFirst().path("id").asString();
        Actor stranger = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        for (String table : List.of(
                "cases.consent",
                "cases.assessment",
                "cases.identity",
                "cases.name_token",
                "cases.turn",
                "followup.visit",
                "followup.csi_due",
                "access.file_grant")) {
            assertThat(count(worker, table, id)).as(table).isPositive();
            assertThat(count(supervisor, table, id)).as(table).isPositive();
            assertThat(count(stranger, table, id)).as(table).isZero();
        }
    }

    /** What is done for many at once stands beside what is done for one: both must leave the same. */
    @Test
    void takenTogetherOrOneByOneLeavesTheSame() {
        Map<String, Object> alone = record();
        verdicts(alone);
        Map<String, Object> among = record();
        verdicts(record(), among, record());
        for (String what : List.of(
                "status, victim_status, risk, country, sex, age_at_rescue, age_estimated, sector, organisation_id, worker_id, supervisor_id,"
                        + " assessed_at is null, next_visit_due, consented_at - registered_at, handed_at from cases.case_file where id",
                "what, case when what in ('WORKER', 'RISK', 'STATUS', 'COUNTRY', 'NEXT_VISIT') then value end from cases.turn where"
                        + " not (what = 'NEXT_VISIT' and exists (select from cases.turn t where t.file_id = turn.file_id and t.what = 'NEXT_VISIT' and t.n > turn.n)) and file_id",
                "purpose, status, given_by, explained, recorded_by from cases.consent where file_id",
                "kind, risk, needs, author, lowers from cases.assessment where file_id",
                "type, planned_on, planned_by, by_calendar, unplanned, done_on, made_by, recorded_by, seen, closed_at is null, sealed is null, organisation_id,"
                        + " worker_id from followup.visit where file_id",
                "wave, due_on from followup.csi_due where file_id",
                "count(*) from cases.name_token where file_id",
                "grantee, sections, may_write, reason, given_by from access.file_grant where file_id",
                "act, section, actor from journal.entry where chain"))
            assertThat(rows(what, among)).as(what).isEqualTo(rows(what, alone)).isNotEmpty();
    }

    private List<String> rows(String what, Map<String, Object> record) {
        return transactions.as(
                worker,
                () -> jdbc.sql("select x::text from (select " + what + " = :id) x order by 1")
                        .param("id", UUID.fromString(record.get("id").toString()))
                        .query(String.class)
                        .list());
    }

    @Test
    void theSameAgainChangesNothing() {
        Object[] records = {record(), record()};
        List<JsonNode> once = verdicts(records);
        String id = once.getFirst().path("id").asString();
        long visits = count(worker, "followup.visit", id);
        List<JsonNode> twice = verdicts(records);
        assertThat(statuses(twice)).containsExactly("ALREADY", "ALREADY");
        assertThat(twice.getFirst().path("code")).isEqualTo(once.getFirst().path("code"));
        assertThat(count(worker, "followup.visit", id)).isEqualTo(visits);
        Map<String, Object> record = record();
        assertThat(statuses(verdicts(record, record))).containsExactly("CREATED", "ALREADY");
    }

    @Test
    void aBadRecordSpoilsNoOther() {
        Map<String, Object> noSex = record();
        noSex.remove("sex");
        Map<String, Object> wrongGiver = record();
        wrongGiver.put("consents", List.of(consent("CHILD_CONSENT_ALONE")));
        Map<String, Object> unknown = record();
        unknown.put("name", "Aya");
        Map<String, Object> future = record();
        future.put("visits", List.of(made("2015-11-20")));
        Map<String, Object> noId = record();
        noId.remove("id");
        Map<String, Object> words = record();
        words.put("consents", List.of("oui"));
        Map<String, Object> elsewhere = record();
        elsewhere.put(
                "id",
                verdicts(api(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO))), text(List.of(record())))
                        .getFirst()
                        .path("id")
                        .asString());
        List<JsonNode> verdicts =
                verdicts(record(), noSex, wrongGiver, unknown, future, noId, words, elsewhere, record());
        assertThat(statuses(verdicts))
                .containsExactly(
                        "CREATED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED",
                        "CREATED");
        assertThat(verdicts.stream().map(IntakesIT::errors).toList())
                .containsExactly(
                        List.of(),
                        List.of("sex form.required"),
                        List.of("consents[0].givenBy cases.consent-wrong-giver"),
                        List.of("name form.unknown-field"),
                        List.of("visits[0].doneOn form.future"),
                        List.of("id form.required"),
                        List.of("consents[0] followup.intake-no-object"),
                        List.of("id cases.id-taken"),
                        List.of());
        assertThat(verdicts.get(1).path("errors").get(0).path("message").asString())
                .isNotBlank();
        assertThat(count(worker, "cases.identity", wrongGiver.get("id").toString()))
                .isZero();
    }

    @Test
    void aLikelyDoubleIsShownFirst() {
        Map<String, Object> one = record();
        Map<String, Object> again = record();
        again.put("givenNames", one.get("givenNames"));
        again.put("familyName", one.get("familyName"));
        List<JsonNode> verdicts = verdicts(one, again);
        assertThat(statuses(verdicts)).containsExactly("CREATED", "REFUSED");
        assertThat(errors(verdicts.get(1))).containsExactly("anyway cases.maybe-known");
        assertThat(verdicts.get(1).path("alike").get(0))
                .isEqualTo(verdicts.get(0).path("code"));
        again.put("anyway", true);
        assertThat(statuses(verdicts(again))).containsExactly("CREATED");
    }

    @Test
    void aThousandAreTakenAndNotOneMore() {
        Map<String, Object> poor = Map.of("id", "x");
        List<JsonNode> verdicts =
                verdicts(api, text(IntStream.range(0, 1_003).mapToObj(n -> poor).toList()));
        assertThat(verdicts).hasSize(1_001);
        assertThat(errors(verdicts.get(999))).doesNotContain(" followup.intake-too-many");
        assertThat(errors(verdicts.getLast())).containsExactly(" followup.intake-too-many");
    }

    @Test
    void whatCannotBeReadEndsTheRequestAndWhatCameBeforeStands() {
        String good = text(record());
        List<JsonNode> verdicts = verdicts(api, "[" + good + ",{\"id\": oops," + good + "]");
        assertThat(statuses(verdicts)).containsExactly("CREATED", "REFUSED");
        assertThat(errors(verdicts.get(1))).containsExactly(" house.malformed");
        assertThat(statuses(verdicts(api, "[" + good + ", 7, " + good + "]"))).containsExactly("ALREADY", "REFUSED");
        assertThat(statuses(verdicts(api, "[" + good))).containsExactly("ALREADY", "REFUSED");
        assertThat(verdicts(api, "[]")).isEmpty();
        for (String nothing : List.of("", "{}", "oops", text(record())))
            assertThat(api.send("POST", BULK, "application/json", nothing).code())
                    .isEqualTo("house.malformed");
    }

    @Test
    void moreThanTwoMegabytesMayComeButNotWithoutEnd() {
        String padding = " ".repeat(3_000_000);
        assertThat(statuses(verdicts(api, "[" + text(record()) + padding + "]")))
                .containsExactly("CREATED");
        Answer large = api.send("POST", BULK, "application/json", "[" + " ".repeat(17_000_000) + "]");
        assertThat(large.status()).isEqualTo(413);
        assertThat(api.send("POST", "/api/v1/cases", "application/json", "{" + padding + "}")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void everyActIsInTheJournalAndTheJournalFits() {
        List<String> codes = new ArrayList<>();
        verdicts(Stream.generate(IntakesIT::record).limit(5).toArray())
                .forEach(one -> codes.add(one.path("code").asString()));
        String history =
                api.get("/api/v1/cases/" + codes.getLast() + "/history").json().toString();
        assertThat(history).contains("cases.registered", "cases.consent-recorded", "cases.assessed", "followup.");
        assertThat(verifier.verify().misfit()).isNull();
    }
}
