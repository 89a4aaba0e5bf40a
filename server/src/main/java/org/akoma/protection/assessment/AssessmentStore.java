package org.akoma.protection.assessment;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.SqlArrays;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.assessment; the words are sealed on the way in and opened on the way out. */
@Repository
class AssessmentStore {

    private static final String SEAL_CONTEXT = "cases.assessment";

    private final JdbcClient jdbc;
    private final Vault vault;

    AssessmentStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<Assessment> of(UUID file) {
        return jdbc.sql("select * from cases.assessment where file_id = :file order by at desc, id desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Assessment> find(UUID file, UUID id) {
        return jdbc.sql("select * from cases.assessment where file_id = :file and id = :id")
                .param("file", file)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** An assessment of a file's child. */
    void insert(UUID file, Assessment made) {
        insert(List.of(new Assessments.Made(file, made)));
    }

    void insert(List<Assessments.Made> made) {
        List<Assessment> all = made.stream().map(Assessments.Made::assessment).toList();
        jdbc.sql("""
                        insert into cases.assessment (id, file_id, kind, at, risk, needs, sealed, author, lowers)
                        select id, file, kind, at, risk, string_to_array(needs, ','), sealed, author, lowers
                          from unnest(:ids::uuid[], :files::uuid[], :kinds::text[], :ats::timestamptz[], :risks::text[], :needs::text[], :sealeds::bytea[],
                                      :authors::uuid[], :lowers::boolean[])
                               as a (id, file, kind, at, risk, needs, sealed, author, lowers)
                        """)
                .param("ids", SqlArrays.ids(all, Assessment::id))
                .param("files", SqlArrays.ids(made, Assessments.Made::file))
                .param("kinds", SqlArrays.codes(all, Assessment::kind))
                .param("ats", SqlArrays.moments(all, Assessment::at))
                .param("risks", SqlArrays.codes(all, Assessment::risk))
                .param("needs", SqlArrays.texts(all, one -> String.join(",", one.needs())))
                .param(
                        "sealeds",
                        SqlArrays.bytes(
                                made,
                                one -> vault.seal(
                                        one.file(),
                                        SEAL_CONTEXT,
                                        one.assessment().words())))
                .param("authors", SqlArrays.ids(all, Assessment::author))
                .param("lowers", SqlArrays.answers(all, Assessment::lowers))
                .update();
    }

    void approve(UUID id, UUID by, Instant at) {
        jdbc.sql("update cases.assessment set approved_by = :by, approved_at = :at where id = :id")
                .param("id", id)
                .param("by", by)
                .param("at", utc(at))
                .update();
    }

    private Assessment read(ResultSet row) throws SQLException {
        UUID file = row.getObject("file_id", UUID.class);
        return new Assessment(
                row.getObject("id", UUID.class),
                Assessment.Kind.valueOf(row.getString("kind")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                CaseFile.Risk.valueOf(row.getString("risk")),
                List.of((String[]) row.getArray("needs").getArray()),
                vault.read(file, SEAL_CONTEXT, row.getBytes("sealed"), Assessment.SealedText.class),
                row.getObject("author", UUID.class),
                row.getBoolean("lowers"),
                row.getObject("approved_by", UUID.class),
                instant(row, "approved_at"));
    }
}
