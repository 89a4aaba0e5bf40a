package org.akoma.protection.alerts;

import static org.akoma.Timestamps.utc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on the list of alerts, in its order (docs/decisions/danger-first.md). */
@Repository
class AlertListStore {

    private static final String TURN = """
            cross join lateral (select followup.place(a, :then) as place offset 0) o
            cross join lateral (select followup.turn(o.place, followup.next_due(a, :then), :then) as turn offset 0) t
            """;

    private final JdbcClient jdbc;

    AlertListStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those that a person answers for or raised, in the order of {@link org.akoma.ground.pages.Urgency.Place}, as in the lists of tasks, then those that
     * ended. Within a place by {@code followup.turn}; of those that ended the newest. Led by the columns of the row, the policy decides.
     */
    List<Alert> list(UUID me, UUID organisation, AlertQuery asked, boolean children) {
        return jdbc.sql(AlertStore.select(children) + TURN + """
                        where (a.supervisor_id = :me or a.organisation_id = :organisation or a.worker_id = :me or a.raised_by = :me or a.file_id is null)
                          and a.raised_at <= :then and (not :openOnly or a.closed_at is null or a.closed_at > :then)
                          and (o.place, t.turn, a.id) > (:place, :at, :id)
                        order by o.place, t.turn, a.id limit :limit
                        """)
                .param("me", me)
                .param("organisation", organisation)
                .param("then", utc(asked.then()))
                .param("openOnly", asked.openOnly())
                .param("place", asked.after().rank())
                .param("at", utc(asked.after().at()))
                .param("id", asked.after().id())
                .param("limit", asked.limit())
                .query((row, n) -> AlertStore.read(row))
                .list();
    }

    /** Others of the same child that run and that nobody has taken on, the most urgent first, as far as the reader reads them. */
    List<Alert> untakenBeside(Alert one, Instant now) {
        return jdbc.sql(AlertStore.OF_CHILD + TURN + """
                        where a.file_id = :file and a.id <> :id and a.closed_at is null and a.acknowledged_at is null order by o.place, t.turn, a.id limit 20
                        """)
                .param("then", utc(now))
                .param("file", one.file())
                .param("id", one.id())
                .query((row, n) -> AlertStore.read(row))
                .list();
    }

    /** Whether the word of who follows the child is on their list of tasks: somebody asked, or else wrote alone that the child is safe. */
    boolean isWordDue(UUID id) {
        return jdbc.sql(
                        "select exists (select from followup.due_safety d where d.kind = 'followup.alert-word' and d.id = :id)")
                .param("id", id)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Its place in the order of the list. */
    AlertQuery.Place place(UUID id, Instant then) {
        return jdbc.sql("select o.place, t.turn from followup.alert a " + TURN + " where a.id = :id")
                .param("then", utc(then))
                .param("id", id)
                .query((row, n) -> new AlertQuery.Place(
                        row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant(), id))
                .single();
    }

    /** As {@link AlertTold#version}. */
    int version(UUID alert) {
        return jdbc.sql("select 1 + count(*) from followup.alert_action where alert_id = :id")
                .param("id", alert)
                .query(Integer.class)
                .single();
    }
}
