package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SystemRuns;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a deputy reads in order to decide ends with the deputyship, whichever way that ends. */
class DeputyReadingEndsIT extends DangerHouse {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private SystemRuns runs;

    private Actor administrator;
    private Actor custodian;
    private Actor deputy;
    private String code;
    private String asked;
    private String deputyship;

    @BeforeEach
    void aDeputyWhoReads() throws SQLException {
        Organisation other = structure(Organisation.Kind.NGO);
        administrator = actor(person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.OTHER)));
        custodian = actor(person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.OTHER)));
        deputy = actor(person(Role.CASE_SUPERVISOR, other));
        person(Role.CASE_SUPERVISOR, other);
        code = active();
        deputyship = named();
        asked = exception();
        assertThat(reads()).isTrue();
    }

    /** By an administrator, agreed to by the data protection officer: for ninety days. */
    private String named() throws SQLException {
        Answer named = api(administrator.username())
                .post("/api/v1/deputies", Map.of("structure", ngo.code(), "person", deputy.username()));
        assertThat(named.status()).as(named.body()).isEqualTo(201);
        String id = named.json().path("id").asString();
        String decision = LoginSql.answer(
                custodian,
                clock.instant(),
                "select d.id from access.decision d where d.kind = 'DEPUTY' and d.subject = '" + id + "'");
        Answer agreed =
                api(custodian.username()).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
        assertThat(agreed.status()).as(agreed.body()).isLessThan(300);
        return id;
    }

    private String exception() {
        raise(worker, code, AT_HOME, "Le père attend devant le centre");
        Answer asking = api(supervisor.username())
                .post(
                        "/api/v1/cases/" + code + "/placements/return-exceptions",
                        Map.of("reason", "Aucun centre ne prend un nourrisson"));
        assertThat(asking.status()).as(asking.body()).isEqualTo(202);
        return asking.json().path("id").asString();
    }

    private boolean reads() throws SQLException {
        boolean api = api(deputy.username()).get("/api/v1/cases/" + code).status() == 200;
        String rows = LoginSql.answer(
                deputy, clock.instant(), "select count(*) from cases.file_shown where code = '" + code + "'");
        assertThat(rows).isEqualTo(api ? "1" : "0");
        return api;
    }

    private String running() throws SQLException {
        return LoginSql.answer(
                supervisor,
                clock.instant(),
                "select count(*) from access.file_grant g where g.decision_id = '" + asked
                        + "' and g.valid_until > access.moment()");
    }

    private void minute() {
        later();
        runs.asHouse(() -> jdbc.sql("select followup.release_files_at(:now)")
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .query((row, n) -> true)
                .list());
    }

    @Test
    void withTheEndByHand() throws SQLException {
        Answer ended = api(supervisor.username()).post("/api/v1/deputies/" + deputyship + "/end", Map.of());
        assertThat(ended.status()).as(ended.body()).isEqualTo(204);
        assertThat(reads()).isFalse();
        assertThat(running()).isEqualTo("0");
        minute();
        assertThat(reads()).isFalse();
    }

    @Test
    void withItsTerm() throws SQLException {
        clock.moveTo(clock.instant().plus(Duration.ofDays(91)));
        assertThat(reads()).isFalse();
        assertThat(running()).isEqualTo("0");
    }

    /** An account that comes back does not read again what it read as a deputy, unless it is still called. */
    @Test
    void withTheAccount() throws SQLException {
        TestDatabase.ownerDoes("update access.person_role set valid_until = '" + clock.instant()
                + "' where person_id = '" + deputy.personId() + "'");
        minute();
        assertThat(running()).isEqualTo("0");
    }

    @Test
    void onceSomebodyOfTheStructureCanDecide() throws SQLException {
        Actor colleague = actor(person(Role.CASE_SUPERVISOR, ngo));
        minute();
        assertThat(reads()).isFalse();
        assertThat(api(colleague.username())
                        .get("/api/v1/decisions/" + asked)
                        .json()
                        .path("mayDecide")
                        .asBoolean())
                .isTrue();
        TestDatabase.ownerDoes("update access.person_role set valid_until = '" + clock.instant()
                + "' where person_id = '" + colleague.personId() + "'");
        minute();
        assertThat(reads()).as("called again, for nobody else can").isTrue();
    }
}
