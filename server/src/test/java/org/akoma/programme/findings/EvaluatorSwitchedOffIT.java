package org.akoma.programme.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.LoginSql;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** An administrator who ends the role of the second evaluator lets nobody release alone: two people take that person off, the data protection officer agrees (trust.md 2). */
class EvaluatorSwitchedOffIT extends MissionHouse {

    private void isSwitchedOff() {
        TestDatabase.ownerDoes("update access.person_role set valid_until = '" + clock.instant()
                + "' where role = 'EVALUATOR' and person_id = '" + actor(other).personId() + "'");
        clock.moveTo(clock.instant().plusSeconds(60));
    }

    private boolean isReleased() {
        return owner("select released_at is not null from evaluation.mission where code = '" + code + "'")
                .contains("t");
    }

    private String release() {
        return "update evaluation.mission set released_at = access.moment(), version = version + 1 where code = '"
                + code + "'";
    }

    /** The way of the attacker, through the application and past it, and taking them off the team alone. */
    @Test
    void theLeadDoesNotReleaseAlone() throws SQLException {
        found();
        isSwitchedOff();
        Answer alone = api(lead).post(mission + "/release", Map.of());
        assertThat(alone.status()).as(alone.body()).isEqualTo(422);
        assertThat(alone.body()).contains("evaluation.release-nobody-agrees");
        assertThat(isReleased()).isFalse();
        assertThat(LoginSql.refusal(actor(lead), clock.instant(), release())).contains("evaluation.release-by-two");
        for (String who : java.util.List.of(lead, manager)) {
            Answer off = api(who).delete(mission + "/team/" + other);
            assertThat(off.status()).as(off.body()).isEqualTo(422);
            assertThat(off.body()).contains("evaluation.second-stays");
        }
        assertThat(LoginSql.refusal(
                        actor(lead),
                        clock.instant(),
                        "update evaluation.team set left_at = access.moment(), left_by = access.actor() where person_id = '"
                                + actor(other).personId() + "'"))
                .contains("evaluation.second-stays");
    }

    /** The data protection officer decides in the place of who can no longer act. */
    @Test
    void theOfficerDecidesInstead() {
        found();
        isSwitchedOff();
        done(
                202,
                api(lead).post(mission + "/team/" + other + "/removal-request", Map.of("reason", "No longer with us")));
        done(200, verdict(custodian, true));
        done(200, api(lead).post(mission + "/release", Map.of()));
        assertThat(isReleased()).isTrue();
    }
}
