package org.akoma.ground.signin;

import static org.akoma.Timestamps.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.akoma.EnumSets;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Pass;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The functions of the schema {@code door}, called on the door login, which has no right on any table. */
@Repository
class SignInStore {

    private final JdbcClient jdbc;

    SignInStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How to compute a password, and a recovery code, under this name, whether or not somebody bears it. */
    record Knock(@Nullable Instant lockedUntil, String salt, String recoverySalt) {}

    /** @param who whose account it is, null for a name that nobody bears */
    record Judged(
            String outcome,
            int times,
            @Nullable Instant lockedUntil,
            byte @Nullable [] totp,
            long totpLast,
            @Nullable Visitor who) {}

    /** @param holdsUntil when by the calendar the session, a role or the contract changes next */
    record Found(Visitor visitor, Instant holdsUntil) {}

    /** @param codesLeft recovery codes, where one of them let in; else null */
    record Opened(
            boolean open,
            int times,
            @Nullable Instant lockedUntil,
            @Nullable Integer codesLeft) {}

    /** What is needed to change one's own keys. */
    record OwnKey(String salt, boolean mustChange, byte @Nullable [] totp, Actor who) {}

    record Renewed(String outcome, @Nullable Instant lockedUntil) {}

    Knock knock(String name, Origin origin, String usual, Instant now) {
        return jdbc.sql("select * from door.knock(:name, :place, :usual, :now)")
                .param("name", name)
                .param("place", origin.place())
                .param("usual", usual)
                .param("now", at(now))
                .query((row, n) ->
                        new Knock(instant(row, "locked_until"), row.getString("salt"), row.getString("recovery_salt")))
                .single();
    }

    Judged judge(String name, String hash, Origin origin, Instant now) {
        return jdbc.sql("select (j.who).*, j.outcome, j.times, j.locked_until, j.totp, j.totp_last from"
                        + " door.judge(:name, :hash, :place, :now) j")
                .param("name", name)
                .param("hash", hash)
                .param("place", origin.place())
                .param("now", at(now))
                .query((row, n) -> new Judged(
                        row.getString("outcome"),
                        row.getInt("times"),
                        instant(row, "locked_until"),
                        row.getBytes("totp"),
                        row.getLong("totp_last"),
                        row.getString("code") == null ? null : visitor(row, Pass.NONE, false)))
                .single();
    }

    /**
     * @param step of the code that fits; null when none does
     * @param recovery the hash of what was typed in place of it
     */
    Opened open(
            String name,
            String hash,
            Origin origin,
            @Nullable Long step,
            @Nullable String recovery,
            boolean secondFactors,
            byte[] tokenHash,
            Session.Kind kind,
            Session.Scope scope,
            Instant now) {
        return jdbc.sql("select * from door.open(:name, :hash, :place, :step, :recovery, :asked, :token, :kind,"
                        + " :scope, :network, :device, :now)")
                .param("name", name)
                .param("hash", hash)
                .param("place", origin.place())
                .param("step", step, java.sql.Types.BIGINT)
                .param("recovery", recovery, java.sql.Types.VARCHAR)
                .param("asked", secondFactors)
                .param("token", tokenHash)
                .param("kind", kind.name())
                .param("scope", scope.name())
                .param("network", origin.network())
                .param("device", origin.device())
                .param("now", at(now))
                .query((row, n) -> new Opened(
                        row.getString("outcome").equals("OPEN"),
                        row.getInt("times"),
                        instant(row, "locked_until"),
                        row.getObject("codes_left", Integer.class)))
                .single();
    }

    Optional<Found> visitor(byte[] tokenHash, Session.Kind kind, Instant now) {
        return jdbc.sql("select (v.who).*, v.reads_only, v.holds_until from door.visitor(:hash, :kind, :now) v where"
                        + " v.reads_only is not null")
                .param("hash", tokenHash)
                .param("kind", kind.name())
                .param("now", at(now))
                .query((row, n) -> new Found(
                        visitor(row, Pass.ofSession(tokenHash), row.getBoolean("reads_only")),
                        Objects.requireNonNull(instant(row, "holds_until"))))
                .optional();
    }

    void leave(byte[] tokenHash) {
        ask("select door.leave(:hash)", tokenHash, null);
    }

    /** Whether this session ended because its account was corrected. */
    boolean wasCorrected(byte[] tokenHash) {
        return jdbc.sql("select door.was_corrected(:hash)")
                .param("hash", tokenHash)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    void openFeed(byte[] session, byte[] feed, SortedMap<LocalDate, Integer> days, Instant now) {
        jdbc.sql("select door.open_feed(:hash, :feed, :days::date[], :tasks, :now)")
                .param("hash", session)
                .param("feed", feed)
                .param("days", days.keySet().stream().map(LocalDate::toString).toArray(String[]::new))
                .param("tasks", days.values().toArray(Integer[]::new))
                .param("now", at(now))
                .query((row, n) -> true)
                .list();
    }

    SortedMap<LocalDate, Integer> feed(byte[] feed, Instant now) {
        SortedMap<LocalDate, Integer> days = new TreeMap<>();
        jdbc.sql("select day, tasks from door.feed(:hash, :now)")
                .param("hash", feed)
                .param("now", at(now))
                .query(row -> {
                    days.put(row.getObject("day", LocalDate.class), row.getInt("tasks"));
                });
        return days;
    }

    void endFeeds(byte[] session, Instant now) {
        ask("select door.end_feeds(:hash, :now)", session, now);
    }

    OwnKey ownKey(byte[] session, Instant now) {
        return jdbc.sql("select (k.who).*, k.salt, k.must_change, k.totp from door.own_key(:hash, :now) k")
                .param("hash", session)
                .param("now", at(now))
                .query((row, n) -> new OwnKey(
                        row.getString("salt"),
                        row.getBoolean("must_change"),
                        row.getBytes("totp"),
                        visitor(row, Pass.ofSession(session), false).actor()))
                .single();
    }

    /**
     * @param before the old password and {@code same} the new one, each under the kept salt;
     * @param hash the new one under its own
     */
    Renewed renewPassword(
            byte[] session,
            @Nullable String before,
            String same,
            String hash,
            @Nullable Long step,
            boolean secondFactors,
            Instant now) {
        return jdbc.sql("select * from door.renew_password(:session, :before, :same, :hash, :step, :asked, :now)")
                .param("session", session)
                .param("before", before, java.sql.Types.VARCHAR)
                .param("same", same)
                .param("hash", hash)
                .param("step", step, java.sql.Types.BIGINT)
                .param("asked", secondFactors)
                .param("now", at(now))
                .query((row, n) -> new Renewed(row.getString("outcome"), instant(row, "locked_until")))
                .single();
    }

    /** Whether the password was shown or chosen in this session a moment ago. */
    boolean isPasswordShown(byte[] session, Instant now) {
        return jdbc.sql("select door.password_is_shown(:hash, :now)")
                .param("hash", session)
                .param("now", at(now))
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** @param before the password under its salt */
    Renewed showPassword(byte[] session, String before, Instant now) {
        return jdbc.sql("select * from door.show_password(:hash, :before, :now)")
                .param("hash", session)
                .param("before", before)
                .param("now", at(now))
                .query((row, n) -> new Renewed(row.getString("outcome"), instant(row, "locked_until")))
                .single();
    }

    /**
     * The one that waits to be shown to work; null when there is a second factor, or the password was not shown.
     *
     * @param sealed the one from now on, where this session was shown none yet
     */
    byte @Nullable [] proposeFactor(byte[] session, byte[] sealed, Instant now) {
        return jdbc.sql("select door.propose_factor(:hash, :sealed, :now)")
                .param("hash", session)
                .param("sealed", sealed)
                .param("now", at(now))
                .query((row, n) -> Optional.ofNullable(row.getBytes(1)))
                .single()
                .orElse(null);
    }

    /**
     * DONE, PASSWORD or CODE.
     *
     * @param recovery hashes of the recovery codes that are made with it
     */
    String confirmFactor(byte[] session, @Nullable Long step, List<String> recovery, Instant now) {
        return jdbc.sql("select door.confirm_factor(:hash, :step, :recovery, :now)")
                .param("hash", session)
                .param("step", step, java.sql.Types.BIGINT)
                .param("recovery", recovery.toArray(String[]::new))
                .param("now", at(now))
                .query((row, n) -> row.getString(1))
                .single();
    }

    /** @param step of the code that fits; null when none does */
    /** @param forAct one sensitive act may follow */
    Renewed showFactor(byte[] session, @Nullable Long step, boolean forAct, Instant now) {
        return jdbc.sql("select * from door.show_factor(:hash, :step, :act, :now)")
                .param("hash", session)
                .param("step", step, java.sql.Types.BIGINT)
                .param("act", forAct)
                .param("now", at(now))
                .query((row, n) -> new Renewed(row.getString("outcome"), instant(row, "locked_until")))
                .single();
    }

    /** @param step of the code that fits; null when none does */
    Renewed renewRecoveryCodes(byte[] session, String before, @Nullable Long step, List<String> hashes, Instant now) {
        return jdbc.sql("select * from door.renew_recovery_codes(:session, :before, :step, :hashes, :now)")
                .param("session", session)
                .param("before", before)
                .param("step", step, java.sql.Types.BIGINT)
                .param("hashes", hashes.toArray(String[]::new))
                .param("now", at(now))
                .query((row, n) -> new Renewed(row.getString("outcome"), instant(row, "locked_until")))
                .single();
    }

    RecoveryCodes.Left recoveryCodes(byte[] session, Instant now) {
        return jdbc.sql("select * from door.recovery_codes(:session, :now)")
                .param("session", session)
                .param("now", at(now))
                .query((row, n) -> new RecoveryCodes.Left(
                        row.getInt("codes_left"), instant(row, "made_at"), instant(row, "used_at")))
                .single();
    }

    List<Session.Shown> sessions(byte[] session, Instant now) {
        return jdbc.sql("select * from door.sessions(:hash, :now)")
                .param("hash", session)
                .param("now", at(now))
                .query((row, n) -> new Session.Shown(
                        row.getObject("id", UUID.class),
                        Session.Kind.valueOf(row.getString("kind")),
                        Session.Scope.valueOf(row.getString("scope")),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getObject("used_at", OffsetDateTime.class).toInstant(),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                        row.getString("network"),
                        row.getString("device"),
                        row.getBoolean("mine")))
                .list();
    }

    /** What ended: the kind of session; null when the person has none with this id. */
    @Nullable
    String endSession(byte[] session, UUID ended, Instant now) {
        return jdbc.sql("select coalesce(door.end_session(:hash, :ended, :now), '')")
                .param("hash", session)
                .param("ended", ended)
                .param("now", at(now))
                .query((row, n) -> row.getString(1))
                .optional()
                .filter(kind -> !kind.isEmpty())
                .orElse(null);
    }

    int endOthers(byte[] session, Instant now) {
        return jdbc.sql("select door.end_others(:hash, :now)")
                .param("hash", session)
                .param("now", at(now))
                .query((row, n) -> row.getInt(1))
                .single();
    }

    private void ask(String sql, byte[] hash, @Nullable Instant now) {
        JdbcClient.StatementSpec asked = jdbc.sql(sql).param("hash", hash);
        (now == null ? asked : asked.param("now", at(now)))
                .query((row, n) -> true)
                .list();
    }

    private static Visitor visitor(ResultSet row, Pass pass, boolean readsOnly) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .forEach(roles::add);
        Actor actor = new Actor(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getObject("organisation_id", UUID.class),
                row.getString("organisation"),
                EnumSets.inOrder(Role.class, roles),
                Compartment.ofLogin(row.getString("compartment")),
                pass);
        return new Visitor(
                actor,
                row.getString("language"),
                row.getBoolean("must_change"),
                row.getBoolean("has_totp"),
                row.getBoolean("conduct"),
                readsOnly);
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    String language(UUID person) {
        return jdbc.sql("select language from access.person where id = :id")
                .param("id", person)
                .query(String.class)
                .single();
    }

    /** What others changed of one's own account, the newest first. */
    List<AccountChange> changes(int most) {
        return jdbc.sql("select * from access.account_change where person_id = access.actor() order by at desc, id"
                        + " limit :most")
                .param("most", most)
                .query((row, n) -> new AccountChange(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        AccountChange.What.valueOf(row.getString("what")),
                        row.getString("was"),
                        row.getString("becomes"),
                        row.getString("by_role")))
                .list();
    }

    /** By the person. */
    void keepLanguage(UUID person, String language) {
        jdbc.sql("update access.person set language = :language where id = :id")
                .param("language", language)
                .param("id", person)
                .update();
    }
}
