package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.placement.Placement;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What nobody writes by straight SQL: with a stolen password alone, or as the worker of the file who goes past the application (trust.md). */
class StraightWritesIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    /** A password alone: no session was begun. */
    private static void isRefused(Compartment login, String sql, String why) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(login.login());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> {
                        statement.execute(sql);
                        connection.commit();
                    })
                    .as(sql)
                    .hasMessageContaining(why);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PROTECTION     | update cases.shelter set capacity = 1000 where true
            PROTECTION     | update assistance.provider set label = 'x' where true
            PROTECTION     | update assistance.institution set name = 'x' where true
            PROTECTION     | delete from assistance.closed_day where true
            PROTECTION     | insert into journal.entry (chain, act, section, body) select id, 'x', 256, '' from access.person limit 1
            ADMINISTRATION | update access.organisation set country = 'ML' where true
            ADMINISTRATION | update access.person set contract_until = '2016-01-01' where true
            ADMINISTRATION | update access.person_role set valid_until = '2015-11-01' where true
            ADMINISTRATION | insert into access.organisation select * from access.organisation
            CUSTODY        | update access.focal_point set valid_until = now() where true
            """)
    void aPasswordAloneWritesNothing(Compartment login, String sql) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(login.login());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                assertThat(statement.executeUpdate(sql)).as(sql).isZero();
            } catch (SQLException refused) {
                assertThat(refused.getSQLState())
                        .as(sql + ": " + refused.getMessage())
                        .isIn("42501", "42703");
            } finally {
                connection.rollback();
            }
        }
    }

    private void isRefused(Actor actor, String sql, String why) {
        assertThatThrownBy(() -> transactions.doAs(actor, () -> jdbc.sql(sql).update()))
                .as(sql)
                .hasStackTraceContaining(why);
    }

    @Test
    void theFilesOwnRowRepeatsItsRecords() {
        String code = active();
        String here = " where code = '" + code + "'";
        isRefused(worker, "update cases.case_file set victim_status = 'NOT_A_VICTIM'" + here, "cases.no-record");
        isRefused(worker, "update cases.case_file set closed_at = access.moment()" + here, "cases.no-record");
        isRefused(worker, "update cases.case_file set risk = 'LOW'" + here, "cases.no-record");
        isRefused(worker, "update cases.case_file set lost_since = '2015-11-16'" + here, "cases.no-record");
        isRefused(worker, "update cases.case_file set status = 'TRANSFERRED'" + here, "cases.origin-kept");
        isRefused(worker, "update cases.case_file set medical_screened_at = '1990-01-01'" + here, "cases.no-record");
        isRefused(worker, "update cases.case_file set review_due = '2019-01-01'" + here, "cases.no-record");
        isRefused(worker, "update cases.case_file set review_due = null" + here, "cases.no-record");
        String fresh = file("F", 12);
        isRefused(
                worker,
                "update cases.case_file set assessed_at = access.moment() where code = '" + fresh + "'",
                "cases.no-record");
        isRefused(
                worker,
                "insert into cases.victim_decision (id, file_id, status, organisation, decided_on, recorded_by, recorded_at, sealed)"
                        + " select gen_random_uuid(), id, 'NOT_A_VICTIM', 'x', '2015-11-16', access.actor(), access.moment(), '' from cases.case_file"
                        + here,
                "access.role-needed");
    }

    @Test
    void whatWaitsEndsByARecord() {
        UUID file = now(active()).id();
        String here = " where file_id = '" + file + "'";
        isRefused(
                worker,
                "update cases.plan set status = 'REPLACED', version = version + 1" + here + " and status = 'APPROVED'",
                "cases.plan-replaced-by-none");
        isRefused(worker, "update followup.csi_due set until = access.moment()" + here, "followup.index-not-recorded");
        UUID alert = Ids.next();
        TestDatabase.ownerDoes(
                "insert into followup.alert (id, file_id, organisation_id, worker_id, type, source, raised_at, raised_by, ack_due_at, safe_due_at, sealed)"
                        + " select '" + alert
                        + "', id, organisation_id, worker_id, 'RE_EXPLOITATION', 'PERSON', registered_at, worker_id, registered_at, registered_at, '' from cases.case_file"
                        + " where id = '" + file + "'");
        TestDatabase.ownerDoes(
                "insert into followup.csi_action (alert_id, file_id, organisation_id, worker_id, kind, factors, due_at, since)"
                        + " select id, file_id, organisation_id, worker_id, 'REPORT_OFFENCE', '{}', raised_at, raised_at from followup.alert where id = '"
                        + alert + "'");
        for (String end : new String[] {"REASSESSED", "FALSE_ALARM", "FILE_CLOSED"})
            isRefused(
                    worker,
                    "update followup.csi_action set until = access.moment(), ended_by = '" + end + "'" + here,
                    "followup.action-ends-by-a-record");
    }

    /** In the manner of a scan: columns that an act changes, written without the act. */
    @Test
    void clocksAndDecisionsAreWrittenByTheirActAlone() {
        UUID file = now(active()).id();
        String ofFile = " where file_id = '" + file + "'";
        String here = " where id = '" + file + "'";
        for (String fact : new String[] {
            "assessed_at = '2030-01-01'", "plan_approved_on = '2030-01-01'", "plan_approved_on = null",
                    "guardian_on = '2030-01-01'",
            "consented_at = '2030-01-01'", "country = 'FR'", "victim_decided_by = 'X'", "care = 'FOSTER_FAMILY'"
        }) isRefused(worker, "update cases.case_file set " + fact + here, "cases.no-record");
        isRefused(
                worker,
                "update cases.plan set decided_by = null, decided_at = null" + ofFile + " and status = 'APPROVED'",
                "cases.changes-with-its-state");
        isRefused(worker, "update cases.plan set submitted_at = '2030-01-01'" + ofFile, "cases.changes-with-its-state");
        isRefused(worker, "update cases.assessment set approved_at = '2030-01-01'" + ofFile, "access.not-this-act");
        isRefused(worker, "update cases.identity set sealed = '\\x01'" + ofFile, "access.not-sealed");
        isRefused(worker, "update followup.csi_due set until = '2030-01-01'" + ofFile, "access.not-this-act");
        for (String table : new String[] {"followup.visit", "followup.csi_due"})
            isRefused(
                    worker,
                    "update " + table + " set organisation_id = gen_random_uuid()" + ofFile,
                    "cases.not-the-files-hands");
        isRefused(worker, "update followup.visit set not_alone = 'X'" + ofFile, "followup.not-by-hand");
        isRefused(worker, "update followup.visit set sealed = '\\x01'" + ofFile, "access.not-sealed");
    }

    @Test
    void dangerEndsByAnActionAlone() {
        UUID file = now(active()).id();
        UUID alert = Ids.next();
        TestDatabase.ownerDoes(
                "insert into followup.alert (id, file_id, organisation_id, worker_id, type, source, raised_at, raised_by, ack_due_at, safe_due_at, sealed)"
                        + " select '" + alert
                        + "', id, organisation_id, worker_id, 'RE_EXPLOITATION', 'PERSON', registered_at, worker_id, registered_at, registered_at, '' from cases.case_file"
                        + " where id = '" + file + "'");
        String here = " where id = '" + alert + "'";
        String safe = "update followup.alert set safe_at = access.moment()" + here;
        isRefused(worker, safe, "followup.alert-not-acknowledged");
        for (String end : new String[] {"CHILD_SAFE", "FALSE_ALARM"})
            isRefused(
                    supervisor,
                    "update followup.alert set closed_at = access.moment(), closed_by = access.actor(), outcome = '"
                            + end + "'" + here,
                    "followup.alert-not-acknowledged");
        TestDatabase.ownerDoes("update followup.alert set acknowledged_at = raised_at, acknowledged_by = '"
                + supervisor.personId() + "'" + here);
        isRefused(worker, safe, "followup.alert-without-action");
        isRefused(worker, "update followup.alert set safe_at = '2030-01-01'" + here, "access.not-this-act");
        isRefused(
                worker,
                "update followup.alert set police_at = access.moment()" + here,
                "followup.alert-without-action");
        isRefused(worker, "update followup.alert set closed_by = access.actor()" + here, "access.not-this-act");
        isRefused(worker, "update followup.alert set sealed = '\\x01'" + here, "permission denied");
    }

    @Test
    void nobodyReadsTheBellsOfOthersOrConfirmsAtAnotherHour() throws SQLException {
        isRefused(
                worker,
                "update access.person set conduct_accepted_at = '2030-01-01' where id = access.actor()",
                "access.not-this-act");
        Actor administrator = actor(person(Role.SYSTEM_ADMINISTRATOR, structure(Organisation.Kind.NGO)));
        UUID bell = Ids.next();
        TestDatabase.ownerDoes("insert into notices.bell (id, person_id, kind, rung_at) values ('" + bell + "', '"
                + worker.personId() + "', 'task', now())");
        isRefused(
                worker,
                "update notices.bell set read_at = '2030-01-01' where id = '" + bell + "'",
                "access.not-this-act");
        assertThat(SqlAs.change(
                        administrator,
                        clock.instant(),
                        "update notices.bell set read_at = access.moment() where id = '" + bell + "'"))
                .isZero();
        isRefused(
                administrator,
                "update notices.bell set told_at = access.moment() where id = '" + bell + "'",
                "permission denied");
        isRefused(administrator, "select * from notices.take_up(10, access.moment())", "notices.told-by-the-house");
        for (String others : List.of("bell", "outbox", "choice"))
            assertThat(SqlAs.number(
                            administrator,
                            clock.instant(),
                            "select count(*) from notices." + others + " where person_id <> access.actor()"))
                    .as("an administrator reads nobody's %s", others)
                    .isZero();
        assertThat(SqlAs.number(
                        administrator,
                        clock.instant(),
                        "select coalesce(notices.unread_of('" + worker.personId() + "'), -1)"))
                .isEqualTo(-1);
        isRefused(administrator, "update tasks.round set ended_at = '2030-01-01'", "tasks.round-of-the-house");
    }

    @Test
    void noSecondPersonIsWrittenAtTheBeginning() {
        String code = active();
        UUID file = now(code).id();
        UUID above = supervisor.personId();
        for (String sql : new String[] {
            "insert into cases.closure (id, file_id, code, requested_by, requested_at, decision, decided_by, sealed) values (gen_random_uuid(), '%s', 'DEATH',"
                    + " access.actor(), access.moment(), 'CLOSED', '%s', '')",
            "insert into cases.assessment (id, file_id, kind, at, risk, sealed, author, lowers, approved_by) values (gen_random_uuid(), '%s', 'REVIEW',"
                    + " access.moment(), 'LOW', '', access.actor(), true, '%s')",
            "insert into referrals.referral (id, file_id, answered_by) values (gen_random_uuid(), '%s', '%s')",
            "insert into followup.high_proposal (file_id, decided_by) values ('%s', '%s')",
            "insert into assistance.service (id, file_id, approved_by) values (gen_random_uuid(), '%s', '%s')"
        }) isRefused(worker, sql.formatted(file, above), "permission denied");
        isRefused(
                worker,
                "insert into cases.best_interests (id, file_id, kind, at, members, professions, sealed, author) values (gen_random_uuid(), '"
                        + file + "', 'ASSESSMENT', access.moment(), 0, 0, '', '" + above + "')",
                "access.not-oneself");
        isRefused(
                worker,
                "insert into cases.consent (id, file_id, purpose, status, given_by, at, explained_by, recorded_by, recorded_at) values (gen_random_uuid(), '"
                        + file
                        + "', 'CASE_MANAGEMENT', 'NOT_OBTAINABLE', 'NOBODY', '2099-01-01', access.actor(), access.actor(), access.moment())",
                "ERROR");
    }

    @Test
    void nobodyShutsOutWhoWorksOnAFile() {
        String code = active();
        UUID file = now(code).id();
        int ended = transactions.as(
                worker,
                () -> jdbc.sql(
                                "update access.file_grant set valid_until = greatest(valid_from, access.moment()) where file_id = :file"
                                        + " and reason in ('SUPERVISION', 'OWNING_STRUCTURE', 'ASSIGNMENT')")
                        .param("file", file)
                        .update());
        assertThat(ended).isZero();
        assertThat(cases.find(supervisor, code)).isPresent();
    }

    /** Two people of one structure agree on their own file about the record of another structure's child. */
    @Test
    void aDecisionIsAboutARecordOfItsOwnFile() {
        String child = active();
        Placement home = done(placements.place(worker, child, place(Placement.Kind.FOSTER_FAMILY, null, null)));
        Organisation other = structure(Organisation.Kind.NGO);
        Actor above = actor(person(Role.CASE_SUPERVISOR, other));
        Actor stranger = actor(person(Role.CASE_WORKER, other, null, above.personId()));
        String own = ((OpenCase.Result.Opened) cases.open(stranger, FilePagesIT.opening(Ids.next(), "Baobab")))
                .file()
                .code();
        String propose = "select access.propose('" + Ids.next()
                + "', 'HOME', (select id from cases.case_file where code = '" + own + "'), '" + home.id()
                + "', 1, '{}', null, null)";
        isRefused(stranger, propose, "access.waits-of-another");
        TestDatabase.ownerDoes(
                "update access.decision set state = 'WITHDRAWN', ended_at = proposed_at where state = 'WAITING' and subject = '"
                        + home.id() + "'");
        isRefused(stranger, propose, "access.decision-of-another-file");
    }

    @Test
    void noLoginMovesARecordToAnotherChildOrWriter() {
        List<String> open =
                transactions.as(worker, () -> jdbc.sql("""
                        select c.oid::regclass || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
                         where c.relkind = 'r' and c.relnamespace in ('cases'::regnamespace, 'followup'::regnamespace, 'assistance'::regnamespace,
                                   'attachments'::regnamespace, 'referrals'::regnamespace, 'tasks'::regnamespace)
                           and (a.attname = 'file_id' and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname in ('stays_on_its_file', 'end_grants'))
                                or a.attname in ('author', 'assessor', 'raised_by', 'taken_by', 'registered_by', 'requested_by', 'asked_by', 'proposed_by', 'scored_by'))
                           and has_column_privilege('akoma_protection', c.oid, a.attnum, 'UPDATE')
                         order by 1
                        """).query(String.class).list());
        assertThat(open).isEmpty();
    }

    @Test
    void whatWasWrittenIsNotRewritten() {
        String code = active();
        String here = " where file_id = (select id from cases.case_file where code = '" + code + "')";
        for (String sql : new String[] {
            "update cases.assessment set author = access.actor(), risk = 'LOW'",
            "update cases.consent set at = '2007-01-01'",
            "update followup.visit set type = 'PLANNED', file_id = gen_random_uuid()",
            "update cases.turn set value = 'LOW'"
        }) isRefused(worker, sql + here, "permission denied");
        isRefused(
                worker,
                "insert into cases.turn (file_id, at, what, value) select id, '2015-07-01', 'RISK', 'LOW' from cases.case_file where code = '"
                        + code + "'",
                "cases.turn-is-not-so");
        for (String status : new String[] {"CLOSED", "REGISTERED", "ACTIVE"})
            isRefused(
                    worker,
                    "insert into cases.turn (file_id, at, what, value) select id, access.moment(), 'STATUS', '" + status
                            + "' from cases.case_file where code = '" + code + "'",
                    "cases.turn-is-not-so");
        isRefused(
                worker,
                "update cases.case_file set next_visit_due = '2030-01-01' where code = '" + code + "'",
                "followup.next-visit-is-not-so");
        isRefused(
                worker,
                "update followup.visit set closed_at = access.moment()" + here + " and closed_at is null",
                "followup.visit-ends-by-an-act");
    }

    @Test
    void theHistoryOfAChildIsWrittenByWhoComesToTheFile() {
        UUID file = now(active()).id();
        Actor stranger = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        isRefused(
                stranger,
                "insert into journal.entry (chain, act, section, body) values ('" + file
                        + "', 'cases.closed', 256, 'x')",
                "journal.not-ones-own-file");
    }

    @Test
    void aShelterStaysWhereItIsAndWithWhoRunsIt() {
        Shelter home = shelter(3, Shelter.SexRule.MIXED);
        String here = " where id = '" + home.id() + "'";
        for (Actor one : List.of(worker, supervisor))
            isRefused(one, "update cases.shelter set capacity = 9" + here, "cases.shelter-not-decided");
        isRefused(supervisor, "update cases.shelter set country = 'ML'" + here, "permission denied");
        Actor foreign = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        isRefused(foreign, "update cases.shelter set closed_on = '2015-11-16'" + here, "cases.shelter-elsewhere");
    }

    /** Sex, nationality and country change with a correction; names by which a child is found go with the identity; a guardian ends once. */
    @Test
    void whoAChildIsChangesByNoLoginWithoutItsRecord() {
        String code = file("F", 13);
        String of = " where id = (select id from cases.case_file where code = '" + code + "')";
        String ofFile = of.replace("where id", "where file_id");
        for (String change :
                List.of("sex = 'M'", "nationality = 'ML'", "country = 'GH'", "country = 'BF'", "sector = 'MINING'"))
            worker("update cases.case_file set " + change + of, "cases.no-record");
        worker(
                "with c as (insert into cases.correction select gen_random_uuid(), id, '{country}', access.actor(), access.moment(), '' from cases.case_file"
                        + of + " returning 1) update cases.case_file set country = 'GH'" + of,
                "cases.no-record");
        worker("delete from cases.name_token" + ofFile, "permission denied");
        guarded(code);
        worker("update cases.guardian set ended_on = '2030-01-01'" + ofFile, "cases.guardian-ended");
        worker("update cases.guardian set ended_on = '1990-01-01'" + ofFile, "cases.guardian-ended");
    }

    @Test
    void aPasswordAloneFindsNoFileAndNoCaseload() throws SQLException {
        String code = file("F", 13);
        for (String question :
                List.of("select cases.file_of_code('" + code + "')", "select count(*) from cases.caseload()"))
            try (Connection connection = TestDatabase.connectAs(Compartment.PROTECTION.login());
                    Statement statement = connection.createStatement();
                    var row = statement.executeQuery(question)) {
                row.next();
                assertThat(row.getString(1)).as(question).isIn(null, "0");
            }
        assertThat(org.akoma.LoginSql.answer(worker, clock.instant(), "select cases.file_of_code('" + code + "')"))
                .isNotNull();
    }

    /** No payment stands behind it: a line on the manager's and officer's lists that nobody can read. */
    @Test
    void noPaymentIsProposedWithoutItsRecord() {
        assertThatThrownBy(() -> transactions.doAs(
                        worker,
                        () -> jdbc.sql(
                                        "select access.propose(gen_random_uuid(), 'PAYMENT', null, gen_random_uuid(), 1, '{}', null, null)")
                                .query((row, n) -> true)
                                .list()))
                .hasStackTraceContaining("access.not-theirs-to-propose");
    }

    private void worker(String sql, String why) {
        assertThatThrownBy(() -> transactions.doAs(worker, () -> jdbc.sql(sql).update()))
                .as(sql)
                .hasStackTraceContaining(why);
    }
}
