package org.akoma.protection.attachments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on attachments.attachment. */
@Repository
class AttachmentStore {

    private static final String WORDS = "attachments.attachment";
    /** Health is clinical: open to who added it and to their clinic, as the database shows the pieces. */
    private static final String SELECT = """
            select a.*, a.section = 8 and a.added_by <> (select access.actor())
                       and coalesce(a.structure_id <> all ((select cases.own_clinics())::uuid[]), true) as closed
              from attachments.attachment a
            """;

    private static final String WITHDRAWAL = "attachments.attachment.withdrawal";

    private final JdbcClient jdbc;
    private final Vault vault;

    AttachmentStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    void insert(Attachment made, Attachment.SealedText words) {
        Attachment.FaceReason face = made.faceReason();
        jdbc.sql("""
                        insert into attachments.attachment
                               (id, file_id, section, kind, media, bytes, taken_on, sealed, face_reason, no_face, added_by, added_at)
                        values (:id, :file, :section, :kind, :media, :bytes, :taken, :sealed, :face, :none, :by, :at)
                        """)
                .param("id", made.id())
                .param("file", made.fileId())
                .param("section", made.section().bit())
                .param("kind", made.kind().name())
                .param("media", made.media().name())
                .param("bytes", made.bytes())
                .param("taken", made.takenOn())
                .param("sealed", vault.seal(made.fileId(), place(WORDS, made.id()), words))
                .param("face", face == null ? null : face.name())
                .param("none", face == null && made.kind() != Attachment.Kind.VOICE)
                .param("by", made.addedBy())
                .param("at", made.addedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Attachment> find(UUID file, UUID id) {
        return jdbc.sql(SELECT + "where a.file_id = :file and a.id = :id")
                .param("file", file)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /**
     * Newest first.
     *
     * @param after the last of the page before, or null.
     * @param section one alone, or null for all that the caller holds
     */
    List<Attachment> of(UUID file, @Nullable Attachment after, @Nullable Section section, int limit) {
        return jdbc.sql(SELECT + """
                         where file_id = :file and (:section::int is null or section = :section)
                           and (:id::uuid is null or (added_at, id) < (:at, :id))
                         order by added_at desc, id desc limit :limit
                        """)
                .param("file", file)
                .param("section", section == null ? null : section.bit())
                .param("id", after == null ? null : after.id())
                .param("at", after == null ? null : after.addedAt().atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** How many are kept, as far as the caller sees. */
    int count(UUID file) {
        return jdbc.sql("select count(*) from attachments.attachment where file_id = :file and withdrawn_at is null")
                .param("file", file)
                .query(Integer.class)
                .single();
    }

    /** The database does the rest: who, when, and that every piece goes. */
    /** Whether a decision, or a stay by the order of a court, rests on it. */
    boolean isKept(UUID attachment) {
        return jdbc.sql("select attachments.is_kept(:id)")
                .param("id", attachment)
                .query(Boolean.class)
                .single();
    }

    void withdraw(Attachment of, WithdrawAttachment how) {
        jdbc.sql("""
                        update attachments.attachment set withdrawn_reason = :reason, withdrawn_words = :words where id = :id
                        """)
                .param("id", of.id())
                .param("reason", how.reason().name())
                .param(
                        "words",
                        how.words() == null ? null : vault.seal(of.fileId(), place(WITHDRAWAL, of.id()), how.words()))
                .update();
    }

    /**
     * @param bars what the answers about photographs on the file say: hidden, or shown
     * @param changed how many are so from now on
     */
    record Faces(boolean bars, int changed) {}

    /** Hides or shows faces as the answers about photographs on the file say. */
    Faces bar(UUID file) {
        return jdbc.sql("select bars, changed from attachments.bar_faces(:file)")
                .param("file", file)
                .query((row, n) -> new Faces(row.getBoolean("bars"), row.getInt("changed")))
                .single();
    }

    private Attachment read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        UUID file = row.getObject("file_id", UUID.class);
        byte[] sealed = row.getBytes("sealed");
        String face = row.getString("face_reason");
        boolean closed = row.getBoolean("closed");
        return new Attachment(
                id,
                file,
                section(row),
                Attachment.Kind.valueOf(row.getString("kind")),
                Media.valueOf(row.getString("media")),
                row.getInt("bytes"),
                row.getObject("taken_on", LocalDate.class),
                sealed == null || closed
                        ? null
                        : vault.read(file, place(WORDS, id), sealed, Attachment.SealedText.class),
                face == null ? null : Attachment.FaceReason.valueOf(face),
                row.getBoolean("barred"),
                closed,
                row.getObject("added_by", UUID.class),
                moment(row, "added_at"),
                withdrawal(row, file, id));
    }

    private Attachment.@Nullable Withdrawal withdrawal(ResultSet row, UUID file, UUID id) throws SQLException {
        String reason = row.getString("withdrawn_reason");
        if (reason == null) return null;
        byte[] words = row.getBytes("withdrawn_words");
        return new Attachment.Withdrawal(
                row.getObject("withdrawn_by", UUID.class),
                moment(row, "withdrawn_at"),
                Attachment.Withdrawal.Reason.valueOf(reason),
                words == null ? null : vault.read(file, place(WITHDRAWAL, id), words, String.class));
    }

    static Section section(ResultSet row) throws SQLException {
        return Section.of(row.getInt("section")).iterator().next();
    }

    static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String place(String place, UUID id) {
        return place + "/" + id;
    }
}
