package org.akoma.protection.schooling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on assistance.enrolment. */
@Repository
class EnrolmentStore {

    private static final String SEAL_CONTEXT = "assistance.enrolment";
    private static final String SELECT = """
            select e.*, i.code as institution, i.country from assistance.enrolment e join assistance.institution i on i.id = e.institution_id
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    EnrolmentStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Those that run first, then the latest. */
    List<Enrolment> of(UUID file) {
        return jdbc.sql(SELECT + "where e.file_id = :file order by e.ends_on is not null, e.starts_on desc, e.id")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    /** Whether a danger runs and the child left this place. */
    boolean isLeftInDanger(UUID file, UUID institution) {
        return jdbc.sql("select assistance.is_left_in_danger(:file, :institution)")
                .param("file", file)
                .param("institution", institution)
                .query(Boolean.class)
                .single();
    }

    Optional<Enrolment> find(UUID file, UUID id) {
        return jdbc.sql(SELECT + "where e.file_id = :file and e.id = :id")
                .param("file", file)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    void insert(CaseFile file, Enrolment made) {
        jdbc.sql("""
                        insert into assistance.enrolment (id, file_id, organisation_id, worker_id, supervisor_id, institution_id, desk_id, pathway, trade,
                               starts_on, contract, hours_a_week, insured, tasks_safe, attendance_due, workplace_due, sealed, recorded_by, recorded_at)
                        values (:id, :file, :organisation, :worker, :supervisor, :institution, :desk, :pathway, :trade,
                               :starts, :contract, :hours, :insured, :safe, :due, :workplace, :sealed, :by, :at)
                        """)
                .param("id", made.id())
                .param("file", file.id())
                .param("organisation", file.organisationId())
                .param("worker", file.workerId())
                .param("supervisor", file.supervisorId())
                .param("institution", made.institutionId())
                .param("desk", made.deskId())
                .param("pathway", made.pathway().name())
                .param("trade", made.trade())
                .param("starts", made.startsOn())
                .param("contract", made.contract())
                .param("hours", made.hoursAWeek())
                .param("insured", made.insured())
                .param("safe", made.tasksSafe())
                .param("due", made.attendanceDue())
                .param("workplace", made.workplaceDue())
                .param("sealed", vault.seal(file.id(), SEAL_CONTEXT, made.words()))
                .param("by", made.recordedBy())
                .param("at", made.recordedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What protects an apprentice, and the words. False when it no longer has this version. */
    boolean update(UUID file, EnrolChild now, int version) {
        return jdbc.sql("""
                        update assistance.enrolment set contract = :contract, hours_a_week = :hours, insured = :insured, tasks_safe = :safe,
                               sealed = :sealed, version = version + 1 where id = :id and version = :version
                        """)
                        .param("contract", now.contract())
                        .param("hours", now.hoursAWeek())
                        .param("insured", now.insured())
                        .param("safe", now.tasksSafe())
                        .param("sealed", vault.seal(file, SEAL_CONTEXT, now.words()))
                        .param("id", now.id())
                        .param("version", version)
                        .update()
                == 1;
    }

    void end(UUID enrolment, EndEnrolment command) {
        jdbc.sql("""
                        update assistance.enrolment set ends_on = :on, end_reason = :reason, drop_reason = :drop, workplace_due = null,
                               version = version + 1 where id = :id
                        """)
                .param("on", command.on())
                .param("reason", command.reason().name())
                .param(
                        "drop",
                        command.dropReason() == null
                                ? null
                                : command.dropReason().name())
                .param("id", enrolment)
                .update();
    }

    void workplaceDue(UUID enrolment, @Nullable LocalDate day) {
        jdbc.sql("update assistance.enrolment set workplace_due = :day where id = :id and ends_on is null")
                .param("day", day)
                .param("id", enrolment)
                .update();
    }

    void jobDue(UUID enrolment, @Nullable LocalDate day) {
        jdbc.sql("update assistance.enrolment set job_due = :day where id = :id")
                .param("day", day)
                .param("id", enrolment)
                .update();
    }

    /** The clear columns follow the file. */
    void follow(CaseFile file) {
        jdbc.sql("""
                        update assistance.enrolment set organisation_id = :organisation, worker_id = :worker, supervisor_id = :supervisor, file_open = :open
                         where file_id = :file
                        """)
                .param("organisation", file.organisationId())
                .param("worker", file.workerId())
                .param("supervisor", file.supervisorId())
                .param("open", file.status().open())
                .param("file", file.id())
                .update();
    }

    private Enrolment read(ResultSet row) throws SQLException {
        UUID file = row.getObject("file_id", UUID.class);
        String end = row.getString("end_reason");
        String drop = row.getString("drop_reason");
        return new Enrolment(
                row.getObject("id", UUID.class),
                file,
                row.getObject("institution_id", UUID.class),
                row.getString("institution"),
                row.getString("country"),
                row.getObject("desk_id", UUID.class),
                Enrolment.Pathway.valueOf(row.getString("pathway")),
                row.getString("trade"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                end == null ? null : Enrolment.End.valueOf(end),
                drop == null ? null : Enrolment.DropOut.valueOf(drop),
                row.getObject("contract", Boolean.class),
                row.getObject("hours_a_week", Integer.class),
                row.getObject("insured", Boolean.class),
                row.getObject("tasks_safe", Boolean.class),
                row.getObject("attended_until", LocalDate.class),
                row.getObject("attendance_due", LocalDate.class),
                row.getObject("workplace_due", LocalDate.class),
                row.getObject("job_due", LocalDate.class),
                vault.read(file, SEAL_CONTEXT, row.getBytes("sealed"), Enrolment.SealedText.class),
                row.getObject("recorded_by", UUID.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }
}
