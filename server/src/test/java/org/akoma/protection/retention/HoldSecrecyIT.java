package org.akoma.protection.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.shelters.Shelter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A hold and a complaint may be about the people of the file, or about the officer: what each of them learns of it, and what they decide. */
class HoldSecrecyIT extends ErasureHouse {

    private String theHold() throws SQLException {
        return owner("select id from retention.hold where file_id = '" + id + "'");
    }

    private void askTheEnd() throws SQLException {
        written(api(supervisor.username())
                .post(
                        at("/retention/holds/" + theHold() + "/end"),
                        Map.of("reason", "Plus rien ne l’impose depuis mai")));
    }

    private static long bells(Actor person) throws SQLException {
        return Long.parseLong(owner("select count(*) from notices.bell where person_id = '" + person.personId() + "'"));
    }

    private static void complain(Organisation at, @Nullable Actor about) {
        TestDatabase.ownerDoes(
                "insert into followup.complaint (id, raised_at, raised_by, organisation_id, to_focal, kind, sealed, about_ids) values"
                        + " (gen_random_uuid(), '2015-11-16T06:00Z', gen_random_uuid(), '" + at.id()
                        + "', false, 'SEXUAL', decode(repeat('00', 60), 'hex'), "
                        + (about == null ? "'{}'" : "array['" + about.personId() + "'::uuid]") + ")");
    }

    // ---------- who set a hold, and why ----------

    @Test
    void theTeamReadsNeitherWhoSetAHoldNorWhy() throws SQLException {
        written(hold(worker));
        assertThat(owner(
                        "select count(*) from journal.entry where act = 'retention.hold-set' and chain = '" + id + "'"))
                .as("the journal of the file")
                .isEqualTo("0");
        assertThat(owner("select count(*) from journal.entry where act = 'retention.hold-set' and chain = '"
                        + worker.personId() + "'"))
                .isEqualTo("1");
        assertThat(LoginSql.answer(
                        supervisor,
                        clock.instant(),
                        "select concat(set_by, ground, sealed) from retention.holds('" + id + "')"))
                .isEmpty();
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/retention?lang=fr")
                        .body())
                .contains("Conservation imposée")
                .doesNotContain("par " + worker.username(), "Tribunal</b>", "RG 15/00412", "??");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/retention?lang=fr")
                        .body())
                .contains("Tribunal</b>", "RG 15/00412");
    }

    @Test
    void theOfficerReadsTheObjectionAndTheWorkerHearsWhatBecomesOfIt() throws SQLException {
        written(hold(worker));
        long rung = bells(worker);
        askTheEnd();
        assertThat(bells(worker)).as("its end is asked for").isEqualTo(rung + 1);
        String decision = decision("HOLD_END");
        assertThat(owner("select count(*) from notices.bell where person_id = '" + custodian.personId()
                        + "' and about = '" + decision + "'"))
                .as("each officer is rung once")
                .isEqualTo("1");
        assertThat(browser(custodian.username())
                        .get("/decisions/" + decision + "?lang=fr")
                        .body())
                .contains("RG 15/00412", "Tribunal")
                .doesNotContain("??");
        assertThat(browser(supervisor.username())
                        .get("/decisions/" + decision + "?lang=fr")
                        .body())
                .doesNotContain("RG 15/00412");
        assertThat(verdict(custodian, decision).status()).isEqualTo(200);
        assertThat(bells(worker)).isEqualTo(rung + 2);
    }

    @Test
    void aHoldOfTheOfficerRingsNobodyOfTheTeam() throws SQLException {
        close();
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        assertThat(owner("select count(*) from notices.bell where person_id = '" + custodian.personId()
                        + "' and about = '" + decision("ERASURE") + "'"))
                .isEqualTo("1");
        long before = bells(supervisor) + bells(worker);
        written(api(custodian.username())
                .post(
                        "/api/v1/retention/holds",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "file",
                                code,
                                "ground",
                                "SAFEGUARDING",
                                "why",
                                "L’équipe")));
        assertThat(decision("ERASURE")).isEmpty();
        assertThat(bells(supervisor) + bells(worker)).isEqualTo(before);
    }

    @Test
    void wordsThatNobodyCanOpenSetNoHold() throws SQLException {
        for (Actor by : List.of(worker, supervisor))
            assertThat(LoginSql.answer(
                            by,
                            clock.instant(),
                            "select retention.set_hold(gen_random_uuid(), '" + code + "', 'COURT', '\\x00')"))
                    .isEqualTo("FORBIDDEN");
    }

    // ---------- complaints ----------

    /** Of a structure where the child slept, and of somebody who led the file once. */
    @Test
    void conductReportedWhereTheChildWasKeepsTheFile() throws SQLException {
        close();
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        Organisation elsewhere = structure(Organisation.Kind.NGO);
        Shelter shelter = shelter(4, Shelter.SexRule.MIXED);
        TestDatabase.ownerDoes("update cases.shelter set organisation_id = '" + elsewhere.id() + "' where id = '"
                + shelter.id() + "';"
                + "insert into cases.placement (id, file_id, kind, shelter_id, country, since, until, recorded_by, sealed, state)"
                + " values (gen_random_uuid(), '" + id + "', 'SHELTER', '" + shelter.id()
                + "', 'CI', '2015-11-10', '2015-11-12', '" + worker.personId()
                + "', 'x', 'ENDED')");
        complain(elsewhere, null);
        assertThat(verdict(custodian, decision("ERASURE")).body()).contains("retention.complained");
        TestDatabase.ownerDoes("delete from followup.complaint where organisation_id = '" + elsewhere.id() + "'");
        Actor former = actor(person(Role.CASE_WORKER, elsewhere));
        TestDatabase.ownerDoes("insert into cases.turn (file_id, at, what, value) values ('" + id
                + "', '2015-11-16T05:00Z', 'WORKER', '" + former.personId() + "')");
        complain(structure(Organisation.Kind.NGO), former);
        assertThat(verdict(custodian, decision("ERASURE")).body()).contains("retention.complained");
        assertThat(hasKey()).isTrue();
    }

    /** The officer is refused as who may not decide, and learns nothing of the complaint. */
    @Test
    void anOfficerWhomAComplaintNamesDecidesNothing() throws SQLException {
        Actor second = actor(person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO)));
        written(hold(worker));
        close();
        complain(structure(Organisation.Kind.NGO), custodian);
        askTheEnd();
        assertThat(decision("HOLD_END")).as("not offered").isEmpty();
        String end = owner("select id from access.decision where kind = 'HOLD_END' and subject = '" + theHold() + "'");
        assertThat(verdict(custodian, end).status()).isEqualTo(403);
        assertThat(verdict(second, end).status()).isEqualTo(200);
        written(wish(worker));
        written(ask(supervisor, "CHILD"));
        String asked = owner(
                "select d.id from access.decision d join retention.erasure e on e.id = d.subject where e.file_id = '"
                        + id + "' and d.state = 'WAITING'");
        complain(ngo, null);
        assertThat(verdict(custodian, asked).status()).isEqualTo(403);
        assertThat(verdict(custodian, asked).body()).doesNotContain("complained");
        assertThat(LoginSql.answer(custodian, clock.instant(), "select access.decide('" + asked + "', true, null)"))
                .isEqualTo("FORBIDDEN");
        assertThat(verdict(second, asked).body()).contains("retention.complained");
        assertThat(hasKey()).isTrue();
    }
}
