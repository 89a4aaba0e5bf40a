package org.akoma.protection.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The paper of what is held about a child: who agrees to it and who takes it reads all that it tells (trust.md 2, G8). */
class AccessPaperAttackIT extends AccessRequestHouse {

    @BeforeEach
    void aFile() {
        code = opened(SomeChild.aged("F", 12, newFamilyName())).code();
    }

    private String at(String rest) {
        return "/api/v1/cases/" + code + "/access-requests" + rest;
    }

    private static Map<String, Object> request(List<String> leftOut) {
        Map<String, Object> asked = new HashMap<>(Map.of(
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
                leftOut));
        if (!leftOut.isEmpty()) asked.put("why", "L’enfant ne veut pas tout entendre aujourd’hui");
        return asked;
    }

    private Answer ask(Actor by) {
        return api(by.username()).post(at(""), request(List.of()));
    }

    private String recorded(Actor by) {
        Answer answer = ask(by);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private Answer agree(Actor by, String request) {
        api(by.username()).get(at("/" + request + "/held"));
        String waiting = answer(by, "select d.id from access.decision d where d.subject = '" + request + "'");
        return api(by.username()).post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true));
    }

    private Answer give(Actor by, String request) {
        return api(by.username()).post(at("/" + request + "/answer"), Map.of("on", "2015-11-16", "how", "HANDED_OVER"));
    }

    private Answer paper(Actor by, String request) {
        return api(by.username()).get(at("/" + request + "/paper"));
    }

    private String answer(Actor by, String question) {
        try {
            return String.valueOf(LoginSql.answer(by, clock.instant().plusSeconds(60), question));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whoWasLentTwoPartsTakesNoPaperAndEndsNothing() throws SQLException {
        Actor lent = lent(code, true, Section.FOLLOW_UP, Section.STATUS);
        String request = recorded(worker);
        assertThat(agree(supervisor, request).status()).isEqualTo(200);
        assertThat(paper(lent, request).status()).isIn(403, 404);
        assertThat(give(lent, request).status()).isIn(403, 404);
        assertThat(browser(lent.username()).get("/cases/" + code + "/rights").body())
                .contains("Demandes")
                .doesNotContain("/" + request + "/paper", "/" + request + "/answer");
        Instant soon = clock.instant().plusSeconds(60);
        assertThat(LoginSql.refusal(
                        lent, soon, "select retention.take_access_paper('" + Ids.next() + "', '" + request + "')"))
                .contains("retention.not-to-leave");
        assertThat(answer(lent, "select retention.give_access('" + request + "', '2015-11-16', 'HANDED_OVER')"))
                .isEqualTo("FORBIDDEN");
        assertThat(browser(worker.username()).get("/cases/" + code + "/rights").body())
                .contains("/" + request + "/paper", "/" + request + "/answer");
        assertThat(paper(worker, request).status()).isEqualTo(200);
        assertThat(give(lent, request).status()).isIn(403, 404);
        assertThat(give(worker, request).status()).isEqualTo(200);
    }

    @Test
    void aRefusalIsToldByWhoHoldsWhatWasAsked() {
        Actor lent = lent(code, true, Section.FOLLOW_UP, Section.STATUS);
        String request = recorded(worker);
        String waiting = answer(supervisor, "select d.id from access.decision d where d.subject = '" + request + "'");
        assertThat(api(supervisor.username())
                        .post(
                                "/api/v1/decisions/" + waiting + "/verdict",
                                Map.of("agreed", false, "reason", "La personne n’est pas l’enfant"))
                        .status())
                .isEqualTo(200);
        Map<String, Object> told = Map.of("on", "2015-11-16", "how", "TOLD_REFUSED");
        assertThat(api(lent.username())
                        .post(at("/" + request + "/answer"), told)
                        .status())
                .isIn(403, 404);
        assertThat(api(worker.username())
                        .post(at("/" + request + "/answer"), told)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDeputyAgreesToAPaperThatTellsEverything() {
        Actor deputy = deputy();
        String request = recorded(supervisor);
        assertThat(api(deputy.username())
                        .get(at("/" + request + "/held"))
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(part -> part.path("missing").asString("").equals("NOT_SEEN")))
                .isEmpty();
        Answer agreed = agree(deputy, request);
        assertThat(agreed.status()).as(agreed.body()).isIn(200, 204);
        assertThat(paper(worker, request).status()).isEqualTo(200);
        clock.moveTo(MORNING.plusSeconds(3600));
        assertThat(cases.find(deputy, code)).isEmpty();
    }

    /** What the people of the file leave out is read by no deputy either. */
    @Test
    void aDeputyReadsNoMoreThanThePaperTells() throws SQLException {
        Actor deputy = deputy();
        Map<String, Object> asked = request(List.of("HEALTH", "NEEDS"));
        Answer answer = api(supervisor.username()).post(at(""), asked);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(owner(
                        "select g.sections from access.file_grant g join access.decision d on d.id = g.decision_id where g.grantee = '"
                                + deputy.personId() + "' and d.subject = '"
                                + answer.json().path("id").asString() + "'"))
                .isEqualTo(511 - 4 - 8 - 128);
    }

    @Test
    void whoReadsOnePartOnlyIsNotWhoAgrees() {
        Actor lent = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        provisioning.deputise(Map.of(ngo.id(), lent.personId()), BEGINNING);
        seesItsState(lent);
        String request = recorded(worker);
        assertThat(answer(
                        supervisor,
                        "select string_agg(x::text, ',') from access.decision d, access.deciders_shown(d.id) x where d.subject = '"
                                + request + "'"))
                .isEqualTo(supervisor.personId().toString());
        assertThat(agree(lent, request).status()).isNotIn(200, 204);
    }

    @Test
    void aDeputyWhoseContractEndedDecidesNothingAndIsNoFault() {
        Actor deputy = deputy();
        TestDatabase.ownerDoes(
                "update access.person set contract_until = date '2015-11-16' where id = '" + deputy.personId() + "'");
        Answer refused = ask(supervisor);
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("rights.nobody-decides");
        recorded(worker);
    }

    /** The database and the paper know the same parts. */
    @Test
    void theSectionsOfThePaperAreThoseOfItsParts() throws SQLException {
        for (AccessRequest.Asker asker : AccessRequest.Asker.values()) {
            int told = Arrays.stream(AccessRequest.Part.values())
                    .filter(part -> part.isFor(asker))
                    .mapToInt(part -> part.section().bit())
                    .reduce(256 | (asker == AccessRequest.Asker.GUARDIAN ? 2 : 0), (a, b) -> a | b);
            assertThat(told(asker, "")).isEqualTo(told);
            for (AccessRequest.Part part : AccessRequest.Part.values()) {
                String others = Arrays.stream(AccessRequest.Part.values())
                        .filter(one -> one != part)
                        .map(Enum::name)
                        .reduce((a, b) -> a + "," + b)
                        .orElseThrow();
                int bits = 256
                        | (asker == AccessRequest.Asker.GUARDIAN ? 2 : 0)
                        | (part.isFor(asker) ? part.section().bit() : 0);
                assertThat(told(asker, others)).as(asker + " " + part).isEqualTo(bits);
            }
        }
    }

    private static int told(AccessRequest.Asker asker, String leftOut) throws SQLException {
        return owner("select retention.sections_told('" + asker + "', '{" + leftOut + "}')");
    }

    private static int owner(String question) throws SQLException {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row = ask.executeQuery(question)) {
            row.next();
            return row.getInt(1);
        }
    }
}
