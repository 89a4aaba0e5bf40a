package org.akoma.protection.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which authorities are asked, what each has ready, and how one hands a file on to another. */
class ReceivingAuthoritiesIT extends HandoverHouse {

    private static final String READY = "/api/v1/handover/readiness";

    @Autowired
    private HandoverRound round;

    private static void mandate(Organisation one, String mandate) {
        TestDatabase.ownerDoes(
                "update access.organisation set mandate = '" + mandate + "' where id = '" + one.id() + "'");
    }

    @Test
    void noAuthorityOfAnotherCountryOrMandateIsAsked() throws SQLException {
        consent("GIVEN");
        Organisation abroad = structure(Organisation.Kind.CENTRAL_GOVERNMENT, "GH");
        Organisation solidarity = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        mandate(solidarity, "SOLIDARITY");
        assertThat(propose(supervisor, abroad).body()).contains("handover.other-country", "\"to\"");
        assertThat(propose(supervisor, solidarity).body()).contains("handover.no-receiver");
        assertThat(LoginSql.answer(
                        supervisor,
                        clock.instant(),
                        "select handover.propose(gen_random_uuid(), f.id, '" + abroad.id()
                                + "', 'x', 'x') from cases.case_file f where f.code = '" + code + "'"))
                .isEqualTo("NO_RECEIVER");
        mandate(ministry, "CHILD_PROTECTION");
        assertThat(propose(supervisor).status()).isEqualTo(201);
    }

    private Map<String, Object> ready(Organisation to, String item) {
        return new HashMap<>(Map.of("id", Ids.next().toString(), "to", to.code(), "item", item, "met", true));
    }

    private String met(Actor reader, Organisation to, String point) {
        return api(reader.username())
                .get("/api/v1/handover/receivers")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("code").asString().equals(to.code()))
                .flatMap(one -> one.path("points").valueStream())
                .filter(one -> one.path("point").asString().equals(point))
                .map(one ->
                        one.path("met").isNull() ? "unknown" : one.path("met").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatAnAuthorityHasReadyIsWrittenByAManagerOrComputed() throws SQLException {
        Actor manager = actor(person(Role.PROJECT_MANAGER, ngo));
        Organisation empty = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        assertThat(api(officer.username())
                        .post(READY, ready(ministry, "BUDGET_LINE"))
                        .status())
                .isEqualTo(403);
        assertThat(LoginSql.refusal(
                        officer,
                        clock.instant(),
                        "insert into handover.readiness (id, organisation_id, item, met, written_by, written_at) values (gen_random_uuid(), '"
                                + ministry.id() + "', 'BUDGET_LINE', true, '" + officer.personId()
                                + "', access.moment())"))
                .contains("row-level security");
        assertThat(met(manager, ministry, "BUDGET_LINE")).isEqualTo("unknown");
        Map<String, Object> budget = ready(ministry, "BUDGET_LINE");
        assertThat(api(manager.username()).post(READY, budget).status()).isEqualTo(201);
        assertThat(api(manager.username()).post(READY, budget).status()).isEqualTo(201);
        budget.put("met", false);
        assertThat(api(manager.username()).post(READY, budget).status()).isEqualTo(409);
        assertThat(met(officer, ministry, "BUDGET_LINE")).isEqualTo("true");
        assertThat(met(custodian, ministry, "FOCAL_POINT")).isEqualTo("true");
        assertThat(met(manager, ministry, "FOCAL_POINT")).isEqualTo("true");
        assertThat(met(manager, empty, "FOCAL_POINT")).isEqualTo("false");
        assertThat(met(manager, empty, "AGREEMENT")).isEqualTo("false");
        Map<String, Object> computed = ready(ministry, "AGREEMENT");
        assertThat(api(manager.username()).post(READY, computed).status()).isEqualTo(422);
        Map<String, Object> named = ready(ministry, "TRAINED");
        named.put("note", "Voir AK-012 avec le 07 08 09 10 11");
        assertThat(api(manager.username()).post(READY, named).body()).contains("handover.note-safe");
        assertThat(browser(manager.username()).get("/handovers/receivers").body())
                .contains("Ligne budgétaire", "Côte d’Ivoire");
        assertThat(api(worker.username()).get("/api/v1/handover/receivers").status())
                .as("no wider than the plan")
                .isEqualTo(
                        api(worker.username()).get("/api/v1/handover/functions").status());
    }

    @Test
    void theMinimumBecomesTheWholeFileOnceConsentIsThere() {
        consent("REFUSED");
        String id = propose(supervisor).json().path("id").asString();
        assertThat(api(supervisor.username())
                        .post(
                                at("/" + id + "/minimum"),
                                Map.of("basis", "BEST_INTERESTS", "minimumWhy", "Elle vit seule chez un inconnu"))
                        .status())
                .isEqualTo(200);
        assertThat(verdict(custodian, waiting(custodian, code), true)).isEqualTo(200);
        assertThat(api(supervisor.username())
                        .post(at("/" + id + "/sending"), Map.of("why", WHY))
                        .status())
                .isEqualTo(200);
        assertThat(reply(officer, id, true).status()).isEqualTo(200);
        Answer early = api(supervisor.username()).post(at("/" + id + "/widening"), Map.of());
        assertThat(early.body()).contains("handover.still-blocked");
        assertThat(reads(officer, "/visits")).isNotEqualTo(200);
        TestDatabase.ownerDoes(
                "delete from cases.consent c using cases.case_file f where f.id = c.file_id and f.code = '" + code
                        + "' and c.purpose = 'TRANSFER_TO_AUTHORITY'");
        consent("GIVEN");
        recordedBy(supervisor);
        assertThat(api(supervisor.username())
                        .post(at("/" + id + "/widening"), Map.of())
                        .body())
                .as("the yes that its leader recorded opens nothing by that leader alone")
                .contains("handover.widen-own-yes");
        assertThat(reads(officer, "/visits")).isNotEqualTo(200);
        recordedBy(worker);
        for (Actor other : new Actor[] {officer, worker, custodian})
            assertThat(api(other.username())
                            .post(at("/" + id + "/widening"), Map.of())
                            .status())
                    .as(other.username())
                    .isIn(403, 404);
        assertThat(api(supervisor.username())
                        .post(at("/" + id + "/widening"), Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(reads(officer, "/visits")).isEqualTo(200);
        assertThat(api(supervisor.username())
                        .post(at("/" + id + "/widening"), Map.of())
                        .body())
                .contains("handover.not-minimum");
    }

    private void recordedBy(Actor by) {
        TestDatabase.ownerDoes("update cases.consent c set recorded_by = '" + by.personId()
                + "' from cases.case_file f where f.id = c.file_id and f.code = '" + code
                + "' and c.purpose = 'TRANSFER_TO_AUTHORITY'");
    }

    @Test
    void anAuthorityHandsTheFileOnOnceItIsItsOwn() {
        Actor lead = actor(person(Role.CASE_SUPERVISOR, ministry));
        Actor theirs = actor(person(Role.CASE_WORKER, ministry, null, lead.personId()));
        String id = accepted();
        Organisation second = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        Actor secondOfficer = actor(person(Role.MINISTRY_OFFICER, second));
        assertThat(propose(supervisor, second).body()).contains("handover.waits");
        assertThat(api(officer.username())
                        .post(at("/" + id + "/worker"), Map.of("worker", theirs.username()))
                        .status())
                .isEqualTo(200);
        clock.moveTo(MORNING.plus(Duration.ofDays(30)));
        round.go();
        assertThat(propose(supervisor, second).status()).as("the former side").isIn(403, 404);
        assertThat(propose(lead, ministry).body()).as("itself").contains("handover.no-receiver");
        Answer again = propose(lead, second);
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(responsible(lead)).isEqualTo(ministry.code());
        assertThat(reply(officer, again.json().path("id").asString(), true).status())
                .as("the authority that hands it on")
                .isNotEqualTo(200);
        assertThat(reply(secondOfficer, again.json().path("id").asString(), true)
                        .status())
                .isEqualTo(200);
        assertThat(responsible(lead)).isEqualTo(second.code());
        assertThat(reads(officer, "/visits")).isEqualTo(200);
        clock.moveTo(MORNING.plus(Duration.ofDays(61)));
        round.go();
        assertThat(api(theirs.username())
                        .post(
                                "/api/v1/cases/" + code + "/notes",
                                Map.of("id", Ids.next().toString(), "text", "x"))
                        .status())
                .isNotEqualTo(201);
        assertThat(reads(secondOfficer, "/visits")).isEqualTo(200);
    }
}
