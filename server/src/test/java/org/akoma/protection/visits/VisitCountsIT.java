package org.akoma.protection.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The figures of visits are sums of kept counts; at any moment they are what counting all visits gives. */
class VisitCountsIT extends VisitHouse {

    private static final List<String> TABLES = List.of("followup.visit_count", "followup.visit_count_change");

    /** What the figures say and what a count of all visits says, of one moment. */
    private static final String BOTH = """
            select r.planned || ' ' || r.on_time || ' ' || r.late || ' ' || r.missed,
                   x.planned || ' ' || x.on_time || ' ' || x.late || ' ' || (x.planned - x.on_time - x.late)
              from followup.report_visits('%1$s', %2$d, 14) r cross join (
                   select count(*) as planned,
                          count(*) filter (where v.done_on <= '%1$s' and v.done_on <= v.first_on + %2$d) as on_time,
                          count(*) filter (where v.done_on <= '%1$s' and v.done_on > v.first_on + %2$d and v.done_on <= v.first_on + 14) as late
                     from followup.visit v where not v.unplanned and v.cancelled_at is null and v.first_on <= '%1$s') x""";

    /** By the structure of the file: what the figures say in six months, and what a count of all visits says. */
    private static final String STRUCTURES = """
            with plain as (
                 select o.code, count(*),
                        count(*) filter (where v.done_on <= '%1$s' and v.done_on <= v.first_on + %2$d),
                        count(*) filter (where v.done_on <= '%1$s' and v.done_on > v.first_on + %2$d and v.done_on <= v.first_on + 14)
                   from followup.visit v join cases.case_file f on f.id = v.file_id join access.organisation o on o.id = f.organisation_id
                  where not v.unplanned and v.cancelled_at is null and v.first_on between date '%1$s' - 180 and '%1$s' group by 1),
            said as (select * from followup.report_visit_structures(date '%1$s' - 180, '%1$s', %2$d, 14))
            select (select count(*) from (select * from said except select * from plain) x)
                   || ' ' || (select count(*) from (select * from plain except select * from said) x), '0 0'""";

    @Autowired
    VisitCountRound round;

    @Autowired
    VisitFigures figures;

    private static void looksEqual(Connection owner, LocalDate day, int tolerance) throws SQLException {
        for (String both : List.of(BOTH, STRUCTURES))
            try (Statement ask = owner.createStatement();
                    ResultSet row = ask.executeQuery(both.formatted(day, tolerance))) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).as("as of %s", day).isEqualTo(row.getString(2));
            }
    }

    private static void looksEqualOnEveryDay() throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR)) {
            for (int days = -40; days <= 80; days += 3) looksEqual(owner, TODAY.plusDays(days), 3);
            looksEqual(owner, TODAY.plusDays(20), 0); // a limit that was changed
        }
    }

    /** Several connections write visits in every way that moves them between the counts, while others fold. */
    @Test
    void theFiguresAreThePlainCountAtEveryMoment() throws Exception {
        UUID visit = all(assessed(CaseFile.Risk.HIGH)).getFirst().id();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<Integer>> writers = new ArrayList<>();
            for (int seed = 1; seed <= 3; seed++) writers.add(threads.submit(writer(visit, seed)));
            List<Future<Integer>> folding = new ArrayList<>();
            for (int n = 0; n < 2; n++) folding.add(threads.submit(() -> fold(over)));
            Future<Integer> looks = threads.submit(() -> look(over));
            int written = 0;
            for (Future<Integer> writer : writers) written += writer.get();
            over.set(true);
            assertThat(written).isEqualTo(3 * WRITES);
            assertThat(looks.get()).isPositive();
            assertThat(folding.get(0).get() + folding.get(1).get()).isPositive();
        }
        looksEqualOnEveryDay();
        round.go();
        looksEqualOnEveryDay();
    }

    private static final int WRITES = 120;

    /** Copies of one visit: planned, made, corrected, taken back, rolled back, deleted. */
    private static Callable<Integer> writer(UUID model, int seed) {
        return () -> {
            Random dice = new Random(seed);
            List<UUID> mine = new ArrayList<>();
            try (Connection owner = TestDatabase.sessionAs(Compartment.MIGRATOR);
                    Statement write = owner.createStatement()) {
                owner.setAutoCommit(false);
                for (int n = 0; n < WRITES; n++) {
                    write.execute(statement(model, mine, dice));
                    if (dice.nextInt(6) == 0) owner.rollback();
                    else owner.commit();
                }
                write.execute("delete from followup.visit where id = any ('{" + ids(mine) + "}')");
                owner.commit();
            }
            return WRITES;
        };
    }

    private static String ids(List<UUID> of) {
        return String.join(",", of.stream().map(UUID::toString).toList());
    }

    private static String statement(UUID model, List<UUID> mine, Random dice) {
        UUID one = mine.isEmpty() ? model : mine.get(dice.nextInt(mine.size()));
        LocalDate day = TODAY.plusDays(dice.nextInt(60) - 20L);
        String of = mine.isEmpty() ? " where false" : " where id = '" + one + "'";
        return switch (dice.nextInt(8)) {
            case 0, 1, 2 -> insert(model, mine, day, dice);
            case 3 ->
                "update followup.visit set done_on = '" + day
                        + "', done_at = now(), recorded_by = planned_by, made_by = planned_by, closed_at = now(), cancelled_at = null, cancel_reason = null"
                        + of;
            case 4 ->
                "update followup.visit set done_on = null, done_at = null, recorded_by = null, made_by = null, safety = null"
                        + of;
            case 5 ->
                "update followup.visit set cancelled_at = now(), cancel_reason = 'OTHER', closed_at = now()" + of
                        + (mine.isEmpty() ? "" : " and done_on is null");
            case 6 -> "update followup.visit set unplanned = not unplanned" + of;
            default ->
                "update followup.visit set planned_on = '" + day + "', version = version + 1"
                        + of; // its first day stays
        };
    }

    private static String insert(UUID model, List<UUID> mine, LocalDate day, Random dice) {
        List<UUID> made = new ArrayList<>();
        for (int n = dice.nextInt(4); n >= 0; n--) made.add(UUID.randomUUID());
        mine.addAll(made);
        return "insert into followup.visit (id, file_id, organisation_id, worker_id, type, planned_on, planned_at, planned_by, by_calendar, unplanned, closed_at)"
                + " select i, v.file_id, v.organisation_id, v.worker_id, v.type, date '" + day
                + "' + (random() * 2)::int, now(), v.planned_by, false, random() < 0.2, now() from followup.visit v cross join unnest('{"
                + ids(made) + "}'::uuid[]) i where v.id = '" + model + "'";
    }

    private int fold(AtomicBoolean over) {
        int folded = 0;
        while (!over.get()) folded += (int) round.go();
        return folded;
    }

    private static int look(AtomicBoolean over) throws SQLException {
        int looks = 0;
        Random dice = new Random(9);
        try (Connection owner = TestDatabase.sessionAs(Compartment.MIGRATOR)) {
            while (!over.get()) {
                looksEqual(owner, TODAY.plusDays(dice.nextInt(80) - 30L), dice.nextInt(5));
                looks++;
            }
        }
        return looks;
    }

    /** What people do with visits, and what the figures say then, of today and of the days before. */
    @Test
    void everyActOnAVisitIsCounted() throws Exception {
        String code = assessed(CaseFile.Risk.HIGH);
        Visit first =
                all(code).stream().filter(v -> v.closedAt() == null).findFirst().orElseThrow();
        LocalDate day = first.plannedOn();
        VisitFigures.Counts before = figures.asOf(day);
        clock.moveTo(day.atTime(9, 0).toInstant(ZoneOffset.UTC));
        done(visits.record(worker, code, made(first.id(), day)));
        VisitFigures.Counts after = figures.asOf(day);
        assertThat(after.onTime()).isEqualTo(before.onTime() + 1);
        assertThat(after.missed()).isEqualTo(before.missed() - 1);
        assertThat(figures.asOf(day.minusDays(1)).planned()).isLessThan(after.planned());
        looksEqualOnEveryDay();
    }

    /** No login reads or writes a count but through the figures, and those are for the login of the figures alone. */
    @Test
    void noLoginWritesACount() throws Exception {
        Actor care = worker;
        Actor administration = actor(person(Role.SYSTEM_ADMINISTRATOR, ngo));
        for (Actor person : List.of(care, administration))
            for (String table : TABLES)
                for (String statement : List.of(
                        "select * from " + table,
                        "insert into " + table + " (first_on, n) values ('2015-11-16', 1)",
                        "update " + table + " set n = 0",
                        "delete from " + table))
                    assertThat(LoginSql.refusal(person, clock.instant(), statement))
                            .as(person.code() + ": " + statement)
                            .contains("permission denied");
        for (String call :
                List.of("select followup.report_visits('2015-11-16', 3, 14)", "select followup.fold_visit_counts()"))
            assertThat(LoginSql.refusal(care, clock.instant(), call)).as(call).contains("permission denied");
        for (Compartment login : Compartment.values())
            for (String table : TABLES)
                assertThat(answer("select has_any_column_privilege('" + login.login() + "', '" + table
                                + "', 'SELECT, INSERT, UPDATE') or has_table_privilege('" + login.login() + "', '"
                                + table
                                + "', 'DELETE, TRUNCATE, TRIGGER')"))
                        .as(login + " on " + table)
                        .isEqualTo("f");
    }

    private static String answer(String question) throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement();
                ResultSet row = ask.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }
}
