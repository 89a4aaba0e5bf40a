package org.akoma.protection.overview;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.akoma.Timestamps;
import org.akoma.ground.pages.Chart;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts of steps kept and of risk: of all files by the login that reads nothing but figures, or of the team of the supervisor who acts. */
@Repository
class StepChartStore {

    private static final String STRUCTURES =
            "select structure, high, medium, low, unknown from %s order by high desc, medium desc, structure limit "
                    + Chart.STRUCTURES;

    private final JdbcClient jdbc;

    StepChartStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param step its title is the text {@code chart.step.<step>} */
    record Step(String step, long kept, long missed) {}

    /** In hours, or in days for a guardian and the plan. */
    record Limits(int screening, int consent, int guardian, int assessment, int plan) {}

    /** @param first of a month: files count from the month of their registration */
    List<Step> all(LocalDate first, Instant moment, Limits limits) {
        return steps("cases.report_steps", first, moment, limits);
    }

    List<Step> ofTeam(LocalDate first, Instant moment, Limits limits) {
        return steps("cases.team_steps", first, moment, limits);
    }

    private List<Step> steps(String function, LocalDate first, Instant moment, Limits limits) {
        return jdbc.sql("select step, kept, missed from " + function + """
                        (:first, :moment, :screening, :consent, :guardian, :assessment, :plan) where kept + missed > 0
                         order by array_position(array['screening', 'consent', 'assessment', 'guardian', 'plan'], step)
                        """)
                .param("first", first)
                .param("moment", Timestamps.utc(moment))
                .param("screening", limits.screening())
                .param("consent", limits.consent())
                .param("guardian", limits.guardian())
                .param("assessment", limits.assessment())
                .param("plan", limits.plan())
                .query((row, n) -> new Step(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /** Open files by the level of their risk. */
    record Levels(long high, long medium, long low, long unknown) {

        static final Levels NONE = new Levels(0, 0, 0, 0);

        Levels and(Levels more) {
            return new Levels(high + more.high, medium + more.medium, low + more.low, unknown + more.unknown);
        }

        long sum() {
            return high + medium + low + unknown;
        }
    }

    record Risk(LocalDate day, Levels levels) {}

    /** @param structure code of the structure that follows the children */
    record OfStructure(String structure, Levels levels) {}

    List<OfStructure> riskOfTeamStructures() {
        return structures(jdbc.sql(STRUCTURES.formatted("cases.team_risk_structures()")));
    }

    /** By the login that reads nothing but figures, as it was counted at the end of the last round. */
    List<OfStructure> riskOfStructures(LocalDate day) {
        return structures(jdbc.sql(STRUCTURES.formatted("cases.report_risk_structures(:day)"))
                .param("day", day));
    }

    private static List<OfStructure> structures(JdbcClient.StatementSpec asked) {
        return asked.query((row, n) -> new OfStructure(row.getString(1), levels(row)))
                .list();
    }

    private static Levels levels(ResultSet row) throws SQLException {
        return new Levels(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }

    List<Risk> risksOfTeam(List<LocalDate> days) {
        return risks("cases.team_risk", days);
    }

    /** By the login that reads nothing but figures. */
    List<Risk> risksOfAll(List<LocalDate> days) {
        return risks("cases.report_risk", days);
    }

    private List<Risk> risks(String function, List<LocalDate> days) {
        return jdbc.sql("select day, high, medium, low, unknown from " + function + "(:days::date[]) order by day")
                .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new))
                .query((row, n) -> new Risk(row.getObject(1, LocalDate.class), levels(row)))
                .list();
    }
}
