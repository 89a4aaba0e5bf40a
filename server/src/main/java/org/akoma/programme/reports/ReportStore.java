package org.akoma.programme.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.akoma.programme.reports.Report.Format;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on reports and their files. The database says who sees which, and who may go on with one. */
@Repository
class ReportStore {

    private static final String SELECT = """
            select r.*, m.code as mission, r.asked_by = access.actor() as mine
              from reports.report r left join evaluation.mission m on m.id = r.mission_id
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    ReportStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** @param mission null = a month */
    void insert(AskReport asked, Report.Edition edition, @Nullable UUID mission, Instant until) {
        jdbc.sql("""
                        insert into reports.report (id, kind, edition, language, mission_id, month, until)
                        values (:id, :kind, :edition, :language, :mission, :month, :until)
                        """)
                .param("id", asked.id())
                .param("kind", asked.kind().name())
                .param("edition", edition.name())
                .param("language", asked.language().name().toLowerCase(Locale.ROOT))
                .param("mission", mission)
                .param("month", firstDay(asked.month()))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static @Nullable LocalDate firstDay(@Nullable String month) {
        return month == null ? null : YearMonth.parse(month).atDay(1);
    }

    Optional<Report> find(UUID id) {
        return jdbc.sql(SELECT + " where r.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Newest first. */
    List<Report> list(int most) {
        return jdbc.sql(SELECT + " order by r.asked_at desc, r.id desc limit :most")
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    /** Gives one of the actor's own that waits to this runner: none that another runner works at, or is taking at this moment. */
    Optional<UUID> take(UUID runner, Instant now) {
        return jdbc.sql("""
                        update reports.report r set state = 'RUNNING', failure = null, runner = :runner, seen_at = :now
                         where r.id = (select w.id from reports.report w
                                        where w.asked_by = access.actor() and w.until > :now and w.recall_id is null
                                          and (w.state = 'WAITING' or w.state = 'RUNNING' and w.seen_at < :silent)
                                        order by w.asked_at, w.id limit 1 for update skip locked)
                        returning r.id
                        """)
                .param("runner", runner)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("silent", now.minus(Report.SILENCE).atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    /** False when another runner has it. */
    boolean advance(UUID id, UUID runner, int percent, Instant now) {
        return jdbc.sql("""
                        update reports.report set progress = greatest(progress, :percent), seen_at = :now where id = :id and runner = :runner and state = 'RUNNING'
                        """)
                        .param("id", id)
                        .param("runner", runner)
                        .param("percent", percent)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** In the transaction that keeps its files. */
    boolean finish(UUID id, UUID runner, String fingerprint) {
        return jdbc.sql("""
                        update reports.report set state = 'DONE', progress = 100, runner = null, fingerprint = :fingerprint, version = version + 1
                         where id = :id and runner = :runner and state = 'RUNNING'
                        """)
                        .param("id", id)
                        .param("runner", runner)
                        .param("fingerprint", fingerprint)
                        .update()
                == 1;
    }

    void fail(UUID id, UUID runner, String why) {
        jdbc.sql("""
                        update reports.report set state = 'FAILED', runner = null, failure = :why where id = :id and runner = :runner and state = 'RUNNING'
                        """).param("id", id).param("runner", runner).param("why", why).update();
    }

    /** False unless it had failed. */
    boolean again(UUID id) {
        return jdbc.sql(
                                "update reports.report set state = 'WAITING', progress = 0, failure = null where id = :id and state = 'FAILED'")
                        .param("id", id)
                        .update()
                == 1;
    }

    void release(UUID id) {
        jdbc.sql("""
                        update reports.report set released_at = access.moment(), released_by = access.actor(), version = version + 1 where id = :id
                        """).param("id", id).update();
    }

    void keep(UUID report, Format format, boolean draft, byte[] file, String sha256) {
        jdbc.sql("""
                        insert into reports.file (report_id, format, draft, sealed, bytes, sha256) values (:report, :format, :draft, :sealed, :bytes, :sha256)
                        """)
                .param("report", report)
                .param("format", format.name())
                .param("draft", draft)
                .param("sealed", vault.sealForHouse(Compartment.PROTECTION, place(report, format, draft), file))
                .param("bytes", file.length)
                .param("sha256", sha256)
                .update();
    }

    /** What there is of a report for the actor now. */
    List<ReportFile> files(UUID report) {
        return jdbc.sql(
                        "select format, draft, bytes, sha256 from reports.file where report_id = :report and sealed is not null order by draft, format desc")
                .param("report", report)
                .query((row, n) -> new ReportFile(
                        Format.valueOf(row.getString("format")),
                        row.getBoolean("draft"),
                        row.getInt("bytes"),
                        row.getString("sha256")))
                .list();
    }

    Optional<byte[]> content(UUID report, Format format, boolean draft) {
        return jdbc.sql(
                        "select sealed from reports.file where report_id = :report and format = :format and draft = :draft and sealed is not null")
                .param("report", report)
                .param("format", format.name())
                .param("draft", draft)
                .query((row, n) -> vault.unsealForHouse(
                        Compartment.PROTECTION, place(report, format, draft), row.getBytes(1), byte[].class))
                .optional();
    }

    /** That the actor took it, for who has to know it once it is taken back. */
    void noteTaking(UUID report, Format format, boolean draft) {
        jdbc.sql("select reports.note_taking(:report, :format, :draft)")
                .param("report", report)
                .param("format", format.name())
                .param("draft", draft)
                .query((row, n) -> true)
                .list();
    }

    /** Files whose last day is over. @return how many there were */
    long forget(Instant now) {
        return jdbc.sql("select reports.forget(:now)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getLong(1))
                .single();
    }

    private static String place(UUID report, Format format, boolean draft) {
        return "reports.file/" + report + "/" + format + (draft ? "/draft" : "");
    }

    private static Report read(ResultSet row) throws SQLException {
        LocalDate month = row.getObject("month", LocalDate.class);
        return new Report(
                row.getObject("id", UUID.class),
                row.getString("code"),
                Report.Kind.valueOf(row.getString("kind")),
                Report.Edition.valueOf(row.getString("edition")),
                Report.Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)),
                row.getObject("mission_id", UUID.class),
                row.getString("mission"),
                month == null ? null : YearMonth.from(month),
                row.getString("asker"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                Report.State.valueOf(row.getString("state")),
                row.getInt("progress"),
                moment(row, "seen_at"),
                row.getString("failure"),
                row.getString("fingerprint"),
                moment(row, "released_at"),
                row.getObject("recall_id", UUID.class),
                row.getBoolean("mine"),
                row.getInt("version"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
