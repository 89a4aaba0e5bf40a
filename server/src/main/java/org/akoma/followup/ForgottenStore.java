package org.akoma.followup;

import java.sql.ResultSet;
import java.sql.SQLException;
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

    private final JdbcClient jdbc;

    ForgottenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param intervals days between visits, by level of risk; of a child not assessed yet, the shortest */
    List<Forgotten.Facts> of(UUID supervisor, LocalDate day, int tolerance, Map<String, Integer> intervals) {
        return jdbc.sql("""
                        select f.id, f.code, f.risk, f.country, p.code as worker, f.lost_since, coalesce(f.assessed_at, f.registered_at)::date as since,
                               s.last_seen, s.last_own, o.oldest, o.next, m.missed
                          from cases.case_file f left join access.person p on p.id = f.worker_id
                         cross join lateral (select max(v.done_on) filter (where 'CHILD' = any (v.seen)) as last_seen,
                                                    max(v.done_on) filter (where 'CHILD' = any (v.seen) and v.partner is null) as last_own,
                                                    coalesce(max(v.planned_on), '-infinity') as last_kept
                                               from followup.visit v where v.file_id = f.id and v.done_on <= :day) s
                         cross join lateral (select min(v.planned_on) filter (where v.planned_on < :day) as oldest,
                                                    min(v.planned_on) filter (where v.planned_on >= :day) as next
                                               from followup.visit v where v.file_id = f.id and v.closed_at is null) o
                         cross join lateral (select count(*) as missed from followup.visit v
                                              where v.file_id = f.id and v.done_on is null and v.cancelled_at is null
                                                and v.planned_on > s.last_kept and v.planned_on < :day - :tolerance) m
                         where f.supervisor_id = :supervisor and f.status not in ('CLOSED', 'TRANSFERRED')
                         order by f.registered_at limit :most
                        """)
                .param("supervisor", supervisor)
                .param("day", day)
                .param("tolerance", tolerance)
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
