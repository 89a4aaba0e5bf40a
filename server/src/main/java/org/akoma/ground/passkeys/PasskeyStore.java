package org.akoma.ground.passkeys;

import static org.akoma.Timestamps.instant;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Pass;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.signin.ProviderSignIn;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The functions of the door that keep passkeys, and open sessions by them. No login reads or writes the table itself. */
@Repository
class PasskeyStore {

    private final JdbcClient jdbc;

    PasskeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Tried(String outcome, @Nullable Instant lockedUntil) {}

    record Missed(int times, @Nullable Instant lockedUntil) {}

    record Row(
            UUID id,
            byte[] sealed,
            byte[] name,
            Instant addedAt,
            @Nullable Instant usedAt) {}

    /**
     * What is kept of the key that a device named.
     *
     * @param outcome ANSWERED, LOCKED, NOBODY or FOUND; the rest is there for the last alone
     */
    record Asked(
            String outcome,
            @Nullable Instant lockedUntil,
            @Nullable Actor account,
            @Nullable UUID id,
            byte @Nullable [] sealed,
            long counter) {}

    Tried allow(byte[] session, ProviderSignIn.Shown shown, boolean asked, Instant now) {
        return jdbc.sql("select * from door.allow_passkey(:session, :hash, :step, :asked, :now)")
                .param("session", session)
                .param("hash", shown.hash())
                .param("step", shown.step(), java.sql.Types.BIGINT)
                .param("asked", asked)
                .param("now", at(now))
                .query((row, n) -> new Tried(row.getString("outcome"), instant(row, "locked_until")))
                .single();
    }

    boolean mayAdd(byte[] session, Instant now) {
        return yes(jdbc.sql("select door.may_add_passkey(:session, :now)")
                .param("session", session)
                .param("now", at(now)));
    }

    /** DONE, TAKEN, MANY, ENDED or ANSWERED, as {@code door.add_passkey} says it. */
    String add(
            byte[] session,
            byte[] question,
            UUID id,
            byte[] keyHash,
            byte[] mark,
            byte[] sealed,
            byte[] name,
            long counter,
            Instant now) {
        return jdbc.sql(
                        "select door.add_passkey(:session, :question, :id, :key, :mark, :sealed, :name, :counter, :now)")
                .param("session", session)
                .param("question", question)
                .param("id", id)
                .param("key", keyHash)
                .param("mark", mark)
                .param("sealed", sealed)
                .param("name", name)
                .param("counter", counter)
                .param("now", at(now))
                .query(String.class)
                .single();
    }

    /** Of the person of the session, the oldest first. */
    List<Row> list(byte[] session, Instant now) {
        return jdbc.sql("select * from door.passkeys(:session, :now)")
                .param("session", session)
                .param("now", at(now))
                .query((row, n) -> new Row(
                        row.getObject("id", UUID.class),
                        row.getBytes("sealed"),
                        row.getBytes("name"),
                        row.getObject("added_at", OffsetDateTime.class).toInstant(),
                        instant(row, "used_at")))
                .list();
    }

    boolean name(byte[] session, UUID id, byte[] name, Instant now) {
        return yes(jdbc.sql("select door.name_passkey(:session, :id, :name, :now)")
                .param("session", session)
                .param("id", id)
                .param("name", name)
                .param("now", at(now)));
    }

    /** DONE, NONE or FACTOR. */
    String remove(byte[] session, UUID id, Instant now) {
        return jdbc.sql("select door.remove_passkey(:session, :id, :now)")
                .param("session", session)
                .param("id", id)
                .param("now", at(now))
                .query(String.class)
                .single();
    }

    Asked asked(byte[] keyHash, byte[] question, Instant now) {
        return jdbc.sql("select (a.who).*, a.outcome, a.locked_until, a.passkey, a.sealed, a.counter from"
                        + " door.asked_passkey(:key, :question, :now) a")
                .param("key", keyHash)
                .param("question", question)
                .param("now", at(now))
                .query((row, n) -> new Asked(
                        row.getString("outcome"),
                        instant(row, "locked_until"),
                        row.getString("code") == null
                                ? null
                                : new Actor(
                                        row.getObject("id", UUID.class),
                                        row.getString("code"),
                                        row.getObject("organisation_id", UUID.class),
                                        row.getString("organisation"),
                                        Arrays.stream((String[])
                                                        row.getArray("roles").getArray())
                                                .map(Role::valueOf)
                                                .collect(Collectors.toUnmodifiableSet()),
                                        Compartment.ofLogin(row.getString("compartment")),
                                        Pass.NONE),
                        row.getObject("passkey", UUID.class),
                        row.getBytes("sealed"),
                        row.getLong("counter")))
                .single();
    }

    /** @param copied the counter of the device went back */
    Missed miss(byte[] keyHash, boolean copied, Instant now) {
        return jdbc.sql("select * from door.miss_passkey(:key, :copied, :now)")
                .param("key", keyHash)
                .param("copied", copied)
                .param("now", at(now))
                .query((row, n) -> new Missed(row.getInt("times"), instant(row, "locked_until")))
                .single();
    }

    boolean open(UUID id, byte[] mark, long counter, ProviderSignIn.Ticket ticket, Instant now) {
        return yes(jdbc.sql("select door.open_passkey(:id, :mark, :counter, :token, :network, :device, :now)")
                .param("id", id)
                .param("mark", mark)
                .param("counter", counter)
                .param("token", ticket.hash())
                .param("network", ticket.network())
                .param("device", ticket.device())
                .param("now", at(now)));
    }

    boolean show(byte[] session, UUID id, byte[] mark, long counter, Instant now) {
        return yes(jdbc.sql("select door.show_passkey(:session, :id, :mark, :counter, :now)")
                .param("session", session)
                .param("id", id)
                .param("mark", mark)
                .param("counter", counter)
                .param("now", at(now)));
    }

    private static boolean yes(JdbcClient.StatementSpec asked) {
        return asked.query((row, n) -> row.getBoolean(1)).single();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
