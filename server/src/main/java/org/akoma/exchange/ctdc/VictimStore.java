package org.akoma.exchange.ctdc;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Groups of victims, on the actor's own login: the database makes them once for each release, and gives none that is too small. */
@Repository
class VictimStore {

    private final JdbcClient jdbc;

    VictimStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of one release; empty = there is none whose children are counted so now. */
    List<VictimGroup> groups() {
        return jdbc.sql("select release, as_of, year, sex, age, citizenship, sector, country, children from"
                        + " exchange.keep_victims()")
                .query((row, n) -> new VictimGroup(
                        row.getString(1),
                        row.getObject(2, LocalDate.class),
                        row.getObject(3, Integer.class),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getLong(9)))
                .list();
    }
}
