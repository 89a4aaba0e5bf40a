package org.akoma.programme.reports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on what a month was, in counts, by the login that reads nothing but these. */
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

    /** @param records how often it was done, with {@code children} of them */
    record Done(String kind, long children, long records) {}

    record Training(String code, LocalDate firstDay, int days) {}

    /** What was done in these days; a kind of which there was nothing is not there. */
    List<Done> activities(LocalDate first, LocalDate last) {
        return jdbc.sql("select kind, children, records from reports.report_activities(:first, :last)")
                .param("first", first)
                .param("last", last)
                .query((row, n) -> new Done(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /** Sessions that begin in these days and were not cancelled. */
    List<Training> trainings(LocalDate first, LocalDate last) {
        return jdbc.sql("select code, first_day, days from reports.report_trainings(:first, :last)")
                .param("first", first)
                .param("last", last)
                .query((row, n) -> new Training(row.getString(1), row.getObject(2, LocalDate.class), row.getInt(3)))
                .list();
    }

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
