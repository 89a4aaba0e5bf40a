package org.akoma.programme.reports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on the counts of help and money, by the login that reads nothing but these. */
@Repository
class MonthStore {

    private final JdbcClient jdbc;

    MonthStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param code of the list {@code assistance} */
    record Help(String code, long children, long services) {}

    /** @param type of the list {@code payment-type} */
    record Spent(String type, String currency, long children, long payments, BigDecimal amount) {}

    /** What began in these days. */
    List<Help> help(LocalDate first, LocalDate last) {
        return jdbc.sql("select code, children, services from reports.report_help(:first, :last)")
                .param("first", first)
                .param("last", last)
                .query((row, n) -> new Help(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    long childrenHelped(LocalDate first, LocalDate last) {
        return jdbc.sql("select reports.report_children_helped(:first, :last)")
                .param("first", first)
                .param("last", last)
                .query(Long.class)
                .single();
    }

    /** What was paid on these days. */
    List<Spent> spending(LocalDate first, LocalDate last) {
        return jdbc.sql("select type, currency, children, payments, amount from reports.report_spending(:first, :last)")
                .param("first", first)
                .param("last", last)
                .query((row, n) -> new Spent(
                        row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getBigDecimal(5)))
                .list();
    }
}
