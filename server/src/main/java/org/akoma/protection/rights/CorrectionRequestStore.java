package org.akoma.protection.rights;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.moment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests that something is corrected: rows are read, and written by the functions of the schema alone. */
@Repository
class CorrectionRequestStore {

    private static final String REQUESTS = """
            select r.id, r.file_id, r.said_by, r.said_on, r.checked, r.child_agrees, r.section, r.sealed, r.recorded_at, r.due_at, r.state, r.entry, r.answered_at,
                   r.told_on, r.told_how, r.told_to, a.code as recorder, d.code as answerer, t.code as teller
              from retention.correction_request r join access.person a on a.id = r.recorded_by left join access.person d on d.id = r.answered_by
              left join access.person t on t.id = r.told_by
            """;

    private static final String WORDS = "rights.correction";

    private final JdbcClient jdbc;
    private final Vault vault;

    CorrectionRequestStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** What the database answers to an act. */
    enum Word {
        DONE,
        FORBIDDEN,
        DAY,
        TOO_YOUNG,
        NO_GUARDIAN,
        CHILD_AGREES,
        MANY,
        ANSWERED,
        OWN,
        NO_ACT,
        NOT_ANSWERED,
        TOLD,
        CHILD_ALONE,
        ASKER_GONE
    }

    /** Newest first; those about parts of the file that the reader holds. */
    List<CorrectionRequest> of(UUID file) {
        return jdbc.sql(REQUESTS + " where r.file_id = :file order by r.recorded_at desc, r.id desc")
                .param("file", file)
                .query(this::read)
                .list();
    }

    Optional<CorrectionRequest> find(UUID id) {
        return jdbc.sql(REQUESTS + " where r.id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** Whether who acts may read requests of this file at all. */
    boolean reads(UUID file) {
        return is("select retention.reads_requests(:id)", file);
    }

    /** Whether somebody could agree to a refusal that who acts asks for. */
    boolean mayBeRefused(UUID id) {
        return is("select retention.may_be_refused(:id)", id);
    }

    private boolean is(String question, UUID id) {
        return jdbc.sql(question)
                .param("id", id)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private CorrectionRequest read(ResultSet row, int n) throws SQLException {
        UUID file = row.getObject("file_id", UUID.class);
        return new CorrectionRequest(
                row.getObject("id", UUID.class),
                file,
                AccessRequest.Asker.valueOf(row.getString("said_by")),
                row.getObject("said_on", LocalDate.class),
                AccessRequest.Checked.valueOf(row.getString("checked")),
                row.getObject("child_agrees", Boolean.class),
                Section.of(row.getInt("section")).iterator().next(),
                vault.read(file, WORDS, row.getBytes("sealed"), String.class),
                row.getString("recorder"),
                moment(row, "recorded_at"),
                moment(row, "due_at"),
                CorrectionRequest.State.valueOf(row.getString("state")),
                row.getObject("entry", Integer.class),
                row.getString("answerer"),
                instant(row, "answered_at"),
                told(row));
    }

    private static CorrectionRequest.@Nullable Told told(ResultSet row) throws SQLException {
        LocalDate on = row.getObject("told_on", LocalDate.class);
        return on == null
                ? null
                : new CorrectionRequest.Told(
                        on,
                        CorrectionRequest.Way.valueOf(row.getString("told_how")),
                        AccessRequest.Asker.valueOf(row.getString("told_to")),
                        row.getString("teller"));
    }

    Word record(UUID file, AskCorrection.RecordCorrection one) {
        return word(jdbc.sql(
                        "select retention.record_correction(:id, :file, :by, :on, :checked, :agrees, :section, :sealed)")
                .param("id", one.id())
                .param("file", file)
                .param("by", one.by().name())
                .param("on", one.on())
                .param("checked", one.checked().name())
                .param("agrees", one.childAgrees())
                .param("section", one.section().bit())
                .param("sealed", vault.seal(file, WORDS, one.words())));
    }

    /** Numbers of the acts that may be named as what corrects it. */
    Set<Integer> correcting(UUID id) {
        return Set.copyOf(jdbc.sql("select retention.correcting(:id)")
                .param("id", id)
                .query((row, n) -> row.getInt(1))
                .list());
    }

    Word correct(UUID id, int entry) {
        return word(jdbc.sql("select retention.correct(:id, :entry)")
                .param("id", id)
                .param("entry", entry));
    }

    Word tell(UUID id, AskCorrection.TellCorrection one) {
        return word(jdbc.sql("select retention.tell_correction(:id, :on, :how, :to)")
                .param("id", id)
                .param("on", one.on())
                .param("how", one.how().name())
                .param("to", one.to() == null ? null : one.to().name(), Types.VARCHAR));
    }

    private static Word word(JdbcClient.StatementSpec asked) {
        return Word.valueOf(asked.query(String.class).single());
    }
}
