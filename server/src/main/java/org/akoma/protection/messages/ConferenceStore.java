package org.akoma.protection.messages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.Timestamps;
import org.akoma.ground.access.Section;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on referrals.conference and referrals.attendance. */
@Repository
class ConferenceStore {

    private static final String AGENDA = "referrals.conference.agenda";
    private static final String MINUTES = "referrals.conference.minutes";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final DecisionStore decisions;

    ConferenceStore(JdbcClient jdbc, Vault vault, DecisionStore decisions) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.decisions = decisions;
    }

    /** Which section of the file the conference is for; empty when there is none for the caller. */
    Optional<Section> section(UUID file, UUID id) {
        return jdbc.sql("select section from referrals.conference where file_id = :file and id = :id")
                .param("file", file)
                .param("id", id)
                .query((row, n) -> Section.of(row.getInt(1)).iterator().next())
                .optional();
    }

    Optional<Conference> find(CaseFile file, UUID id) {
        return jdbc.sql("select * from referrals.conference where file_id = :file and id = :id")
                .param("file", file.id())
                .param("id", id)
                .query((row, n) -> read(row))
                .optional()
                .map(one -> whole(file.code(), List.of(one)).getFirst());
    }

    /** The latest first; 200 are more than anybody looks back to. */
    List<Conference> of(CaseFile file) {
        return whole(
                file.code(),
                jdbc.sql(
                                "select * from referrals.conference where file_id = :file order by planned_for desc, id desc limit 200")
                        .param("file", file.id())
                        .query((row, n) -> read(row))
                        .list());
    }

    private List<Conference> whole(String code, List<Conference> found) {
        if (found.isEmpty()) return found;
        UUID file = found.getFirst().fileId();
        Map<UUID, List<Conference.Attendance>> asked =
                asked(found.stream().map(Conference::id).toList());
        Map<UUID, List<Decision>> decided =
                decisions.of(file, code).stream().collect(Collectors.groupingBy(Decision::conferenceId));
        return found.stream()
                .map(one -> one.with(
                        code, asked.getOrDefault(one.id(), List.of()), decided.getOrDefault(one.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Conference.Attendance>> asked(Collection<UUID> conferences) {
        record Row(UUID conference, Conference.Attendance attendance) {}
        return jdbc
                .sql("""
                        select a.*, case when a.confirmed_at is not null then true when a.denied_at is not null then false end as said
                          from referrals.attendance a left join access.person p on p.id = a.person_id
                         where a.conference_id = any (:ids) order by p.code
                        """)
                .param("ids", conferences.toArray(UUID[]::new))
                .query((row, n) -> new Row(
                        row.getObject("conference_id", UUID.class),
                        new Conference.Attendance(
                                row.getObject("person_id", UUID.class),
                                row.getObject("present", Boolean.class),
                                row.getBoolean("withdrawn"),
                                row.getObject("said", Boolean.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Row::conference, Collectors.mapping(Row::attendance, Collectors.toList())));
    }

    void insert(CaseFile file, Conference made) {
        jdbc.sql("""
                        insert into referrals.conference (id, file_id, organisation_id, worker_id, section, state, planned_for, planned_by, chair_id, agenda)
                        values (:id, :file, :organisation, :worker, :section, 'PLANNED', :for, :by, :chair, :agenda)
                        """)
                .param("id", made.id())
                .param("file", file.id())
                .param("organisation", file.organisationId())
                .param("worker", file.workerId())
                .param("section", made.section().bit())
                .param("for", Timestamps.utc(made.plannedFor()))
                .param("by", made.plannedBy())
                .param("chair", made.chair())
                .param("agenda", vault.seal(file.id(), AGENDA, made.agenda()))
                .update();
    }

    /** Asks somebody to come, or again. */
    void ask(Conference to, Recipient person) {
        jdbc.sql("""
                        insert into referrals.attendance (conference_id, person_id, file_id, section, organisation_id, planned_for, asked_at)
                        values (:conference, :person, :file, :section, :organisation, :for, access.moment())
                        on conflict on constraint attendance_pk do update set withdrawn = false, closed_at = null, planned_for = excluded.planned_for,
                               asked_at = excluded.asked_at where attendance.withdrawn
                        """)
                .param("conference", to.id())
                .param("person", person.id())
                .param("file", to.fileId())
                .param("section", to.section().bit())
                .param("organisation", person.organisationId())
                .param("for", Timestamps.utc(to.plannedFor()))
                .update();
    }

    /** Nobody but these is asked any longer. */
    void askOnly(UUID conference, Collection<UUID> persons) {
        jdbc.sql("""
                        update referrals.attendance set withdrawn = true, closed_at = access.moment()
                         where conference_id = :conference and not withdrawn and not person_id = any (:persons)
                        """)
                .param("conference", conference)
                .param("persons", persons.toArray(UUID[]::new))
                .update();
    }

    /** False when it no longer has this version. */
    boolean change(CaseFile file, UUID id, Instant plannedFor, UUID chair, Conference.Agenda agenda, int version) {
        boolean changed = jdbc.sql("""
                        update referrals.conference set planned_for = :for, chair_id = :chair, agenda = :agenda, version = version + 1
                         where id = :id and version = :version and state = 'PLANNED'
                        """)
                        .param("for", Timestamps.utc(plannedFor))
                        .param("chair", chair)
                        .param("agenda", vault.seal(file.id(), AGENDA, agenda))
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
        if (!changed) return false;
        jdbc.sql("update referrals.attendance set planned_for = :for where conference_id = :id and closed_at is null")
                .param("for", Timestamps.utc(plannedFor))
                .param("id", id)
                .update();
        return true;
    }

    void settle(
            CaseFile file,
            UUID id,
            Conference.State state,
            @Nullable Instant heldAt,
            Conference.Minutes minutes,
            UUID by,
            @Nullable LocalDate nextDue) {
        jdbc.sql("""
                        update referrals.conference set state = :state, held_at = :held, minutes = :minutes, settled_at = access.moment(), settled_by = :by,
                               next_due = :next, version = version + 1 where id = :id and state = 'PLANNED'
                        """)
                .param("state", state.name())
                .param("held", heldAt == null ? null : Timestamps.utc(heldAt))
                .param("minutes", vault.seal(file.id(), MINUTES, minutes))
                .param("by", by)
                .param("next", nextDue)
                .param("id", id)
                .update();
    }

    /** Who came, by the minutes. */
    void attended(UUID conference, Collection<UUID> present) {
        jdbc.sql("""
                        update referrals.attendance set present = person_id = any (:present), closed_at = access.moment()
                         where conference_id = :id and not withdrawn
                        """)
                .param("present", present.toArray(UUID[]::new))
                .param("id", conference)
                .update();
    }

    /** The actor's own word; false where it is not theirs to say. */
    boolean sayPresence(UUID conference, boolean wasThere) {
        return jdbc.sql("select referrals.say_presence(:id, :there)")
                .param("id", conference)
                .param("there", wasThere)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    void calledOff(UUID conference) {
        jdbc.sql(
                        "update referrals.attendance set closed_at = access.moment() where conference_id = :id and closed_at is null")
                .param("id", conference)
                .update();
    }

    /** T9: the next one is planned or held, or the child is no longer at high risk. */
    void noLongerDue(UUID file) {
        jdbc.sql("""
                        update referrals.conference set next_closed_at = access.moment()
                         where file_id = :file and next_due is not null and next_closed_at is null
                        """).param("file", file).update();
    }

    /** T9: the next conference was cancelled; unless another is planned, one is due within so many days of the last. */
    void dueAgain(UUID file, int days) {
        jdbc.sql("""
                        update referrals.conference c
                           set next_due = coalesce(c.next_due, (c.held_at at time zone 'UTC')::date + :days), next_closed_at = null
                         where c.id = (select h.id from referrals.conference h where h.file_id = :file and h.state = 'HELD'
                                        order by h.held_at desc, h.id desc limit 1)
                           and not exists (select from referrals.conference p where p.file_id = :file and p.state = 'PLANNED')
                        """).param("file", file).param("days", days).update();
    }

    /** One of somebody's own conferences, without what is sealed. */
    public record Line(
            UUID id,
            String fileCode,
            Conference.State state,
            Instant plannedFor,
            UUID chair,
            int asked,
            boolean unanswered) {}

    /**
     * Those ahead, the nearest first; or those behind, the latest first.
     *
     * @param from the last of the page before, or null
     */
    List<Line> mine(UUID person, boolean past, @Nullable InboxCursor from, int limit) {
        return jdbc.sql("""
                        select c.id, f.code, c.state, c.planned_for, c.chair_id,
                               (select count(*) from referrals.attendance x where x.conference_id = c.id and not x.withdrawn) as asked,
                               coalesce(a.present, false) and a.answered_at is null as unanswered
                          from referrals.attendance a join referrals.conference c on c.id = a.conference_id join cases.file_code f on f.id = c.file_id
                         where a.person_id = :person and
                        """ + (past ? """
                                   a.closed_at is not null and not a.withdrawn and (:id::uuid is null or (a.planned_for, a.conference_id) < (:at, :id))
                                 order by a.planned_for desc, a.conference_id desc limit :limit
                                """ : """
                                   a.closed_at is null and (:id::uuid is null or (a.planned_for, a.conference_id) > (:at, :id))
                                 order by a.planned_for, a.conference_id limit :limit
                                """))
                .param("person", person)
                .param("id", from == null ? null : from.id())
                .param("at", from == null ? null : Timestamps.utc(from.at()))
                .param("limit", limit)
                .query((row, n) -> line(row))
                .list();
    }

    /** Those that were held and whose minutes name the person, who has not said whether they were there; the oldest first. */
    List<Line> unanswered(UUID person, int limit) {
        return jdbc.sql("""
                        select c.id, f.code, c.state, c.planned_for, c.chair_id, 0 as asked, true as unanswered
                          from referrals.attendance a join referrals.conference c on c.id = a.conference_id join cases.file_code f on f.id = c.file_id
                         where a.person_id = :person and c.state = 'HELD' and not a.withdrawn and a.present and a.answered_at is null
                         order by a.planned_for, a.conference_id limit :limit
                        """)
                .param("person", person)
                .param("limit", limit)
                .query((row, n) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getObject("id", UUID.class),
                row.getString("code"),
                Conference.State.valueOf(row.getString("state")),
                row.getObject("planned_for", OffsetDateTime.class).toInstant(),
                row.getObject("chair_id", UUID.class),
                row.getInt("asked"),
                row.getBoolean("unanswered"));
    }

    /** The file goes to another worker or structure: so do what its worker was asked to and had taken on. */
    void follow(CaseFile before, CaseFile after) {
        jdbc.sql(
                        "update referrals.conference set worker_id = :worker, organisation_id = :organisation where file_id = :file")
                .param("worker", after.workerId())
                .param("organisation", after.organisationId())
                .param("file", after.id())
                .update();
        if (before.workerId().equals(after.workerId())) return;
        jdbc.sql("""
                        insert into referrals.attendance (conference_id, person_id, file_id, section, organisation_id, planned_for, asked_at)
                        select conference_id, :to, file_id, section, :organisation, planned_for, access.moment() from referrals.attendance
                         where file_id = :file and person_id = :from and closed_at is null
                        on conflict on constraint attendance_pk do nothing
                        """)
                .param("to", after.workerId())
                .param("organisation", after.organisationId())
                .param("file", after.id())
                .param("from", before.workerId())
                .update();
        jdbc.sql("""
                        update referrals.attendance set withdrawn = true, closed_at = access.moment()
                         where file_id = :file and person_id = :from and closed_at is null
                        """).param("file", after.id()).param("from", before.workerId()).update();
        jdbc.sql(
                        "update referrals.conference set chair_id = :to where file_id = :file and chair_id = :from and state = 'PLANNED'")
                .param("to", after.workerId())
                .param("file", after.id())
                .param("from", before.workerId())
                .update();
    }

    private Conference read(ResultSet row) throws SQLException {
        UUID file = row.getObject("file_id", UUID.class);
        byte[] minutes = row.getBytes("minutes");
        return new Conference(
                row.getObject("id", UUID.class),
                file,
                null,
                Section.of(row.getInt("section")).iterator().next(),
                Conference.State.valueOf(row.getString("state")),
                row.getObject("planned_for", OffsetDateTime.class).toInstant(),
                row.getObject("planned_by", UUID.class),
                row.getObject("chair_id", UUID.class),
                vault.read(file, AGENDA, row.getBytes("agenda"), Conference.Agenda.class),
                Timestamps.instant(row, "held_at"),
                Timestamps.instant(row, "settled_at"),
                minutes == null ? null : vault.read(file, MINUTES, minutes, Conference.Minutes.class),
                row.getObject("next_due", LocalDate.class),
                List.of(),
                List.of(),
                row.getInt("version"));
    }
}
