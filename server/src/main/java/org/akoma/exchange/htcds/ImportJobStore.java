package org.akoma.exchange.htcds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on exchange.import_job: each person sees their own. */
@Repository
class ImportJobStore {

    private static final Duration KEPT = Duration.ofDays(1);
    private static final String SHOWN = """
            select id, begun_at, case when state = 'RUNNING' and seen_at < :silent then 'STOPPED' else state end as state,
                   rows_total, rows_done, rows_known, codes, attached
              from exchange.import_job where until > :now
            """;

    private final JdbcClient jdbc;
    private final Vault vault;

    ImportJobStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    void insert(Actor actor, UUID id, ImportOrder order, int known, Instant now) {
        jdbc.sql("""
                        insert into exchange.import_job (id, person_id, begun_at, until, rows_total, rows_known, seen_at, sealed)
                        values (:id, :person, :now, :until, :total, :known, :now, :sealed)
                        """)
                .param("id", id)
                .param("person", actor.personId())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(KEPT).atOffset(ZoneOffset.UTC))
                .param("total", order.steps().size())
                .param("known", known)
                .param("sealed", vault.sealForHouse(Compartment.PROTECTION, place(id), order))
                .update();
    }

    Optional<ImportJob> find(UUID id, Instant now) {
        return shown(" and id = :id", now)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Newest first. */
    List<ImportJob> list(Instant now) {
        return shown(" order by begun_at desc, id", now)
                .query((row, n) -> read(row))
                .list();
    }

    /** Gives the job to this runner; empty when it is done, over, or another runner was heard of a moment ago. */
    Optional<ImportOrder> take(UUID id, UUID runner, Instant now) {
        return jdbc.sql("""
                        update exchange.import_job set runner = :runner, seen_at = :now, state = 'RUNNING'
                         where id = :id and until > :now and state <> 'FINISHED' and (runner is null or state = 'STOPPED' or seen_at < :silent)
                        returning sealed
                        """)
                .param("id", id)
                .param("runner", runner)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("silent", silent(now))
                .query((row, n) ->
                        vault.unsealForHouse(Compartment.PROTECTION, place(id), row.getBytes(1), ImportOrder.class))
                .optional();
    }

    /** Rows done so far, and the job is this transaction's until its end; empty when another runner has it. */
    Optional<Integer> hold(UUID id, UUID runner, Instant now) {
        return jdbc.sql("""
                        update exchange.import_job set seen_at = :now where id = :id and runner = :runner and state = 'RUNNING' returning rows_done
                        """)
                .param("id", id)
                .param("runner", runner)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getInt(1))
                .optional();
    }

    void advance(UUID id, int rows, List<String> codes, List<String> attached) {
        jdbc.sql("""
                        update exchange.import_job set rows_done = rows_done + :rows, codes = codes || :codes::text[], attached = attached || :attached::text[]
                         where id = :id
                        """)
                .param("id", id)
                .param("rows", rows)
                .param("codes", codes.toArray(String[]::new))
                .param("attached", attached.toArray(String[]::new))
                .update();
    }

    void finish(UUID id) {
        jdbc.sql("update exchange.import_job set state = 'FINISHED', sealed = null where id = :id")
                .param("id", id)
                .update();
    }

    void stop(UUID id, UUID runner) {
        jdbc.sql(
                        "update exchange.import_job set state = 'STOPPED', runner = null where id = :id and runner = :runner and state = 'RUNNING'")
                .param("id", id)
                .param("runner", runner)
                .update();
    }

    private JdbcClient.StatementSpec shown(String which, Instant now) {
        return jdbc.sql(SHOWN + which)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("silent", silent(now));
    }

    private static java.time.OffsetDateTime silent(Instant now) {
        return now.minus(ImportJob.SILENCE).atOffset(ZoneOffset.UTC);
    }

    private static ImportJob read(ResultSet row) throws SQLException {
        return new ImportJob(
                row.getObject("id", UUID.class),
                row.getObject("begun_at", java.time.OffsetDateTime.class).toInstant(),
                ImportJob.State.valueOf(row.getString("state")),
                row.getInt("rows_total"),
                row.getInt("rows_done"),
                row.getInt("rows_known"),
                List.of((String[]) row.getArray("codes").getArray()),
                List.of((String[]) row.getArray("attached").getArray()));
    }

    private static String place(UUID id) {
        return "exchange.import_job/" + id;
    }
}
