package org.akoma.protection.closure;

import static org.akoma.Moments.instant;
import static org.akoma.Moments.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.reopening. */
@Repository
class ReopeningStore {

    private static final String SEAL_CONTEXT = "cases.reopening";

    private final JdbcClient jdbc;
    private final Vault vault;

    ReopeningStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<Reopening> of(UUID file) {
        return jdbc.sql("select * from cases.reopening where file_id = :file order by asked_at desc, id desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    void insert(UUID file, Reopening asked) {
        jdbc.sql("""
                        insert into cases.reopening (id, file_id, asked_by, asked_at, sealed) values (:id, :file, :by, :at, :sealed)
                        """)
                .param("id", asked.id())
                .param("file", file)
                .param("by", asked.askedBy())
                .param("at", utc(asked.askedAt()))
                .param("sealed", vault.seal(file, SEAL_CONTEXT, asked.words()))
                .update();
    }

    void decide(UUID file, UUID id, boolean granted, Reopening.SealedText words, UUID by, Instant now) {
        jdbc.sql(
                        "update cases.reopening set granted = :granted, sealed = :sealed, decided_by = :by, decided_at = :now where id = :id")
                .param("granted", granted)
                .param("sealed", vault.seal(file, SEAL_CONTEXT, words))
                .param("by", by)
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    void withdraw(UUID id, Instant now) {
        jdbc.sql("update cases.reopening set granted = false, decided_at = :now where id = :id and decided_at is null")
                .param("now", utc(now))
                .param("id", id)
                .update();
    }

    private Reopening read(ResultSet row) throws SQLException {
        return new Reopening(
                row.getObject("id", UUID.class),
                row.getObject("asked_by", UUID.class),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("decided_by", UUID.class),
                instant(row, "decided_at"),
                row.getObject("granted", Boolean.class),
                vault.read(
                        row.getObject("file_id", UUID.class),
                        SEAL_CONTEXT,
                        row.getBytes("sealed"),
                        Reopening.SealedText.class));
    }
}
