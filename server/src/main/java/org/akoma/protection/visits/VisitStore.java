package org.akoma.protection.visits;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.SqlArrays;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on followup.visit: one file's visits. */
@Repository
class VisitStore {

    private static final String SEAL_CONTEXT = "followup.visit";
    private static final String EARLIER = "followup.visit_version";

    private final JdbcClient jdbc;
    private final Vault vault;

    VisitStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first; without those that the calendar or a person took back. */
    List<Visit> of(UUID file) {
        return jdbc.sql("""
                        select * from followup.visit where file_id = :file and cancelled_at is null order by planned_on desc, id desc limit 500
                        """).param("file", file).query((row, n) -> read(row)).list();
    }

    /** Newest first, as they were planned just before a moment; with those taken back since. */
    List<Visit> of(UUID file, Instant end) {
        return jdbc.sql("""
                        select v.*, coalesce((select m.from_on from followup.visit_move m where m.visit_id = v.id and m.at >= :end
                                               order by m.at, m.id limit 1), v.planned_on) as planned_then
                          from followup.visit v
                         where v.file_id = :file and v.planned_at < :end and (v.cancelled_at is null or v.cancelled_at >= :end)
                         order by planned_then desc, id desc limit 500
                        """)
                .param("file", file)
                .param("end", utc(end))
                .query((row, n) -> read(row).plannedFor(row.getObject("planned_then", LocalDate.class)))
                .list();
    }

    Optional<Visit> find(UUID file, UUID id) {
        return jdbc.sql("select * from followup.visit where file_id = :file and id = :id")
                .param("file", file)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** The visits that were made, the last first. */
    List<Visit> lastDone(UUID file, int most) {
        return jdbc.sql("""
                        select * from followup.visit where file_id = :file and done_on is not null
                         order by done_on desc, done_at desc, id desc limit :most
                        """)
                .param("file", file)
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    void insert(CaseFile file, UUID id, Visit.Type type, LocalDate on, boolean byCalendar, Instant now) {
        insert(List.of(new First(file, id, type, on, byCalendar, false, null, Visit.SealedText.NONE)), now);
    }

    /** A visit that was made without a plan. */
    void insertMade(CaseFile file, UUID id, Visit.Done done, Visit.SealedText words) {
        insert(List.of(new First(file, id, Visit.Type.ROUTINE, done.on(), false, true, done, words)), done.at());
    }

    /**
     * A visit as it is first kept.
     *
     * @param done null when it is to come
     */
    record First(
            CaseFile file,
            UUID id,
            Visit.Type type,
            LocalDate on,
            boolean byCalendar,
            boolean unplanned,
            Visit.@Nullable Done done,
            Visit.SealedText words) {}

    void insert(List<First> all, Instant now) {
        List<Visit.@Nullable Done> done =
                all.stream().<Visit.@Nullable Done>map(First::done).toList();
        jdbc.sql("""
                        insert into followup.visit (id, file_id, organisation_id, worker_id, type, planned_on, planned_at, planned_by, by_calendar, unplanned,
                               done_on, done_at, recorded_by, made_by, partner, mode, seen, seen_alone, not_alone, school, safety,
                               closed_at, sealed)
                        select id, file, organisation, worker, type, on_day, :now, (select access.actor()), calendar, unplanned, done, done_at, recorder, made_by,
                               partner, mode, string_to_array(seen, ','), alone, why, school, safety, done_at, sealed
                          from unnest(:ids::uuid[], :files::uuid[], :organisations::uuid[], :workers::uuid[], :types::text[], :ons::date[],
                                      :calendars::boolean[], :unplanneds::boolean[], :dones::date[], :doneAts::timestamptz[], :recorders::uuid[],
                                      :makers::uuid[], :partners::text[], :modes::text[], :seens::text[], :alones::boolean[], :whys::text[],
                                      :schools::text[], :safeties::text[], :sealeds::bytea[])
                               as v (id, file, organisation, worker, type, on_day, calendar, unplanned, done, done_at, recorder, made_by, partner, mode,
                                     seen, alone, why, school, safety, sealed)
                        """)
                .param("now", utc(now))
                .param("ids", SqlArrays.ids(all, First::id))
                .param("files", SqlArrays.ids(all, one -> one.file().id()))
                .param("organisations", SqlArrays.ids(all, one -> one.file().organisationId()))
                .param("workers", SqlArrays.ids(all, one -> one.file().workerId()))
                .param("types", SqlArrays.codes(all, First::type))
                .param("ons", SqlArrays.days(all, First::on))
                .param("calendars", SqlArrays.answers(all, First::byCalendar))
                .param("unplanneds", SqlArrays.answers(all, First::unplanned))
                .param("dones", SqlArrays.days(done, one -> one == null ? null : one.on()))
                .param("doneAts", SqlArrays.moments(done, one -> one == null ? null : one.at()))
                .param("recorders", SqlArrays.ids(done, one -> one == null ? null : one.recordedBy()))
                .param("makers", SqlArrays.ids(done, one -> one == null ? null : one.madeBy()))
                .param("partners", SqlArrays.texts(done, one -> one == null ? null : one.partner()))
                .param("modes", SqlArrays.texts(done, one -> one == null ? null : one.mode()))
                .param("seens", SqlArrays.texts(done, one -> one == null ? null : String.join(",", one.seen())))
                .param("alones", SqlArrays.answers(done, one -> one == null ? null : one.seenAlone()))
                .param("whys", SqlArrays.texts(done, one -> one == null ? null : one.notAlone()))
                .param("schools", SqlArrays.texts(done, one -> one == null ? null : one.school()))
                .param("safeties", SqlArrays.codes(done, one -> one == null ? null : one.safety()))
                .param("sealeds", SqlArrays.bytes(all, this::sealed))
                .update();
    }

    private byte @Nullable [] sealed(First one) {
        return one.done() == null ? null : seal(one.file().id(), one.words(), one.done());
    }

    /** What is sealed of a visit; with its words whether a trafficker found the child. */
    record Kept(Visit.SealedText words, @Nullable Boolean traffickerContact) {}

    private byte[] seal(UUID file, Visit.SealedText words, Visit.@Nullable Done done) {
        return vault.seal(file, SEAL_CONTEXT, new Kept(words, done == null ? null : done.traffickerContact()));
    }

    void record(UUID file, UUID id, Visit.Done done, Visit.SealedText words) {
        jdbc.sql("""
                        update followup.visit set done_on = :on, done_at = :at, recorded_by = :recorder, made_by = :by, partner = :partner, mode = :mode,
                               seen = string_to_array(:seen, ','), seen_alone = :alone, not_alone = :why, school = :school, safety = :safety,
                               closed_at = coalesce(closed_at, :at), sealed = :sealed, version = version + 1
                         where id = :id
                        """)
                .param("on", done.on())
                .param("at", utc(done.at()))
                .param("recorder", done.recordedBy())
                .param("by", done.madeBy())
                .param("partner", done.partner())
                .param("mode", done.mode())
                .param("seen", String.join(",", done.seen()))
                .param("alone", done.seenAlone())
                .param("why", done.notAlone())
                .param("school", done.school())
                .param("safety", done.safety() == null ? null : done.safety().name())
                .param("sealed", seal(file, words, done))
                .param("id", id)
                .update();
    }

    /** Those that were planned before a visit that was made: nothing more is due of them. */
    void closeEarlier(UUID file, LocalDate before, Instant now) {
        jdbc.sql("""
                        update followup.visit set closed_at = :now, version = version + 1
                         where file_id = :file and planned_on < :before and closed_at is null
                        """)
                .param("now", utc(now))
                .param("file", file)
                .param("before", before)
                .update();
    }

    void miss(Visit visit, String reason, Visit.SealedText words, Instant now) {
        jdbc.sql("""
                        update followup.visit set missed_at = :now, missed_reason = :reason, closed_at = coalesce(closed_at, :now), sealed = :sealed,
                               version = version + 1 where id = :id
                        """)
                .param("now", utc(now))
                .param("reason", reason)
                .param("sealed", seal(visit.fileId(), words, visit.done()))
                .param("id", visit.id())
                .update();
    }

    void cancel(Visit visit, String reason, Visit.SealedText words, Instant now) {
        jdbc.sql("""
                        update followup.visit set cancelled_at = :now, cancel_reason = :reason, closed_at = coalesce(closed_at, :now), sealed = :sealed,
                               version = version + 1 where id = :id
                        """)
                .param("now", utc(now))
                .param("reason", reason)
                .param("sealed", seal(visit.fileId(), words, visit.done()))
                .param("id", visit.id())
                .update();
    }

    void move(Visit visit, UUID move, LocalDate to, String reason, Instant now) {
        jdbc.sql("""
                        insert into followup.visit_move (id, file_id, visit_id, at, from_on, to_on, reason, moved_by)
                        values (:move, :file, :visit, :now, :from, :to, :reason, access.actor())
                        """)
                .param("move", move)
                .param("file", visit.fileId())
                .param("visit", visit.id())
                .param("now", utc(now))
                .param("from", visit.plannedOn())
                .param("to", to)
                .param("reason", reason)
                .update();
        jdbc.sql("""
                        update followup.visit set planned_on = :to, by_calendar = false, moved = moved + 1, version = version + 1 where id = :id
                        """).param("to", to).param("id", visit.id()).update();
    }

    List<VisitMove> moves(UUID file, UUID visit) {
        return jdbc.sql("""
                        select * from followup.visit_move where file_id = :file and visit_id = :visit order by at desc, id desc
                        """)
                .param("file", file)
                .param("visit", visit)
                .query((row, n) -> new VisitMove(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("from_on", LocalDate.class),
                        row.getObject("to_on", LocalDate.class),
                        row.getString("reason"),
                        row.getObject("moved_by", UUID.class)))
                .list();
    }

    /** Keeps what a visit says before it is corrected. */
    void keep(Visit before, String why, Instant now) {
        Visit.Done done = Objects.requireNonNull(before.done());
        jdbc.sql("""
                        insert into followup.visit_version (visit_id, file_id, version, until, replaced_by, reviewed_by, recorded_by, sealed)
                        values (:visit, :file, :version, :now, access.actor(), :reviewer, :recorder, :sealed)
                        """)
                .param("visit", before.id())
                .param("file", before.fileId())
                .param("version", before.version())
                .param("now", utc(now))
                .param("reviewer", before.reviewedBy(), Types.OTHER)
                .param("recorder", done.recordedBy())
                .param("sealed", vault.seal(before.fileId(), EARLIER, new VisitVersion.Said(done, before.words(), why)))
                .update();
    }

    /** As {@link #record}; nobody has looked through what it says now. */
    void correct(UUID file, UUID id, Visit.Done done, Visit.SealedText words) {
        jdbc.sql("update followup.visit set reviewed_at = null, reviewed_by = null where id = :id")
                .param("id", id)
                .update();
        record(file, id, done, words);
    }

    /** What a visit said before, newest first. */
    List<VisitVersion> versions(UUID file, UUID visit) {
        return jdbc.sql("""
                        select * from followup.visit_version where file_id = :file and visit_id = :visit order by version desc
                        """)
                .param("file", file)
                .param("visit", visit)
                .query((row, n) -> new VisitVersion(
                        row.getInt("version"),
                        row.getObject("until", OffsetDateTime.class).toInstant(),
                        row.getObject("replaced_by", UUID.class),
                        said(file, row)))
                .list();
    }

    /** What the row itself said goes before what was written about it by who replaced it. */
    private VisitVersion.Said said(UUID file, ResultSet row) throws SQLException {
        VisitVersion.Said said = vault.read(file, EARLIER, row.getBytes("sealed"), VisitVersion.Said.class);
        byte[] was = row.getBytes("was_sealed");
        if (was == null) return said;
        Kept kept = vault.read(file, SEAL_CONTEXT, was, Kept.class);
        Visit.Done told = said.done();
        String safety = row.getString("was_safety");
        Visit.Done done = new Visit.Done(
                row.getObject("was_done_on", LocalDate.class),
                told.at(),
                row.getObject("recorded_by", UUID.class),
                told.madeBy(),
                told.partner(),
                row.getString("was_mode"),
                List.of((String[]) row.getArray("was_seen").getArray()),
                told.seenAlone(),
                told.notAlone(),
                told.school(),
                safety == null ? null : VisitDone.Safety.valueOf(safety),
                kept.traffickerContact());
        return new VisitVersion.Said(done, kept.words(), said.why());
    }

    void review(Visit visit, UUID by, Visit.SealedText words, Instant now) {
        jdbc.sql("""
                        update followup.visit set reviewed_at = :now, reviewed_by = :by, sealed = :sealed, version = version + 1 where id = :id
                        """)
                .param("now", utc(now))
                .param("by", by)
                .param("sealed", seal(visit.fileId(), words, visit.done()))
                .param("id", visit.id())
                .update();
    }

    private Visit read(ResultSet row) throws SQLException {
        UUID file = row.getObject("file_id", UUID.class);
        byte[] sealed = row.getBytes("sealed");
        Kept kept = sealed == null
                ? new Kept(Visit.SealedText.NONE, null)
                : vault.read(file, SEAL_CONTEXT, sealed, Kept.class);
        return new Visit(
                row.getObject("id", UUID.class),
                file,
                row.getObject("worker_id", UUID.class),
                Visit.Type.valueOf(row.getString("type")),
                row.getObject("planned_on", LocalDate.class),
                row.getObject("first_on", LocalDate.class),
                row.getObject("planned_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("by_calendar"),
                row.getBoolean("unplanned"),
                row.getInt("moved"),
                done(row, kept.traffickerContact()),
                instant(row, "missed_at"),
                row.getString("missed_reason"),
                instant(row, "cancelled_at"),
                row.getString("cancel_reason"),
                instant(row, "reviewed_at"),
                row.getObject("reviewed_by", UUID.class),
                instant(row, "closed_at"),
                kept.words(),
                row.getInt("version"));
    }

    private static Visit.@Nullable Done done(ResultSet row, @Nullable Boolean traffickerContact) throws SQLException {
        LocalDate on = row.getObject("done_on", LocalDate.class);
        if (on == null) return null;
        String safety = row.getString("safety");
        Array seen = row.getArray("seen");
        return new Visit.Done(
                on,
                row.getObject("done_at", OffsetDateTime.class).toInstant(),
                row.getObject("recorded_by", UUID.class),
                row.getObject("made_by", UUID.class),
                row.getString("partner"),
                row.getString("mode"),
                seen == null ? List.of() : Arrays.asList((String[]) seen.getArray()),
                row.getBoolean("seen_alone"),
                row.getString("not_alone"),
                row.getString("school"),
                safety == null ? null : VisitDone.Safety.valueOf(safety),
                traffickerContact);
    }
}
