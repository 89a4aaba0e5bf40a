package org.akoma.protection.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a child says is wrong is corrected by an act, or refused by two people and noted (requirements.md 8.1, trust.md 2). */
class CorrectionRequestIT extends CareHouse {

    private static final String WORDS = "Mon père vit, il est à Bouaflé";

    private String code = "";

    @BeforeEach
    void aFile() {
        code = opened(SomeChild.named(newFamilyName())).code();
    }

    private String at(String rest) {
        return "/api/v1/cases/" + code + "/correction-requests" + rest;
    }

    private static Map<String, Object> request(String section) {
        return new HashMap<>(Map.of(
                "id",
                Ids.next().toString(),
                "by",
                "CHILD",
                "on",
                "2015-11-16",
                "checked",
                "KNOWN_IN_PERSON",
                "section",
                section,
                "words",
                WORDS));
    }

    private String recorded(String section) {
        Answer made = api(worker.username()).post(at(""), request(section));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    /** A note on the file. */
    private int changed() {
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + code + "/notes",
                                Map.of(
                                        "id",
                                        Ids.next().toString(),
                                        "kind",
                                        "NOTE",
                                        "at",
                                        "2015-11-16T07:00:00Z",
                                        "text",
                                        "Le père vit"))
                        .status())
                .isEqualTo(201);
        return newest("e.act like 'cases.note%' and e.act not like '%read'");
    }

    private int newest(String which) {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row = ask.executeQuery(
                        "select coalesce(max(e.seq), 0) from journal.entry e join cases.case_file f on f.id = e.chain"
                                + " where f.code = '"
                                + code + "' and " + which)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer correct(Actor by, String id, int entry) {
        return api(by.username()).post(at("/" + id + "/corrected"), Map.of("entry", entry));
    }

    private Answer refuse(Actor by, String id) {
        return api(by.username())
                .post(at("/" + id + "/refusal"), Map.of("reason", "L’acte de décès est au dossier depuis mars"));
    }

    private Answer tell(Actor by, String id) {
        return api(by.username()).post(at("/" + id + "/told"), Map.of("on", "2015-11-16", "how", "IN_PERSON"));
    }

    private int verdict(Actor by) {
        Caller caller = api(by.username());
        String waiting = caller.get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString().equals(code))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElse(Ids.next().toString());
        return caller.post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                .status();
    }

    @Test
    void onlyAnActOnThatPartOfTheFileSinceThenCorrectsIt() {
        int before = changed();
        clock.moveTo(MORNING.plusSeconds(600));
        String id = recorded("NOTES");
        assertThat(api(worker.username()).get("/api/v1/tasks").body()).contains("retention.answer-correction");
        assertThat(correct(supervisor, id, before).body()).as("before").contains("rights.nothing-corrected");
        assertThat(correct(supervisor, id, newest("e.act like '%read'")).body()).contains("rights.nothing-corrected");
        assertThat(correct(supervisor, id, newest("e.act = 'rights.correction-recorded'"))
                        .body())
                .contains("rights.nothing-corrected");
        assertThat(correct(supervisor, id, 1_000_000).body()).contains("rights.nothing-corrected");
        int after = changed();
        String health = recorded("HEALTH");
        assertThat(correct(supervisor, health, after).body()).as("another part").contains("rights.nothing-corrected");
        assertThat(tell(worker, id).body()).contains("rights.correction-open");
        assertThat(correct(worker, id, after).body())
                .as("who made the act does not say that it corrects")
                .contains("rights.correction-own");
        Answer corrected = correct(supervisor, id, after);
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        assertThat(corrected.json().path("state").asString()).isEqualTo("CORRECTED");
        assertThat(refuse(worker, id).body()).contains("rights.correction-answered");
        assertThat(tell(worker, id).status()).isEqualTo(200);
        assertThat(tell(worker, id).body()).contains("rights.told-already");
    }

    @Test
    void itIsRefusedByTwoAndTheDisagreementStays() throws SQLException {
        String id = recorded("FAMILY");
        Actor second = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(refuse(supervisor, id).status()).isEqualTo(200);
        assertThat(verdict(supervisor)).as("the same person").isNotEqualTo(200);
        assertThat(verdict(alsoWorker(supervisor))).isNotEqualTo(200);
        assertThat(verdict(worker)).isNotEqualTo(200);
        assertThat(refuse(worker, id).body()).contains("rights.refusal-of-another");
        Instant later = clock.instant().plusSeconds(60);
        for (String statement : List.of(
                "update retention.correction_request set state = 'REFUSED'",
                "delete from retention.correction_request",
                "select * from retention.rights_requests(10)",
                "select retention.is_correcting(r, 1) from retention.correction_request r"))
            assertThat(LoginSql.refusal(supervisor, later, statement))
                    .as(statement)
                    .contains("permission denied");
        assertThat(verdict(second)).isEqualTo(200);
        assertThat(tell(worker, id).status()).isEqualTo(200);
        assertThat(api(worker.username()).get("/api/v1/tasks").body()).doesNotContain("retention.answer-correction");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/rights/corrections")
                        .body())
                .contains("L’enfant n’est pas d’accord avec cette partie du dossier", WORDS, "acte de décès");
    }

    @Test
    void nobodyElseComesToIt() throws SQLException {
        String id = recorded("HEALTH");
        Organisation others = structure(Organisation.Kind.NGO);
        for (Actor stranger : List.of(
                actor(person(Role.CASE_WORKER, others)),
                actor(person(Role.CASE_SUPERVISOR, others)),
                actor(person(Role.PROJECT_MANAGER, others)))) {
            assertThat(correct(stranger, id, 1).status()).isIn(403, 404);
            assertThat(refuse(stranger, id).status()).isIn(403, 404);
            assertThat(tell(stranger, id).status()).isIn(403, 404);
            assertThat(api(stranger.username()).post(at(""), request("NOTES")).status())
                    .isIn(403, 404);
            assertThat(LoginSql.answer(
                            stranger,
                            clock.instant().plusSeconds(60),
                            "select count(*) from retention.correction_request"))
                    .isEqualTo("0");
        }
        Map<String, Object> guardian = request("NOTES");
        guardian.put("by", "GUARDIAN");
        guardian.put("childAgrees", true);
        assertThat(api(worker.username()).post(at(""), guardian).body()).contains("rights.no-guardian");
        guarded(code);
        Map<String, Object> silent = request("NOTES");
        silent.put("by", "GUARDIAN");
        assertThat(api(worker.username()).post(at(""), silent).body()).contains("rights.child-agrees");
    }

    /** Who reads a part of the file, or in an emergency alone, reads nothing of what the child says is wrong. */
    @Test
    void anEmergencyAndAPartOfTheFileShowNone() throws SQLException {
        recorded("NOTES");
        String health = recorded("HEALTH");
        Organisation others = structure(Organisation.Kind.NGO);
        Actor emergency = actor(person(Role.CASE_WORKER, others));
        assertThat(api(emergency.username())
                        .post(
                                "/api/v1/cases/" + code + "/break-glass",
                                Map.of("reason", "L’enfant appelle à l’aide, seule à la gare."))
                        .status())
                .isEqualTo(201);
        Actor reader = lent(code, false, Section.NOTES, Section.STATUS);
        Actor shelter = actor(person(Role.PROVIDER, others));
        for (Actor one : List.of(emergency, reader, shelter)) {
            Answer list = api(one.username()).get(at(""));
            assertThat(list.body()).as(one.code()).doesNotContain("Bouaflé", health);
            assertThat(list.status() == 200 ? list.json().path("items").size() : 0)
                    .isZero();
            assertThat(browser(one.username())
                            .get("/cases/" + code + "/rights/corrections")
                            .body())
                    .doesNotContain("Bouaflé");
            for (String table : List.of(
                    "retention.correction_request",
                    "retention.due_correction",
                    "access.decision where kind = 'CORRECTION'"))
                assertThat(LoginSql.answer(one, clock.instant().plusSeconds(60), "select count(*) from " + table))
                        .as(one.code() + " " + table)
                        .isEqualTo("0");
            assertThat(LoginSql.answer(
                            one,
                            clock.instant().plusSeconds(60),
                            "select count(*) from retention.correcting('" + health + "')"))
                    .isEqualTo("0");
        }
        Actor colleague = lent(code, true, Section.NOTES, Section.STATUS);
        assertThat(LoginSql.answer(
                        colleague,
                        clock.instant().plusSeconds(60),
                        "select string_agg(section::text, ',') from retention.correction_request"))
                .as("the part that is theirs")
                .isEqualTo(String.valueOf(Section.NOTES.bit()));
    }

    /** An act that was there when the request was recorded corrects nothing, however exactly the clocks agree. */
    @Test
    void anActOfTheSameMomentBeforeTheRequestCorrectsNothing() {
        int before = changed();
        String id = recorded("NOTES");
        assertThat(correct(supervisor, id, before).body()).contains("rights.nothing-corrected");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/rights/corrections")
                        .body())
                .contains("Corrigez d’abord cette partie du dossier")
                .doesNotContain("name=\"entry\"");
    }

    /** The mandate of who asked has ended: the answer goes to the child, or to who answers for it now, and never to who asked. */
    @Test
    void anAnswerGoesToNobodyWhoseMandateEnded() {
        code = file("M", 9);
        guarded(code);
        String id = byGuardian();
        assertThat(correct(supervisor, id, changed()).status()).isEqualTo(200);
        TestDatabase.ownerDoes("update cases.guardian set ended_on = '2015-11-16' where file_id = '"
                + now(code).id() + "'");
        assertThat(tell(worker, id).body()).contains("rights.told-no-guardian");
        assertThat(tell(worker, id, "GUARDIAN").body()).contains("rights.told-no-guardian");
        guarded(code);
        assertThat(tell(worker, id).body()).as("which of them?").contains("rights.asker-gone");
        Answer told = tell(worker, id, "GUARDIAN");
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        assertThat(told.json().path("told").path("to").asString()).isEqualTo("GUARDIAN");
        String mine = recorded("NOTES");
        assertThat(correct(supervisor, mine, changed()).status()).isEqualTo(200);
        assertThat(tell(worker, mine, "GUARDIAN").body())
                .as("what the child asked")
                .contains("rights.told-child-alone");
        assertThat(tell(worker, mine).status()).isEqualTo(200);
    }

    @Test
    void aChildOfTwelveIsToldItselfWhereWhoAskedIsGone() {
        guarded(code);
        String id = byGuardian();
        assertThat(correct(supervisor, id, changed()).status()).isEqualTo(200);
        TestDatabase.ownerDoes("update cases.guardian set ended_on = '2015-11-16' where file_id = '"
                + now(code).id() + "'");
        guarded(code);
        assertThat(tell(worker, id, "GUARDIAN").body()).contains("rights.told-child-alone");
        assertThat(tell(worker, id, "CHILD").status()).isEqualTo(200);
    }

    private String byGuardian() {
        Map<String, Object> asked = request("NOTES");
        asked.put("by", "GUARDIAN");
        asked.put("childAgrees", true);
        Answer made = api(worker.username()).post(at(""), asked);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private Answer tell(Actor by, String id, String to) {
        return api(by.username())
                .post(at("/" + id + "/told"), Map.of("on", "2015-11-16", "how", "IN_PERSON", "to", to));
    }

    @Test
    void theDataProtectionOfficerSeesDaysAndStatesAndNoWord() {
        recorded("HEALTH");
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + code + "/access-requests",
                                Map.of(
                                        "id",
                                        Ids.next().toString(),
                                        "by",
                                        "CHILD",
                                        "on",
                                        "2015-11-16",
                                        "checked",
                                        "KNOWN_IN_PERSON",
                                        "language",
                                        "FR",
                                        "leaveOut",
                                        List.of()))
                        .status())
                .isEqualTo(201);
        Actor officer = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        Answer list = api(officer.username()).get("/api/v1/rights-requests");
        assertThat(list.json()
                        .path("items")
                        .valueStream()
                        .filter(one -> one.path("code").asString().equals(code))
                        .map(one -> one.path("kind").asString()
                                + one.path("state").asString()
                                + one.path("late").asBoolean()))
                .containsExactlyInAnyOrder("CORRECTIONWAITINGfalse", "ACCESSWAITINGfalse");
        assertThat(list.body()).doesNotContain("Bouaflé", worker.code());
        for (Actor other : List.of(worker, supervisor, actor(person(Role.PROJECT_MANAGER, ngo)))) {
            assertThat(api(other.username()).get("/api/v1/rights-requests").status())
                    .isEqualTo(403);
            assertThat(browser(other.username()).get("/rights-requests").status())
                    .isEqualTo(404);
        }
        clock.moveTo(MORNING.plus(Duration.ofDays(32)));
        assertThat(api(officer.username())
                        .get("/api/v1/rights-requests")
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(one -> one.path("code").asString().equals(code)))
                .allMatch(one -> one.path("late").asBoolean());
        assertThat(browser(officer.username()).get("/rights-requests").body())
                .contains(code, "Droits des enfants", "Sans réponse")
                .doesNotContain("Bouaflé");
    }

    @Test
    void onPages() {
        String page = "/cases/" + code + "/rights/corrections";
        Visit visit = browser(worker.username());
        assertThat(visit.get("/cases/" + code + "/rights").body()).contains(page);
        assertThat(visit.get(page).body()).contains("Noter la demande de correction");
        assertThat(visit.post(
                                page,
                                "id",
                                Ids.next().toString(),
                                "by",
                                "CHILD",
                                "on",
                                "16/11/2015",
                                "checked",
                                "KNOWN_IN_PERSON",
                                "section",
                                "NOTES",
                                "words",
                                WORDS)
                        .status())
                .isEqualTo(303);
        assertThat(visit.get(page).body()).contains("Corrigez d’abord cette partie du dossier");
        int entry = changed();
        assertThat(visit.get(page).body()).as("their own act").doesNotContain("name=\"entry\"");
        assertThat(browser(supervisor.username()).get(page).body())
                .contains("name=\"entry\"", "value=\"" + entry + "\"", "Corrigé par");
    }
}
