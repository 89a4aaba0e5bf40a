package org.akoma.airlock.signals;

import static org.akoma.Timestamps.moment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on signals.signal: the raiser's own rows are read, and written by the function of the schema alone. */
@Repository
class HelpSignalStore {

    private static final String OWN = "select id, raised_at, reason, on_day from signals.signal ";
    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final Vault vault;

    HelpSignalStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** What the database answers; whether the code names a child is not among it. */
    enum Word {
        DONE,
        FORBIDDEN,
        DAY,
        LIMIT,
        OTHER
    }

    List<HelpSignal> own() {
        return jdbc.sql(OWN + "order by raised_at desc, id desc limit " + MOST)
                .query(HelpSignalStore::read)
                .list();
    }

    Optional<HelpSignal> find(UUID id) {
        return jdbc.sql(OWN + "where id = :id")
                .param("id", id)
                .query(HelpSignalStore::read)
                .optional();
    }

    Word give(GiveSignal one, @Nullable String telephone) {
        return Word.valueOf(jdbc.sql("select signals.give(:id, :code, :reason, :on, :telephone)")
                .param("id", one.id())
                .param("code", one.child())
                .param("reason", one.reason().name())
                .param("on", one.on())
                .param(
                        "telephone",
                        telephone == null ? null : vault.sealInAirlock(one.id(), HelpSignal.TELEPHONE, telephone),
                        Types.BINARY)
                .query(String.class)
                .single());
    }

    /** On the login of the house, in nobody's name. */
    void deliver(Instant now) {
        jdbc.sql("select signals.deliver(:now)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> true)
                .list();
    }

    private static HelpSignal read(ResultSet row, int n) throws SQLException {
        return new HelpSignal(
                row.getObject("id", UUID.class),
                moment(row, "raised_at"),
                HelpSignal.Reason.valueOf(row.getString("reason")),
                row.getObject("on_day", LocalDate.class));
    }
}
