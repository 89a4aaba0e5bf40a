package org.akoma.protection.visits;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts of visits over all children: read by the login that reads nothing else, folded by that of the administration. */
@Repository
class VisitFigureStore {

    private final JdbcClient jdbc;

    VisitFigureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    VisitFigures.Counts count(LocalDate day, int tolerance, int latest) {
        return jdbc.sql("select planned, on_time, late, missed from followup.report_visits(:day, :tolerance, :latest)")
                .param("day", day)
                .param("tolerance", tolerance)
                .param("latest", latest)
                .query((row, n) ->
                        new VisitFigures.Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    /**
     * Adds to the counts what was written since the last time.
     *
     * @return how many changes; 0 where another does it at this moment
     */
    long fold() {
        return jdbc.sql("select followup.fold_visit_counts()").query(Long.class).single();
    }
}
