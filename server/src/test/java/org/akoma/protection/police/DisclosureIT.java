package org.akoma.protection.police;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** Named facts cross to the police after two people of care agreed, and nothing else does (requirements.md 8.2). */
class DisclosureIT extends PoliceRequestHouse {

    @Test
    void whatBothAgreedToIsGivenToWhoAsked() {
        String number = given("NAME", "BIRTH", "CONTACT");
        Answer data = fetch(officer, number, "data");
        assertThat(data.status()).as(data.body()).isEqualTo(200);
        assertThat(data.json().path("facts").path("NAME").asString()).isEqualTo("Kouassi");
        assertThat(data.json().path("facts").size()).isEqualTo(3);
        assertThat(data.body()).doesNotContain(code);
        assertThat(fetch(officer, number, "paper").status()).isEqualTo(200);
        assertThat(fetch(officer, number, "signature").json().path("algorithm").asString())
                .isEqualTo("Ed25519");
        assertThat(api(officer.username()).get("/api/v1/disclosures/" + number).body())
                .contains("\"PDF\"", "\"JSON\"", "\"SIGNATURE\"")
                .doesNotContain(code);
        assertThat(api(officer.username()).get("/api/v1/cases/" + code).status())
                .isIn(403, 404);
    }

    /** The page of the decision shows the supervisor what that of the file shows; after the yes the file says who agreed and who decides now. */
    @Test
    void theSupervisorDecidesOnWhatWouldLeave() {
        consent("GIVEN");
        String number = asked("NAME", "CONTACT", "VICTIM_STATUS");
        String page = browser(supervisor.username())
                .get("/decisions/" + decision(number, "DISCLOSURE_FILE") + "?lang=fr")
                .body();
        assertThat(page)
                .contains("Ce qui partirait", "connu, masqué", "Victime présumée", "L’enfant est d’accord")
                .doesNotContain("Kouassi");
        int rung = unread(officer);
        assertThat(supervisorSays(supervisor, number, "AGREE").status()).isEqualTo(200);
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/police?lang=fr")
                        .body())
                .contains("Rien n’est parti", "le délégué à la protection des données doit maintenant décider");
        assertThat(api(officer.username())
                        .get("/api/v1/notices")
                        .json()
                        .path("unread")
                        .asInt())
                .as("nothing to fetch yet")
                .isEqualTo(rung);
        assertThat(custodianSays(custodian, number, true).status()).isEqualTo(200);
        assertThat(api(officer.username())
                        .get("/api/v1/notices")
                        .json()
                        .path("unread")
                        .asInt())
                .as("once, for both yeses")
                .isEqualTo(rung + 1);
        assertThat(browser(officer.username()).get("/notices?lang=fr").body()).contains(number);
    }

    private int unread(Actor of) {
        return api(of.username()).get("/api/v1/notices").json().path("unread").asInt();
    }

    @Test
    void eitherMayAnswerFirst() {
        consent("GIVEN");
        String number = asked("NAME");
        assertThat(custodianSays(custodian, number, true).status()).isEqualTo(200);
        assertThat(fetch(officer, number, "data").status()).isEqualTo(404);
        assertThat(supervisorSays(supervisor, number, "AGREE").status()).isEqualTo(200);
        assertThat(fetch(officer, number, "data").status()).isEqualTo(200);
    }

    @Test
    void theChildIsAskedOrSomebodySaysWhyNot() {
        String number = asked("NAME");
        assertThat(supervisorSays(supervisor, number, "AGREE").body()).contains("disclosure.child-not-asked");
        assertThat(custodianSays(custodian, number, true).body()).contains("disclosure.child-not-asked");
        Answer said = api(worker.username())
                .post(
                        at("/" + id(number) + "/without"),
                        Map.of("without", "CHILD_UNABLE", "withoutWords", "L’enfant dort à l’hôpital depuis hier"));
        assertThat(said.status()).as(said.body()).isEqualTo(200);
        assertThat(custodianSays(custodian, number, true).status()).isEqualTo(200);
        assertThat(supervisorSays(supervisor, number, "AGREE").status()).isEqualTo(200);
        assertThat(state(number)).isEqualTo("GIVEN");
    }

    @Test
    void aNoOfTheChildStandsAboveItsInterests() {
        consent("REFUSED");
        String number = asked("NAME");
        Answer weak = api(worker.username())
                .post(
                        at("/" + id(number) + "/without"),
                        Map.of("without", "BEST_INTERESTS", "withoutWords", "Cela l’aidera certainement plus tard"));
        assertThat(weak.body()).contains("disclosure.child-said-no");
        assertThat(refusal(
                        worker,
                        "update disclosure.request set without_code = 'BEST_INTERESTS' where id = '" + id(number)
                                + "'"))
                .contains("permission denied");
        Answer order = api(worker.username())
                .post(
                        at("/" + id(number) + "/without"),
                        Map.of(
                                "without",
                                "COURT_ORDER",
                                "withoutWords",
                                "Ordonnance du juge d’instruction, lue ce jour"));
        assertThat(order.status()).as(order.body()).isEqualTo(200);
        assertThat(supervisorSays(supervisor, number, "AGREE").status()).isEqualTo(200);
        assertThat(custodianSays(custodian, number, true).status()).isEqualTo(200);
        assertThat(owner("select consent from disclosure.request where number = '" + number + "'"))
                .isEqualTo("WITHOUT");
    }

    /** Between the two words the child takes its yes back. */
    @Test
    void aYesThatIsTakenBackStopsIt() {
        consent("GIVEN");
        String number = asked("NAME");
        assertThat(supervisorSays(supervisor, number, "AGREE").status()).isEqualTo(200);
        clock.moveTo(MORNING.plusSeconds(3600));
        consent("WITHDRAWN");
        assertThat(custodianSays(custodian, number, true).body()).contains("disclosure.child-not-asked");
        assertThat(fetch(officer, number, "data").status()).isEqualTo(404);
    }

    /** Agreed to by both, and not fetched yet: the child's later no still stops it. */
    @Test
    void aLaterNoStopsWhatIsNotFetched() {
        String number = given("NAME");
        clock.moveTo(MORNING.plusSeconds(3600));
        consent("WITHDRAWN");
        assertThat(state(number)).as("at once, not when it is fetched").isEqualTo("STOPPED");
        assertThat(fetch(officer, number, "data").status()).isEqualTo(404);
        assertThat(owner("select sealed is null from disclosure.given where request_id = '" + id(number) + "'"))
                .isEqualTo("t");
    }

    @Test
    void theSamePersonIsNeverBoth() {
        consent("GIVEN");
        String number = asked("NAME");
        assertThat(supervisorSays(worker, number, "AGREE").status()).isEqualTo(403);
        assertThat(custodianSays(supervisor, number, true).status()).isIn(403, 404);
        assertThat(supervisorSays(custodian, number, "AGREE").status()).isIn(403, 404);
        for (String kind : List.of("DISCLOSURE_FILE", "DISCLOSURE_DATA"))
            assertThat(answer(officer, "select access.decide('" + decision(number, kind) + "', true, null)"))
                    .isEqualTo("OWN_WORK");
        assertThat(answer(worker, "select access.decide('" + decision(number, "DISCLOSURE_FILE") + "', true, null)"))
                .isEqualTo("OWN_WORK");
        assertThat(supervisorSays(supervisor, number, "AGREE").status()).isEqualTo(200);
        assertThat(answer(
                        supervisor, "select access.decide('" + decision(number, "DISCLOSURE_DATA") + "', true, null)"))
                .isEqualTo("FORBIDDEN");
        assertThat(state(number)).isEqualTo("WAITING");
    }

    /** A supervisor who is the worker of the file, or wrote why the child was not asked, decides nothing. */
    @Test
    void whoWorksWithTheChildDoesNotDecide() {
        String number = asked("NAME");
        assertThat(refusal(
                        supervisor,
                        "select disclosure.state_without('" + id(number) + "', 'LEGAL_DUTY', 'x'),"
                                + " disclosure.prepare('" + id(number) + "', 'x', sha256('x'), false),"
                                + " access.decide('" + decision(number, "DISCLOSURE_FILE") + "', true, null)"))
                .isEmpty();
        assertThat(state(number)).isEqualTo("WAITING");
        assertThat(answer(
                        supervisor,
                        "select disclosure.state_without('" + id(number)
                                + "', 'LEGAL_DUTY', 'x') || ' ' || access.decide('"
                                + decision(number, "DISCLOSURE_FILE") + "', true, null)"))
                .isEqualTo("DONE OWN_WORK");
        TestDatabase.ownerDoes(
                "update cases.case_file set worker_id = '" + supervisor.personId() + "' where code = '" + code + "'");
        consent("GIVEN");
        assertThat(supervisorSays(supervisor, number, "AGREE").body()).contains("disclosure.own-work");
        assertThat(refusal(
                        supervisor, "select access.decide('" + decision(number, "DISCLOSURE_FILE") + "', true, null)"))
                .contains("disclosure.own-work");
    }

    /** A deputy of the structure decides only where nobody of it can, and never who wrote any of it. */
    @Test
    void aDeputyDecidesWhatTheSupervisorMayNot() {
        Actor deputy = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        TestDatabase.ownerDoes("insert into access.deputy (id, organisation_id, person_id, valid_from) values ('"
                + Ids.next() + "', '" + ngo.id() + "', '" + deputy.personId() + "', '2015-01-01')");
        consent("GIVEN");
        String number = asked("NAME", "EXPLOITATION");
        assertThat(supervisorSays(deputy, number, "AGREE").status())
                .as("the structure has a supervisor of its own")
                .isIn(403, 404);
        assertThat(custodianSays(deputy, number, true).status()).isIn(403, 404);
    }

    @Test
    void theDataProtectionOfficerAloneGivesNothing() {
        consent("GIVEN");
        String number = asked("NAME");
        assertThat(custodianSays(custodian, number, true).status()).isEqualTo(200);
        assertThat(state(number)).isEqualTo("WAITING");
        assertThat(refusal(custodian, "select disclosure.prepare('" + id(number) + "', 'x', sha256('x'), true)"))
                .contains("permission denied");
        assertThat(api(custodian.username())
                        .post("/api/v1/disclosures/" + number + "/link", Map.of())
                        .body())
                .contains("disclosure.link-closed");
        assertThat(fetch(officer, number, "paper").status()).isEqualTo(404);
    }

    /** Nothing of a request changes after it was sent, for any login; the first agreement counts for these fields alone. */
    @Test
    void noFieldIsAddedAfterTheFirstAgreement() {
        consent("GIVEN");
        String number = asked("NATIONALITY");
        assertThat(supervisorSays(supervisor, number, "AGREE").status()).isEqualTo(200);
        for (Actor one : List.of(officer, coordinator, worker, supervisor, custodian))
            for (String change :
                    List.of("fields = fields || 'NAME'::text", "state = 'GIVEN'", "expires_at = '2030-01-01'"))
                assertThat(refusal(one, "update disclosure.request set " + change + " where number = '" + number + "'"))
                        .as(one.code() + " " + change)
                        .contains("permission denied");
        Map<String, Object> more = wanted("NATIONALITY", "NAME");
        more.put("id", id(number));
        assertThat(ask(officer, more).json().path("fields").toString()).doesNotContain("NAME");
        assertThat(custodianSays(custodian, number, true).status()).isEqualTo(200);
        assertThat(fetch(officer, number, "data").json().path("facts").toString())
                .doesNotContain("Kouassi");
    }

    @Test
    void neverEverythingAndNeverAPlace() {
        for (String field : List.of("SHELTER", "ADDRESS", "HEALTH", "ALL", "FILE", "FAMILY"))
            assertThat(ask(officer, wanted(field)).status()).as(field).isEqualTo(422);
        assertThat(ask(officer, wanted()).status()).isEqualTo(422);
        assertThat(refusal(
                        officer,
                        "select disclosure.ask('" + Ids.next() + "', '" + operation.code() + "', '" + VICTIM
                                + "', 'HEARING', 'PROSECUTOR', '{SHELTER}', 'ORDINARY', 'x', false)"))
                .contains("request_fields");
        Map<String, Object> none = wanted("NAME");
        none.remove("reference");
        assertThat(ask(officer, none).body()).contains("disclosure.reference-missing");
        for (String needed : List.of("purpose", "purposeWords", "basis")) {
            Map<String, Object> body = wanted("NAME");
            body.remove(needed);
            assertThat(ask(officer, body).status()).as(needed).isEqualTo(422);
        }
    }

    @Test
    void onlyVictimsOfOnesOwnOperations() {
        assertThat(ask(outsider, wanted("NAME")).body()).contains("disclosure.no-victim");
        Map<String, Object> other = wanted("NAME");
        other.put("victim", "LE-V-77");
        assertThat(ask(officer, other).body()).contains("disclosure.no-victim");
        other.put("victim", code);
        assertThat(ask(officer, other).body()).contains("disclosure.no-victim");
        for (Actor one : List.of(worker, supervisor, custodian))
            assertThat(ask(one, wanted("NAME")).status()).as(one.code()).isEqualTo(403);
        assertThat(refusal(
                        worker,
                        "select disclosure.ask('" + Ids.next()
                                + "', 'x', 'x', 'HEARING', 'PROSECUTOR', '{NAME}', 'ORDINARY', 'x', false)"))
                .contains("permission denied");
    }

    /** The link table is nobody's to read, and one row of it opens for one login, after something was given. */
    @Test
    void noLoginReadsTheLinkTable() {
        String number = asked("NAME");
        for (Actor one : List.of(officer, coordinator, worker, supervisor, custodian)) {
            assertThat(refusal(one, "select * from disclosure.link"))
                    .as(one.code())
                    .contains("permission denied");
            assertThat(refusal(one, "select disclosure.file_of('" + Ids.next() + "')"))
                    .as(one.code())
                    .contains("permission denied");
        }
        assertThat(refusal(officer, "select file_id from disclosure.request")).contains("permission denied");
        assertThat(refusal(custodian, "select file_id from disclosure.request")).contains("permission denied");
        for (String column : List.of("victim_ref", "screened_id", "operation_id", "operation_code", "words"))
            assertThat(refusal(supervisor, "select " + column + " from disclosure.request"))
                    .as(column)
                    .contains("permission denied");
        assertThat(answer(custodian, "select count(*) from disclosure.open_link('" + id(number) + "')"))
                .isEqualTo("0");
        assertThat(refusal(officer, "select disclosure.open_link('" + id(number) + "')"))
                .contains("permission denied");
        assertThat(api(officer.username())
                        .post("/api/v1/disclosures/" + number + "/link", Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void eachOpeningOfTheLinkIsKept() {
        String number = given("NAME");
        Answer link = api(custodian.username()).post("/api/v1/disclosures/" + number + "/link", Map.of());
        assertThat(link.status()).as(link.body()).isEqualTo(200);
        assertThat(link.json().path("file").asString()).isEqualTo(code);
        assertThat(link.json().path("victim").asString()).isEqualTo(VICTIM);
        assertThat(owner("select count(*) from disclosure.link_opened where request_id = '" + id(number) + "'"))
                .isEqualTo("1");
        assertThat(owner(
                        "select count(*) from journal.entry e join cases.case_file f on f.id = e.chain where f.code = '"
                                + code + "' and e.act = 'disclosure.link-opened'"))
                .isEqualTo("1");
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + code + "/history")
                        .body())
                .contains("disclosure.link-opened");
    }

    @Test
    void aColleagueOfTheUnitFetchesNothing() {
        String number = given("NAME");
        for (Actor one : List.of(colleague, coordinator, outsider, worker, supervisor, custodian)) {
            assertThat(fetch(one, number, "paper").status()).as(one.code()).isIn(403, 404);
            assertThat(answer(one, "select disclosure.fetch('" + id(number) + "', 'PDF') is null"))
                    .as(one.code())
                    .matches("t|refused: .*permission denied.*(?s).*");
        }
        assertThat(api(colleague.username())
                        .get("/api/v1/disclosures/" + number)
                        .status())
                .isEqualTo(404);
        assertThat(api(coordinator.username()).get("/api/v1/disclosures").body())
                .doesNotContain(number);
        assertThat(refusal(officer, "select * from disclosure.given")).contains("permission denied");
    }

    /** Who leaves the operation fetches no more. */
    @Test
    void whoLeftTheOperationFetchesNothing() {
        String number = given("NAME");
        TestDatabase.ownerDoes("update access.file_grant set valid_until = '" + clock.instant() + "' where file_id = '"
                + operation.id() + "'");
        assertThat(fetch(officer, number, "paper").status()).isEqualTo(404);
    }

    @Test
    void afterTheExpiryItIsGone() {
        String number = given("NAME");
        clock.moveTo(MORNING.plus(Duration.ofDays(14)).minusSeconds(60));
        assertThat(fetch(officer, number, "data").status()).isEqualTo(200);
        clock.moveTo(MORNING.plus(Duration.ofDays(14)).plusSeconds(60));
        assertThat(fetch(officer, number, "data").status()).isEqualTo(404);
        assertThat(answer(officer, "select disclosure.fetch('" + id(number) + "', 'PDF') is null"))
                .isEqualTo("t");
        round.go();
        assertThat(owner("select sealed is null from disclosure.given where request_id = '" + id(number) + "'"))
                .isEqualTo("t");
    }

    /** What one refused is not asked again until one finds somebody who agrees, and never by one person. */
    @Test
    void whatWasRefusedIsAskedAgainWithNewFactsAlone() {
        consent("GIVEN");
        String first = asked("NAME", "BIRTH");
        assertThat(supervisorSays(supervisor, first, "REFUSE").status()).isEqualTo(200);
        assertThat(api(officer.username()).get("/api/v1/disclosures/" + first).body())
                .contains("NOT_NEEDED", "SUPERVISOR")
                .doesNotContain("travailleuse");
        assertThat(custodianSays(custodian, first, true).status()).isNotEqualTo(200);
        assertThat(ask(officer, wanted("NAME")).body()).contains("disclosure.news-missing");
        assertThat(ask(colleague, wanted("BIRTH", "LANGUAGES")).body()).contains("disclosure.news-missing");
        Map<String, Object> again = wanted("NAME");
        again.put("news", "Le juge a fixé l’audience au 20 novembre");
        again.put("urgency", "LIFE_DANGER");
        again.put("danger", "Le recruteur menace de nouveau l’enfant");
        Answer asked = ask(colleague, again);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        String number = asked.json().path("number").asString();
        assertThat(supervisorSays(supervisor, number, "AT_ONCE").body()).contains("disclosure.not-at-once");
        assertThat(refusal(supervisor, "select disclosure.prepare('" + id(number) + "', 'x', sha256('x'), true)"))
                .isEmpty();
        assertThat(answer(supervisor, "select disclosure.prepare('" + id(number) + "', 'x', sha256('x'), true)"))
                .isEqualTo("NOT_AT_ONCE");
        assertThat(api(custodian.username())
                        .get("/api/v1/disclosures/" + number)
                        .body())
                .contains("\"again\":true");
    }

    @Test
    void takenBackNothingIsDecided() {
        consent("GIVEN");
        String number = asked("NAME");
        assertThat(api(colleague.username())
                        .post("/api/v1/disclosures/" + number + "/withdrawal", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(api(officer.username())
                        .post("/api/v1/disclosures/" + number + "/withdrawal", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(state(number)).isEqualTo("WITHDRAWN");
        assertThat(supervisorSays(supervisor, number, "AGREE").status()).isNotEqualTo(200);
        assertThat(custodianSays(custodian, number, true).status()).isNotEqualTo(200);
    }

    /** A worker knows that something was asked, and does not read what the police write of their case. */
    @Test
    void theWorkerReadsNoWordOfThePolice() {
        String number = asked("NAME");
        String page = browser(worker.username())
                .get("/cases/" + code + "/police?lang=fr")
                .body();
        assertThat(page).contains(number, "Nom et prénoms").doesNotContain(WHY, VICTIM, operation.code());
        assertThat(api(worker.username()).get(at("")).body()).contains(number).doesNotContain(WHY, VICTIM);
        assertThat(answer(worker, "select disclosure.words_of('" + id(number) + "') is null"))
                .isEqualTo("t");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/police?lang=fr")
                        .body())
                .contains(WHY)
                .doesNotContain(VICTIM, operation.code());
        assertThat(browser(custodian.username())
                        .get("/disclosures/" + number + "?lang=fr")
                        .body())
                .contains(WHY, VICTIM)
                .doesNotContain(code);
        assertThat(browser(officer.username())
                        .get("/disclosures/" + number + "?lang=fr")
                        .body())
                .contains(WHY, VICTIM)
                .doesNotContain(code);
    }
}
