package org.akoma.protection.schooling;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on assistance.attendance, and the lists of pupils. */
@Repository
class AttendanceStore {

    /** The days of the last month that has records: the same rule as {@link AttendanceBand}. */
    private static final String PUPILS = """
            select e.id, e.file_id, f.code as child, i.code as institution, e.pathway, e.trade, e.starts_on, e.attendance_due, e.sealed,
                   l.last_day, w.present, w.expected
              from assistance.enrolment e join assistance.institution i on i.id = e.institution_id join cases.file_code f on f.id = e.file_id
              left join lateral (select a.last_day, a.present from assistance.attendance a where a.enrolment_id = e.id and a.last_day <= :day
                                  order by a.last_day desc limit 1) l on true
              left join lateral (select sum(a.expected) as expected, sum(a.present) as present from assistance.attendance a
                                  where a.enrolment_id = e.id and a.present is not null and a.last_day <= l.last_day
                                    and a.last_day > l.last_day - 31 and l.present is not null) w on true
             where e.starts_on <= :day and coalesce(e.ends_on, 'infinity') > :day
            """;

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Policies policies;

    AttendanceStore(JdbcClient jdbc, Vault vault, Policies policies) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.policies = policies;
    }

    /** The latest first. */
    List<Attendance> of(UUID enrolment) {
        return jdbc.sql("select * from assistance.attendance where enrolment_id = :id order by last_day desc")
                .param("id", enrolment)
                .query((row, n) -> read(row))
                .list();
    }

    List<Attendance> told(UUID institution, LocalDate first, LocalDate last) {
        return jdbc.sql("""
                        select a.* from assistance.enrolment e join assistance.attendance a on a.enrolment_id = e.id
                         where e.institution_id = :institution and a.first_day = :first and a.last_day = :last
                        """)
                .param("institution", institution)
                .param("first", first)
                .param("last", last)
                .query((row, n) -> read(row))
                .list();
    }

    /** One writer per enrolment until the transaction ends. */
    void lock(UUID enrolment) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:id, 11))")
                .param("id", enrolment.toString())
                .query((row, n) -> true)
                .list();
    }

    void insert(UUID file, @Nullable UUID desk, Attendance made, LocalDate nextDue) {
        jdbc.sql("""
                        insert into assistance.attendance (id, file_id, enrolment_id, desk_id, first_day, last_day, expected, expected_given, present,
                               next_due, recorded_by, recorded_at)
                        values (:id, :file, :enrolment, :desk, :first, :last, :expected, :given, :present, :due, :by, :at)
                        """)
                .param("id", made.id())
                .param("file", file)
                .param("enrolment", made.enrolmentId())
                .param("desk", desk)
                .param("first", made.firstDay())
                .param("last", made.lastDay())
                .param("expected", made.expected())
                .param("given", made.given())
                .param("present", made.present())
                .param("due", nextDue)
                .param("by", made.recordedBy())
                .param("at", made.recordedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void correct(Attendance now) {
        jdbc.sql("""
                        update assistance.attendance set expected = :expected, expected_given = :given, present = :present, recorded_by = :by,
                               recorded_at = :at, version = version + 1 where id = :id
                        """)
                .param("expected", now.expected())
                .param("given", now.given())
                .param("present", now.present())
                .param("by", now.recordedBy())
                .param("at", now.recordedAt().atOffset(ZoneOffset.UTC))
                .param("id", now.id())
                .update();
    }

    /** The pupil's enrolment and file, for recording attendance. */
    record Place(
            UUID enrolmentId,
            UUID fileId,
            @Nullable UUID deskId,
            String country,
            boolean fileOpen,
            LocalDate startsOn,
            @Nullable LocalDate endsOn,
            boolean ownPupil) {}

    /** The enrolment of that child at that institution which held on that day, if the caller may see it. */
    Optional<Place> place(String institution, String child, LocalDate day) {
        return jdbc.sql("""
                        select e.id, e.file_id, e.desk_id, i.country, e.file_open, e.starts_on, e.ends_on,
                               coalesce(e.desk_id = any ((select access.grantees())::uuid[]), false) as own_pupil
                          from assistance.enrolment e join assistance.institution i on i.id = e.institution_id join cases.file_code f on f.id = e.file_id
                         where f.code = :child and i.code = :institution
                         order by (e.starts_on <= :day and coalesce(e.ends_on, 'infinity') > :day) desc, e.starts_on desc, e.id limit 1
                        """)
                .param("child", child)
                .param("institution", institution)
                .param("day", day)
                .query((row, n) -> new Place(
                        row.getObject("id", UUID.class),
                        row.getObject("file_id", UUID.class),
                        row.getObject("desk_id", UUID.class),
                        row.getString("country"),
                        row.getBoolean("file_open"),
                        row.getObject("starts_on", LocalDate.class),
                        row.getObject("ends_on", LocalDate.class),
                        row.getBoolean("own_pupil")))
                .optional();
    }

    /** Children enrolled there on that day whom the caller may see. */
    List<Pupil> pupils(UUID institution, LocalDate day, int limit) {
        return jdbc.sql(PUPILS + "and e.institution_id = :institution order by f.code limit :limit")
                .param("day", day)
                .param("institution", institution)
                .param("limit", limit)
                .query((row, n) -> pupil(row))
                .list();
    }

    /** Whose children a list is about: it is led by a column of the row, the policy only decides. */
    enum Lead {
        WORKER("e.worker_id = (select access.actor())"),
        SUPERVISOR("e.supervisor_id = (select access.actor())"),
        STRUCTURE("e.organisation_id = :structure"),
        DESK("e.desk_id = any ((select access.grantees())::uuid[])");

        private final String condition;

        Lead(String condition) {
            this.condition = condition;
        }
    }

    /** Children enrolled anywhere on that day. */
    List<Pupil> pupils(Lead lead, UUID structure, LocalDate day, int limit) {
        return jdbc.sql(PUPILS + "and " + lead.condition + " order by i.code, f.code limit :limit")
                .param("day", day)
                .param("structure", structure)
                .param("limit", limit)
                .query((row, n) -> pupil(row))
                .list();
    }

    /** How many children come how regularly, by the login that reads counts alone; a band of nobody is not among them. */
    Map<Band, Long> bands(LocalDate day) {
        Map<Band, Long> bands = new EnumMap<>(Band.class);
        jdbc.sql("select band, children from assistance.report_attendance(:day)")
                .param("day", day)
                .query(row -> {
                    bands.put(Band.valueOf(row.getString("band")), row.getLong("children"));
                });
        return bands;
    }

    private Pupil pupil(ResultSet row) throws SQLException {
        UUID file = row.getObject("file_id", UUID.class);
        Long present = whole(row, "present");
        Long expected = whole(row, "expected");
        return new Pupil(
                row.getObject("id", UUID.class),
                file,
                row.getString("child"),
                row.getString("institution"),
                Enrolment.Pathway.valueOf(row.getString("pathway")),
                row.getString("trade"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("attendance_due", LocalDate.class),
                new AttendanceBand(
                        Band.of(present, expected, policies),
                        present,
                        expected,
                        row.getObject("last_day", LocalDate.class)),
                vault.read(file, "assistance.enrolment", row.getBytes("sealed"), Enrolment.SealedText.class)
                        .pupil());
    }

    private static @Nullable Long whole(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(value);
    }

    private static Attendance read(ResultSet row) throws SQLException {
        return new Attendance(
                row.getObject("id", UUID.class),
                row.getObject("enrolment_id", UUID.class),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getInt("expected"),
                row.getBoolean("expected_given"),
                row.getObject("present", Integer.class),
                row.getObject("recorded_by", UUID.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getInt("version"));
    }
}
