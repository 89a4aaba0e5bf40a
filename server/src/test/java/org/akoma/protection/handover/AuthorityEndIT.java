package org.akoma.protection.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An authority that answers for children ends by two people, and another authority follows it: no administrator gives its children to somebody, or to nobody. */
class AuthorityEndIT extends HandoverHouse {

    @Autowired
    private Handovers handovers;

    private Organisation abroad;
    private Actor administrator;
    private Actor manager;

    @BeforeEach
    void anAuthorityWithoutAccounts() {
        abroad = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        administrator = actor(person(Role.SYSTEM_ADMINISTRATOR, ngo));
        manager = actor(person(Role.PROJECT_MANAGER, ngo));
        consent("GIVEN");
        UUID id = UUID.fromString(propose(supervisor, abroad).json().path("id").asString());
        done(handovers.answerAsTold(worker, code, id, true, LocalDate.parse("2015-11-16"), List.of()));
        assertThat(verdict(supervisor, waiting(supervisor, code), true)).isEqualTo(200);
        assertThat(responsible(supervisor)).isEqualTo(abroad.code());
    }

    private Answer ends(Organisation one, Organisation successor, String until) {
        return api(administrator.username())
                .post(
                        "/api/v1/organisations/" + one.code() + "/end",
                        Map.of("validUntil", until, "successor", successor.code()));
    }

    private Answer asks(Actor by, Organisation one, Organisation successor, String until) {
        return api(by.username())
                .post(
                        "/api/v1/handover/successions",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "ends",
                                one.code(),
                                "until",
                                until,
                                "successor",
                                successor.code(),
                                "endsWhy",
                                "Décret de décembre sur les ministères"));
    }

    private String decision(Actor by) {
        return api(by.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString().equals("AUTHORITY_END"))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElse("");
    }

    @Test
    void anAdministratorAloneEndsNone() throws SQLException {
        Organisation theirs = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        assertThat(ends(abroad, theirs, "2015-12-01").body()).contains("access.structure-answers");
        for (String past : List.of(
                "update access.organisation set valid_until = '2015-12-01' where id = '" + abroad.id() + "'",
                "insert into access.organisation_successor values ('" + abroad.id() + "', '" + theirs.id() + "')"))
            assertThat(LoginSql.refusal(administrator, clock.instant(), past))
                    .as(past)
                    .contains("access.structure-answers");
        assertThat(responsible(supervisor)).isEqualTo(abroad.code());
    }

    @Test
    void aManagerAndTheDataProtectionOfficerDecideWhoFollows() {
        Organisation next = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        for (Organisation wrong : List.of(
                structure(Organisation.Kind.NGO), structure(Organisation.Kind.CENTRAL_GOVERNMENT, "GH"), abroad))
            assertThat(asks(manager, abroad, wrong, "2015-12-01").body()).contains("handover.no-follower");
        assertThat(asks(manager, abroad, next, "2015-11-01").body()).contains("handover.end-day");
        for (Actor other : List.of(supervisor, worker, custodian))
            assertThat(asks(other, abroad, next, "2015-12-01").status()).isEqualTo(403);
        assertThat(asks(manager, abroad, next, "2015-12-01").status()).isEqualTo(201);
        String decision = decision(custodian);
        assertThat(browser(custodian.username())
                        .get("/decisions/" + decision + "?lang=fr")
                        .body())
                .contains("Autorité qui lui succède")
                .doesNotContain("??");
        assertThat(verdict(manager, decision, true)).isNotEqualTo(200);
        assertThat(verdict(supervisor, decision, true)).isNotEqualTo(200);
        assertThat(responsible(supervisor)).isEqualTo(abroad.code());
        assertThat(verdict(custodian, decision, true)).isEqualTo(200);
        clock.moveTo(MORNING.plus(Duration.ofDays(16)));
        assertThat(responsible(supervisor)).isEqualTo(next.code());
        assertThat(ends(next, structure(Organisation.Kind.CENTRAL_GOVERNMENT), "2016-01-01")
                        .body())
                .as("who follows answers as well")
                .contains("access.structure-answers");
    }

    private Answer turnsIntoAnNgo(Organisation one) {
        String letters = one.code().replaceAll("[^A-Z]", "x");
        return api(administrator.username())
                .put(
                        "/api/v1/organisations/" + one.code(),
                        Map.of("label", "Bureau " + letters, "labelEn", "Office " + letters, "kind", "NGO"),
                        "\"1\"");
    }

    /** As an NGO it could answer for no child, and another authority would follow instead. */
    @Test
    void theKindOfWhoFollowsStays() {
        Organisation next = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        assertThat(asks(manager, abroad, next, "2015-12-01").status()).isEqualTo(201);
        assertThat(turnsIntoAnNgo(next).body()).as("while it waits").contains("access.kind-in-use");
        assertThat(verdict(custodian, decision(custodian), true)).isEqualTo(200);
        assertThat(turnsIntoAnNgo(next).body()).as("once agreed to").contains("access.kind-in-use");
        assertThat(turnsIntoAnNgo(abroad).body()).as("while it answers").contains("access.kind-in-use");
    }

    /** An end that one person wrote beforehand would name who gets the children, without a second one. */
    @Test
    void whoseEndOnePersonWroteIsNotAsked() {
        Organisation pocketed = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        Organisation next = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        assertThat(ends(pocketed, next, "2016-02-01").status()).isEqualTo(204);
        String another = opened(SomeChild.named("Rose")).code();
        code = another;
        consent("GIVEN");
        assertThat(propose(supervisor, pocketed).body()).contains("handover.no-receiver");
        assertThat(asks(manager, pocketed, next, "2016-02-01").status()).isEqualTo(201);
        assertThat(verdict(custodian, decision(custodian), true)).isEqualTo(200);
        assertThat(propose(supervisor, pocketed).status()).isEqualTo(201);
    }
}
