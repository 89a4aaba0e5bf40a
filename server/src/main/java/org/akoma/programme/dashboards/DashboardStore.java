package org.akoma.programme.dashboards;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the dashboards read besides the indicators: counts, by the login that reads nothing else, and of a supervisor's team by their own. */
@Repository
class DashboardStore {

    private final JdbcClient jdbc;

    DashboardStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Referrals from one structure to another.
     *
     * @param notDue not acknowledged, and the limit has not passed
     * @param hours within which half of those were acknowledged that were in the last twelve months; null = none was
     */
    record Pair(
            String sender,
            String asked,
            long inTime,
            long sent,
            long notDue,
            @Nullable Integer hours) {}

    List<Pair> pairs(LocalDate day, @Nullable String country) {
        return jdbc.sql(
                        "select sender, asked, in_time, sent, not_due, hours from indicators.report_pairs(:day, :country) order by 1, 2")
                .param("day", day)
                .param("country", country)
                .query((row, n) -> new Pair(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getObject(6, Integer.class)))
                .list();
    }

    /** Visits of the children whom one worker follows; null = of children who have none. */
    record OfWorker(@Nullable String worker, long planned, long onTime, long late, long notDue) {}

    List<OfWorker> team(LocalDate day) {
        return jdbc.sql("select worker, planned, on_time, late, not_due from indicators.team_visits(:day) order by 1")
                .param("day", day)
                .query((row, n) ->
                        new OfWorker(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .list();
    }

    /** @param town of its office; null = not recorded */
    record Structure(String code, String country, @Nullable String town) {}

    List<Structure> structures(LocalDate day) {
        return jdbc.sql("select code, country, town from indicators.report_structures(:day)")
                .param("day", day)
                .query((row, n) -> new Structure(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** Actions of one area that stand so, owned by one structure. */
    record Actions(String area, String structure, String state, long n) {}

    List<Actions> actions(LocalDate day) {
        return jdbc.sql(
                        "select area, structure, state, sum(actions) from evaluation.report_states(:day) group by 1, 2, 3 order by 1, 2, 3")
                .param("day", day)
                .query((row, n) -> new Actions(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
                .list();
    }
}
