package org.akoma.protection.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.akoma.LoginSql;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The drawing of first steps is a sum of kept counts; at any moment it is what counting all files gives. */
class StepCountsIT extends WorkHouse {

    private static final List<String> TABLES = List.of("cases.step_count", "cases.step_count_change");
    private static final int WRITES = 80;

    /**
     * What the counts say and what a count of all files says, of one moment and these limits. A step done after its limit
     * is missed at any moment: files of other tests may have been done after the moment asked for.
     */
    private static final String BOTH = """
            with said as (select * from cases.report_steps('%1$s', '%2$s', %3$d, %4$d, %5$d, %6$d, %7$d) where kept + missed > 0),
                 plain as (
                   select s.step, count(*) filter (where s.done_at <= s.due_at) as kept,
                          count(*) filter (where s.done_at > s.due_at or s.done_at is null and s.due_at <= '%2$s') as missed
                     from (select f.*, coalesce(f.handed_at, f.registered_at) as met_at from cases.case_file f where f.registered_at >= '%1$s'::date::timestamp at time zone 'UTC') f
                    cross join lateral (values
                          ('screening', f.handed_at + make_interval(hours => %3$d), f.medical_screened_at),
                          ('consent', f.met_at + make_interval(hours => %4$d), f.consented_at),
                          ('guardian', (((f.met_at at time zone 'UTC')::date + %5$d + 1)::timestamp at time zone 'UTC') - interval '1 second',
                           f.guardian_on::timestamp at time zone 'UTC'),
                          ('assessment', f.registered_at + make_interval(hours => %6$d), f.assessed_at),
                          ('plan', (((f.registered_at at time zone 'UTC')::date + %7$d + 1)::timestamp at time zone 'UTC') - interval '1 second',
                           f.plan_approved_on::timestamp at time zone 'UTC')) s (step, due_at, done_at)
                    where s.due_at is not null group by 1)
            select (select coalesce(string_agg(concat_ws(' ', step, kept, missed), ', ' order by step), '') from said),
                   (select coalesce(string_agg(concat_ws(' ', step, kept, missed), ', ' order by step), '') from plain where kept + missed > 0)""";

    @Autowired
    VisitCountRound round;

    private static String looksEqual(Connection owner, LocalDate first, Instant moment, int... limits)
            throws SQLException {
        try (Statement ask = owner.createStatement();
                ResultSet row = ask.executeQuery(
                        BOTH.formatted(first, moment, limits[0], limits[1], limits[2], limits[3], limits[4]))) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).as("at " + moment).isEqualTo(row.getString(2));
            return row.getString(1);
        }
    }

    /** Of moments within the hours in which limits end, of limits that changed, and of fewer months. */
    private static String looksEqualAtManyMoments() throws SQLException {
        String last = "";
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR)) {
            for (int n = 0; n < 60; n++) {
                Instant moment = NOW.plusSeconds(n * 5_003L);
                looksEqual(owner, LocalDate.parse("2015-06-01"), moment, n, 48, n % 9, 24 - n % 20, 14);
                looksEqual(owner, LocalDate.parse("2015-11-01"), moment, 24, n % 50, 7, 168, n % 3);
                last = looksEqual(owner, LocalDate.parse("2015-06-01"), moment, 24, 48, 7, 24, 14);
            }
        }
        return last;
    }

    /** Later than what is written below. */
    private static final Instant NOW = Instant.parse("2015-11-17T09:00:00Z");

    /** Several connections move files between the counts in every way, while two others fold and one looks. */
    @Test
    void theStepsAreThePlainCountAtEveryMoment() throws Exception {
        List<UUID> files = new ArrayList<>();
        for (int n = 0; n < 4; n++) files.add(opened(SomeChild.named("Baobab")).id());
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<Integer>> writers = new ArrayList<>();
            for (int seed = 1; seed <= 3; seed++) writers.add(threads.submit(writer(files, seed)));
            List<Future<Integer>> folding = new ArrayList<>();
            for (int n = 0; n < 2; n++) folding.add(threads.submit(() -> fold(over)));
            Future<Integer> looks = threads.submit(() -> look(over));
            try {
                for (Future<Integer> writer : writers) assertThat(writer.get()).isEqualTo(WRITES);
            } finally {
                over.set(true);
            }
            assertThat(looks.get()).isPositive();
            assertThat(folding.get(0).get() + folding.get(1).get()).isPositive();
        }
        assertThat(looksEqualAtManyMoments()).contains("consent", "guardian", "assessment", "plan", "screening");
        round.go();
        looksEqualAtManyMoments();
        assertThat(counted("select count(*) from cases.step_count_change")).isZero();
    }

    /** Each step done, done anew and taken back at any minute of two weeks, in one transaction with others or rolled back. */
    private static Callable<Integer> writer(List<UUID> files, int seed) {
        return () -> {
            Random dice = new Random(seed);
            try (Connection owner = TestDatabase.sessionAs(Compartment.MIGRATOR);
                    Statement write = owner.createStatement()) {
                owner.setAutoCommit(false);
                for (int n = 0; n < WRITES; n++) {
                    write.execute(statement(files.get(dice.nextInt(files.size())), dice));
                    if (dice.nextInt(6) == 0) owner.rollback();
                    else owner.commit();
                }
            }
            return WRITES;
        };
    }

    private static String statement(UUID file, Random dice) {
        String column = List.of(
                        "registered_at",
                        "handed_at",
                        "medical_screened_at",
                        "consented_at",
                        "assessed_at",
                        "guardian_on",
                        "plan_approved_on")
                .get(dice.nextInt(7));
        String moment = "timestamptz '2015-11-16 08:00Z' - interval '1 minute' * " + dice.nextInt(20_000);
        boolean none = dice.nextInt(4) == 0 && !column.equals("registered_at");
        String value = none ? "null" : column.endsWith("_on") ? "(" + moment + ")::date" : moment;
        return "update cases.case_file set " + column + " = " + value + " where id = '" + file + "'";
    }

    private int fold(AtomicBoolean over) {
        int folded = 0;
        while (!over.get()) folded += (int) round.go();
        return folded;
    }

    private static int look(AtomicBoolean over) throws SQLException {
        int looks = 0;
        try (Connection owner = TestDatabase.sessionAs(Compartment.MIGRATOR)) {
            while (!over.get()) {
                looksEqual(owner, LocalDate.parse("2015-06-01"), NOW.plusSeconds(looks * 700L), 24, 48, 7, 24, 14);
                looks++;
            }
        }
        return looks;
    }

    private static long counted(String question) throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement();
                ResultSet row = ask.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** No login reads or writes a count but through the figures, and those are for the login of the figures alone. */
    @Test
    void noLoginWritesACount() throws Exception {
        for (var person : List.of(worker, actor(person(Role.SYSTEM_ADMINISTRATOR, ngo))))
            for (String table : TABLES)
                for (String statement :
                        List.of("select * from " + table, "update " + table + " set n = 0", "delete from " + table))
                    assertThat(LoginSql.refusal(person, clock.instant(), statement))
                            .as(person.code() + ": " + statement)
                            .contains("permission denied");
        for (String call : List.of(
                "select cases.report_steps('2015-11-01', now(), 24, 48, 7, 24, 14)",
                "select followup.fold_step_counts()"))
            assertThat(LoginSql.refusal(worker, clock.instant(), call)).as(call).contains("permission denied");
    }
}
