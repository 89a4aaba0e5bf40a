package org.akoma.protection.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
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
                "insert into followup.complaint (id, raised_at, raised_by, organisation_id, to_focal, kind, sealed,"
                        + " about_ids) values (gen_random_uuid(), '2015-11-16T06:00Z', gen_random_uuid(), '" + at.id()
                        + "', false, 'SEXUAL', decode(repeat('00', 60), 'hex'), "
                        + (about == null ? "'{}'" : "array['" + about.personId() + "'::uuid]") + ")");
    }

    /** A second request would replace the first, and with it the page that the officer has open. */
    @Test
    void whoAskedForTheEndReadsThatItWaits() throws SQLException {
        written(hold(worker));
        String page = "/cases/" + code + "/retention?lang=fr";
        String form = "/retention/holds/" + theHold() + "/end";
        assertThat(browser(supervisor.username()).get(page).body())
                .contains(form)
                .doesNotContain("La levée est demandée");
        askTheEnd();
        assertThat(browser(supervisor.username()).get(page).body())
                .contains("La levée est demandée")
                .doesNotContain(form);
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
        assertThat(browser(custodian.username()).get("/retention?lang=fr").body())
                .as("what they imposed, why, and who asks that it is lifted")
                .contains("L’équipe", "le superviseur du dossier le demande");
        assertThat(browser(supervisor.username()).get("/retention?lang=fr").body())
                .doesNotContain("L’équipe");
        assertThat(browser(custodian.username())
                        .post("/retention/holds?lang=fr", "file", code, "why", "Tribunal")
                        .body())
                .contains("Choisissez pourquoi le dossier est gardé");
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
                + shelter.id() + "';insert into cases.placement (id, file_id, kind, shelter_id, country, since, until,"
                + " recorded_by, sealed, state) values"
                + " (gen_random_uuid(),"
                + " '" + id + "', 'SHELTER', '" + shelter.id()
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

    /** A complaint is no veto, and the accused do not judge: page, API and the logins of each. */
    @Test
    void whereAComplaintNamesEveryOfficerTheDutyFallsOnTheNextOnes() throws SQLException {
        Actor elsewhere = actor(person(Role.PROJECT_MANAGER, structure(Organisation.Kind.NGO)));
        Actor far = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        written(hold(worker));
        close();
        String complaint = nameAll("r.role = 'DATA_PROTECTION_OFFICER'");
        try {
            askTheEnd();
            String end =
                    owner("select id from access.decision where kind = 'HOLD_END' and subject = '" + theHold() + "'");
            assertThat(decides(custodian, end)).as("named").isEqualTo("false");
            assertThat(verdict(custodian, end).status()).isEqualTo(403);
            assertThat(straight(custodian, end)).isEqualTo("FORBIDDEN");
            for (Actor early : List.of(supervisor, worker, manager, far)) {
                assertThat(decides(early, end)).as(early.code()).isEqualTo("false");
                assertThat(straight(early, end)).as(early.code()).isIn("FORBIDDEN", "NOT_FOUND", "OWN_WORK");
            }
            assertThat(LoginSql.answer(
                            far,
                            clock.instant(),
                            "select count(*)::text from retention.hold where id = '" + theHold() + "'"))
                    .as("who does not decide reads no ground")
                    .isEqualTo("0");
            assertThat(browser(elsewhere.username()).get("/decisions/" + end).body())
                    .contains("RG 15/00412");
            assertThat(verdict(elsewhere, end).status()).isEqualTo(200);

            written(wish(worker));
            written(ask(supervisor, "CHILD"));
            String asked = owner(
                    "select d.id from access.decision d join retention.erasure e on e.id = d.subject where e.file_id ="
                            + " '"
                            + id + "' and d.state = 'WAITING'");
            name(complaint, "r.role in ('DATA_PROTECTION_OFFICER', 'PROJECT_MANAGER')");
            assertThat(decides(elsewhere, asked)).as("named now").isEqualTo("false");
            assertThat(decides(custodian, asked))
                    .as("with all of both named the order ends, too")
                    .isEqualTo("true");
            assertThat(decides(far, asked)).as("who may write a complaint").isEqualTo("false");
            name(complaint, "r.role in ('DATA_PROTECTION_OFFICER', 'PROJECT_MANAGER', 'CASE_SUPERVISOR')");
            assertThat(verdict(custodian, asked).status())
                    .as("but what was reported of who asked keeps the file")
                    .isNotEqualTo(200);
            assertThat(hasKey()).isTrue();
            name(complaint, "r.role = 'DATA_PROTECTION_OFFICER'");
            Answer agreed = verdict(elsewhere, asked);
            assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        } finally {
            TestDatabase.ownerDoes("delete from followup.complaint where id = '" + complaint + "'");
        }
        assertThat(hasKey()).isFalse();
    }

    /** Two supervisors who make up a complaint about the only officer lift no hold that the officer set: a hold only keeps. */
    @Test
    void aHoldOfAnOfficerIsLiftedByOfficersAlone() throws SQLException {
        Actor elsewhere = actor(person(Role.PROJECT_MANAGER, structure(Organisation.Kind.NGO)));
        Actor far = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        close();
        written(api(custodian.username())
                .post(
                        "/api/v1/retention/holds",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "file",
                                code,
                                "ground",
                                "COURT",
                                "why",
                                "Le juge, RG 15/00412")));
        String complaint = nameAll("r.role in ('DATA_PROTECTION_OFFICER', 'PROJECT_MANAGER')");
        try {
            askTheEnd();
            String end =
                    owner("select id from access.decision where kind = 'HOLD_END' and subject = '" + theHold() + "'");
            for (Actor other : List.of(elsewhere, far, manager)) {
                assertThat(decides(other, end)).as(other.code()).isEqualTo("false");
                assertThat(straight(other, end)).as(other.code()).isIn("FORBIDDEN", "NOT_FOUND");
            }
            assertThat(decides(custodian, end)).isEqualTo("true");
        } finally {
            TestDatabase.ownerDoes("delete from followup.complaint where id = '" + complaint + "'");
        }
    }

    /** Who asks complains of the honest officer, in their name or without one: the same officer decides, and nobody else. */
    @Test
    void whoAsksChoosesByNoComplaintWhoDecides() throws SQLException {
        Actor elsewhere = actor(person(Role.PROJECT_MANAGER, structure(Organisation.Kind.NGO)));
        written(hold(worker));
        close();
        askTheEnd();
        String end = owner("select id from access.decision where kind = 'HOLD_END' and subject = '" + theHold() + "'");
        String complaint = nameAll("r.role = 'DATA_PROTECTION_OFFICER'");
        String raised = "update followup.complaint set raised_by = %s, raised_at = '%s' where id = '" + complaint + "'";
        try {
            for (String by : List.of("'" + supervisor.personId() + "'", "null")) {
                TestDatabase.ownerDoes(raised.formatted(by, "2015-11-16T00:00Z"));
                assertThat(decides(custodian, end)).as(by).isEqualTo("true");
                assertThat(decides(elsewhere, end)).as(by).isEqualTo("false");
                assertThat(straight(elsewhere, end)).as(by).isIn("FORBIDDEN", "NOT_FOUND");
            }
            TestDatabase.ownerDoes(raised.formatted("'" + worker.personId() + "'", "2015-11-14T00:00Z"));
            assertThat(decides(custodian, end)).as("of another").isEqualTo("false");
            assertThat(decides(elsewhere, end)).as("of another").isEqualTo("true");
            TestDatabase.ownerDoes(raised.formatted("null", "2015-11-14T00:00Z"));
            assertThat(decides(custodian, end)).as("nobody took it on").isEqualTo("true");
            assertThat(decides(elsewhere, end)).as("nobody took it on").isEqualTo("false");
            for (Actor beside : List.of(supervisor, worker)) {
                takenOn(complaint, beside);
                assertThat(decides(custodian, end)).as(beside.code()).isEqualTo("true");
                assertThat(decides(elsewhere, end)).as(beside.code()).isEqualTo("false");
            }
            takenOn(complaint, actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO))));
            assertThat(decides(custodian, end)).as("taken on elsewhere").isEqualTo("false");
            assertThat(decides(elsewhere, end)).as("taken on elsewhere").isEqualTo("true");
        } finally {
            TestDatabase.ownerDoes("delete from followup.complaint where id = '" + complaint + "'");
        }
    }

    private static void takenOn(String complaint, Actor reader) {
        TestDatabase.ownerDoes(
                "update followup.complaint set acknowledged_at = '2015-11-15T09:00Z', acknowledged_by = '"
                        + reader.personId() + "' where id = '" + complaint + "'");
    }

    private String decides(Actor who, String decision) throws SQLException {
        return LoginSql.answer(
                who,
                clock.instant(),
                "select (count(*) > 0)::text from access.to_decide() x where x = '" + decision + "'");
    }

    private String straight(Actor who, String decision) throws SQLException {
        return LoginSql.answer(who, clock.instant(), "select access.decide('" + decision + "', true, null)");
    }

    private String nameAll(String whom) throws SQLException {
        complain(structure(Organisation.Kind.NGO), null);
        String complaint = owner("select id from followup.complaint order by ctid desc limit 1");
        name(complaint, whom);
        return complaint;
    }

    private static void name(String complaint, String whom) {
        TestDatabase.ownerDoes(
                "update followup.complaint set about_ids = array(select distinct r.person_id from access.person_role r"
                        + " where "
                        + whom + ") where id = '" + complaint + "'");
    }
}
