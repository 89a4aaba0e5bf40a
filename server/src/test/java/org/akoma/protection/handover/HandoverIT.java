package org.akoma.protection.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** Responsibility for a child changes at the acceptance of an authority alone, with consent, and the former side writes for an overlap (requirements.md 7). */
class HandoverIT extends HandoverHouse {

    @Test
    void withoutConsentNothingLeaves() {
        assertThat(propose(worker).status()).isEqualTo(403);
        assertThat(propose(officer).status()).isEqualTo(404);
        Answer made = propose(supervisor);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("state").asString()).isEqualTo("BLOCKED");
        assertThat(made.json().path("consent").asString()).isEqualTo("NOT_ASKED");
        String id = made.json().path("id").asString();
        assertThat(reads(officer, "")).isEqualTo(404);
        assertThat(reply(officer, id, true).status()).isEqualTo(404);
        Answer again = api(supervisor.username()).post(at("/" + id + "/sending"), Map.of("why", WHY));
        assertThat(again.body()).contains("handover.still-blocked");
        consent("GIVEN");
        assertThat(api(supervisor.username())
                        .post(at("/" + id + "/sending"), Map.of("why", WHY))
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("WAITING");
    }

    /** Who follows the child is asked to ask it, who supervises reads what blocks, and nobody of the other side hears of it. */
    @Test
    void aBlockedOneIsATaskOfWhoEndsTheBlock() throws SQLException {
        String id = propose(supervisor).json().path("id").asString();
        assertThat(kinds(worker)).containsOnlyOnce("handover.ask-child").doesNotContain("handover.blocked");
        assertThat(kinds(supervisor)).containsOnlyOnce("handover.blocked").doesNotContain("handover.send");
        assertThat(kinds(officer)).isEmpty();
        assertThat(rings(id)).isOne();
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/handover?lang=fr")
                        .body())
                .contains("/cases/" + code + "/consents/new?purpose=TRANSFER_TO_AUTHORITY");
        consent("GIVEN");
        assertThat(kinds(worker)).isEmpty();
        assertThat(kinds(supervisor)).contains("handover.send").doesNotContain("handover.blocked");
        assertThat(kinds(officer)).isEmpty();
        api(supervisor.username()).post(at("/" + id + "/sending"), Map.of("why", WHY));
        assertThat(kinds(supervisor)).doesNotContain("handover.send", "handover.blocked");
        assertThat(rings(id)).isZero();
    }

    /** A child that said no is not asked again and again: what follows is the supervisor's. */
    @Test
    void afterANoTheWorkerHasNothingToAsk() {
        consent("REFUSED");
        propose(supervisor);
        assertThat(kinds(worker)).isEmpty();
        assertThat(kinds(supervisor)).contains("handover.blocked");
    }

    /** How many rings of the worker ask for something about this hand-over. */
    private long rings(String id) throws SQLException {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row = ask.executeQuery("select count(*) from notices.bell where kind = 'task' and over_at is null"
                        + " and about = '" + id + "' and person_id = '" + worker.personId() + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The tasks about the hand-over of this file. */
    private List<String> kinds(Actor of) {
        return api(of.username())
                .get("/api/v1/tasks?limit=200")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("code").asString().equals(code))
                .map(one -> one.path("kind").asString())
                .filter(kind -> List.of("handover.ask-child", "handover.blocked", "handover.send")
                        .contains(kind))
                .toList();
    }

    /** Who was referred the child sees the file, and would read of an accepted one that nothing was proposed. */
    @Test
    void whoWasReferredTheChildReadsNothingOfItsHandOver() {
        Actor referred = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        TestDatabase.ownerDoes(
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)"
                        + " select gen_random_uuid(), f.id, 'PERSON', '"
                        + referred.personId()
                        + "', 256, false, '2015-11-01Z', '2016-11-01Z', 'REFERRAL', f.worker_id from cases.case_file f where f.code = '"
                        + code + "'");
        Caller theirs = api(referred.username());
        assertThat(theirs.get("/api/v1/cases/" + code).status()).isEqualTo(200);
        assertThat(theirs.get("/api/v1/handovers?place=NOT_PROPOSED").body()).doesNotContain(code);
        proposed();
        assertThat(theirs.get("/api/v1/handovers?place=NOT_PROPOSED").body()).doesNotContain(code);
    }

    /** The board and the page of the file count the same points, before a proposal, while it waits, and once something was mended since. */
    @Test
    void boardAndFileCountTheSame() {
        assertThat(onTheBoard("NOT_PROPOSED")).isEqualTo(toMend());
        assertThat(toMend()).isPositive();
        proposed();
        assertThat(onTheBoard("WAITING")).isEqualTo(toMend());
        assertThat(api(person(Role.PROJECT_MANAGER, ngo))
                        .get("/api/v1/handovers?place=WAITING")
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(row -> row.path("code").asString().equals(code))
                        .map(row -> row.path("missing").isNull()))
                .as("who does not read the list")
                .containsExactly(true);
        long before = toMend();
        TestDatabase.ownerDoes(
                "update cases.case_file set victim_status = 'CONFIRMED_VICTIM', guardian_on = '2015-11-10' where code"
                        + " = '"
                        + code + "'");
        assertThat(toMend()).as("mended since it was sent").isLessThan(before);
        assertThat(onTheBoard("WAITING")).isEqualTo(toMend());
    }

    private long toMend() {
        return api(supervisor.username())
                .get(at(""))
                .json()
                .path("checklist")
                .valueStream()
                .filter(item -> !item.path("met").asBoolean())
                .count();
    }

    private long onTheBoard(String place) {
        return api(supervisor.username())
                .get("/api/v1/handovers?place=" + place)
                .json()
                .path("items")
                .valueStream()
                .filter(row -> row.path("code").asString().equals(code))
                .findFirst()
                .orElseThrow()
                .path("missing")
                .asLong();
    }

    /** A no blocks it, and the page says what ends that, to who can do it. */
    @Test
    void aBlockedFileSaysWhatEndsIt() {
        consent("REFUSED");
        assertThat(propose(supervisor).json().path("state").asString()).isEqualTo("BLOCKED");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/handover?lang=fr")
                        .body())
                .contains("Ce qui met fin au blocage", "#h-minimum", "exception signée", "/handovers/plan")
                .doesNotContain("??");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/handover?lang=fr")
                        .body())
                .contains("Ce qui met fin au blocage", "/cases/" + code + "/consents")
                .doesNotContain("#h-minimum", "??");
    }

    @Test
    void aNoThatHoldsBlocksIt() {
        consent("REFUSED");
        assertThat(propose(supervisor).json().path("consent").asString()).isEqualTo("REFUSED");
        assertThat(reads(officer, "")).isEqualTo(404);
    }

    /** No police, no other organisation, no authority that has ended. */
    @Test
    void onlyAnAuthorityInOfficeIsAsked() {
        consent("GIVEN");
        for (Organisation to :
                List.of(structure(Organisation.Kind.NGO), structure(Organisation.Kind.LAW_ENFORCEMENT), ngo))
            assertThat(propose(supervisor, to).body()).contains("handover.no-receiver");
        TestDatabase.ownerDoes(
                "update access.organisation set valid_from = '2015-01-01', valid_until = '2015-11-01' where id = '"
                        + ministry.id() + "'");
        assertThat(propose(supervisor).body()).contains("handover.no-receiver");
    }

    @Test
    void whoIsAskedReadsTheChecklistAndNotTheChild() {
        String id = proposed();
        Answer seen = api(officer.username()).get(at(""));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.json().path("checklist").size()).isZero();
        assertThat(seen.json().path("handovers").path(0).path("missing").size()).isPositive();
        for (String part : List.of("/identity", "/health", "/visits", "/placements", "/history"))
            assertThat(reads(officer, part)).as(part).isEqualTo(404);
        assertThat(browser(officer.username())
                        .get("/cases/" + code + "/handover")
                        .body())
                .contains(WHY, "Accepter l’enfant")
                .doesNotContain("Lilas");
        assertThat(id).isNotEmpty();
    }

    /** Neither the one who proposed, nor a colleague, nor a deputy of the authority who belongs to the other side. */
    @Test
    void theFormerSideAcceptsNothing() throws SQLException {
        String id = proposed();
        Actor colleague = actor(person(Role.CASE_SUPERVISOR, ngo));
        for (Actor one : List.of(supervisor, colleague, worker))
            assertThat(reply(one, id, true).status()).as(one.code()).isNotEqualTo(200);
        TestDatabase.ownerDoes("insert into access.deputy (id, organisation_id, person_id, valid_from) values ('"
                + Ids.next() + "', '" + ministry.id() + "', '" + colleague.personId() + "', '2015-01-01')");
        assertThat(reply(colleague, id, true).status()).isNotEqualTo(200);
        assertThat(LoginSql.answer(
                        colleague, clock.instant().plusSeconds(60), "select access.decide('" + id + "', true, null)"))
                .isNotEqualTo("DONE");
        assertThat(LoginSql.refusal(
                        supervisor,
                        clock.instant().plusSeconds(60),
                        "select access.propose('" + Ids.next()
                                + "', 'HANDOVER', (select file_id from handover.proposal where id = '" + id + "'), '"
                                + id + "', 1, '{}', 'x', 'x')"))
                .contains("handover.not-asked-so");
        assertThat(LoginSql.refusal(
                        officer,
                        clock.instant().plusSeconds(60),
                        "update handover.proposal set state = 'ACCEPTED' where id = '" + id + "'"))
                .contains("permission denied");
        assertThat(responsible(supervisor)).isNotEqualTo(ministry.code());
    }

    @Test
    void responsibilityChangesAtTheAcceptance() {
        String id = accepted();
        assertThat(responsible(supervisor)).isEqualTo(ministry.code());
        assertThat(responsible(officer)).isEqualTo(ministry.code());
        for (String part : List.of("", "/identity", "/visits"))
            assertThat(reads(officer, part)).as(part).isEqualTo(200);
        Answer standing = api(officer.username()).get(at(""));
        assertThat(standing.json().path("handovers").path(0).path("receipt").asString())
                .hasSize(64);
        assertThat(standing.json().path("checks").size()).isEqualTo(2);
        assertThat(reply(officer, id, true).status()).isNotEqualTo(200);
        assertThat(propose(supervisor).body()).contains("handover.waits");
        // who goes on with the child is asked for on the first page, and chosen among the authority's people
        assertThat(browser(officer.username()).get("/").body()).contains("/cases/" + code + "/handover#h-worker");
        assertThat(browser(officer.username())
                        .get("/cases/" + code + "/handover")
                        .body())
                .contains("value=\"" + officer.code() + "\"");
    }

    /** For thirty days both sides write; then the former one reads, and some months later nothing of it is left. */
    @Test
    void theFormerSideWritesUntilTheOverlapEnds() {
        accepted();
        clock.moveTo(MORNING.plus(Duration.ofDays(29)));
        assertThat(note(worker)).isEqualTo(201);
        clock.moveTo(MORNING.plus(Duration.ofDays(31)));
        assertThat(note(worker)).isEqualTo(403);
        assertThat(note(supervisor)).isEqualTo(403);
        assertThat(reads(worker, "/identity")).isEqualTo(200);
        assertThat(reads(officer, "/identity")).isEqualTo(200);
        clock.moveTo(MORNING.plus(Duration.ofDays(130)));
        assertThat(reads(worker, "")).isEqualTo(404);
        assertThat(reads(supervisor, "")).isEqualTo(404);
        assertThat(reads(officer, "")).isEqualTo(200);
    }

    private int note(Actor by) {
        return api(by.username())
                .post(
                        "/api/v1/cases/" + code + "/notes",
                        Map.of(
                                "id", Ids.next().toString(),
                                "kind", "CHILDS_OWN_WORDS",
                                "at", "2015-11-15T09:00",
                                "text", "La famille va bien"))
                .status();
    }

    /** A colleague to whom the file is given in the overlap does not keep it beyond. */
    @Test
    void nobodyIsLetInBeyondTheOverlap() {
        accepted();
        Actor other = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        assertThat(api(supervisor.username())
                        .post("/api/v1/cases/" + code + "/assignment", Map.of("worker", other.username()))
                        .status())
                .isEqualTo(200);
        assertThat(note(other)).isEqualTo(201);
        clock.moveTo(MORNING.plus(Duration.ofDays(31)));
        assertThat(note(other)).isNotEqualTo(201);
        Answer shared = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/grants",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "grantee",
                                other.username(),
                                "sections",
                                List.of("STATUS", "NOTES"),
                                "until",
                                "2015-12-18",
                                "why",
                                "Elle connaît encore l’enfant et sa famille"));
        assertThat(shared.status()).as(shared.body()).isEqualTo(403);
    }

    @Test
    void consentThatIsWithdrawnStopsTheAcceptance() {
        String id = proposed();
        TestDatabase.ownerDoes(
                "update cases.consent set status = 'WITHDRAWN' where purpose = 'TRANSFER_TO_AUTHORITY' and file_id ="
                        + " (select id from cases.case_file where code = '"
                        + code + "')");
        assertThat(reply(officer, id, true).body()).contains("handover.no-consent");
        assertThat(responsible(supervisor)).isNotEqualTo(ministry.code());
    }

    @Test
    void returnedWithWhatIsMissing() {
        String id = proposed();
        assertThat(reply(officer, id, false, "LAST_VISIT", "ADDRESS").status()).isEqualTo(200);
        assertThat(reads(officer, "")).isEqualTo(404);
        var one =
                api(supervisor.username()).get(at("")).json().path("handovers").path(0);
        assertThat(one.path("state").asString()).isEqualTo("RETURNED");
        assertThat(one.path("lacks").toString()).contains("LAST_VISIT", "ADDRESS");
        assertThat(responsible(supervisor)).isNotEqualTo(ministry.code());
        assertThat(propose(supervisor).status()).as("anew").isEqualTo(201);
    }

    @Test
    void takenBackBeforeTheAnswer() {
        String id = proposed();
        assertThat(api(worker.username())
                        .post(at("/" + id + "/withdrawal"), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(api(supervisor.username())
                        .post(at("/" + id + "/withdrawal"), Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(reads(officer, "")).isEqualTo(404);
        assertThat(reply(officer, id, true).status()).isNotEqualTo(200);
    }
}
