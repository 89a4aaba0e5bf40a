package org.akoma.programme.training;

import static org.akoma.Timestamps.utc;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts of training as of a moment, by the login that reads nothing else. */
@Repository
class TrainingFigureStore {

    private final JdbcClient jdbc;

    TrainingFigureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param structure code; null = several, or one that is not of this house */
    record Certified(
            String session,
            String country,
            LocalDate firstDay,
            @Nullable String structure,
            String sex,
            int trained,
            int certified) {}

    /** Sums of one test: gains are shares of one, of those who could gain. */
    record Learned(String session, String part, int sat, long before, long after, double gains, int gained) {}

    record Reaction(String session, int question, int forms, long points, int good) {}

    record Checked(String session, @Nullable String structure, int observed, int well, long points) {}

    /** @param due not observed yet; missed: not observed, and its time is over */
    record OfOccasion(
            String session,
            FieldChecklist.Occasion occasion,
            int observed,
            int well,
            long points,
            int due,
            int missed) {}

    record OfItem(String session, FieldChecklist.Occasion occasion, FieldChecklist.Item item, int asked, int held) {}

    /** Counts of the police's own records, of all operations together. */
    record Work(
            int slips, int slipsInTime, int arrested, int referred, int convicted, int interviews, int byCertified) {}

    List<Certified> certified(Instant asOf) {
        return jdbc.sql("select * from training.report_certified(:at)")
                .param("at", utc(asOf))
                .query((row, n) -> new Certified(
                        row.getString("session"),
                        row.getString("country"),
                        row.getObject("first_day", LocalDate.class),
                        row.getString("structure"),
                        row.getString("sex"),
                        row.getInt("trained"),
                        row.getInt("certified")))
                .list();
    }

    List<Learned> learned(Instant asOf) {
        return jdbc.sql("select * from training.report_learning(:at)")
                .param("at", utc(asOf))
                .query((row, n) -> new Learned(
                        row.getString("session"),
                        row.getString("part"),
                        row.getInt("sat"),
                        row.getLong("before"),
                        row.getLong("after"),
                        row.getDouble("gains"),
                        row.getInt("gained")))
                .list();
    }

    List<Reaction> reactions(Instant asOf) {
        return jdbc.sql("select * from training.report_reactions(:at)")
                .param("at", utc(asOf))
                .query((row, n) -> new Reaction(
                        row.getString("session"),
                        row.getInt("question"),
                        row.getInt("forms"),
                        row.getLong("points"),
                        row.getInt("good")))
                .list();
    }

    List<Checked> checked(Instant asOf, int good) {
        return jdbc.sql("select * from training.report_checklists(:at, :good)")
                .param("at", utc(asOf))
                .param("good", good)
                .query((row, n) -> new Checked(
                        row.getString("session"),
                        row.getString("structure"),
                        row.getInt("observed"),
                        row.getInt("well"),
                        row.getLong("points")))
                .list();
    }

    /**
     * @param first days after a session on which its people are observed; second: for the second time
     * @param open for so many days more
     */
    List<OfOccasion> occasions(Instant asOf, int good, int first, int second, int open) {
        return jdbc.sql("select * from training.report_occasions(:at, :good, :first, :second, :open)")
                .param("at", utc(asOf))
                .param("good", good)
                .param("first", first)
                .param("second", second)
                .param("open", open)
                .query((row, n) -> new OfOccasion(
                        row.getString("session"),
                        FieldChecklist.Occasion.valueOf(row.getString("occasion")),
                        row.getInt("observed"),
                        row.getInt("well"),
                        row.getLong("points"),
                        row.getInt("due"),
                        row.getInt("missed")))
                .list();
    }

    List<OfItem> items(Instant asOf) {
        return jdbc.sql("select * from training.report_items(:at)")
                .param("at", utc(asOf))
                .query((row, n) -> new OfItem(
                        row.getString("session"),
                        FieldChecklist.Occasion.valueOf(row.getString("occasion")),
                        FieldChecklist.Item.valueOf(row.getString("item")),
                        row.getInt("asked"),
                        row.getInt("held")))
                .list();
    }

    /** @param within hours in which a child is handed over */
    Work work(Instant asOf, int within) {
        return jdbc.sql("select * from training.report_work(:at, :within)")
                .param("at", utc(asOf))
                .param("within", within)
                .query((row, n) -> new Work(
                        row.getInt("slips"),
                        row.getInt("slips_in_time"),
                        row.getInt("arrested"),
                        row.getInt("referred"),
                        row.getInt("convicted"),
                        row.getInt("interviews"),
                        row.getInt("by_certified")))
                .single();
    }
}
