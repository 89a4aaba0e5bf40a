package org.akoma.exchange.hxl;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts of children helped, on the login that reads counts alone. */
@Repository
class HelpStore {

    private final JdbcClient jdbc;

    HelpStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

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
                        row.getLong(6)))
                .list();
    }
}
