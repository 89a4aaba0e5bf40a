package org.akoma.protection.visits;

import static org.akoma.Timestamps.utc;

import java.sql.Date;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL for the calendar of one file: what is planned, taken back, and next. */
@Repository
class VisitCalendarStore {

    private final JdbcClient jdbc;

    VisitCalendarStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The days of open visits from a day on. */
    List<LocalDate> open(UUID file, LocalDate from) {
        return jdbc.sql(
                        "select planned_on from followup.visit where file_id = :file and closed_at is null and planned_on >= :from")
                .param("file", file)
                .param("from", from)
                .query((row, n) -> row.getObject(1, LocalDate.class))
                .list();
    }

    /**
     * What the calendar of a file is filled from.
     *
     * @param last the last day up to a limit for which a visit was planned, whatever became of it; null = none. One far ahead leaves the days before
     * it to the calendar
     * @param open the days of open visits
     * @param begins from when on Akoma plans the visits; null = always
     * @param highProposed whether HIGH was proposed and no supervisor has decided yet
     * @param due when the child is next to be seen, as the file says; null = it says nothing
     */
    record Row(
            @Nullable LocalDate last,
            List<LocalDate> open,
            @Nullable LocalDate begins,
            boolean highProposed,
            @Nullable LocalDate due) {

        List<LocalDate> openFrom(LocalDate day) {
            return open.stream().filter(one -> !one.isBefore(day)).toList();
        }
    }

    /**
     * In one statement.
     *
     * @param until the last day that {@code last} looks at
     */
    Row row(UUID file, LocalDate until) {
        return jdbc.sql("""
                        select (select max(planned_on) from followup.visit where file_id = :file and cancelled_at is null and planned_on <= :until) as last,
                               array(select planned_on from followup.visit where file_id = :file and closed_at is null) as open,
                               (select begins_on from followup.calendar where file_id = :file) as begins,
                               exists (select from followup.high_proposal where file_id = :file and decided_at is null) as high,
                               (select next_visit_due from cases.file_shown where id = :file) as due
                        """)
                .param("file", file)
                .param("until", until)
                .query((row, n) -> new Row(
                        row.getObject("last", LocalDate.class),
                        Arrays.stream((Date[]) row.getArray("open").getArray())
                                .map(Date::toLocalDate)
                                .toList(),
                        row.getObject("begins", LocalDate.class),
                        row.getBoolean("high"),
                        row.getObject("due", LocalDate.class)))
                .single();
    }

    /** The next visit that somebody waits for, a late one before all others. */
    Optional<LocalDate> next(UUID file) {
        return jdbc.sql("select min(planned_on) from followup.visit where file_id = :file and closed_at is null")
                .param("file", file)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }

    /** The next visit after a day that the calendar planned. */
    Optional<Planned> nextByCalendar(UUID file, LocalDate after) {
        return jdbc.sql("""
                        select id, planned_on from followup.visit
                         where file_id = :file and closed_at is null and by_calendar and planned_on > :after
                         order by planned_on, id limit 1
                        """)
                .param("file", file)
                .param("after", after)
                .query((row, n) -> new Planned(row.getObject(1, UUID.class), row.getObject(2, LocalDate.class)))
                .optional();
    }

    /** A visit and the day for which it is planned. */
    record Planned(UUID id, LocalDate on) {}

    /** When the child was last seen; who spoke to it by telephone did not see it. */
    Optional<LocalDate> lastSeen(UUID file) {
        return jdbc.sql("select max(done_on) from followup.visit where file_id = :file and child_seen")
                .param("file", file)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single();
    }

    /**
     * Takes back what the calendar had planned from a day on.
     *
     * @param but a visit that stays; null = none
     */
    void withdraw(UUID file, LocalDate from, @Nullable UUID but, String reason, Instant now) {
        withdrawBeside(file, from, from.plusYears(3), but, reason, now);
    }

    /**
     * Takes back what the calendar had planned between two days, both included.
     *
     * @param but a visit that stays; null = none
     */
    void withdrawBeside(UUID file, LocalDate from, LocalDate until, @Nullable UUID but, String reason, Instant now) {
        jdbc.sql("""
                        update followup.visit set cancelled_at = :now, cancel_reason = :reason, closed_at = :now, version = version + 1
                         where file_id = :file and planned_on between :from and :until and closed_at is null and by_calendar
                           and id is distinct from :but
                        """)
                .param("now", utc(now))
                .param("reason", reason)
                .param("file", file)
                .param("from", from)
                .param("until", until)
                .param("but", but, Types.OTHER)
                .update();
    }

    /** Takes back every visit from a day on, and asks for no earlier one any more. */
    void end(UUID file, LocalDate from, String reason, Instant now) {
        jdbc.sql("""
                        update followup.visit set cancelled_at = :now, cancel_reason = :reason, closed_at = :now, version = version + 1
                         where file_id = :file and planned_on >= :from and closed_at is null
                        """)
                .param("now", utc(now))
                .param("reason", reason)
                .param("file", file)
                .param("from", from)
                .update();
        jdbc.sql(
                        "update followup.visit set closed_at = :now, version = version + 1 where file_id = :file and closed_at is null")
                .param("now", utc(now))
                .param("file", file)
                .update();
    }

    /** Who holds the file now leads its visits in every list. */
    void hand(UUID file, UUID worker, UUID organisation) {
        jdbc.sql("update followup.visit set worker_id = :worker, organisation_id = :organisation where file_id = :file")
                .param("worker", worker)
                .param("organisation", organisation)
                .param("file", file)
                .update();
    }

    Optional<LocalDate> beginsOn(UUID file) {
        return jdbc.sql("select begins_on from followup.calendar where file_id = :file")
                .param("file", file)
                .query((row, n) -> row.getObject(1, LocalDate.class))
                .optional();
    }

    /** Whether the calendar of a file has planned a visit. */
    boolean hasPlanned(UUID file) {
        return jdbc.sql("select exists (select from followup.visit where file_id = :file and by_calendar)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    void begin(UUID file, LocalDate on) {
        jdbc.sql("""
                        insert into followup.calendar (file_id, begins_on) values (:file, :on)
                        on conflict (file_id) do update set begins_on = excluded.begins_on
                        """).param("file", file).param("on", on).update();
    }
}
