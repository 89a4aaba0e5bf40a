package org.akoma.protection.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A file that an authority answers for goes to nobody else: by a transfer before, during or after the acceptance, or by a share. */
class AnsweredElsewhereIT extends HandoverHouse {

    @Autowired
    private HandoverRound round;

    private Organisation other;
    private Actor receiving;

    @BeforeEach
    void anotherStructure() {
        other = structure(Organisation.Kind.NGO);
        receiving = actor(person(Role.CASE_SUPERVISOR, other));
    }

    private Answer transfer(Actor by) {
        return api(by.username())
                .post("/api/v1/cases/" + code + "/transfers", Map.of("to", other.code(), "why", "Elle vit là-bas"));
    }

    private Answer share(Actor by, Actor with) {
        return api(by.username())
                .post(
                        "/api/v1/cases/" + code + "/grants",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "grantee",
                                with.username().toUpperCase(),
                                "sections",
                                List.of("IDENTITY"),
                                "mayWrite",
                                false,
                                "until",
                                clock.instant()
                                        .plus(Duration.ofDays(5))
                                        .toString()
                                        .substring(0, 10),
                                "why",
                                "Pour le remplacer pendant son congé"));
    }

    @Test
    void afterTheAcceptanceItIsNotProposedToAnother() {
        accepted();
        Answer no = transfer(supervisor);
        assertThat(no.status()).isEqualTo(422);
        assertThat(no.body()).contains("cases.transfer-handed-over");
    }

    /** Proposed to another structure first, it would pass to that one after the authority accepted. */
    @Test
    void aTransferThatWaitedIsNotAcceptedAfterwards() throws SQLException {
        consent("GIVEN");
        Answer made = transfer(supervisor);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String waiting = made.json().path("id").asString();
        String id = propose(supervisor).json().path("id").asString();
        assertThat(reply(officer, id, true).status()).isEqualTo(200);
        Answer no = api(receiving.username())
                .post("/api/v1/cases/" + code + "/transfers/" + waiting + "/decision", Map.of("agreed", true));
        assertThat(no.status()).as(no.body()).isEqualTo(422);
        assertThat(no.body()).contains("cases.transfer-handed-over");
        assertThat(LoginSql.refusal(receiving, clock.instant(), "select access.decide('" + waiting + "', true, null)"))
                .contains("cases.transfer-handed-over");
        assertThat(reads(receiving, "/identity")).isEqualTo(404);
    }

    /** A partner who was given the file in the overlap would otherwise read it long after, by nobody's word of the authority. */
    @Test
    void aReferralGivenInTheOverlapEndsWithIt() throws SQLException {
        accepted();
        UUID grant = Ids.next();
        TestDatabase.ownerDoes(
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by) select '"
                        + grant
                        + "', f.id, 'DESK', o.desk_id, 257, false, '2015-11-17', '2016-06-28', 'REFERRAL', f.worker_id"
                        + " from cases.case_file f, access.organisation o where f.code = '" + code + "' and o.id = '"
                        + other.id() + "'");
        assertThat(until(grant)).isEqualTo("2015-12-16");
    }

    private static String until(UUID grant) throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                ResultSet row = owner.createStatement()
                        .executeQuery("select valid_until::date from access.file_grant where id = '" + grant + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void afterTheOverlapItIsNotShared() {
        accepted();
        Actor colleague = actor(person(Role.CASE_WORKER, ngo, null, supervisor.personId()));
        clock.moveTo(MORNING.plus(Duration.ofDays(30)));
        for (Actor by : List.of(worker, supervisor))
            assertThat(share(by, colleague).status())
                    .as("before the round of the night")
                    .isEqualTo(403);
        round.go();
        for (Actor by : List.of(worker, supervisor))
            assertThat(share(by, colleague).status()).isEqualTo(403);
        assertThat(reads(colleague, "/identity")).isEqualTo(404);
    }
}
