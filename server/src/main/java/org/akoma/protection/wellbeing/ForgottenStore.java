package org.akoma.protection.wellbeing;

import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the records say of each child of a supervisor's team: a few steps into the index of each file's visits. */
@Repository
class ForgottenStore {

    /** A supervisor's team holds fewer files than this (T20: 25 for each worker). */
    private static final int MOST = 2_000;

    /** Later than anything that was planned or closed. */
    private static final Instant FOREVER = Instant.parse("2300-01-01T00:00:00Z");

    private static final String NOW = """
            (select id, code, risk, country, worker_id, lost_since, assessed_at, registered_at, care from cases.case_file
              where supervisor_id = :supervisor and status not in ('CLOSED', 'TRANSFERRED')) f
            """;

    /** The files that are this team's today, as they were then. */
    private static final String THEN = """
            (select c.id, c.code, c.country, c.worker_id, c.registered_at, case when c.assessed_at < :until then c.assessed_at end as assessed_at,
                    %s as risk, %s::date as lost_since, %s as care
               from cases.case_file c where c.supervisor_id = :supervisor and c.registered_at < :until
                and coalesce(%s, c.status) not in ('CLOSED', 'TRANSFERRED')) f
            """.formatted(was("RISK"), was("LOST"), was("CARE"), was("STATUS"));

    private static String was(String what) {
        return "(select t.value from cases.turn t where t.file_id = c.id and t.what = '" + what
                + "' and t.at < :until order by t.at desc, t.n desc limit 1)";
    }

    private final JdbcClient jdbc;

    ForgottenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param until the moment whose picture is asked for, on that day; null = now, on which a visit is open or not
     * @param arrival days after the departure until which an arrival is confirmed (T14)
     * @param intervals days between visits, by level of risk; of a child not assessed yet, the shortest
     */
    List<Forgotten.Facts> of(
            UUID supervisor,
            LocalDate day,
            @Nullable Instant until,
            int tolerance,
            int arrival,
            Map<String, Integer> intervals) {
        return jdbc.sql("""
                        select f.id, f.code, f.risk, f.country, p.code as worker, f.lost_since, a.no_place_since, a.departed_on,
                               coalesce(f.assessed_at, f.registered_at)::date as since,
                               s.last_seen, s.last_own, o.oldest, o.next, m.missed
                          from %s left join access.person p on p.id = f.worker_id
                         cross join lateral (select max(v.done_on) filter (where v.child_seen) as last_seen,
                                                    max(v.done_on) filter (where v.child_seen and v.partner is null) as last_own,
                                                    coalesce(max(v.planned_on), '-infinity') as last_kept
                                               from followup.visit v where v.file_id = f.id and v.done_on <= :day) s
                         cross join lateral (select min(v.planned_on) filter (where v.planned_on < :day) as oldest,
                                                    min(v.planned_on) filter (where v.planned_on >= :day) as next
                                               from followup.visit v where v.file_id = f.id and not v.unplanned and (v.done_on is null or v.done_on > :day)
                                                and v.planned_at < :until and (v.closed_at is null or v.closed_at >= :until)) o
                         cross join lateral (select count(*) as missed from followup.visit v
                                              where v.file_id = f.id and (v.done_on is null or v.done_on > :day) and not v.unplanned
                                                and v.planned_at < :until and (v.cancelled_at is null or v.cancelled_at >= :until)
                                                and v.planned_on > s.last_kept and v.planned_on < :day - :tolerance) m
                         cross join lateral (select case when f.care is null then coalesce((select max(t.at) from cases.turn t where t.file_id = f.id and t.what = 'CARE'
                                                                                             and t.at < :until), f.registered_at)::date end as no_place_since,
                                                    (select min(h.departed_on) from cases.homecoming h
                                                      where h.file_id = f.id and h.cross_border and h.departed_on < :day - :arrival and h.state in ('DEPARTED', 'ARRIVED')
                                                        and (h.arrival_confirmed_at is null or h.arrival_confirmed_at >= :until)) as departed_on) a
                         order by f.registered_at limit :most
                        """.formatted(until == null ? NOW : THEN))
                .param("supervisor", supervisor)
                .param("day", day)
                .param("until", utc(until == null ? FOREVER : until))
                .param("tolerance", tolerance)
                .param("arrival", arrival)
                .param("most", MOST)
                .query((row, n) -> read(row, intervals))
                .list();
    }

    private static Forgotten.Facts read(ResultSet row, Map<String, Integer> intervals) throws SQLException {
        String risk = row.getString("risk");
        return new Forgotten.Facts(
                row.getObject("id", UUID.class),
                row.getString("code"),
                risk,
                row.getString("country"),
                row.getString("worker"),
                day(row, "lost_since"),
                day(row, "no_place_since"),
                day(row, "departed_on"),
                row.getObject("since", LocalDate.class),
                day(row, "last_seen"),
                day(row, "last_own"),
                day(row, "oldest"),
                day(row, "next"),
                row.getInt("missed"),
                intervals.getOrDefault(risk == null ? "HIGH" : risk, 30));
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
