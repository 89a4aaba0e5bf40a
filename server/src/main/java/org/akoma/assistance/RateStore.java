package org.akoma.assistance;

import static org.akoma.assistance.Rows.utc;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on assistance.exchange_rate. */
@Repository
class RateStore {

    private final JdbcClient jdbc;

    RateStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Rate> all() {
        return jdbc.sql("select * from assistance.exchange_rate order by since desc, currency limit 2000")
                .query((row, n) -> new Rate(
                        Money.Currency.valueOf(row.getString("currency")),
                        row.getObject("since", LocalDate.class),
                        row.getBigDecimal("units"),
                        row.getBigDecimal("xof"),
                        row.getString("source")))
                .list();
    }

    /** False when there is one of that day. */
    boolean insert(Rate rate, UUID by, Instant now) {
        return jdbc.sql("""
                        insert into assistance.exchange_rate (currency, since, units, xof, source, recorded_by, recorded_at)
                        values (:currency, :since, :units, :xof, :source, :by, :now) on conflict do nothing
                        """)
                        .param("currency", rate.currency().name())
                        .param("since", rate.since())
                        .param("units", rate.units())
                        .param("xof", rate.xof())
                        .param("source", rate.source())
                        .param("by", by)
                        .param("now", utc(now))
                        .update()
                == 1;
    }
}
