package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;

/** Who was lent another part of a file asks for nothing about the rest: nobody could read the request, and it would keep the worker from asking. */
class LentProposalAttackIT extends DangerHouse {

    private Actor lent(String code, boolean mayWrite) {
        Actor lent = actor(person(Role.CASE_WORKER, ngo));
        Answer shared = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/grants",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "grantee",
                                lent.username(),
                                "sections",
                                List.of("FOLLOW_UP", "STATUS"),
                                "mayWrite",
                                mayWrite,
                                "until",
                                "2015-11-30",
                                "why",
                                "Remplacement de congé"));
        assertThat(shared.status()).as(shared.body()).isEqualTo(201);
        return lent;
    }

    private static String asking(String kind, String code) {
        return "select access.propose('" + Ids.next() + "', '" + kind
                + "', f.id, f.id, 1, '{}', '\\x0102', '\\x0102') from cases.file_shown f where f.code = '" + code + "'";
    }

    @Test
    void neitherByReadingNorByWritingAnotherSection() throws SQLException {
        String code = active();
        for (Actor lent : List.of(lent(code, false), lent(code, true)))
            for (String kind : List.of(
                    "RETURN_EXCEPTION",
                    "PLAN",
                    "IDENTITY",
                    "AGE",
                    "HOME",
                    "TRACING",
                    "CLOSURE",
                    "GOAL_DROP",
                    "SHARE_WRITE"))
                assertThat(LoginSql.refusal(lent, clock.instant(), asking(kind, code)))
                        .as(kind)
                        .containsAnyOf("access.not-seen", "access.not-theirs-to-propose");
        raise(worker, code, AT_HOME, "Le père attend devant le centre");
        Answer asked = api(worker.username())
                .post(
                        "/api/v1/cases/" + code + "/placements/return-exceptions",
                        Map.of("reason", "Aucun centre ne prend un nourrisson"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
    }

    /** By the page and the API it is forbidden, and no fault of the house. */
    @Test
    void theApplicationRefusesItToo() {
        String code = active();
        raise(worker, code, AT_HOME, "Le père attend devant le centre");
        Answer asked = api(lent(code, true).username())
                .post(
                        "/api/v1/cases/" + code + "/placements/return-exceptions",
                        Map.of("reason", "Aucun centre ne prend un nourrisson"));
        assertThat(asked.status()).as(asked.body()).isIn(403, 404);
    }
}
