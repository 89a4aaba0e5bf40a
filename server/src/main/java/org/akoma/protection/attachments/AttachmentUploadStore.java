package org.akoma.protection.attachments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** SQL on attachments.sending and its parts. Everybody sees their own alone. */
@Repository
class AttachmentUploadStore {

    private final JdbcClient jdbc;
    private final Vault vault;
    private final JsonMapper json;

    AttachmentUploadStore(JdbcClient jdbc, Vault vault, JsonMapper json) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
    }

    private record Told(AddAttachment command, String sha256) {}

    void insert(Sending begun, Instant now) {
        jdbc.sql("""
                        insert into attachments.sending (id, file_id, section, person_id, bytes, sealed, begun_at, until)
                        values (:id, :file, :section, :person, :bytes, :sealed, :now, :until)
                        """)
                .param("id", begun.id())
                .param("file", begun.fileId())
                .param("section", begun.command().section().bit())
                .param("person", begun.personId())
                .param("bytes", begun.bytes())
                .param(
                        "sealed",
                        vault.seal(begun.fileId(), place(begun.id()), new Told(begun.command(), begun.sha256())))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", begun.until().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Sending> find(UUID file, UUID id, Instant now) {
        return jdbc.sql("select * from attachments.sending where file_id = :file and id = :id and until > :now")
                .param("file", file)
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> read(row))
                .optional();
    }

    private Sending read(ResultSet row) throws SQLException {
        UUID file = row.getObject("file_id", UUID.class);
        UUID id = row.getObject("id", UUID.class);
        Told told = vault.unseal(file, place(id), row.getBytes("sealed"), Told.class);
        return new Sending(
                file,
                row.getObject("person_id", UUID.class),
                told.command(),
                row.getInt("bytes"),
                row.getInt("received"),
                told.sha256(),
                AttachmentStore.moment(row, "until"),
                refused(row.getString("refused")));
    }

    private @Nullable FieldError refused(@Nullable String text) {
        return text == null ? null : json.readValue(text, FieldError.class);
    }

    /** How many this person has under way. */
    int underWay(UUID person, Instant now) {
        return jdbc.sql(
                        "select count(*) from attachments.sending where person_id = :person and refused is null and until > :now")
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** False when another part took this place first, or nothing more is awaited. */
    boolean append(Sending to, int starts, byte[] part) {
        int moved = jdbc.sql("""
                        update attachments.sending set received = :end where id = :id and received = :starts and refused is null
                        """)
                .param("id", to.id())
                .param("starts", starts)
                .param("end", starts + part.length)
                .update();
        if (moved == 0) return false;
        jdbc.sql("""
                        insert into attachments.sent_part (sending_id, file_id, section, person_id, starts, bytes, sealed)
                        values (:id, :file, :section, :person, :starts, :bytes, :sealed)
                        """)
                .param("id", to.id())
                .param("file", to.fileId())
                .param("section", to.command().section().bit())
                .param("person", to.personId())
                .param("starts", starts)
                .param("bytes", part.length)
                .param("sealed", vault.sealBytes(to.fileId(), place(to, starts, part.length), part))
                .update();
        return true;
    }

    /** All that came, in order. */
    byte[] whole(Sending of) {
        return Chunks.joined(jdbc.sql(
                        "select starts, bytes, sealed from attachments.sent_part where sending_id = :id order by starts")
                .param("id", of.id())
                .query((row, n) ->
                        vault.unsealBytes(of.fileId(), place(of, row.getInt(1), row.getInt(2)), row.getBytes(3)))
                .list());
    }

    /** Deletes the parts; the refusal and its reason stay for the sender's next request. */
    void refuse(Sending of, FieldError why) {
        jdbc.sql("delete from attachments.sent_part where sending_id = :id")
                .param("id", of.id())
                .update();
        jdbc.sql("update attachments.sending set refused = :why where id = :id")
                .param("id", of.id())
                .param("why", json.writeValueAsString(why))
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from attachments.sending where id = :id")
                .param("id", id)
                .update();
    }

    void forget(Instant now) {
        jdbc.sql("select attachments.forget_sendings(:now)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getLong(1))
                .single();
    }

    private static String place(UUID id) {
        return "attachments.sending/" + id;
    }

    private static String place(Sending of, int starts, int bytes) {
        return "attachments.sent_part/" + of.id() + "/" + starts + "/" + bytes + "/" + of.bytes();
    }
}
