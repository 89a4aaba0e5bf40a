package org.akoma.protection.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.attachments.Samples;
import org.akoma.protection.consent.SomeConsent;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** An answer in writing, the minimum without consent, what is checked afterwards, and a structure that ends. */
class HandoverWithoutAccountsIT extends HandoverHouse {

    @Autowired
    private HandoverRound round;

    @Autowired
    private Handovers handovers;

    @Test
    void aLetterIsEnteredByOneAndConfirmedByAnother() throws SQLException {
        Organisation abroad = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        consent("GIVEN");
        String id = propose(supervisor, abroad).json().path("id").asString();
        Answer without = api(worker.username())
                .post(
                        at("/" + id + "/letter"),
                        Map.of("answer", "ACCEPTED", "writtenOn", "2015-11-16", "lacks", List.of()));
        assertThat(without.status()).as("no letter").isEqualTo(422);
        assertThat(browser(supervisor.username())
                        .get("/handovers?place=WAITING&lang=fr")
                        .body())
                .as("as the list of authorities says")
                .contains("personne n’y travaille avec Akoma");
        assertThat(browser(supervisor.username())
                        .get("/handovers?place=NOT_PROPOSED&lang=fr")
                        .body())
                .doesNotContain("personne n’y travaille avec Akoma");
        assertThat(without.body()).contains("letter");
        assertThat(LoginSql.refusal(
                        supervisor,
                        clock.instant().plusSeconds(60),
                        "select access.propose('" + Ids.next()
                                + "', 'HANDOVER_WRITTEN', (select file_id from handover.proposal where id = '" + id
                                + "'), '" + id + "', 2, '{}', 'x', 'x')"))
                .contains("access.not-theirs-to-propose");
        done(handovers.answerAsTold(
                worker, code, java.util.UUID.fromString(id), true, LocalDate.parse("2015-11-16"), List.of()));
        assertThat(responsible(supervisor)).isNotEqualTo(abroad.code());
        assertThat(verdict(worker, waiting(supervisor, code), true)).isNotEqualTo(200);
        assertThat(verdict(supervisor, waiting(supervisor, code), true)).isEqualTo(200);
        assertThat(responsible(supervisor)).isEqualTo(abroad.code());
        JsonNode one =
                api(supervisor.username()).get(at("")).json().path("handovers").path(0);
        assertThat(one.path("answeredHow").asString()).isEqualTo("WRITTEN");
    }

    /** Who confirms the letter for a structure without a supervisor reads what is handed over by it. */
    @Test
    void aDeputyReadsWhatTheLetterHandsOver() throws SQLException {
        Organisation abroad = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        consent("GIVEN");
        String id = propose(supervisor, abroad).json().path("id").asString();
        Actor deputy = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        provisioning.deputise(Map.of(ngo.id(), deputy.personId()), BEGINNING);
        TestDatabase.ownerDoes("update access.person_role set valid_until = '"
                + clock.instant().minusSeconds(1) + "' where person_id = '" + supervisor.personId() + "'");
        done(handovers.answerAsTold(
                worker, code, java.util.UUID.fromString(id), true, LocalDate.parse("2015-11-16"), List.of()));
        String asked = waiting(deputy, code);
        assertThat(LoginSql.answer(
                        deputy,
                        clock.instant(),
                        "select g.sections from access.file_grant g where g.decision_id = '" + asked + "'"))
                .isEqualTo("511");
        reduce(asked, 256);
        assertThat(verdict(deputy, asked, true)).isEqualTo(403);
        reduce(asked, 511);
        assertThat(verdict(deputy, asked, true)).isEqualTo(204);
        assertThat(responsible(worker)).isEqualTo(abroad.code());
    }

    private static void reduce(String decision, int sections) {
        TestDatabase.ownerDoes(
                "update access.file_grant set sections = " + sections + " where decision_id = '" + decision + "'");
    }

    /** The letter is chosen among the documents of the file, on the page where the answer is entered. */
    @Test
    void theLetterIsAttachedAndChosen() {
        Organisation abroad = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        consent("GIVEN");
        String id = propose(supervisor, abroad).json().path("id").asString();
        Visit visit = browser(worker.username());
        String papers = "/cases/" + code + "/attachments";
        visit.get(papers + "/new");
        Answer attached = visit.postFile(
                papers,
                "lettre.png",
                Samples.png(30, 30),
                "kind",
                "LETTER",
                "section",
                "NOTES",
                "title",
                "Lettre du ministère",
                "face",
                "false");
        assertThat(attached.status()).as(attached.body()).isEqualTo(303);
        String letter = api(worker.username())
                .get("/api/v1/cases/" + code + "/attachments")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        Answer page = visit.get("/cases/" + code + "/handover?lang=fr");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains(letter, "Lettre du ministère");
        Answer entered = api(worker.username())
                .post(
                        at("/" + id + "/letter"),
                        Map.of("answer", "ACCEPTED", "writtenOn", "2015-11-16", "lacks", List.of(), "letter", letter));
        assertThat(entered.status()).as(entered.body()).isEqualTo(200);
        assertThat(verdict(supervisor, waiting(supervisor, code), true)).isEqualTo(200);
        assertThat(responsible(supervisor)).isEqualTo(abroad.code());
    }

    /** An authority that has people here answers by them. */
    @Test
    void noLetterOfWhoCanAnswerHere() {
        String id = proposed();
        assertThat(refused(handovers.answerAsTold(
                        worker, code, java.util.UUID.fromString(id), true, LocalDate.parse("2015-11-16"), List.of())))
                .isEqualTo("handover.answers-here");
    }

    @Test
    void theMinimumLeavesByASupervisorAndTheDataProtectionOfficer() throws SQLException {
        Map<String, Object> no =
                SomeConsent.json("REFUSED", "CHILD", clock.instant().toString());
        no.put("purpose", "TRANSFER_TO_AUTHORITY");
        no.put("words", "Je veux rester chez ma tante");
        Answer said = api(worker.username()).post("/api/v1/cases/" + code + "/consents", no);
        assertThat(said.status()).as(said.body()).isEqualTo(201);
        String id = propose(supervisor).json().path("id").asString();
        Map<String, Object> asked = Map.of("basis", "BEST_INTERESTS", "minimumWhy", "Elle vit seule chez un inconnu");
        assertThat(api(worker.username()).post(at("/" + id + "/minimum"), asked).status())
                .isEqualTo(403);
        // what was written for the authority is kept, for who leads the file alone; nothing is offered that can only be
        // refused
        String kept = "/cases/" + code + "/handover?lang=fr";
        assertThat(browser(supervisor.username()).get(kept).body())
                .contains(WHY, "h-minimum", "chez ma tante")
                .doesNotContain("/sending", "??");
        assertThat(browser(worker.username()).get(kept).body()).doesNotContain(WHY);
        for (Actor other : List.of(worker, officer))
            assertThat(LoginSql.answer(
                            other, clock.instant().plusSeconds(60), "select handover.words_kept('" + id + "') is null"))
                    .isEqualTo("t");
        assertThat(api(supervisor.username())
                        .post(at("/" + id + "/minimum"), asked)
                        .status())
                .isEqualTo(200);
        assertThat(api(supervisor.username())
                        .post(at("/" + id + "/sending"), Map.of("why", WHY))
                        .body())
                .contains("handover.still-blocked");
        String decision = waiting(custodian, code);
        assertThat(browser(custodian.username())
                        .get("/decisions/" + decision + "?lang=fr")
                        .body())
                .contains(
                        "Ce que l’autorité lirait",
                        "Où l’enfant vit",
                        "Ce que l’enfant a dit du transfert",
                        "chez ma tante",
                        WHY)
                .doesNotContain("??");
        assertThat(verdict(supervisor, decision, true)).isNotEqualTo(200);
        assertThat(verdict(custodian, decision, true)).isEqualTo(200);
        assertThat(browser(supervisor.username()).get(kept).body()).contains("/sending", WHY);
        assertThat(api(supervisor.username())
                        .post(at("/" + id + "/sending"), Map.of("why", "Elle dort près de la gare, chez Mariam"))
                        .body())
                .as("nobody read these words")
                .contains("handover.words-agreed");
        assertThat(api(supervisor.username())
                        .post(at("/" + id + "/sending"), Map.of("why", WHY))
                        .status())
                .isEqualTo(200);
        assertThat(reply(officer, id, true).status()).isEqualTo(200);
        assertThat(reads(officer, "/identity")).isEqualTo(200);
        for (String part : List.of("/health", "/notes", "/consents", "/visits"))
            assertThat(reads(officer, part)).as(part).isNotEqualTo(200);
    }

    @Test
    void theNewWorkerIsNamedByTheAuthorityAndMeetsTheChildWithTheFormerOne() {
        String id = accepted();
        Actor lead = actor(person(Role.CASE_SUPERVISOR, ministry));
        Actor theirs = actor(person(Role.CASE_WORKER, ministry, null, lead.personId()));
        assertThat(api(officer.username())
                        .post(at("/" + id + "/worker"), Map.of("worker", worker.username()))
                        .body())
                .contains("handover.no-worker");
        assertThat(api(supervisor.username())
                        .post(at("/" + id + "/worker"), Map.of("worker", theirs.username()))
                        .status())
                .isEqualTo(403);
        assertThat(api(officer.username())
                        .post(at("/" + id + "/worker"), Map.of("worker", theirs.username()))
                        .status())
                .isEqualTo(200);
        assertThat(reads(theirs, "/identity")).isEqualTo(200);
        assertThat(api(worker.username())
                        .post(at("/" + id + "/joint-visit"), Map.of("on", "2015-12-24"))
                        .body())
                .contains("handover.joint-day");
        assertThat(api(worker.username())
                        .post(at("/" + id + "/joint-visit"), Map.of("on", "2015-11-16"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatBecameOfTheChildIsLookedAtTwice() {
        String id = accepted();
        Map<String, Object> said = Map.of("firstVisit", true, "inPlace", false, "goesOn", true);
        assertThat(api(worker.username())
                        .post(at("/" + id + "/checks/30"), said)
                        .body())
                .contains("handover.not-due");
        clock.moveTo(MORNING.plus(Duration.ofDays(32)));
        int before = rung(custodian);
        assertThat(api(worker.username())
                        .post(at("/" + id + "/checks/30"), said)
                        .status())
                .as("the former side reads and may say")
                .isEqualTo(200);
        assertThat(rung(custodian)).as("not in place").isGreaterThan(before);
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + code + "/alerts")
                        .body())
                .as("the child is searched for")
                .contains("MISSING");
        assertThat(api(worker.username())
                        .post(at("/" + id + "/checks/30"), said)
                        .body())
                .contains("handover.checked-already");
        assertThat(api(officer.username())
                        .post(at("/" + id + "/checks/90"), said)
                        .body())
                .contains("handover.not-due");
    }

    /** The ministry is split: the file follows the mandate for the protection of children, and its desk sees it from then on. */
    @Test
    void acceptedFilesFollowTheMandate() {
        accepted();
        Organisation protection = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        Organisation solidarity = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        TestDatabase.ownerDoes(
                "update access.organisation set mandate = 'CHILD_PROTECTION' where id = '" + protection.id() + "'");
        TestDatabase.ownerDoes(
                "update access.organisation set mandate = 'SOLIDARITY' where id = '" + solidarity.id() + "'");
        Actor following = actor(person(Role.MINISTRY_OFFICER, protection));
        String ends = "update access.organisation set valid_until = '2016-01-12' where id = '" + ministry.id() + "'";
        assertThatThrownBy(() -> TestDatabase.ownerDoes(ends))
                .as("nobody would answer for the child")
                .hasStackTraceContaining("handover.no-successor");
        TestDatabase.ownerDoes("insert into access.organisation_successor values ('" + ministry.id() + "', '"
                + protection.id() + "'), ('" + ministry.id() + "', '" + solidarity.id() + "')");
        TestDatabase.ownerDoes(ends);
        assertThat(responsible(supervisor)).isEqualTo(ministry.code());
        clock.moveTo(MORNING.plus(Duration.ofDays(58)));
        assertThat(responsible(supervisor))
                .as("whether or not the round has passed")
                .isEqualTo(protection.code());
        assertThat(round.go()).extracting(HandoverStore.Followed::code).contains(code);
        assertThat(reads(following, "/identity")).isEqualTo(200);
        assertThat(reads(officer, "/identity"))
                .as("of the structure that ended")
                .isEqualTo(404);
        JsonNode since =
                api(supervisor.username()).get(at("")).json().path("since").path(0);
        assertThat(since.path("byMandate").asBoolean()).isTrue();
        assertThat(since.path("since").asString()).startsWith("2016-01-12T00:00:00");
        assertThat(round.go()).extracting(HandoverStore.Followed::code).doesNotContain(code);
    }

    @Test
    void theBoardShowsWhereEachFileIsAndTheSummaryCounts() {
        String manager = person(Role.PROJECT_MANAGER, ngo);
        JsonNode before = api(manager).get("/api/v1/summary/handover").json();
        accepted();
        JsonNode after = api(manager).get("/api/v1/summary/handover").json();
        assertThat(after.path("byReceiver").path(ministry.code()).asInt()).isEqualTo(1);
        assertThat(after.path("byResponsible").path(ministry.code()).asInt()).isEqualTo(1);
        assertThat(after.path("proposed").asInt())
                .isGreaterThan(before.path("proposed").asInt());
        assertThat(after.path("projectMayClose").asBoolean())
                .isEqualTo(after.path("notAccepted").asInt() == 0);
        assertThat(api(manager)
                        .get("/api/v1/summary/handover?asOf=2015-11-15")
                        .json()
                        .path("byReceiver")
                        .has(ministry.code()))
                .as("a past day")
                .isFalse();
        assertThat(api(worker.username()).get("/api/v1/summary/handover").status())
                .isEqualTo(403);
        JsonNode row = api(officer.username())
                .get("/api/v1/handovers")
                .json()
                .path("items")
                .path(0);
        assertThat(row.path("code").asString()).isEqualTo(code);
        assertThat(row.path("place").asString()).isEqualTo("ACCEPTED");
        assertThat(browser(officer.username()).get("/handovers").body()).contains(code, "Accepté");
        assertThat(browser(supervisor.username())
                        .get("/handovers?place=ACCEPTED&lang=en")
                        .body())
                .contains(code, "Accepted");
        assertThat(api(actor(person(Role.OBSERVER, ngo)).username())
                        .get("/api/v1/handovers")
                        .status())
                .isEqualTo(403);
    }
}
