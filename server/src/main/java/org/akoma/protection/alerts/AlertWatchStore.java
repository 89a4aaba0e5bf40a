package org.akoma.protection.alerts;

import static org.akoma.Timestamps.utc;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on alerts that nobody has taken on, and on moves and referrals in danger that nobody has confirmed. */
@Repository
class AlertWatchStore {

    private final JdbcClient jdbc;

    AlertWatchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those whose role, contract or deputising ended with time supervise no file of that structure any more. */
    void release(Instant now) {
        jdbc.sql("select followup.release_files_at(:now)")
                .param("now", utc(now))
                .query((row, n) -> true)
                .list();
    }

    /** Marks those whose time is over and rings the next people, whom it answers. */
    Set<UUID> passOn(Instant now) {
        Set<UUID> persons = new HashSet<>(jdbc.sql("select followup.pass_on_alerts(:now)")
                .param("now", utc(now))
                .query(UUID.class)
                .list());
        persons.addAll(jdbc.sql("select followup.pass_on_moves(:now)")
                .param("now", utc(now))
                .query(UUID.class)
                .list());
        return persons;
    }
}
