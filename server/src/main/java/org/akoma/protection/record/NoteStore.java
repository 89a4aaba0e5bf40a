package org.akoma.protection.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.note. */
@Repository
class NoteStore {

    private static final String SEAL_CONTEXT = "cases.note";

    private final JdbcClient jdbc;
    private final Vault vault;

    NoteStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** The newest, newest first. */
    List<Note> of(UUID file, int limit) {
        return jdbc.sql("select * from cases.note where file_id = :file order by at desc, id desc limit :limit")
                .param("file", file)
                .param("limit", limit)
                .query((row, n) -> read(file, row))
                .list();
    }

    Optional<Note> find(UUID file, UUID id) {
        return jdbc.sql("select * from cases.note where file_id = :file and id = :id")
                .param("file", file)
                .param("id", id)
                .query((row, n) -> read(file, row))
                .optional();
    }

    private Note read(UUID file, ResultSet row) throws SQLException {
        return new Note(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Note.Kind.valueOf(row.getString("kind")),
                vault.read(file, SEAL_CONTEXT, row.getBytes("sealed"), String.class),
                row.getObject("recorded_by", UUID.class));
    }

    void insert(UUID file, Note note) {
        jdbc.sql("""
                        insert into cases.note (id, file_id, at, kind, sealed, recorded_by)
                        values (:id, :file, :at, :kind, :sealed, :by)
                        """)
                .param("id", note.id())
                .param("file", file)
                .param("at", Timestamps.utc(note.at()))
                .param("kind", note.kind().name())
                .param("sealed", vault.seal(file, SEAL_CONTEXT, note.text()))
                .param("by", note.recordedBy())
                .update();
    }
}
