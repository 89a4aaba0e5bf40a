package org.akoma.protection.closure;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.reopening. */
@Repository
class ReopeningStore {

    private static final String SEAL_CONTEXT = "cases.reopening";
    private static final String VERDICT = "cases.reopening/verdict";

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

    /** @param reason beside the words of the request, which nobody writes again */
    void decide(UUID file, UUID id, boolean granted, @Nullable String reason, UUID by, Instant now) {
        jdbc.sql(
                        "update cases.reopening set granted = :granted, verdict = :verdict, decided_by = :by, decided_at = :now where id = :id")
                .param("granted", granted)
                .param("verdict", reason == null ? null : vault.seal(file, VERDICT, reason), Types.BINARY)
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
        UUID file = row.getObject("file_id", UUID.class);
        byte[] verdict = row.getBytes("verdict");
        Reopening.SealedText words = vault.read(file, SEAL_CONTEXT, row.getBytes("sealed"), Reopening.SealedText.class);
        return new Reopening(
                row.getObject("id", UUID.class),
                row.getObject("asked_by", UUID.class),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("decided_by", UUID.class),
                instant(row, "decided_at"),
                row.getObject("granted", Boolean.class),
                verdict == null
                        ? words
                        : new Reopening.SealedText(words.reason(), vault.read(file, VERDICT, verdict, String.class)));
    }
}
