package org.akoma.ground.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.reference.Policies;
import org.junit.jupiter.api.Test;

/** The ceilings of the database against the matrix of requirements.md 9, read here once more by hand (trust.md G2). */
class CeilingsIT {

    /** Of these sections no role of the left holds anything by any grant: the cell of the matrix is empty, or figures only. */
    private static final Map<Role, List<Section>> NEVER = Map.of(
            Role.PROJECT_MANAGER,
            all(Section.STATUS),
            Role.FINANCE_OFFICER,
            all(),
            Role.OBSERVER,
            all(),
            Role.DATA_PROTECTION_OFFICER,
            all(),
            Role.SYSTEM_ADMINISTRATOR,
            all(),
            Role.TRAINING_COORDINATOR,
            all(),
            Role.EVALUATOR,
            List.of(Section.IDENTITY, Section.FAMILY, Section.EXPLOITATION, Section.HEALTH, Section.PLACEMENT),
            Role.SHELTER_MANAGER,
            List.of(Section.FAMILY, Section.EXPLOITATION),
            Role.PROVIDER,
            List.of(Section.PLACEMENT));

    private static List<Section> all(Section... but) {
        List<Section> sections = new ArrayList<>(List.of(Section.values()));
        sections.removeAll(List.of(but));
        return sections;
    }

    private static String asked(String sql) throws SQLException {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement();
                var row = ask.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** In a transaction that is taken back. */
    private static String changedThenAsked(String change, String sql) throws SQLException {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var ask = owner.createStatement()) {
            owner.setAutoCommit(false);
            ask.execute(change);
            try (var row = ask.executeQuery(sql)) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        }
    }

    @Test
    void noRoleHoldsWhatItsCellLeavesEmpty() throws SQLException {
        for (var entry : NEVER.entrySet())
            assertThat(asked("select coalesce(bit_or(sections), 0) & " + Section.bits(entry.getValue())
                            + " from access.ceiling where reason <> 'CONVERSATION' and role = '" + entry.getKey()
                            + "'"))
                    .as(entry.getKey().name())
                    .isEqualTo("0");
    }

    @Test
    void onlyWhoWorksOnFilesWritesInThem() throws SQLException {
        assertThat(asked("select string_agg(distinct role || ' ' || reason, ', ' order by role || ' ' || reason) from"
                        + " access.ceiling where writes <> 0 and reason not in ('CONVERSATION', 'OPERATION')"))
                .isEqualTo("CASE_SUPERVISOR ASSIGNMENT, CASE_SUPERVISOR BREAK_GLASS, CASE_SUPERVISOR DEPUTY,"
                        + " CASE_SUPERVISOR OWNING_STRUCTURE, CASE_SUPERVISOR SHARED, CASE_SUPERVISOR SUPERVISION,"
                        + " CASE_WORKER ASSIGNMENT, CASE_WORKER BREAK_GLASS, CASE_WORKER SHARED, MINISTRY_OFFICER"
                        + " TRANSFER, SHELTER_MANAGER SHELTER_STAY");
    }

    /** The matrix: a ministry updates plan, help and visits of what it accepted; who the child is, its family, health and home it reads. */
    @Test
    void aMinistryWritesNeitherWhoTheChildIsNorItsHealthNorItsHome() throws SQLException {
        int writes = Integer.parseInt(
                asked("select bit_or(writes) from access.ceiling where role = 'MINISTRY_OFFICER' and reason <>"
                        + " 'CONVERSATION'"));
        assertThat(Section.of(writes))
                .containsExactlyInAnyOrder(Section.ASSISTANCE, Section.FOLLOW_UP, Section.NOTES, Section.STATUS);
        assertThat(Role.MINISTRY_OFFICER.verbs()).doesNotContain(Verb.CHILD_WRITE, Verb.PLACEMENT_WRITE);
    }

    @Test
    void anEmergencyWritesPlacementAndFollowUpAlone() throws SQLException {
        assertThat(asked("select bit_or(writes) from access.ceiling where reason = 'BREAK_GLASS'"))
                .isEqualTo(String.valueOf(Section.PLACEMENT.bit() | Section.FOLLOW_UP.bit()));
    }

    @Test
    void everyRoleAndReasonIsKnown() throws SQLException {
        for (Grant.Reason reason : Grant.Reason.values())
            assertThat(asked("select access.way('" + reason + "')"))
                    .as(reason.name())
                    .isNotEqualTo("null");
        List<String> roles = new ArrayList<>();
        for (Role role : Role.values()) roles.add("'" + role + "'");
        assertThat(asked("select count(*) from access.ceiling where role not in (" + String.join(", ", roles) + ")"))
                .isEqualTo("0");
    }

    @Test
    void anIdOfOneKindIsNoIdOfAnother() throws SQLException {
        assertThat(asked("select count(distinct access.holder(kind, id)) from (select gen_random_uuid() id) x,"
                        + " unnest(array['PERSON', 'ORGANISATION', 'DESK', 'UNIT']) kind"))
                .isEqualTo("4");
        assertThat(asked("select access.holder('PERSON', id) = id from (select gen_random_uuid() id) x"))
                .isEqualTo("t");
    }

    /** The functions hold the limits of the house, and without one of its own the defaults that the policies' page shows. */
    @Test
    void theLimitsOfTheFunctionsAreThoseOfThePolicies() throws SQLException {
        Policies policies = new Policies(Map.of());
        String sources =
                asked("select string_agg(p.prosrc, ' ') from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
                        + " where n.nspname in ('access', 'cases', 'door', 'journal')");
        Map.of(
                        "break-glass.duration",
                                (int) policies.hours("break-glass.duration").toHours(),
                        "break-glass.review.max",
                                (int) policies.hours("break-glass.review.max").toHours(),
                        "break-glass.day.max", policies.count("break-glass.day.max"),
                        "break-glass.unreviewed.max", policies.count("break-glass.unreviewed.max"),
                        "files-read.day", policies.count("files-read.day"),
                        "reveal.factor-again", policies.count("reveal.factor-again"),
                        "share.max", policies.days("share.max"),
                        "share.ahead.max", policies.days("share.ahead.max"),
                        "transfer.overlap", policies.days("transfer.overlap"))
                .forEach((key, value) -> assertThat(sources).contains("access.limit_of('" + key + "', " + value + ")"));
    }

    /** What the operator configured reaches the functions; what a login of the application could write does not. */
    @Test
    void aConfiguredLimitIsAskedForAndOneWrittenByAnAdministratorIsNot() throws SQLException {
        assertThat(asked("select access.limit_of('share.max', 30)")).isEqualTo("30");
        assertThat(changedThenAsked(
                        "insert into reference.limit_in_force values ('share.max', 12)",
                        "select access.limit_of('share.max', 30)"))
                .isEqualTo("12");
        assertThat(changedThenAsked(
                        "insert into reference.policy_value values ('break-glass.day.max', '9999', 'x', now())",
                        "select access.limit_of('break-glass.day.max', 3)"))
                .isEqualTo("3");
        assertThat(asked("select string_agg(l.l, ' ') from unnest(array['akoma_protection',"
                        + " 'akoma_administration', 'akoma_custody', 'akoma_enforcement', 'akoma_jobs',"
                        + " 'akoma_door']) l where has_table_privilege(l.l, 'reference.limit_in_force',"
                        + " 'select, insert, update, delete')"))
                .isEqualTo("null");
        assertThat(asked("select string_agg(l.l || t.t, ' ') from unnest(array['akoma_protection',"
                        + " 'akoma_administration', 'akoma_custody', 'akoma_enforcement', 'akoma_jobs',"
                        + " 'akoma_door']) l, unnest(array['policy_value', 'policy_change']) t where"
                        + " has_table_privilege(l.l, 'reference.' || t.t, 'insert, update, delete')"))
                .as("what becomes a limit at the next start is written by the owner alone")
                .isEqualTo("null");
    }

    /** A grant is compared by its holder: a policy that compares plain ids would take a unit for a person. */
    @Test
    void everyPolicyComparesGrantsByTheirHolder() throws SQLException {
        assertThat(asked("select string_agg(schemaname || '.' || tablename || ' ' || policyname, ', ') from pg_policies"
                        + " where coalesce(qual, '') || coalesce(with_check, '') ~ 'g\\.grantee = ANY'"))
                .isEqualTo("null");
    }
}
