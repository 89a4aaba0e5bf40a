package org.akoma.exchange.htcds;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on exchange.upload. */
@Repository
class UploadStore {

    private static final String SEAL_CONTEXT = "exchange.upload";

    private final JdbcClient jdbc;
    private final Vault vault;

    UploadStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** @param content a file, or the outcome of its import */
    void insert(Actor actor, UUID id, boolean done, Object content, Instant now, Instant until) {
        jdbc.sql("""
                        insert into exchange.upload (id, person_id, at, until, done, sealed)
                        values (:id, :person, :at, :until, :done, :sealed)
                        """)
                .param("id", id)
                .param("person", actor.personId())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("done", done)
                .param("sealed", vault.sealForHouse(Compartment.PROTECTION, place(id), content))
                .update();
    }

    <T> Optional<T> find(UUID id, boolean done, Class<T> type, Instant now) {
        return jdbc.sql("select sealed from exchange.upload where id = :id and done = :done and until > :now")
                .param("id", id)
                .param("done", done)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> vault.unsealForHouse(Compartment.PROTECTION, place(id), row.getBytes(1), type))
                .optional();
    }

    void delete(UUID id) {
        jdbc.sql("delete from exchange.upload where id = :id").param("id", id).update();
    }

    void forget(Instant now) {
        jdbc.sql("select exchange.forget_uploads(:now)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getLong(1))
                .single();
    }

    private static String place(UUID id) {
        return SEAL_CONTEXT + "/" + id;
    }
}
