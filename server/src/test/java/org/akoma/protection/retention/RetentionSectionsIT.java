package org.akoma.protection.retention;

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

/** What keeps a file is read by who holds the section that it comes from, and who was lent a section speaks for nobody (trust.md G8). */
class RetentionSectionsIT extends ErasureHouse {

    private Actor lent(String... sections) {
        String colleague = person(Role.CASE_WORKER, ngo);
        Answer shared = api(supervisor.username())
                .post(
                        at("/grants"),
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "grantee",
                                colleague,
                                "sections",
                                List.of(sections),
                                "mayWrite",
                                true,
                                "until",
                                "2015-11-30",
                                "why",
                                "Remplacement de congé"));
        assertThat(shared.status()).as(shared.body()).isEqualTo(201);
        return actor(colleague);
    }

    private List<String> bars(Actor reader) {
        Answer answer = api(reader.username()).get(at("/retention"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json()
                .path("bars")
                .valueStream()
                .map(one -> one.asString())
                .toList();
    }

    @Test
    void aLentReaderLearnsOfNothingInAHiddenSection() throws SQLException {
        written(api(worker.username())
                .post(at("/alerts"), Map.of("type", "LIFE_IN_DANGER", "what", mark + " a peur de rentrer ce soir")));
        Actor status = lent("STATUS");
        Actor followUp = lent("STATUS", "FOLLOW_UP");
        assertThat(bars(worker)).contains("NOT_CLOSED", "ALERT");
        assertThat(bars(supervisor)).contains("ALERT");
        assertThat(bars(status)).containsExactly("NOT_CLOSED");
        assertThat(bars(followUp)).contains("ALERT");
        inAnEmergencyThatWaits();
        assertThat(bars(worker)).contains("EMERGENCY");
        assertThat(bars(followUp)).doesNotContain("EMERGENCY");
        assertThat(LoginSql.answer(status, clock.instant(), "select bars::text from retention.standing('" + id + "')"))
                .isEqualTo("{NOT_CLOSED}");
    }

    @Test
    void whoWasLentASectionWritesNoWishAndSetsNoHold() {
        Actor lent = lent("STATUS", "FOLLOW_UP");
        assertThat(wish(lent).status()).isEqualTo(403);
        assertThat(hold(lent).status()).isEqualTo(403);
        assertThat(browser(lent.username()).get("/cases/" + code + "/retention").body())
                .doesNotContain("/retention/wishes", "/retention/holds\"");
        written(wish(worker));
        written(hold(worker));
    }

    private void inAnEmergencyThatWaits() {
        written(api(stranger().username())
                .post(at("/break-glass"), Map.of("reason", mark + " appelle à l’aide, son agent est absent")));
    }

    private Actor stranger() {
        var other = structure(org.akoma.ground.access.Organisation.Kind.NGO);
        return actor(person(
                Role.CASE_WORKER,
                other,
                null,
                actor(person(Role.CASE_SUPERVISOR, other)).personId()));
    }
}
