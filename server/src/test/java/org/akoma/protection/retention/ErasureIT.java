package org.akoma.protection.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** A file is erased by two people and nobody else ({@code requirements.md 8.5}). */
class ErasureIT extends ErasureHouse {

    // ---------- who may ----------

    @Test
    void nobodyErasesAlone() throws SQLException {
        assertThat(ask(supervisor, "CHILD").body()).contains("retention.barred");
        close();
        assertThat(ask(supervisor, "CHILD").body()).contains("retention.not-wished");
        assertThat(ask(supervisor, "DUE").body()).contains("retention.not-due");
        written(wish(worker));
        Map<String, Object> first = Map.of("id", Ids.next().toString(), "by", "CHILD", "on", "2015-11-16");
        Map<String, Object> elsewise = new HashMap<>(first);
        elsewise.put("by", "GUARDIAN");
        written(api(worker.username()).post(at("/retention/wishes"), first));
        written(api(worker.username()).post(at("/retention/wishes"), first));
        assertThat(api(worker.username())
                        .post(at("/retention/wishes"), elsewise)
                        .status())
                .as("other content under the same id")
                .isEqualTo(409);
        for (Actor other : List.of(worker, custodian, manager))
            assertThat(ask(other, "CHILD").status()).isIn(403, 404);
        written(ask(supervisor, "CHILD"));
        String decision = decision("ERASURE");
        assertThat(api(custodian.username())
                        .get("/api/v1/decisions/" + decision)
                        .body())
                .as("a wish of a child whose file ended with its death")
                .contains("closed-as", "DEATH");
        for (Actor other : List.of(supervisor, worker, manager, actor(person(Role.CASE_SUPERVISOR, ngo))))
            assertThat(verdict(other, decision).status()).as(other.username()).isNotEqualTo(200);
        String erasure = owner("select id from retention.erasure where file_id = '" + id + "'");
        for (Actor by : List.of(supervisor, custodian))
            for (String past : List.of(
                    "select retention.wipe('" + id + "', now())",
                    "select retention.carry_out('" + erasure + "', 'x', access.moment())",
                    "select retention.carry_out_again(9, gen_random_uuid(), '" + id
                            + "', 'x', 'DUE', gen_random_uuid(), gen_random_uuid(), now(), gen_random_uuid(), 'x')",
                    "update retention.erasure set state = 'AGREED' where id = '" + erasure + "'",
                    "insert into retention.erasure select * from retention.erasure where id = '" + erasure + "'",
                    "delete from vault.data_key where owner = '" + id + "'",
                    "update access.decision set state = 'AGREED' where id = '" + decision + "'"))
                assertThat(LoginSql.refusal(by, clock.instant(), past)).as(past).contains("permission denied");
        try (Connection house = TestDatabase.connectAs("akoma_administration");
                Statement statement = house.createStatement();
                ResultSet row = statement.executeQuery("select retention.carry_out('" + erasure + "', 'x', now())")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).as("nobody agreed").isEqualTo("NOT_AGREED");
        }
        assertThat(hasKey()).isTrue();
    }

    /** As IOM supervises the files of other structures: who is named on the file asks, where somebody else wrote the wish down. */
    @Test
    void theNamedSupervisorOfAnotherStructureAsks() throws SQLException {
        close();
        Organisation other = structure(Organisation.Kind.NGO);
        TestDatabase.ownerDoes("update access.person_role set organisation_id = '" + other.id()
                + "' where person_id = '" + supervisor.personId() + "'");
        written(wish(supervisor));
        assertThat(ask(supervisor, "CHILD").body())
                .as("who wrote the wish does not act on it")
                .contains("retention.not-wished");
        written(wish(worker));
        assertThat(ask(supervisor, "DUE").body())
                .as("a colleague did record it: the time alone is not over")
                .contains("retention.not-due");
        assertThat(api(supervisor.username()).get("/api/v1/retention").body()).contains(code);
        assertThat(browser(supervisor.username()).get("/?lang=fr").body()).contains("demande d’effacer");
        written(ask(supervisor, "CHILD"));
        assertThat(browser(supervisor.username()).get("/?lang=fr").body()).doesNotContain("demande d’effacer");
        String decision = decision("ERASURE");
        assertThat(browser(custodian.username())
                        .get("/decisions/" + decision + "?lang=fr")
                        .body())
                .contains("la clé de ce dossier est détruite pour toujours");
        Answer agreed = browser(custodian.username()).post("/decisions/" + decision + "/verdict", "agreed", "true");
        assertThat(agreed.location()).as(agreed.body()).startsWith("/retention/files/" + code + "?done=");
        assertThat(browser(custodian.username()).get(agreed.location()).body())
                .contains("Votre accord est enregistré", "/retention/files/" + code + "/certificate");
    }

    /** The worker's objection is a hold, which two people lift. */
    @Test
    void theWorkerObjects() throws SQLException {
        close();
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        written(hold(worker));
        String hold = owner("select id from retention.hold where file_id = '" + id + "'");
        assertThat(browser(supervisor.username())
                        .post("/cases/" + code + "/retention/holds/" + hold + "/end", "reason", "")
                        .body())
                .as("the form that is wrong is open")
                .containsPattern(
                        "<details class=\"govuk-details\" open=\"open\">\\s*<summary[^>]*>[^<]*<span[^>]*>Lever");
        assertThat(decision("ERASURE")).isEmpty();
        assertThat(ask(supervisor, "CHILD").body()).contains("retention.barred");
    }

    @Test
    void whatIsWrittenSinceEndsTheRequestAndTheWishStays() throws SQLException {
        close();
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        written(api(worker.username())
                .post(at("/notes"), Map.of("kind", "NOTE", "at", "2015-11-16T07:00", "text", "Elle ne veut plus.")));
        String decision = decision("ERASURE");
        assertThat(verdict(custodian, decision).body()).contains("retention.changed");
        assertThat(decision("ERASURE")).as("it waits no more").isEmpty();
        assertThat(hasKey()).isTrue();
        written(ask(supervisor, "CHILD"));
    }

    /** A complaint is hidden from the team: only the officer learns that it keeps the file. */
    @Test
    void reportedConductKeepsTheFileUntilItIsJudged() throws SQLException {
        close();
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        TestDatabase.ownerDoes(
                "insert into followup.complaint (id, raised_at, raised_by, organisation_id, to_focal, kind, sealed, about_ids) values"
                        + " (gen_random_uuid(), '" + clock.instant() + "', '" + worker.personId() + "', '"
                        + worker.organisationId()
                        + "', false, 'VIOLENCE', decode(repeat('00', 60), 'hex'), array['" + supervisor.personId()
                        + "'::uuid])");
        assertThat(api(supervisor.username())
                        .get(at("/retention"))
                        .json()
                        .path("bars")
                        .isEmpty())
                .isTrue();
        assertThat(verdict(custodian, decision("ERASURE")).body()).contains("retention.complained");
        assertThat(hasKey()).isTrue();
    }

    @Test
    void aGuardianWithoutMandateWishesNothing() {
        close();
        for (Map<String, Object> said : List.<Map<String, Object>>of(
                Map.of("id", Ids.next().toString(), "by", "GUARDIAN", "on", "2015-11-16"),
                Map.of("id", Ids.next().toString(), "by", "CHILD", "on", "1990-01-01")))
            assertThat(api(worker.username())
                            .post(at("/retention/wishes"), said)
                            .body())
                    .containsAnyOf("retention.no-guardian", "retention.wish-day");
    }

    /** What changed since it was asked for is asked for anew. */
    @Test
    void whatChangedIsAskedForAnew() throws SQLException {
        close();
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        TestDatabase.ownerDoes("update cases.case_file set version = version + 1 where id = '" + id + "'");
        assertThat(verdict(custodian, decision("ERASURE")).body()).contains("retention.changed");
        assertThat(hasKey()).isTrue();
    }

    @Test
    void aHoldKeepsTheFileAndTwoPeopleLiftIt() throws SQLException {
        close();
        written(wish(worker));
        assertThat(hold(manager).status()).isIn(403, 404);
        written(ask(supervisor, "CHILD"));
        written(hold(supervisor));
        assertThat(decision("ERASURE")).as("what waits ends with the hold").isEmpty();
        assertThat(ask(supervisor, "CHILD").body()).contains("retention.barred");
        String hold = owner("select id from retention.hold where file_id = '" + id + "'");
        for (Actor by : List.of(supervisor, custodian))
            assertThat(LoginSql.refusal(
                            by,
                            clock.instant(),
                            "update retention.hold set ended_at = now() where id = '" + hold + "'"))
                    .contains("permission denied");
        String end = at("/retention/holds/" + hold + "/end");
        Map<String, Object> why = Map.of("reason", "La procédure est close depuis mai");
        for (Actor other : List.of(worker, custodian, manager))
            assertThat(api(other.username()).post(end, why).status()).isIn(403, 404);
        written(api(supervisor.username()).post(end, why));
        assertThat(verdict(supervisor, decision("HOLD_END")).status()).isNotEqualTo(200);
        assertThat(owner("select ended_at is null from retention.hold where id = '" + hold + "'"))
                .isEqualTo("t");
        assertThat(verdict(custodian, decision("HOLD_END")).status()).isEqualTo(200);
        written(ask(supervisor, "CHILD"));
        // the data protection officer knows the code alone
        Map<String, Object> byCode =
                Map.of("id", Ids.next().toString(), "file", code, "ground", "COURT", "why", "Parquet, RG 16/1");
        written(api(custodian.username()).post("/api/v1/retention/holds", byCode));
        assertThat(decision("ERASURE")).isEmpty();
        assertThat(browser(custodian.username()).get("/retention?lang=fr").body())
                .contains(code, "Conservation imposée")
                .doesNotContain("??");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/retention?lang=fr")
                        .body())
                .contains("RG 15/00412", "Tribunal", "Conservation imposée")
                .as("a hold of the officer may be about the team")
                .doesNotContain("??", "RG 16/1");
        for (Actor by : List.of(worker, supervisor)) {
            assertThat(api(by.username()).get(at("/retention")).body()).doesNotContain("RG 16/1");
            assertThat(LoginSql.answer(
                            by,
                            clock.instant(),
                            "select count(*) from retention.hold where file_id = '" + id + "' and set_by <> '"
                                    + by.personId() + "'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void isDueWhenTheChildIsGrownAndSevenYearsHavePassed() throws SQLException {
        close();
        String due = "select retention.due_on('" + id + "')";
        assertThat(owner(due)).as("fourteen in 2015, its age estimated").isEqualTo("2027-11-16");
        TestDatabase.ownerDoes(
                "update cases.case_file set closed_at = '2030-01-02', age_estimated = false where id = '" + id + "'");
        assertThat(owner(due)).isEqualTo("2037-01-02");
        TestDatabase.ownerDoes(
                "update cases.case_file set closed_at = '2001-01-02', registered_at = '2001-01-01' where id = '" + id
                        + "'");
        assertThat(owner(due)).isEqualTo("2012-01-01");
        written(ask(supervisor, "DUE"));
        assertThat(api(custodian.username()).get("/api/v1/retention").body()).contains(code);
        assertThat(api(worker.username()).get("/api/v1/retention").status()).isEqualTo(403);
    }
}
