package org.akoma.protection.visits;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.pages.Chart;
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

    /** @param late done later than in time; what is neither was not done in time to count */
    record Month(LocalDate month, long planned, long onTime, long late) {}

    /** Over all children, by the login that reads nothing but figures. */
    List<Month> months(LocalDate first, LocalDate day, int tolerance, int latest) {
        return months("followup.report_visit_months", first, day, tolerance, latest);
    }

    /** Of the files of the supervisor who acts. */
    List<Month> teamMonths(LocalDate first, LocalDate day, int tolerance, int latest) {
        return months("followup.team_visit_months", first, day, tolerance, latest);
    }

    private List<Month> months(String function, LocalDate first, LocalDate day, int tolerance, int latest) {
        return jdbc.sql("select month, planned, on_time, late from " + function
                        + "(:first, :day, :tolerance, :latest) order by month")
                .param("first", first)
                .param("day", day)
                .param("tolerance", tolerance)
                .param("latest", latest)
                .query((row, n) ->
                        new Month(row.getObject(1, LocalDate.class), row.getLong(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    /** @param structure code of the structure that follows the children */
    record OfStructure(String structure, long planned, long onTime, long late) {}

    List<OfStructure> structures(LocalDate first, LocalDate day, int tolerance, int latest) {
        return structures("followup.report_visit_structures", first, day, tolerance, latest);
    }

    List<OfStructure> teamStructures(LocalDate first, LocalDate day, int tolerance, int latest) {
        return structures("followup.team_visit_structures", first, day, tolerance, latest);
    }

    private List<OfStructure> structures(String function, LocalDate first, LocalDate day, int tolerance, int latest) {
        return jdbc.sql("select structure, planned, on_time, late from " + function
                        + "(:first, :day, :tolerance, :latest) order by planned - on_time desc, structure limit "
                        + Chart.STRUCTURES)
                .param("first", first)
                .param("day", day)
                .param("tolerance", tolerance)
                .param("latest", latest)
                .query((row, n) -> new OfStructure(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    /**
     * Adds to the counts of visits, and of the first steps of files, what was written since the last time.
     *
     * @return how many changes; 0 where another does it at this moment
     */
    long fold() {
        return jdbc.sql("select followup.fold_visit_counts() + followup.fold_step_counts()")
                .query(Long.class)
                .single();
    }
}
