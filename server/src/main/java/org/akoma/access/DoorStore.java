package org.akoma.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.database.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on credentials and sessions. */
@Repository
class DoorStore {

    private static final String HOLDS = """
            array(select r.role from access.person_role r where r.person_id = p.id and r.approved_at <= :now
                     and r.valid_from <= :now and r.valid_until > :now and p.contract_from <= :today and p.contract_until > :today) as roles
            """;

    private final JdbcClient jdbc;

    DoorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is needed to judge an attempt. */
    record Credential(
            Visitor visitor,
            String passwordHash,
            byte @Nullable [] totpSealed,
            long totpLast,
            int failed,
            @Nullable Instant lockedUntil) {}

    /** How often a name that nobody bears was tried. */
    record Stranger(int failed, @Nullable Instant lockedUntil) {}

    @Nullable
    String passwordHash(String username) {
        return jdbc.sql("""
                        select c.password_hash from access.person p join access.credential c on c.person_id = p.id where p.code = :code
                        """)
                .param("code", username)
                .query((row, n) -> row.getString(1))
                .optional()
                .orElse(null);
    }

    Stranger stranger(byte[] nameHash) {
        return jdbc.sql("select failed, locked_until from access.stranger where name_hash = :name for update")
                .param("name", nameHash)
                .query((row, n) -> new Stranger(row.getInt("failed"), instant(row, "locked_until")))
                .optional()
                .orElse(new Stranger(0, null));
    }

    void strangerFailed(byte[] nameHash, int times, @Nullable Instant lockedUntil, Instant now) {
        jdbc.sql("""
                        insert into access.stranger (name_hash, failed, locked_until, tried_at) values (:name, :times, :until, :now)
                        on conflict (name_hash) do update set failed = excluded.failed, locked_until = excluded.locked_until, tried_at = excluded.tried_at
                        """)
                .param("name", nameHash)
                .param("times", times)
                .param("until", lockedUntil == null ? null : lockedUntil.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void forgetStrangers(Instant triedBefore) {
        jdbc.sql("delete from access.stranger where tried_at < :before")
                .param("before", triedBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Credential> lock(String username, Instant now) {
        return jdbc.sql("""
                        select p.*, o.code as organisation, c.password_hash, c.must_change, c.totp_sealed, c.totp_last, c.failed, c.locked_until,
                        """ + HOLDS + """
                          from access.person p join access.organisation o on o.id = p.organisation_id join access.credential c on c.person_id = p.id
                         where p.code = :code for update of c
                        """)
                .param("code", username)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("today", LocalDate.ofInstant(now, ZoneOffset.UTC))
                .query((row, n) -> new Credential(
                        visitor(row, Pass.NONE),
                        row.getString("password_hash"),
                        row.getBytes("totp_sealed"),
                        row.getLong("totp_last"),
                        row.getInt("failed"),
                        instant(row, "locked_until")))
                .optional();
    }

    Optional<Visitor> visitor(byte[] tokenHash, Session.Kind kind, Instant now, Instant idleSince) {
        return jdbc.sql("""
                        select p.*, o.code as organisation, c.must_change, c.totp_sealed,
                        """ + HOLDS + """
                          from access.session s join access.person p on p.id = s.person_id join access.organisation o on o.id = p.organisation_id
                               join access.credential c on c.person_id = p.id
                         where s.token_hash = :hash and s.kind = :kind and s.expires_at > :now and s.used_at > :idle
                        """)
                .param("hash", tokenHash)
                .param("kind", kind.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("today", LocalDate.ofInstant(now, ZoneOffset.UTC))
                .param("idle", idleSince.atOffset(ZoneOffset.UTC))
                .query((row, n) -> visitor(row, Pass.ofSession(tokenHash)))
                .optional();
    }

    /** Once a minute is enough to know that somebody is there. */
    void touch(byte[] tokenHash, Instant now) {
        jdbc.sql(
                        "update access.session set used_at = :now where token_hash = :hash and used_at < :now - interval '1 minute'")
                .param("hash", tokenHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void insertSession(byte[] tokenHash, UUID person, Session.Kind kind, Instant now, Instant expires) {
        jdbc.sql("""
                        insert into access.session (token_hash, person_id, kind, opened_at, used_at, expires_at)
                        values (:hash, :person, :kind, :now, :now, :expires)
                        """)
                .param("hash", tokenHash)
                .param("person", person)
                .param("kind", kind.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expires.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("delete from access.session where expires_at <= :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void endSessions(UUID person, Session.Kind kind) {
        jdbc.sql("delete from access.session where person_id = :person and kind = :kind")
                .param("person", person)
                .param("kind", kind.name())
                .update();
    }

    void endSession(byte[] tokenHash) {
        jdbc.sql("delete from access.session where token_hash = :hash")
                .param("hash", tokenHash)
                .update();
    }

    void endOtherSessions(UUID person, byte[] kept) {
        jdbc.sql("delete from access.session where person_id = :person and token_hash <> :kept")
                .param("person", person)
                .param("kept", kept)
                .update();
    }

    void failed(UUID person, int times, @Nullable Instant lockedUntil) {
        jdbc.sql("update access.credential set failed = :times, locked_until = :until where person_id = :person")
                .param("person", person)
                .param("times", times)
                .param("until", lockedUntil == null ? null : lockedUntil.atOffset(ZoneOffset.UTC))
                .update();
    }

    void usedCode(UUID person, long step) {
        jdbc.sql("update access.credential set totp_last = :step where person_id = :person")
                .param("person", person)
                .param("step", step)
                .update();
    }

    void savePassword(UUID person, String hash, boolean mustChange) {
        jdbc.sql("""
                        insert into access.credential (person_id, password_hash, must_change) values (:person, :hash, :must)
                        on conflict (person_id) do update set password_hash = excluded.password_hash, must_change = excluded.must_change,
                                                              failed = 0, locked_until = null
                        """)
                .param("person", person)
                .param("hash", hash)
                .param("must", mustChange)
                .update();
    }

    void endSessions(UUID person) {
        jdbc.sql("delete from access.session where person_id = :person")
                .param("person", person)
                .update();
    }

    void saveSecondFactor(UUID person, byte @Nullable [] sealed) {
        jdbc.sql("update access.credential set totp_sealed = :sealed, totp_last = 0 where person_id = :person")
                .param("person", person)
                .param("sealed", sealed)
                .update();
    }

    byte @Nullable [] secondFactor(UUID person) {
        List<byte[]> found = jdbc.sql(
                        "select totp_sealed from access.credential where person_id = :person and totp_sealed is not null")
                .param("person", person)
                .query((row, n) -> row.getBytes(1))
                .list();
        return found.isEmpty() ? null : found.getFirst();
    }

    boolean hasPeople() {
        return jdbc.sql("select exists (select from access.person)")
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private static Visitor visitor(ResultSet row, Pass pass) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .forEach(roles::add);
        Actor actor = new Actor(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getObject("organisation_id", UUID.class),
                row.getString("organisation"),
                Set.copyOf(roles),
                Compartment.ofLogin(row.getString("compartment")),
                pass);
        return new Visitor(
                actor,
                row.getString("language"),
                row.getBoolean("must_change"),
                row.getBytes("totp_sealed") != null,
                row.getObject("conduct_accepted_at") != null);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
