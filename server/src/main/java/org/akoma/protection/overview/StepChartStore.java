package org.akoma.protection.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.akoma.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts of steps kept and of risk: of all files by the login that reads nothing but figures, or of the team of the supervisor who acts. */
@Repository
class StepChartStore {

    private final JdbcClient jdbc;

    StepChartStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param step its title is the text {@code chart.step.<step>} */
    record Step(String step, long kept, long missed) {}

    /** In hours, or in days for a guardian and the plan. */
    record Limits(int screening, int consent, int guardian, int assessment, int plan) {}

    List<Step> all(LocalDate first, Instant moment, Limits limits) {
        return steps("cases.report_steps", first, moment, limits);
    }

    List<Step> ofTeam(LocalDate first, Instant moment, Limits limits) {
        return steps("cases.team_steps", first, moment, limits);
    }

    private List<Step> steps(String function, LocalDate first, Instant moment, Limits limits) {
        return jdbc.sql("select step, kept, missed from " + function + """
                        (:first::date::timestamp at time zone 'UTC', :moment, :screening, :consent, :guardian, :assessment, :plan) where kept + missed > 0
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

    record Risk(LocalDate day, long high, long medium, long low, long unknown) {}

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
                .query((row, n) -> new Risk(
                        row.getObject(1, LocalDate.class),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)))
                .list();
    }
}
