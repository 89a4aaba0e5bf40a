package org.akoma.exchange.packages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.Timestamps;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.DatabaseAddress;
import org.akoma.ground.database.KeyFiles;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Repository;

/** All SQL on this house's own keys for packages: every login reads which there are; the tables' owner writes, from the command line alone. */
@Repository
class OwnKeyStore {

    private final JdbcClient jdbc;

    OwnKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param until what was made for it is opened, and it signs, until then; null = it is the newest
     * @param lostAt null = nobody said that it is lost or known to others
     */
    record Row(
            int number, @Nullable Instant until, @Nullable Instant lostAt) {}

    /** Newest first. */
    List<Row> all() {
        return jdbc.sql("""
                        select f.number, o.opens_until, o.lost_at from vault.key_fingerprint f left join packages.own_key o on o.number = f.number
                         where f.holder = :holder order by f.number desc
                        """)
                .param("holder", KeyFiles.PACKAGES)
                .query((row, n) -> new Row(
                        row.getInt("number"),
                        Timestamps.instant(row, "opens_until"),
                        Timestamps.instant(row, "lost_at")))
                .list();
    }

    /** Those before a new one go on for the overlap, or end now. */
    static void replaced(DatabaseAddress address, int made, Instant now, boolean lost) {
        JdbcClient.create(new DriverManagerDataSource(
                        address.url(), Compartment.MIGRATOR, address.password(Compartment.MIGRATOR)))
                .sql("""
                        insert into packages.own_key (number, opens_until, lost_at)
                        select f.number, :now + make_interval(days => access.limit_of('handover.key-overlap', 90)), case when :lost then :now end
                          from vault.key_fingerprint f where f.holder = :holder and f.number < :made
                        on conflict (number) do update set lost_at = coalesce(own_key.lost_at, excluded.lost_at)
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("lost", lost)
                .param("holder", KeyFiles.PACKAGES)
                .param("made", made)
                .update();
    }
}
