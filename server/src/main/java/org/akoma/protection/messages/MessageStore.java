package org.akoma.protection.messages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on referrals.message. The database says who wrote, when, and which number it is. */
@Repository
class MessageStore {

    private static final String TEXT = "referrals.message";

    private final JdbcClient jdbc;
    private final Vault vault;

    MessageStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    Message say(Conversation in, UUID id, String text, Collection<UUID> mentions) {
        insert(in, id, Message.Kind.SAID, vault.seal(in.dossierId(), TEXT, text), null, mentions);
        return find(in, id).orElseThrow();
    }

    /** Somebody came or went. */
    void tell(Conversation in, UUID id, Message.Kind kind, UUID about) {
        insert(in, id, kind, null, about, List.of());
    }

    private void insert(
            Conversation in,
            UUID id,
            Message.Kind kind,
            byte @Nullable [] sealed,
            @Nullable UUID about,
            Collection<UUID> mentions) {
        jdbc.sql("""
                        insert into referrals.message (id, conversation_id, dossier_id, section, compartment, kind, sealed, about, mentions)
                        values (:id, :conversation, :dossier, :section, :side, :kind, :sealed, :about, :mentions::uuid[])
                        """)
                .param("id", id)
                .param("conversation", in.id())
                .param("dossier", in.dossierId())
                .param("section", in.section().bit())
                .param("side", CompartmentContext.current().login())
                .param("kind", kind.name())
                .param("sealed", sealed)
                .param("about", about)
                .param("mentions", mentions.toArray(UUID[]::new))
                .update();
    }

    void withdraw(UUID id) {
        jdbc.sql("update referrals.message set sealed = null where id = :id and withdrawn_at is null")
                .param("id", id)
                .update();
    }

    Optional<Message> find(Conversation in, UUID id) {
        return jdbc.sql("select * from referrals.message where id = :id and conversation_id = :conversation")
                .param("id", id)
                .param("conversation", in.id())
                .query((row, n) -> read(row))
                .optional();
    }

    /** The last of them before a number (exclusive), in the order they were said. */
    List<Message> before(Conversation in, int number, int limit) {
        List<Message> newestFirst = jdbc.sql("""
                        select * from referrals.message where conversation_id = :conversation and number < :number
                         order by number desc limit :limit
                        """)
                .param("conversation", in.id())
                .param("number", number)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
        List<Message> inOrder = new java.util.ArrayList<>(newestFirst);
        Collections.reverse(inOrder);
        return inOrder;
    }

    /** The first of them after a number (exclusive), in the order they were said. */
    List<Message> after(Conversation in, int number, int limit) {
        return jdbc.sql("""
                        select * from referrals.message where conversation_id = :conversation and number > :number
                         order by number limit :limit
                        """)
                .param("conversation", in.id())
                .param("number", number)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    private Message read(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("sealed");
        return new Message(
                row.getObject("id", UUID.class),
                row.getObject("conversation_id", UUID.class),
                row.getInt("number"),
                Message.Kind.valueOf(row.getString("kind")),
                row.getObject("author", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                sealed == null ? null : vault.read(row.getObject("dossier_id", UUID.class), TEXT, sealed, String.class),
                row.getObject("about", UUID.class),
                List.of((UUID[]) row.getArray("mentions").getArray()),
                Timestamps.instant(row, "withdrawn_at"));
    }
}
