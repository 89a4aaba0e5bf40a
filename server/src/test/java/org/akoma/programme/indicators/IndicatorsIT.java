package org.akoma.programme.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.akoma.Answer;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.SomeChild;
import org.akoma.protection.identity.WorkHouse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The indicators are sums of kept counts; they are what counting all records by the definition gives, for who may read it. */
class IndicatorsIT extends WorkHouse {

    private static final List<String> TABLES = List.of(
            "indicators.changed",
            "indicators.cell",
            "indicators.total",
            "indicators.round",
            "indicators.held",
            "indicators.shown");

    /** What the cells say of a day, and what all that counts on it adds up to, where the two differ. */
    private static final String DIFFERENCES = """
            with span as materialized (
                 select * from indicators.spans('FILE', (select array_agg(id) from cases.case_file)) f where f.indicator not in ('C10', 'C11', 'C12') union all
                 select * from indicators.spans('PERSON', (select array_agg(id) from operations.screened)) union all
                 select * from indicators.spans('SUSPECT', (select array_agg(id) from operations.suspect)) union all
                 select * from indicators.spans('SLIP', (select array_agg(id) from slips.slip))),
            asked as (select * from (values ('', null), ('', 'CI'), ('SEX', null), ('AGE', null), ('NATIONALITY', 'CI'), ('SECTOR', null), ('RISK', null),
                                            ('OTHER', null), ('COUNTRY', null), ('STRUCTURE', 'CI')) a (dim, land)
                      cross join generate_series(date '%1$s', date '%2$s', '%3$s days') d (day)),
            full_count as (
                 select a.dim, a.land, a.day::date, s.indicator, l.label, coalesce(s.value, 0) as value, sum(s.num) as num, sum(s.den) as den, sum(s.unknown) as unknown
                   from asked a join span s on s.since <= a.day and coalesce(s.until, 'infinity') > a.day and (a.land is null or s.country = a.land)
                  cross join lateral (select case a.dim when '' then '' when 'SEX' then s.sex when 'AGE' then s.age when 'NATIONALITY' then s.nationality
                        when 'SECTOR' then s.sector when 'RISK' then s.risk when 'OTHER' then s.other when 'COUNTRY' then s.country
                        else (select o.code from access.organisation o where o.id = s.structure) end as label) l
                  where l.label is not null group by 1, 2, 3, 4, 5, 6 having sum(s.num) <> 0 or sum(s.den) <> 0 or sum(s.unknown) <> 0),
            cells as (select a.dim, a.land, a.day::date, r.indicator, r.label, r.value, r.num, r.den, r.unknown
                        from (select array_agg(distinct c.indicator) as ids from indicators.cell c) w cross join asked a
                       cross join lateral indicators.report_day(a.day::date, a.land, null, a.dim, w.ids) r
                       where r.dim = a.dim and r.indicator not in ('I21', 'I23', 'I24'))   -- other chapters count these
            select count(*) from (select * from full_count except select * from cells) x
            union all select count(*) from (select * from cells except select * from full_count) y
            union all select count(*) from full_count""";

    /** The same of what is in no other cell: how long answers take by pair of structures, from the referrals themselves, and the visits of each team. */
    private static final String DIFFERENCES_ALONE = """
            with day as (select d::date as day from generate_series(date '%1$s', date '%2$s', '%3$s days') d),
            team as materialized (select * from indicators.spans('FILE', (select array_agg(id) from cases.case_file)) s where s.indicator in ('C11', 'C12')),
            full_count as (
                 select d.day, f.code as one, t.code as other, 'C10' as indicator,
                        percentile_disc(0.5) within group (order by indicators.within_hours(r.acknowledged_at - r.sent_at))::bigint as num, 0::bigint as den, 0::bigint as unknown
                   from day d join referrals.referral r
                     on indicators.day_of(r.acknowledged_at) between (date_trunc('month', d.day) - interval '12 months')::date and d.day
                   join access.organisation f on f.id = r.from_id join access.organisation t on t.id = r.to_id where r.sent_at is not null group by 1, 2, 3
                 union all
                 select d.day, s.structure::text, s.other, s.indicator, sum(s.num), sum(s.den), sum(s.unknown)
                   from day d join team s on s.since <= d.day and coalesce(s.until, 'infinity') > d.day group by 1, 2, 3, 4
                 having sum(s.num) <> 0 or sum(s.den) <> 0 or sum(s.unknown) <> 0),
            cells as (
                 select d.day, p.sender as one, p.asked as other, 'C10' as indicator, p.hours::bigint as num, 0::bigint as den, 0::bigint as unknown
                   from day d cross join lateral indicators.report_pairs(d.day, null) p where p.hours is not null
                 union all
                 select d.day, c.structure::text, c.label, c.indicator, sum(c.num)::bigint, sum(c.den)::bigint, sum(c.unknown)::bigint
                   from day d cross join lateral indicators.parts_of(d.day, '') t
                   join indicators.cell c on c.dim = 'TEAM' and c.country = '' and c.period = t.period and c.day between t.first and t.last group by 1, 2, 3, 4
                 having sum(c.num) <> 0 or sum(c.den) <> 0 or sum(c.unknown) <> 0)
            select count(*) from (select * from full_count except select * from cells) x
            union all select count(*) from (select * from cells except select * from full_count) y
            union all select count(*) from full_count""";

    /** The risk of open files by structure on a day: as drawn, and as the histories of all files say. */
    private static final String RISKS = """
            with said as (select structure, high, medium, low, unknown from cases.report_risk_structures('%1$s')),
                 plain as (
                   select o.code as structure, count(*) filter (where t.risk = 'HIGH') as high, count(*) filter (where t.risk = 'MEDIUM') as medium,
                          count(*) filter (where t.risk = 'LOW') as low, count(*) filter (where t.risk is null) as unknown
                     from cases.case_file f join access.organisation o on o.id = f.organisation_id
                    cross join lateral (
                          select (select r.value from cases.turn r where r.file_id = f.id and r.what = 'RISK' and r.at < '%1$s'::date + 1 order by r.at desc, r.n desc limit 1) as risk,
                                 coalesce((select r.value from cases.turn r where r.file_id = f.id and r.what = 'STATUS' and r.at < '%1$s'::date + 1
                                            order by r.at desc, r.n desc limit 1), f.status) as status) t
                    where f.registered_at < '%1$s'::date + 1 and t.status not in ('CLOSED', 'TRANSFERRED') group by 1)
            select concat_ws(' ', count(*), (select count(*) from (select * from said except select * from plain) x),
                             (select count(*) from (select * from plain except select * from said) x)) from plain""";

    @Autowired
    CountRound round;

    /**
     * On days of many months, and on those on which the totals are read.
     *
     * @return how many were compared of what is in no other cell
     */
    private static long looksWhole() throws SQLException {
        LocalDate totals = LocalDate.parse(text("select day::text from indicators.total"));
        looksWhole(LocalDate.parse("2015-05-20"), LocalDate.parse("2016-03-01"), 13);
        for (LocalDate day : List.of(totals, totals.plusDays(3), totals.plusDays(40), TODAY.minusDays(9)))
            assertThat(text(RISKS.formatted(day))).as("risk on " + day).endsWith(" 0 0");
        return looksWhole(totals, totals.plusDays(40), 4);
    }

    private static long looksWhole(LocalDate first, LocalDate last, int step) throws SQLException {
        List<Long> all = new ArrayList<>();
        for (String differences : List.of(DIFFERENCES, DIFFERENCES_ALONE))
            try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                    Statement ask = owner.createStatement();
                    ResultSet rows = ask.executeQuery(differences.formatted(first, last, step))) {
                List<Long> counts = new ArrayList<>();
                while (rows.next()) counts.add(rows.getLong(1));
                assertThat(counts.subList(0, 2))
                        .as("differences since " + first)
                        .containsExactly(0L, 0L);
                all.add(counts.get(2));
            }
        assertThat(all.getFirst()).isPositive();
        return all.getLast();
    }

    private static String text(String sql) throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement();
                ResultSet row = ask.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Several connections change files in every way that moves them between the counts, while two rounds count and days and a month begin. */
    @Test
    void theCellsAreTheFullCountWhateverIsWrittenMeanwhile() throws Exception {
        List<UUID> files = new ArrayList<>();
        for (int n = 0; n < 3; n++) files.add(opened(SomeChild.named("Baobab")).id());
        answeredLongAgo(files.getFirst());
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
            List<Future<Integer>> writers = new ArrayList<>();
            for (int seed = 1; seed <= 3; seed++) writers.add(threads.submit(writer(files, seed)));
            List<Future<Long>> counting = new ArrayList<>();
            for (int n = 0; n < 2; n++) counting.add(threads.submit(() -> count(over)));
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).isEqualTo(WRITES);
                clock.moveTo(clock.instant().plus(Duration.ofDays(9)));
            }
            over.set(true);
            assertThat(counting.get(0).get() + counting.get(1).get()).isPositive();
        }
        round.go();
        assertThat(text("select day::text from indicators.total")).isGreaterThanOrEqualTo("2015-12-13");
        assertThat(looksWhole()).isPositive();
        clock.moveTo(clock.instant().plus(Duration.ofDays(50)));
        round.go();
        assertThat(looksWhole()).isPositive();
    }

    /** As after an import: many marks are counted in growing batches, to the same cells as by few at a time. */
    @Test
    void countingAllFromNothingInLargeBatchesGivesTheSameCells() throws SQLException {
        for (int n = 0; n < 3; n++) opened(SomeChild.named("Baobab"));
        round.go();
        long files = Long.parseLong(text("select count(*) from cases.case_file"));
        int times = (int) (3_000 / files) + 1;
        TestDatabase.ownerDoes(
                "create table indicators.before as select * from indicators.cell where num <> 0 or den <> 0 or unknown <> 0");
        TestDatabase.ownerDoes("truncate indicators.held, indicators.cell");
        TestDatabase.ownerDoes(
                "insert into indicators.changed (kind, unit) select 'FILE', f.id from cases.case_file f cross join generate_series(1, "
                        + times
                        + ") union all select 'PERSON', p.id from operations.screened p union all select 'SUSPECT', s.id from operations.suspect s"
                        + " union all select 'SLIP', l.id from slips.slip l");
        try {
            assertThat(round.go()).isGreaterThan(3_000);
            assertThat(marks()).isZero();
            looksWhole();
            assertThat(
                            text(
                                    "select count(*) from (select * from indicators.before except select * from indicators.cell) x"))
                    .isEqualTo("0");
            assertThat(text(
                            "select count(*) from (select * from indicators.cell where num <> 0 or den <> 0 or unknown <> 0"
                                    + " except select * from indicators.before) x"))
                    .isEqualTo("0");
        } finally {
            TestDatabase.ownerDoes("drop table indicators.before");
        }
    }

    /** What was read of the counts holds until one changes, however it is changed. */
    @Test
    void eachChangeOfACellChangesTheStampOfAll() throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement sql = owner.createStatement()) {
            owner.setAutoCommit(false);
            Set<String> stamps = new HashSet<>(Set.of(stamp(sql)));
            for (String change : List.of(
                    "insert into indicators.cell values ('', gen_random_uuid(), '', 'DAY', 'I01', '2015-06-01', '', 0, 1, 1, 0)",
                    "update indicators.cell set num = num + 1 where indicator = 'I01'",
                    "delete from indicators.cell where indicator = 'I01'",
                    "truncate indicators.cell")) {
                sql.execute(change);
                assertThat(stamps.add(stamp(sql))).as(change).isTrue();
            }
            owner.rollback();
        }
    }

    private static String stamp(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("select stamp::text from indicators.report_age()")) {
            row.next();
            return row.getString(1);
        }
    }

    /** Referrals of many months, each answered after another time, so that months leave the twelve that an answer is read of. */
    private static void answeredLongAgo(UUID file) {
        TestDatabase.ownerDoes("""
                alter table referrals.referral disable trigger user;
                alter table referrals.referral drop constraint referral_agreement;
                insert into referrals.referral (id, code, file_id, organisation_id, worker_id, supervisor_id, from_id, to_id, to_desk, purpose, priority, sections, drafted_at,
                                                drafted_by, sent_at, sent_by, agreement_id, due_at, acknowledged_at, acknowledged_by, valid_until)
                select gen_random_uuid(), 'RFX-' || lpad(n::text, 6, '0'), f.id, f.organisation_id, f.worker_id, f.supervisor_id, f.organisation_id, o.id, o.desk_id, 'CARE',
                       'NORMAL', 256, s.at, f.worker_id, s.at, f.worker_id, gen_random_uuid(), s.at + interval '3 days', s.at + n * interval '5 hours', o.desk_id,
                       s.at + interval '90 days'
                  from cases.case_file f cross join generate_series(1, 40) n cross join lateral (select timestamptz '2015-11-10 08:00Z' - n * interval '16 days') s (at)
                  join access.organisation o on o.id = (select x.id from access.organisation x where x.id <> f.organisation_id order by x.code limit 1)
                 where f.id = '%1$s';
                insert into indicators.changed (kind, unit) values ('FILE', '%1$s');
                alter table referrals.referral add constraint referral_agreement foreign key (agreement_id) references access.sharing_agreement not valid;
                alter table referrals.referral enable trigger user""".formatted(file));
    }

    private long count(AtomicBoolean over) {
        long counted = 0;
        while (!over.get()) counted += round.go();
        return counted;
    }

    private static final int WRITES = 60;

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
        String of = " where id = '" + file + "'";
        LocalDate day = TODAY.plusDays(dice.nextInt(60) - 20L);
        return switch (dice.nextInt(7)) {
            case 0 ->
                "update cases.case_file set sex = '" + "FMU".charAt(dice.nextInt(3)) + "', age_at_rescue = "
                        + dice.nextInt(18) + of;
            case 1 -> turn(file, "COUNTRY", List.of("CI", "BF", "GH").get(dice.nextInt(3)), day);
            case 2 -> turn(file, "RISK", List.of("HIGH", "LOW").get(dice.nextInt(2)), day);
            case 3 ->
                turn(file, "VICTIM_STATUS", List.of("CONFIRMED_VICTIM", "ADULT").get(dice.nextInt(2)), day);
            case 4 -> turn(file, "STATUS", List.of("ACTIVE", "CLOSED").get(dice.nextInt(2)), day);
            case 5 ->
                "insert into followup.visit (id, file_id, organisation_id, worker_id, type, planned_on, planned_at, planned_by, by_calendar, done_on, done_at, "
                        + "recorded_by, made_by, mode, seen, seen_alone, closed_at) select gen_random_uuid(), f.id, f.organisation_id, f.worker_id, 'ROUTINE', '"
                        + day + "', now(), f.worker_id, false, '" + day.plusDays(dice.nextInt(6))
                        + "', now(), f.worker_id, f.worker_id, '"
                        + List.of("PHONE", "HOME_VISIT").get(dice.nextInt(2))
                        + "', '{CHILD}', true, now() from cases.case_file f" + of;
            default ->
                "delete from followup.visit where ctid = (select ctid from followup.visit where file_id = '" + file
                        + "' limit 1)";
        };
    }

    private static String turn(UUID file, String what, String value, LocalDate day) {
        return "insert into cases.turn (file_id, at, what, value) values ('" + file + "', '" + day + "T10:00:00Z', '"
                + what + "', '" + value + "')";
    }

    @Test
    void aRoundThatFailsLosesNothing() throws Exception {
        round.go();
        opened(SomeChild.named("Baobab"));
        long waiting = marks();
        assertThat(waiting).isPositive();
        TestDatabase.ownerDoes(
                "create function indicators.fails() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$");
        TestDatabase.ownerDoes(
                "create trigger fails before insert on indicators.cell for each row execute function indicators.fails()");
        try {
            assertThatThrownBy(round::go).hasMessageContaining("disk full");
            assertThat(marks()).isEqualTo(waiting);
        } finally {
            TestDatabase.ownerDoes("drop function indicators.fails cascade");
        }
        round.go();
        assertThat(marks()).isZero();
        looksWhole();
    }

    private static long marks() throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = owner.createStatement();
                ResultSet row = ask.executeQuery("select count(*) from indicators.changed")) {
            row.next();
            return row.getLong(1);
        }
    }

    private Map<String, JsonNode> items(String user, String query) {
        Answer answer = api(user).get("/api/v1/indicators" + query);
        assertThat(answer.status()).as(query + " " + answer).isEqualTo(200);
        Map<String, JsonNode> items = new HashMap<>();
        answer.json()
                .path("items")
                .valueStream()
                .forEach(one -> items.put(one.path("id").asString(), one));
        return items;
    }

    /** What is written a moment ago is in the figures of who asks, in those of its country and structure, and in none of the day before. */
    @Test
    void whatIsWrittenIsCounted() {
        round.go();
        String mine = "?structure=" + ngo.code();
        CaseFile file = opened(SomeChild.named("Baobab"));
        JsonNode family = items(supervisor.username(), mine).get("I09");
        assertThat(family.path("numerator").asLong()).isZero();
        assertThat(family.path("denominator").asLong()).isEqualTo(1);
        assertThat(items(supervisor.username(), mine).get("I06").path("missing").asString())
                .as("not due yet is not missing")
                .isEqualTo("NOTHING_TO_COUNT");
        guarded(file.code());
        assertThat(items(supervisor.username(), mine).get("I06").path("percent").asDouble())
                .isEqualTo(100);
        assertThat(items(supervisor.username(), mine + "&asOf=" + TODAY.minusDays(1))
                        .get("I06")
                        .path("missing")
                        .asString())
                .isEqualTo("NOTHING_TO_COUNT");
        assertThat(items(supervisor.username(), mine + "&country=" + file.country())
                        .get("I06")
                        .path("denominator")
                        .asLong())
                .isEqualTo(1);
        assertThat(items(supervisor.username(), mine + "&country=ZW")
                        .get("I06")
                        .path("denominator")
                        .isNull())
                .isTrue();
        assertThat(items(supervisor.username(), mine).get("I22").path("missing").asString())
                .isEqualTo("NOT_DIVIDED_SO");
    }

    /** A step is kept from the day on which it was made in time, missed from the day after its limit, and neither in between. */
    @Test
    void whatIsNotDueYetIsNeitherKeptNorMissed() throws SQLException {
        CaseFile file = opened(SomeChild.named("Baobab"));
        String mine = "?structure=" + ngo.code();
        List<String> steps = List.of("I05", "I06", "I07", "I08");
        Map<String, JsonNode> today = items(supervisor.username(), mine);
        for (String step : steps) {
            assertThat(today.get(step).path("missing").asString()).as(step).isEqualTo("NOTHING_TO_COUNT");
            assertThat(api(worker.username())
                            .get("/api/v1/indicators/" + step + "/files?side=MISSING")
                            .body())
                    .as(step)
                    .doesNotContain(file.code());
        }
        TestDatabase.ownerDoes(
                "update cases.case_file set registered_at = registered_at - interval '15 days', handed_at = null where id = '"
                        + file.id() + "'");
        Map<String, JsonNode> late = items(supervisor.username(), mine);
        for (String step : steps) {
            assertThat(late.get(step).path("denominator").asLong()).as(step).isEqualTo(1);
            assertThat(late.get(step).path("numerator").asLong())
                    .as(step + ": nobody answered")
                    .isZero();
        }
        String eve = mine + "&asOf=" + TODAY.minusDays(1);
        assertThat(items(supervisor.username(), eve).get("I08").path("missing").asString())
                .as("the last day of the limit")
                .isEqualTo("NOTHING_TO_COUNT");
        assertThat(items(supervisor.username(), eve)
                        .get("I07")
                        .path("denominator")
                        .asLong())
                .isEqualTo(1);
    }

    /** A visit that is not made is not due yet while the tolerance lasts, missed after it, and planned all the time. */
    @Test
    void aVisitThatIsNotDueYetIsNotMissed() throws SQLException {
        CaseFile file = opened(SomeChild.named("Baobab"));
        planned(file, TODAY.minusDays(3));
        String mine = "?structure=" + ngo.code();
        JsonNode today = items(supervisor.username(), mine).get("I11");
        assertThat(today.path("denominator").asLong()).isEqualTo(1);
        assertThat(today.path("numerator").asLong()).isZero();
        assertThat(today.path("notDueYet").asLong()).isEqualTo(1);
        assertThat(behind(file, "MISSING")).isFalse();
        assertThat(behind(file, "NOT_DUE")).isTrue();
        assertThat(csv(mine)).containsPattern("I11,[^\n]*,0,1,0[.]0,,,1,");
        planned(file, TODAY.minusDays(4));
        JsonNode late = items(supervisor.username(), mine).get("I11");
        assertThat(late.path("denominator").asLong()).isEqualTo(2);
        assertThat(late.path("notDueYet").asLong()).isEqualTo(1);
        assertThat(behind(file, "MISSING")).isTrue();
        assertThat(browser(supervisor.username())
                        .get("/indicators" + mine + "&lang=en")
                        .body())
                .contains("1 of them not due yet");
        JsonNode masked = items(worker.username(), mine).get("I11");
        assertThat(masked.path("numerator").isNull()).isTrue();
        assertThat(masked.path("denominator").isNull()).isTrue();
        assertThat(masked.path("notDueYet").isNull()).isTrue();
    }

    static void planned(CaseFile file, LocalDate day) throws SQLException {
        TestDatabase.ownerDoes(
                "insert into followup.visit (id, file_id, organisation_id, worker_id, type, planned_on, planned_at, planned_by, by_calendar) "
                        + "select gen_random_uuid(), f.id, f.organisation_id, f.worker_id, 'ROUTINE', '" + day
                        + "', now(), f.worker_id, false from cases.case_file f where f.id = '" + file.id() + "'");
    }

    private boolean behind(CaseFile file, String side) {
        return api(worker.username())
                .get("/api/v1/indicators/I11/files?side=" + side)
                .body()
                .contains(file.code());
    }

    private String csv(String query) {
        return browser(supervisor.username())
                .get("/indicators/file" + query + "&format=csv")
                .body();
    }

    @Test
    void whoMayNotReadThemGetsNone() {
        Organisation other = structure(Organisation.Kind.INTERGOVERNMENTAL);
        for (Role role : Role.values()) {
            if (role == Role.SHELTER_MANAGER) continue; // needs a shelter; its verb is in the matrix
            int status = Set.of(Role.PROVIDER, Role.SYSTEM_ADMINISTRATOR).contains(role) ? 403 : 200;
            var caller = api(person(role, other));
            assertThat(caller.get("/api/v1/indicators").status())
                    .as(role.name())
                    .isEqualTo(status);
            assertThat(caller.get("/api/v1/indicators/definitions").status())
                    .as(role.name())
                    .isEqualTo(status);
        }
    }

    /** Anyone who gets figures alone gets no small count, no table of a table, and past days by months. */
    @Test
    void othersGetNoSmallCounts() {
        CaseFile file = opened(SomeChild.named("Baobab"));
        TestDatabase.ownerDoes(
                "update cases.case_file set registered_at = registered_at - interval '40 days' where id = '" + file.id()
                        + "'");
        round.go();
        String reader = worker.username();
        assertThat(api(reader).get("/api/v1/indicators").json().path("asOf").asString())
                .as("nothing of the month that runs")
                .isEqualTo("2015-10-31");
        for (String query :
                List.of("", "?by=SEX", "?by=STRUCTURE", "?by=COUNTRY", "?structure=" + ngo.code(), "?country=CI"))
            items(reader, query).values().forEach(one -> {
                shown(one);
                one.path("parts").valueStream().forEach(IndicatorsIT::shown);
            });
        assertThat(items(reader, "?structure=" + ngo.code())
                        .get("I09")
                        .path("suppressed")
                        .asBoolean())
                .isTrue();
        for (String query : List.of(
                "?country=CI&by=SEX",
                "?country=CI&structure=" + ngo.code(),
                "?structure=" + ngo.code() + "&by=COUNTRY"))
            assertThat(api(reader).get("/api/v1/indicators" + query).status())
                    .as(query)
                    .isEqualTo(422);
        assertThat(api(reader)
                        .get("/api/v1/indicators?asOf=2015-11-10")
                        .json()
                        .path("asOf")
                        .asString())
                .isEqualTo("2015-10-31");
        String manager = person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL));
        assertThat(api(manager)
                        .get("/api/v1/indicators?asOf=2015-11-10")
                        .json()
                        .path("asOf")
                        .asString())
                .isEqualTo("2015-11-10");
        assertThat(items(manager, "?structure=" + ngo.code())
                        .get("I09")
                        .path("denominator")
                        .asLong())
                .isEqualTo(1);
        assertThat(api(manager).get("/api/v1/indicators?asOf=2015-11-17").status())
                .isEqualTo(422);
        assertThat(api(manager).get("/api/v1/indicators?structure=NOBODY-9").status())
                .isEqualTo(422);
    }

    private static void shown(JsonNode figure) {
        for (String count : List.of("numerator", "denominator", "unknown", "value"))
            if (!figure.path(count).isNull() && !count.equals("value"))
                assertThat(figure.path(count).asLong()).as(figure.toString()).isNotIn(1L, 2L, 3L, 4L);
        if (!figure.path("denominator").isNull() && !figure.path("numerator").isNull())
            assertThat(figure.path("denominator").asLong()
                            - figure.path("numerator").asLong())
                    .as(figure.toString())
                    .isNotIn(1L, 2L, 3L, 4L);
    }

    /** No login reads or writes a count but through the figures; of what is held of a file, who reads the whole file reads it. */
    @Test
    void noLoginWritesACount() throws Exception {
        CaseFile file = opened(SomeChild.named("Baobab"));
        round.go();
        Actor manager = actor(person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL)));
        for (Actor person : List.of(worker, manager, actor(person(Role.SYSTEM_ADMINISTRATOR, ngo))))
            for (String table : TABLES)
                for (String statement : List.of("insert into " + table + " default values", "delete from " + table))
                    assertThat(LoginSql.refusal(person, clock.instant(), statement))
                            .as(statement)
                            .contains("permission denied");
        for (String call : List.of(
                "select indicators.count_changed(1, now())",
                "select * from indicators.report_day('2015-11-16', null, null, '', '{I01}')",
                "select * from indicators.spans('FILE', array['" + file.id() + "'::uuid])",
                "select indicators.count_units('FILE', '{}')"))
            assertThat(LoginSql.refusal(worker, clock.instant(), call)).as(call).contains("permission denied");
        String held = "select count(*) from indicators.held where unit = '" + file.id() + "'";
        assertThat(SqlAs.number(worker, clock.instant(), held)).isEqualTo(1);
        assertThat(SqlAs.number(manager, clock.instant(), held)).isZero();
        assertThat(SqlAs.number(actor(person(Role.CASE_WORKER, ngo)), clock.instant(), held))
                .isZero();
    }

    /** The page shows what the API answers; its filters stay in the address, and a wrong one is said beside its field. */
    @Test
    void thePageShowsTheFiguresAndTheirDefinitions() {
        opened(SomeChild.named("Baobab"));
        round.go();
        Visit mine = browser(supervisor.username());
        String page = mine.get("/indicators?structure=" + ngo.code() + "&by=SEX&lang=en")
                .body();
        assertThat(page)
                .contains("0 of 1", "Cannot be computed", "/indicators/I09?structure=" + ngo.code() + "&amp;by=SEX")
                .contains("value=\"" + ngo.code() + "\" selected");
        assertThat(mine.get("/indicators/I09?structure=" + ngo.code() + "&by=SEX&lang=en")
                        .body())
                .contains("0 of 1", "What is counted", "/indicators/I09/files?side=MISSING")
                .contains("/indicators?structure=" + ngo.code() + "&amp;by=SEX");
        assertThat(mine.get("/indicators/I99").status()).isEqualTo(404);
        assertThat(browser(person(Role.PROVIDER, ngo)).get("/indicators/I09").status())
                .isEqualTo(403);
        assertThat(browser(worker.username()).get("/indicators?lang=en").body()).contains("hidden");
        assertThat(browser(worker.username())
                        .get("/indicators?country=CI&by=SEX")
                        .status())
                .isEqualTo(422);
        assertThat(browser(person(Role.PROVIDER, ngo)).get("/indicators").status())
                .isEqualTo(403);
        assertThat(browser(person(Role.PROVIDER, ngo))
                        .get("/indicators/file?format=csv")
                        .status())
                .isEqualTo(403);
        Answer file = mine.get("/indicators/file?format=csv&structure=" + ngo.code());
        assertThat(file.body().lines()).hasSize(26);
        assertThat(file.body()).contains("I09", ",0,1,0.0,");
    }

    /** Files behind a figure: of who works on them, on the side where they stand on that day, and of nobody else. */
    @Test
    void theFilesBehindAFigureAreForWhoWorksOnThem() {
        String code = opened(SomeChild.named("Baobab")).code();
        round.go();
        String missing = "/api/v1/indicators/I06/files?side=MISSING";
        for (Actor one : List.of(worker, supervisor)) {
            assertThat(api(one.username()).get(missing.replace("I06", "I09")).body())
                    .contains(code);
            assertThat(api(one.username()).get(missing).body())
                    .as("not due yet")
                    .doesNotContain(code);
        }
        guarded(code);
        round.go();
        assertThat(api(worker.username()).get(missing).body()).doesNotContain(code);
        assertThat(api(worker.username())
                        .get(missing.replace("MISSING", "COUNTED"))
                        .body())
                .contains(code);
        assertThat(api(worker.username())
                        .get(missing + "&asOf=" + TODAY.minusDays(1))
                        .body())
                .doesNotContain(code);
        assertThat(browser(worker.username())
                        .get("/indicators/I06/files?side=COUNTED")
                        .body())
                .contains("/cases/" + code);
        String colleague = person(Role.CASE_WORKER, ngo);
        assertThat(api(colleague).get(missing.replace("MISSING", "COUNTED")).body())
                .doesNotContain(code);
        assertThat(api(worker.username())
                        .get("/api/v1/indicators/I22/files?side=COUNTED")
                        .status())
                .isEqualTo(404);
        assertThat(api(worker.username()).get("/api/v1/indicators/I06/files").status())
                .isEqualTo(422);
        Organisation iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        for (Role role : List.of(Role.PROJECT_MANAGER, Role.EVALUATOR, Role.OBSERVER, Role.LE_COORDINATOR)) {
            String reader = person(role, iom);
            assertThat(api(reader).get(missing).status()).as(role.name()).isEqualTo(403);
            assertThat(browser(reader).get("/indicators/I06/files?side=MISSING").status())
                    .as(role.name())
                    .isEqualTo(403);
        }
    }
}
