package org.akoma.protection.payments;

import static org.akoma.Timestamps.utc;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

    /** The newest first. */
    List<NotedRate> all() {
        return jdbc.sql(
                        "select *, assistance.rate_used(id) as used from assistance.exchange_rate order by since desc, currency limit 2000")
                .query((row, n) -> new NotedRate(
                        row.getObject("id", UUID.class),
                        new Rate(
                                Money.Currency.valueOf(row.getString("currency")),
                                row.getObject("since", LocalDate.class),
                                row.getBigDecimal("units"),
                                row.getBigDecimal("xof"),
                                row.getString("source")),
                        row.getBoolean("waits"),
                        row.getBoolean("used")))
                .list();
    }

    /** The database says whether it waits. Empty when there is one of that day. */
    Optional<NotedRate> insert(Rate rate, UUID by, Instant now) {
        return jdbc.sql("""
                        insert into assistance.exchange_rate (currency, since, units, xof, source, recorded_by, recorded_at)
                        values (:currency, :since, :units, :xof, :source, :by, :now) on conflict do nothing returning id, waits
                        """)
                .param("currency", rate.currency().name())
                .param("since", rate.since())
                .param("units", rate.units())
                .param("xof", rate.xof())
                .param("source", rate.source())
                .param("by", by)
                .param("now", utc(now))
                .query((row, n) -> new NotedRate(row.getObject("id", UUID.class), rate, row.getBoolean("waits"), false))
                .optional();
    }

    String withdraw(UUID id) {
        return jdbc.sql("select assistance.withdraw_rate(:id)")
                .param("id", id)
                .query(String.class)
                .single();
    }
}
