package org.akoma.ground.signin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what forms brought after their sessions had ended: written at the door, read and deleted by its person. */
@Repository
class KeptWordStore {

    private final JdbcClient jdbc;

    KeptWordStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose session drew a form. */
    record Drawn(UUID person, Compartment compartment) {}

    void drawForms(byte[] session, byte[] form, Instant now) {
        jdbc.sql("select door.draw_forms(:session, :form, :now)")
                .param("session", session)
                .param("form", form)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> true)
                .list();
    }

    Optional<Drawn> drawnFor(byte[] form, Instant now) {
        return jdbc.sql("select person, compartment from door.drawn_for(:form, :now) where person is not null")
                .param("form", form)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Drawn(
                        row.getObject("person", UUID.class), Compartment.ofLogin(row.getString("compartment"))))
                .optional();
    }

    boolean keep(byte[] form, byte[] key, byte[] sealed, Instant now) {
        return jdbc.sql("select door.keep_words(:form, :key, :sealed, :now)")
                .param("form", form)
                .param("key", key)
                .param("sealed", sealed)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    void forget(Instant now) {
        jdbc.sql("select door.forget_words(:now)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> true)
                .list();
    }

    Optional<byte[]> find(byte[] key) {
        return jdbc.sql("select sealed from access.kept_words where key = :key")
                .param("key", key)
                .query((row, n) -> row.getBytes("sealed"))
                .optional();
    }

    void delete(byte[] key) {
        jdbc.sql("delete from access.kept_words where key = :key")
                .param("key", key)
                .update();
    }
}
