package org.akoma.ground.notices;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices on their way. All of it on the login that sees no file. */
@Component
class OutboxStore {

    /** A notification that was not queued yet. */
    record Untold(UUID person, String kind, Instant rungAt) {}

    /** A notice taken up by this process. */
    record Claimed(UUID id, UUID person, String channel, String language, int tries, int waiting) {}

    private final JdbcClient jdbc;

    OutboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes notifications out of the queue, each once. Rows locked by another copy of the application are skipped. */
    List<Untold> takeUp(int most, Instant now) {
        return jdbc.sql("select person_id, kind, rung_at from notices.take_up(:most, :now)")
                .param("most", most)
                .param("now", Timestamp.from(now))
                .query((row, n) -> new Untold(
                        row.getObject("person_id", UUID.class),
                        row.getString("kind"),
                        row.getTimestamp("rung_at").toInstant()))
                .list();
    }

    /** One notice waits for a person and channel at a time; the earlier hour holds. */
    void add(UUID person, String channel, Instant due) {
        jdbc.sql("""
                insert into notices.outbox (id, person_id, channel, state, due_at) values (gen_random_uuid(), :p, :channel, 'WAITING', :due)
                on conflict (person_id, channel) where state = 'WAITING' do update set due_at = least(outbox.due_at, excluded.due_at)""")
                .param("p", person)
                .param("channel", channel)
                .param("due", Timestamp.from(due))
                .update();
    }

    /** @param channels those that are configured; notices for others stay queued */
    List<Claimed> claim(List<String> channels, Instant now, int most) {
        return jdbc.sql("""
                with due as (select id from notices.outbox where state = 'WAITING' and due_at <= :now and channel = any (:channels)
                              order by due_at limit :most for update skip locked)
                update notices.outbox o set state = 'SENDING', claimed_at = :now, tries = o.tries + 1
                  from due, access.person p where o.id = due.id and p.id = o.person_id
                returning o.id, o.person_id, o.channel, p.language, o.tries, notices.unread_of(o.person_id) as waiting
                """)
                .param("now", Timestamp.from(now))
                .param("channels", channels.toArray(String[]::new))
                .param("most", most)
                .query((row, n) -> new Claimed(
                        row.getObject("id", UUID.class),
                        row.getObject("person_id", UUID.class),
                        row.getString("channel"),
                        row.getString("language"),
                        row.getInt("tries"),
                        row.getInt("waiting")))
                .list();
    }

    /** @param failure a code of ours, never what a server said */
    void end(UUID id, String state, Instant now, @Nullable String failure) {
        jdbc.sql("""
                update notices.outbox set state = :state, ended_at = :now, failure = coalesce(:failure, failure)
                 where id = :id and state = 'SENDING'""")
                .param("state", state)
                .param("now", Timestamp.from(now))
                .param("failure", failure, java.sql.Types.VARCHAR)
                .param("id", id)
                .update();
    }

    /** Queues it again, unless a newer notice to the same address is queued. */
    void again(UUID id, Instant due, Instant now, String failure) {
        int waits = jdbc.sql("""
                update notices.outbox o set state = 'WAITING', due_at = :due, failure = :failure where id = :id and state = 'SENDING'
                   and not exists (select from notices.outbox w where w.person_id = o.person_id and w.channel = o.channel and w.state = 'WAITING')""")
                .param("due", Timestamp.from(due))
                .param("failure", failure)
                .param("id", id)
                .update();
        if (waits == 0) end(id, "GAVE_UP", now, failure);
    }

    /** What a process that died had in hand. A gateway tells a repetition by its key; of an e-mail nobody knows, and it is not sent twice. */
    void recover(Instant claimedBefore, Instant now) {
        jdbc.sql(
                        "update notices.outbox set state = 'UNKNOWN', ended_at = :now where state = 'SENDING' and claimed_at < :before"
                                + " and channel = 'EMAIL'")
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(claimedBefore))
                .update();
        List<UUID> gateway = jdbc.sql(
                        "select id from notices.outbox where state = 'SENDING' and claimed_at < :before for update skip locked")
                .param("before", Timestamp.from(claimedBefore))
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
        gateway.forEach(id -> again(id, now, now, "cut-off"));
    }

    /** What was seen and sent long ago is of no use to anybody. */
    void forget(Instant before) {
        jdbc.sql("select notices.forget(:before)")
                .param("before", Timestamp.from(before))
                .query((row, n) -> true)
                .list();
    }
}
