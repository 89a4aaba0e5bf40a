package org.akoma.exchange.exports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.SqlArrays;
import org.akoma.Timestamps;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.overview.Extract;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on exports that are jobs. Each person sees their own; the file leaves through a function that asks again whether it may. */
@Repository
class ExportJobStore {

    private static final String COLUMNS =
            " id, request_id, agreement, format, asked_at, until, state, files_total, files_done, seen_at, begun_at,"
                    + " failure, taken_at ";

    private static final int SHOWN = 50;

    private final JdbcClient jdbc;
    private final Vault vault;

    ExportJobStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * @param request null = without names
     * @param agreement what a second person agreed to and was used up for it; null = none was needed
     */
    void insert(
            UUID id, @Nullable UUID request, @Nullable UUID agreement, Instant until, TableFormat format, long files) {
        jdbc.sql("""
            insert into exchange.export_job (id, request_id, agreement, until, format, files_total)
            values (:id, :request, :agreement, :until, :format, :files)
            """)
                .param("id", id)
                .param("request", request)
                .param("agreement", agreement)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("format", format.name())
                .param("files", files)
                .update();
    }

    Optional<ExportJob> find(UUID id) {
        return jdbc.sql("select" + COLUMNS + "from exchange.export_job where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Those of the actor whose time is not over, newest first. */
    List<ExportJob> own(Instant now) {
        return jdbc.sql("select" + COLUMNS
                        + "from exchange.export_job where until > :now order by asked_at desc, id desc limit " + SHOWN)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> read(row))
                .list();
    }

    /** Gives one of the actor's own that waits to this runner: none that another runner works at, or is taking at this moment. */
    Optional<UUID> take(UUID runner, Instant now) {
        return jdbc.sql("""
            update exchange.export_job j set state = 'RUNNING', files_done = 0, failure = null, runner = :runner, seen_at = :now
             where j.id = (select w.id from exchange.export_job w
                            where w.asked_by = access.actor() and w.until > :now
                              and (w.state = 'WAITING' or w.state = 'RUNNING' and w.seen_at < :silent)
                            order by w.asked_at, w.id limit 1 for update skip locked)
            returning j.id
            """)
                .param("runner", runner)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("silent", now.minus(ExportJob.SILENCE).atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .optional();
    }

    /** In the transaction that used the request up. */
    void begin(UUID id) {
        jdbc.sql("update exchange.export_job set begun_at = access.moment() where id = :id")
                .param("id", id)
                .update();
    }

    /** What another runner had written counts no more. */
    void clear(UUID id) {
        jdbc.sql("delete from exchange.export_job_child where job_id = :id")
                .param("id", id)
                .update();
    }

    /** Which children are in it now, and by what. False when another runner has it. */
    boolean advance(UUID id, UUID runner, List<Extract> page, Instant now) {
        jdbc.sql("""
            insert into exchange.export_job_child (job_id, child_id, named, shown)
            select :id, x.child, x.named, x.shown from unnest(:children::uuid[], :named::boolean[], :shown::int[]) x (child, named, shown)
            """)
                .param("id", id)
                .param("children", SqlArrays.ids(page, one -> one.file().id()))
                .param("named", SqlArrays.answers(page, one -> one.identity() != null))
                .param("shown", SqlArrays.numbers(page, one -> Section.bits(one.sections())))
                .update();
        return jdbc.sql("""
            update exchange.export_job set files_done = files_done + :more, seen_at = :now
             where id = :id and runner = :runner and state = 'RUNNING'
            """)
                        .param("id", id)
                        .param("runner", runner)
                        .param("more", page.size())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** False when another runner has it. */
    boolean finish(UUID id, UUID runner, byte[] file) {
        return jdbc.sql("""
            update exchange.export_job set state = 'DONE', runner = null, sealed = :sealed
             where id = :id and runner = :runner and state = 'RUNNING'
            """)
                        .param("id", id)
                        .param("runner", runner)
                        .param("sealed", vault.sealForHouse(Compartment.PROTECTION, place(id), file))
                        .update()
                == 1;
    }

    void fail(UUID id, UUID runner, String why) {
        jdbc.sql("""
            update exchange.export_job set state = 'FAILED', runner = null, failure = :why where id = :id and runner = :runner and state = 'RUNNING'
            """).param("id", id).param("runner", runner).param("why", why).update();
    }

    /** False unless it had failed. */
    boolean again(UUID id) {
        return jdbc.sql("update exchange.export_job set state = 'WAITING', files_done = 0, failure = null"
                                + " where id = :id and state = 'FAILED'")
                        .param("id", id)
                        .update()
                == 1;
    }

    /** {@code OPEN}, or why the actor may not take it now. */
    String bars(UUID id) {
        return jdbc.sql("select exchange.export_bars(:id)")
                .param("id", id)
                .query(String.class)
                .single();
    }

    /** The file as it was made; only while nothing bars it. */
    byte[] takeAway(UUID id) {
        return jdbc.sql("select exchange.take_export(:id)")
                .param("id", id)
                .query((row, n) ->
                        vault.unsealForHouse(Compartment.PROTECTION, place(id), row.getBytes(1), byte[].class))
                .single();
    }

    /** Whether the actor showed the second factor again, or has none; it is used up by this question. */
    boolean showsFactor() {
        return jdbc.sql("select exchange.shows_factor()")
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Files whose time is over. @return how many there were */
    long forget(Instant now) {
        return jdbc.sql("select exchange.forget_exports(:now)")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getLong(1))
                .single();
    }

    private static String place(UUID id) {
        return "exchange.export-job/" + id;
    }

    private static ExportJob read(ResultSet row) throws SQLException {
        return new ExportJob(
                row.getObject("id", UUID.class),
                row.getObject("request_id", UUID.class) != null,
                row.getObject("agreement", UUID.class) != null,
                TableFormat.valueOf(row.getString("format")),
                Timestamps.moment(row, "asked_at"),
                Timestamps.moment(row, "until"),
                ExportJob.State.valueOf(row.getString("state")),
                row.getInt("files_total"),
                row.getInt("files_done"),
                Timestamps.instant(row, "seen_at"),
                row.getObject("begun_at") != null,
                row.getString("failure"),
                Timestamps.instant(row, "taken_at"));
    }
}
