package org.akoma.exchange.htcds;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
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

    void insert(Actor actor, UUID id, Upload content, Instant now, Instant until) {
        jdbc.sql(
                        "insert into exchange.upload (id, person_id, at, until, sealed) values (:id, :person, :at, :until, :sealed)")
                .param("id", id)
                .param("person", actor.personId())
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("sealed", vault.sealForHouse(Compartment.PROTECTION, place(id), content))
                .update();
    }

    Optional<Upload> find(UUID id, Instant now) {
        return jdbc.sql("select sealed from exchange.upload where id = :id and until > :now")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) ->
                        vault.unsealForHouse(Compartment.PROTECTION, place(id), row.getBytes(1), Upload.class))
                .optional();
    }

    /** What was said of its rows so far, by field. */
    Map<String, String> answers(UUID id, Instant now) {
        return jdbc.sql("select answers from exchange.upload where id = :id and until > :now and answers is not null")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) ->
                        vault.unsealForHouse(Compartment.PROTECTION, answersPlace(id), row.getBytes(1), Said.class))
                .optional()
                .map(Said::fields)
                .orElse(Map.of());
    }

    /** Keeps answers, and the file with them until then, but never for more than a day. */
    void answer(UUID id, Map<String, String> answers, Instant until) {
        jdbc.sql("""
                        update exchange.upload set answers = :answers, until = greatest(until, least(:until, at + interval '1 day')) where id = :id
                        """)
                .param("id", id)
                .param("answers", vault.sealForHouse(Compartment.PROTECTION, answersPlace(id), new Said(answers)))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    private record Said(Map<String, String> fields) {}

    void delete(UUID id) {
        jdbc.sql("delete from exchange.upload where id = :id").param("id", id).update();
    }

    void forget(Instant now) {
        jdbc.sql("select exchange.forget_uploads(:now)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getLong(1))
                .single();
    }

    private static String answersPlace(UUID id) {
        return place(id) + "/answers";
    }

    private static String place(UUID id) {
        return SEAL_CONTEXT + "/" + id;
    }
}
