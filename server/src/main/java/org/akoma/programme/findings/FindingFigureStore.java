package org.akoma.programme.findings;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.akoma.programme.findings.Finding.Area;
import org.akoma.programme.findings.Finding.Level;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on counts of findings and actions. Call inside a transaction of the login that reads counts alone. */
@Repository
class FindingFigureStore {

    private final JdbcClient jdbc;

    FindingFigureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    FindingFigures on(LocalDate day) {
        return new FindingFigures(day, areas(day), states(day));
    }

    /** By area and severity of all missions, on the login that reads counts alone. */
    private List<FindingFigures.OfArea> areas(LocalDate day) {
        return jdbc.sql("""
                        select area, severity, sum(findings)::int as findings, sum(recommendations)::int as recommendations, sum(accepted)::int as accepted,
                               sum(partly)::int as partly, sum(rejected)::int as rejected
                          from evaluation.report_findings(:day) group by area, severity order by area, severity
                        """)
                .param("day", day)
                .query((row, n) -> new FindingFigures.OfArea(
                        Area.valueOf(row.getString("area")),
                        Level.valueOf(row.getString("severity")),
                        row.getInt("findings"),
                        row.getInt("recommendations"),
                        row.getInt("accepted"),
                        row.getInt("partly"),
                        row.getInt("rejected")))
                .list();
    }

    /** Actions by state, likewise. */
    private Map<Action.State, Integer> states(LocalDate day) {
        Map<Action.State, Integer> found = new EnumMap<>(Action.State.class);
        jdbc.sql("select state, sum(actions)::int as actions from evaluation.report_states(:day) group by state")
                .param("day", day)
                .query(row -> {
                    found.put(Action.State.valueOf(row.getString("state")), row.getInt("actions"));
                });
        return found;
    }
}
