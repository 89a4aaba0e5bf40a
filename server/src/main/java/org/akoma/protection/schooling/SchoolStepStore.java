package org.akoma.protection.schooling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on assistance.school_step. */
@Repository
class SchoolStepStore {

    private static final String SEAL_CONTEXT = "assistance.school_step";

    private final JdbcClient jdbc;
    private final Vault vault;

    SchoolStepStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Of every enrolment of the file, the latest first. */
    List<SchoolStep> of(UUID file) {
        return jdbc.sql("select * from assistance.school_step where file_id = :file order by on_day desc, id desc")
                .param("file", file)
                .query((row, n) -> read(file, row))
                .list();
    }

    void insert(UUID file, SchoolStep made) {
        jdbc.sql("""
                        insert into assistance.school_step (id, file_id, enrolment_id, kind, on_day, outcome, sealed, recorded_by, recorded_at)
                        values (:id, :file, :enrolment, :kind, :on, :outcome, :sealed, :by, :at)
                        """)
                .param("id", made.id())
                .param("file", file)
                .param("enrolment", made.enrolmentId())
                .param("kind", made.kind().name())
                .param("on", made.on())
                .param("outcome", made.outcome().name())
                .param("sealed", vault.seal(file, SEAL_CONTEXT, made.words()))
                .param("by", made.recordedBy())
                .param("at", made.recordedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private SchoolStep read(UUID file, ResultSet row) throws SQLException {
        return new SchoolStep(
                row.getObject("id", UUID.class),
                row.getObject("enrolment_id", UUID.class),
                SchoolStep.Kind.valueOf(row.getString("kind")),
                row.getObject("on_day", LocalDate.class),
                SchoolStep.Outcome.valueOf(row.getString("outcome")),
                vault.read(file, SEAL_CONTEXT, row.getBytes("sealed"), SchoolStep.SealedText.class),
                row.getObject("recorded_by", UUID.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }
}
