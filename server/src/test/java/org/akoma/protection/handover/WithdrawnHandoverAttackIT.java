package org.akoma.protection.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** The child takes back that it is handed over, while the authority is asked; who proposed it wants it all the same (trust.md 3). */
class WithdrawnHandoverAttackIT extends HandoverHouse {

    private void takenBack() {
        guarded(code);
        String at = "/api/v1/cases/" + code + "/consents/TRANSFER_TO_AUTHORITY/withdrawal";
        Answer effects = api(worker.username()).get(at);
        assertThat(effects.status()).as(effects.body()).isEqualTo(200);
        Answer taken = api(worker.username())
                .post(
                        at,
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "seen",
                                effects.json().path("seen").asString(),
                                "givenBy",
                                "GUARDIAN"));
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    }

    private void newYes(Actor by) {
        TestDatabase.ownerDoes(
                "insert into cases.consent (id, file_id, purpose, status, given_by, basis, language, explained, at, explained_by, recorded_by, recorded_at, sealed) select '"
                        + Ids.next()
                        + "', id, 'TRANSFER_TO_AUTHORITY', 'GIVEN', 'CHILD_CONSENT_ALONE', 'GUARDIAN_UNSAFE', 'fr',"
                        + " '{TOLD_LIMITS,INTERVIEW,TOLD_PURPOSE,TOLD_USES,TOLD_RESEARCH,TOLD_ACCESS_RIGHT,TOLD_RETENTION,TOLD_WITHDRAWAL}', '"
                        + clock.instant() + "', '" + by.personId() + "', '" + by.personId() + "', '"
                        + clock.instant() + "', 'x' from cases.case_file where code = '" + code + "'");
    }

    @Test
    void aNoEndsWhatWasProposedAndWhatTheAuthoritySees() throws SQLException {
        String id = proposed();
        assertThat(reads(officer, "/handover")).isEqualTo(200);
        int before = rung(supervisor);
        takenBack();
        Answer now = api(supervisor.username()).get(at(""));
        assertThat(now.body()).contains("WITHDRAWN");
        assertThat(reads(officer, "/handover")).isEqualTo(404);
        assertThat(rung(supervisor)).isGreaterThan(before);
        clock.moveTo(MORNING.plusSeconds(600));
        newYes(supervisor);
        assertThat(reply(officer, id, true).status()).as("the old proposal").isIn(403, 404, 422);
        assertThat(LoginSql.answer(
                        officer,
                        clock.instant().plusSeconds(60),
                        "select count(*) from access.to_decide() d where d = '" + id + "'"))
                .isEqualTo("0");
    }

    @Test
    void whoProposesDoesNotTurnTheNoAlone() {
        proposed();
        takenBack();
        clock.moveTo(MORNING.plusSeconds(600));
        assertThat(propose(supervisor).json().path("state").asString()).isEqualTo("BLOCKED");
        String blocked = api(supervisor.username())
                .get(at(""))
                .json()
                .path("handovers")
                .path(0)
                .path("id")
                .asString();
        newYes(supervisor);
        Answer sent = api(supervisor.username()).post(at("/" + blocked + "/sending"), Map.of("why", WHY));
        assertThat(sent.body()).contains("handover.own-yes");
        clock.moveTo(MORNING.plusSeconds(1200));
        newYes(actor(person(Role.CASE_SUPERVISOR, ngo)));
        Answer heard = api(supervisor.username()).post(at("/" + blocked + "/sending"), Map.of("why", WHY));
        assertThat(heard.status()).as(heard.body()).isEqualTo(200);
    }

    @Test
    void norInANewProposal() {
        proposed();
        takenBack();
        clock.moveTo(MORNING.plusSeconds(600));
        newYes(supervisor);
        assertThat(propose(supervisor).body()).contains("handover.own-yes");
    }
}
