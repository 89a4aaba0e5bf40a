package org.akoma.programme.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Training records by straight statements of each login: who reads whose, who writes any, and that nobody certifies alone. */
class StraightTrainingIT extends HouseIT {

    private Organisation police;
    private Organisation ngo;
    private Actor coordinator;
    private Actor second;
    private Actor officer;
    private Actor lead;
    private Actor worker;
    private Actor manager;
    private final UUID session = Ids.next();
    private final UUID ofPolice = Ids.next();
    private final UUID ofCare = Ids.next();
    private String code;
    /** Of what is decided: nobody agrees twice to one list in one moment. */
    private Instant moment = MORNING;

    @BeforeEach
    void aSessionOfTwo() throws SQLException {
        police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        ngo = structure(Organisation.Kind.NGO);
        Organisation bureau = structure(Organisation.Kind.LAW_ENFORCEMENT);
        coordinator = actor(person(Role.TRAINING_COORDINATOR, bureau));
        second = actor(person(Role.TRAINING_COORDINATOR, bureau));
        officer = actor(person(Role.LE_OFFICER, police));
        lead = actor(person(Role.LE_COORDINATOR, police));
        worker = actor(person(Role.CASE_WORKER, ngo));
        manager = actor(person(Role.PROJECT_MANAGER, ngo));
        code = fresh("TR");
        UUID course = Ids.next();
        by(
                coordinator,
                "insert into training.course (id, code, edition, title, modules) values ('%s', '%s', 1, 'Deux jours', '{M1_LAW,M4_CHILD_INTERVIEW}')"
                        .formatted(course, fresh("C")));
        by(
                coordinator,
                "insert into training.session (id, code, course_id, country, days, capacity) values ('%s', '%s', '%s', 'CI', '{2015-11-12,2015-11-13}', 2)"
                        .formatted(session, code, course));
        enrol(ofPolice, code + "-001", police, "POLICE", officer);
        enrol(ofCare, code + "-002", ngo, "SOCIAL_WORKER", worker);
        for (UUID one : new UUID[] {ofPolice, ofCare}) result(coordinator, one);
    }

    private void by(Actor actor, String sql) throws SQLException {
        SqlAs.change(actor, MORNING, sql);
    }

    private void enrol(UUID id, String participant, Organisation at, String function, Actor account)
            throws SQLException {
        by(
                coordinator,
                ("insert into training.participant (id, session_id, code, organisation_id, function, sex, account)"
                                + " values ('%s', '%s', '%s', '%s', '%s', 'F', '%s')")
                        .formatted(id, session, participant, at.id(), function, account.code()));
    }

    private void result(Actor actor, UUID one) throws SQLException {
        by(
                actor,
                "insert into training.attendance (participant_id, day, present) values ('%1$s', '2015-11-12', true), ('%1$s', '2015-11-13', true)"
                        .formatted(one));
        by(
                actor,
                ("insert into training.score (participant_id, round, part, points)"
                                + " values ('%1$s', 'BEFORE', 'TOTAL', 50), ('%1$s', 'AFTER', 'TOTAL', 80)")
                        .formatted(one));
        by(actor, "update training.participant set practical = 'PASS', version = version + 1 where id = '" + one + "'");
    }

    private long seen(Actor actor, String table) throws SQLException {
        String mine = table.equals("participant")
                ? "session_id = '" + session + "'"
                : "participant_id in ('" + ofPolice + "', '" + ofCare + "')";
        return SqlAs.number(actor, MORNING, "select count(*) from training." + table + " where " + mine);
    }

    @Test
    void eachReadsTheirOwnAndACoordinatorOfThePoliceTheirPeoples() throws SQLException {
        assertThat(seen(coordinator, "participant")).isEqualTo(2);
        assertThat(seen(officer, "participant")).isEqualTo(1);
        assertThat(seen(officer, "score")).isEqualTo(2);
        assertThat(seen(lead, "participant")).isEqualTo(1);
        assertThat(seen(worker, "participant")).isEqualTo(1);
        assertThat(seen(worker, "attendance")).isEqualTo(2);
        Actor other = actor(person(Role.LE_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT)));
        Actor stranger = actor(person(Role.CASE_WORKER, ngo));
        Actor supervisor = actor(person(Role.CASE_SUPERVISOR, ngo));
        for (Actor none : new Actor[] {other, stranger, supervisor, manager})
            for (String table : new String[] {"participant", "attendance", "score", "certificate", "checklist"})
                if (!table.equals("checklist") || none == other)
                    assertThat(seen(none, table)).as("%s %s", none, table).isZero();
        assertThat(LoginSql.refusal(worker, MORNING, "select name from training.participant"))
                .contains("permission denied");
        assertThat(LoginSql.refusal(
                        actor(person(Role.DATA_PROTECTION_OFFICER, ngo)),
                        MORNING,
                        "select 1 from training.participant"))
                .contains("permission denied");
    }

    @Test
    void nobodyButTheCoordinatorWrites() throws SQLException {
        String mine = "update training.score set points = 100 where participant_id = '" + ofPolice + "'";
        assertThat(SqlAs.change(officer, MORNING, mine)).isZero();
        assertThat(SqlAs.change(lead, MORNING, mine)).isZero();
        assertThat(LoginSql.refusal(worker, MORNING, mine)).contains("permission denied");
        assertThat(LoginSql.refusal(
                        officer,
                        MORNING,
                        "insert into training.score (participant_id, round, part, points) values ('" + ofPolice
                                + "', 'AFTER', 'M1_LAW', 100)"))
                .contains("row-level security");
        assertThat(LoginSql.refusal(
                        coordinator,
                        MORNING,
                        "insert into training.attendance (participant_id, day, present, recorded_by) values ('"
                                + ofPolice + "', '2015-11-14', true, '" + second.personId() + "')"))
                .contains("training.not-yet");
        for (String statement : new String[] {
            "insert into training.certificate (id, participant_id, number, code, modules, issued_at, valid_until, decision_id) values (gen_random_uuid(), '"
                    + ofPolice
                    + "', 'X', '00000000000000000000', '{M4_CHILD_INTERVIEW}', now(), '2030-01-01', gen_random_uuid())",
            "update training.certificate set valid_until = '2030-01-01'",
            "delete from training.score",
            "update training.participant set results = 9",
            "update training.score set recorded_by = access.actor()",
            "update training.score set points = 81, recorded_by = '" + second.personId() + "'",
            "update training.attendance set recorded_by = access.actor()",
            "update training.attendance set recorded_at = access.moment()",
            "update training.participant set practical_by = access.actor(), version = version + 1"
        })
            assertThat(LoginSql.refusal(coordinator, MORNING, statement))
                    .as(statement)
                    .contains("permission denied");
    }

    @Test
    void nobodyCertifiesAloneNorTheirOwnWork() throws SQLException {
        UUID list = list("POLICE");
        UUID decision = proposed(coordinator, "CERTIFICATES_POLICE", list, 1);
        assertThat(decide(coordinator, decision, list)).contains("OWN_WORK");
        assertThat(decide(manager, decision, list)).contains("FORBIDDEN");
        assertThat(decide(worker, decision, list)).contains("FORBIDDEN");
        assertThat(LoginSql.refusal(lead, MORNING, "select training.issue('" + list + "')"))
                .contains("training.not-agreed");
        assertThat(decide(lead, decision, list)).isEqualTo("1");
        assertThat(isCertified(officer)).isEqualTo("t");
        assertThat(isCertified(worker)).isEqualTo("f");
        by(
                coordinator,
                "update training.score set points = 75 where round = 'AFTER' and participant_id = '" + ofPolice + "'");
        assertThat(isCertified(officer)).as("a result was changed since").isEqualTo("f");
    }

    @Test
    void whoIsOnTheListOrRecordedAResultDoesNotConfirm() throws SQLException {
        by(
                second,
                "update training.score set points = 90 where round = 'AFTER' and participant_id = '" + ofPolice + "'");
        UUID list = list("POLICE");
        UUID decision = proposed(coordinator, "CERTIFICATES_POLICE", list, 1);
        assertThat(decide(second, decision, list)).contains("OWN_WORK");
        by(
                coordinator,
                "update training.score set points = 60 where round = 'AFTER' and participant_id = '" + ofPolice + "'");
        assertThat(decide(lead, decision, list))
                .as("the results that were shown are no longer those")
                .contains("CHANGED");
    }

    @Test
    void whoChangesAResultIsWhoRecordedIt() throws SQLException {
        by(second, "update training.attendance set present = false where participant_id = '" + ofPolice + "'");
        by(
                second,
                "update training.score set points = 70 where round = 'AFTER' and participant_id = '" + ofPolice + "'");
        by(
                second,
                "update training.participant set practical = 'FAIL', version = version + 1 where id = '" + ofPolice
                        + "'");
        assertThat(LoginSql.answer(
                        coordinator,
                        MORNING,
                        ("select count(*) || ' ' || (select count(*) from training.score where recorded_by = '%1$s')"
                                        + " || ' ' || (select count(*) from training.participant where practical_by = '%1$s')"
                                        + " from training.attendance where recorded_by = '%1$s' and recorded_at = access.moment()")
                                .formatted(second.personId())))
                .isEqualTo("2 1 1");
    }

    @Test
    void aCertificateStaysWithWhomItWasConfirmedFor() throws SQLException {
        Actor other = actor(person(Role.LE_OFFICER, police));
        certified();
        by(coordinator, holder("sex = 'M'"));
        assertThat(isCertified(officer)).as("the same holder").isEqualTo("t");
        by(coordinator, holder("account = '" + other.code() + "'"));
        assertThat(isCertified(other)).as("moved to another").isEqualTo("f");
        by(coordinator, holder("account = '" + officer.code() + "'"));
        assertThat(isCertified(officer)).as("and back").isEqualTo("f");
        certified();
        by(coordinator, holder("function = 'GENDARMERIE'"));
        assertThat(isCertified(officer)).as("another function").isEqualTo("f");
        certified();
        by(coordinator, holder("name = decode(repeat('ab', 40), 'hex')"));
        assertThat(isCertified(officer)).as("another name").isEqualTo("f");
    }

    @Test
    void whoConfirmsAListIsNotPutOnItAfterwards() throws SQLException {
        by(coordinator, holder("account = null"));
        certified();
        by(coordinator, holder("account = '" + lead.code() + "'"));
        assertThat(isCertified(lead)).isEqualTo("f");
        UUID list = list("POLICE");
        assertThat(decide(lead, proposed(coordinator, "CERTIFICATES_POLICE", list, version(list)), list))
                .contains("OWN_WORK");
        by(coordinator, holder("account = null"));
        UUID again = list("POLICE");
        UUID waiting = proposed(coordinator, "CERTIFICATES_POLICE", again, version(again));
        by(coordinator, holder("account = '" + officer.code() + "'"));
        assertThat(decide(lead, waiting, again)).as("what waits is ended").contains("CHANGED");
    }

    @Test
    void nobodyProposesACertificateForThemselves() throws SQLException {
        String ready = "select count(*) from training.to_certify('" + session + "', 'POLICE')";
        by(
                coordinator,
                holder("organisation_id = (select p.organisation_id from access.person p where p.id = '"
                        + coordinator.personId() + "'), account = '" + coordinator.code() + "'"));
        assertThat(LoginSql.answer(coordinator, MORNING, ready)).isEqualTo("0");
        assertThat(LoginSql.answer(second, MORNING, ready)).isEqualTo("1");
    }

    private String holder(String change) {
        return "update training.participant set " + change + ", version = version + 1 where id = '" + ofPolice + "'";
    }

    private void certified() throws SQLException {
        moment = moment.plusSeconds(1);
        UUID list = list("POLICE");
        assertThat(decide(lead, proposed(coordinator, "CERTIFICATES_POLICE", list, version(list)), list))
                .isEqualTo("1");
    }

    private int version(UUID list) throws SQLException {
        return (int) SqlAs.number(
                coordinator, MORNING, "select version from training.certificate_list where id = '" + list + "'");
    }

    @Test
    void aRequestIsAboutAListAsItIs() throws SQLException {
        UUID list = list("POLICE");
        assertThat(LoginSql.refusal(coordinator, MORNING, proposal(Ids.next(), "CERTIFICATES_CARE", list, 1)))
                .contains("access.not-theirs-to-propose");
        assertThat(LoginSql.refusal(coordinator, MORNING, proposal(Ids.next(), "CERTIFICATES_POLICE", list, 2)))
                .contains("access.not-theirs-to-propose");
        assertThat(LoginSql.refusal(lead, MORNING, proposal(Ids.next(), "CERTIFICATES_POLICE", list, 1)))
                .contains("access.not-theirs-to-propose");
        assertThat(LoginSql.refusal(
                        lead,
                        MORNING,
                        "select * from training.list_certificates('" + session + "', 'CARE', '" + Ids.next() + "')"))
                .contains("access.role-needed");
    }

    @Test
    void countsAreForTheLoginOfStatisticsAlone() throws SQLException {
        assertThat(LoginSql.refusal(coordinator, MORNING, "select * from training.report_certified(now())"))
                .contains("permission denied");
        try (Connection login = TestDatabase.connectAs(Compartment.STATISTICS.login());
                Statement ask = login.createStatement()) {
            ResultSet row = ask.executeQuery(
                    "select sum(trained), sum(certified) from training.report_certified('2015-11-13 23:00Z') where session = '"
                            + code + "'");
            row.next();
            assertThat(row.getInt(1)).isEqualTo(2);
            assertThat(row.getInt(2)).isZero();
            assertThat(ask.executeQuery("select * from training.report_certified('2015-11-12 23:00Z') where session = '"
                                    + code + "'")
                            .next())
                    .isFalse();
        }
    }

    private UUID list(String side) throws SQLException {
        UUID list = Ids.next();
        by(
                coordinator,
                "do $$ begin perform training.list_certificates('%s', '%s', '%s'); end $$"
                        .formatted(session, side, list));
        return UUID.fromString(LoginSql.answer(
                coordinator,
                MORNING,
                "select id from training.certificate_list where session_id = '%s' and side = '%s'"
                        .formatted(session, side)));
    }

    private UUID proposed(Actor by, String kind, UUID subject, int version) throws SQLException {
        UUID id = Ids.next();
        SqlAs.change(
                by,
                moment,
                "do $$ begin perform " + proposal(id, kind, subject, version).substring("select ".length())
                        + "; end $$");
        return id;
    }

    private static String proposal(UUID id, String kind, UUID subject, int version) {
        return "select access.propose('%s', '%s', null, '%s', %d, '{}', null, '\\x00'::bytea)"
                .formatted(id, kind, subject, version);
    }

    /** What the decision answers; once it is done, how many certificates were made by it. */
    private String decide(Actor who, UUID decision, UUID list) throws SQLException {
        String answer = LoginSql.answer(who, moment, "select access.decide('" + decision + "', true, null)");
        if (!"DONE".equals(answer)) return answer;
        SqlAs.change(
                who,
                moment,
                "do $$ begin perform access.decide('" + decision + "', true, null), training.issue('" + list
                        + "'); end $$");
        return LoginSql.answer(
                coordinator,
                MORNING,
                "select count(*) from training.certificate c join access.decision d on d.id = c.decision_id where d.id = '"
                        + decision + "'");
    }

    private String isCertified(Actor who) throws SQLException {
        return LoginSql.answer(
                coordinator,
                MORNING,
                "select training.is_certified('" + who.personId() + "', 'M4_CHILD_INTERVIEW', '2015-11-16 09:00Z')");
    }
}
