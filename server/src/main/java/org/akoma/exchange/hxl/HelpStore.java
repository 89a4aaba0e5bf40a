package org.akoma.exchange.hxl;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts of children helped, on the login that reads counts alone. */
@Repository
class HelpStore {

    private final JdbcClient jdbc;

    HelpStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Children whom a structure first helped with a service in that month; structure null: whom any helped. */
    record Added(@Nullable String structure, String service, LocalDate month, long children) {}

    List<Added> added(LocalDate day) {
        return jdbc.sql(
                        "select structure, service, month, children from exchange.report_help_added(:day) order by month")
                .param("day", day)
                .query((row, n) -> new Added(
                        row.getString(1), row.getString(2), row.getObject(3, LocalDate.class), row.getLong(4)))
                .list();
    }

    /** All that there is by the day, exactly. */
    List<Help> help(LocalDate day) {
        return jdbc.sql("""
                        select structure, name, country, region, service, children from exchange.report_help(:day) order by structure nulls first, service
                        """)
                .param("day", day)
                .query((row, n) -> new Help(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        day,
                        row.getLong(6)))
                .list();
    }
}
