package org.akoma.programme.reports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on what was held and paid in a month, by the login that reads nothing but these. */
@Repository
class MonthStore {

    private final JdbcClient jdbc;

    MonthStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param children for how many it was */
    record Spent(String currency, long children, BigDecimal amount) {}

    record Training(String code, LocalDate firstDay, int days) {}

    /** Sessions that begin in these days and were not cancelled. */
    List<Training> trainings(LocalDate first, LocalDate last) {
        return jdbc.sql("select code, first_day, days from reports.report_trainings(:first, :last)")
                .param("first", first)
                .param("last", last)
                .query((row, n) -> new Training(row.getString(1), row.getObject(2, LocalDate.class), row.getInt(3)))
                .list();
    }

    /** In which the project began; null = nothing is there yet. */
    @Nullable
    LocalDate firstMonth() {
        return jdbc.sql("select reports.report_first_month()")
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single()
                .orElse(null);
    }

    /** What was paid on these days. */
    List<Spent> spending(LocalDate first, LocalDate last) {
        return jdbc.sql("select currency, children, amount from reports.report_spending(:first, :last)")
                .param("first", first)
                .param("last", last)
                .query((row, n) -> new Spent(row.getString(1), row.getLong(2), row.getBigDecimal(3)))
                .list();
    }
}
