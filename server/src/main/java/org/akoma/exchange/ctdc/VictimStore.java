package org.akoma.exchange.ctdc;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Groups of victims, on the login that reads counts alone: the database gives none that is too small. */
@Repository
class VictimStore {

    private final JdbcClient jdbc;

    VictimStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<VictimGroup> groups(LocalDate day) {
        return jdbc.sql("""
                        select step, year, sex, age, citizenship, sector, country, children from exchange.report_victims(:day)
                         order by step nulls last, year, sex, age, citizenship, sector, country
                        """)
                .param("day", day)
                .query((row, n) -> new VictimGroup(
                        row.getObject(1, Integer.class),
                        row.getObject(2, Integer.class),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getLong(8)))
                .list();
    }
}
