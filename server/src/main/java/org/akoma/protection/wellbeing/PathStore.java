package org.akoma.protection.wellbeing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.visits.VisitState;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The clear columns of what happened to a child, as far as each room's policies show them to the reader: nothing is unsealed. */
@Repository
class PathStore {

    private final JdbcClient jdbc;
    private final Policies policies;

    PathStore(JdbcClient jdbc, Policies policies) {
        this.jdbc = jdbc;
        this.policies = policies;
    }

    /** In which lane something is drawn; of services and enrolments only the words are shown. */
    enum Lane {
        RISK,
        CARE,
        ALERT,
        VISIT,
        SCHOOL,
        ENROLMENT,
        SERVICE
    }

    /**
     * One thing that happened, or lasted.
     *
     * @param until null = it goes on, or it is no span
     * @param code of the lane's list; of a visit its state on the day asked, of days at school a percentage, of a place null when the child left it
     * @param alone whether the child was seen alone; null where that is not asked
     * @param safety code of {@code visit-safety}
     */
    record Line(
            Lane lane,
            LocalDate on,
            @Nullable LocalDate until,
            @Nullable String code,
            @Nullable UUID id,
            @Nullable Boolean alone,
            @Nullable String safety) {}

    /** In the order of time, of one day in that in which it was first recorded: risk, place, alerts, visits up to the next one, days present of days expected, enrolments and services. */
    List<Line> lines(UUID file, LocalDate today) {
        VisitState.Limits limits = VisitState.Limits.of(policies);
        return jdbc.sql("""
                        select * from (
                            (select what as lane, (at at time zone 'UTC')::date as on_day, null::date as until, value as code, null::uuid as id,
                                    null::boolean as alone, null::text as safety, null::date as first_on, n, at
                               from cases.turn where file_id = :file and what in ('RISK', 'CARE'))
                            union all (select 'ALERT', (raised_at at time zone 'UTC')::date, (closed_at at time zone 'UTC')::date, case when grave then 'LIFE_IN_DANGER' else type end, id, null, null, null, 0, raised_at
                               from followup.alert where file_id = :file)
                            union all (select 'VISIT', coalesce(done_on, planned_on), done_on, case when unplanned then 'UNPLANNED' end, id, seen_alone, safety, first_on, 0,
                                    first_done_at
                               from followup.visit where file_id = :file and cancelled_at is null)
                            union all (select 'SCHOOL', first_day, last_day, least(100, present * 100 / expected)::text, null, null, null, null, 0, null
                               from assistance.attendance where file_id = :file and present is not null and expected > 0)
                            union all (select 'ENROLMENT', starts_on, ends_on, pathway, null, null, null, null, 0, null
                               from assistance.enrolment where file_id = :file)
                            union all (select 'SERVICE', (started_at at time zone 'UTC')::date, null, code, null, null, null, null, 0, started_at
                               from assistance.service where file_id = :file and started_at is not null)
                        ) e order by on_day, n, at, id
                        """)
                .param("file", file)
                .query((row, n) -> line(row, today, limits))
                .list();
    }

    private static Line line(ResultSet row, LocalDate today, VisitState.Limits limits) throws SQLException {
        Lane lane = Lane.valueOf(row.getString("lane"));
        LocalDate until = row.getObject("until", LocalDate.class);
        String code = row.getString("code");
        boolean visit = lane == Lane.VISIT;
        return new Line(
                lane,
                row.getObject("on_day", LocalDate.class),
                visit ? null : until,
                visit
                        ? VisitState.of(
                                        row.getObject("first_on", LocalDate.class),
                                        until,
                                        false,
                                        "UNPLANNED".equals(code),
                                        today,
                                        limits)
                                .name()
                        : code,
                row.getObject("id", UUID.class),
                row.getObject("alone", Boolean.class),
                row.getString("safety"));
    }

    /** The levels of one index, without what was seen and said. */
    record Index(Csi.Wave wave, LocalDate on, Map<CsiFactor, Integer> levels) {

        /** How many factors stand at this level or below. */
        long atMost(int level) {
            return levels.values().stream().filter(one -> one <= level).count();
        }
    }

    /** In the order of time. */
    List<Index> indexes(UUID file) {
        Map<UUID, Index> found = new LinkedHashMap<>();
        jdbc.sql("""
                        select c.id, c.wave, c.on_day, f.factor, f.level from followup.csi c join followup.csi_factor f on f.csi_id = c.id
                         where c.file_id = :file order by c.on_day, c.recorded_at, c.id
                        """).param("file", file).query(row -> {
            Index index = found.computeIfAbsent(row.getObject("id", UUID.class), id -> index(row));
            Integer level = row.getObject("level", Integer.class);
            if (level != null) index.levels().put(CsiFactor.valueOf(row.getString("factor")), level);
        });
        return new ArrayList<>(found.values());
    }

    private static Index index(ResultSet row) {
        try {
            return new Index(
                    Csi.Wave.valueOf(row.getString("wave")),
                    row.getObject("on_day", LocalDate.class),
                    new EnumMap<>(CsiFactor.class));
        } catch (SQLException e) {
            throw new IllegalStateException("A column of an index cannot be read", e);
        }
    }
}
