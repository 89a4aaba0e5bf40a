package org.akoma.access;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Passwords that one person makes for another. */
@Repository
class CredentialStore {

    private final JdbcClient jdbc;

    CredentialStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By an administrator who is inside: opens the door once, within three days. False for one's own account. */
    boolean give(UUID person, String hash) {
        return jdbc.sql("select access.give_password(:person, :hash)")
                .param("person", person)
                .param("hash", hash)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** As the owner of the tables, while a house is founded. @param until the end of a one-time password; null: it is the person's own */
    void found(UUID person, String hash, @Nullable Instant until) {
        jdbc.sql("""
                        insert into access.credential (person_id, password_hash, must_change, one_time_until) values (:person, :hash, :must, :until)
                        on conflict (person_id) do update set password_hash = excluded.password_hash, must_change = excluded.must_change,
                                                              one_time_until = excluded.one_time_until
                        """)
                .param("person", person)
                .param("hash", hash)
                .param("must", until != null)
                .param(
                        "until",
                        until == null ? null : until.atOffset(ZoneOffset.UTC),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    boolean hasPeople() {
        return jdbc.sql("select exists (select from access.person)")
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** The only person of a house that nobody ever came into, when their one-time password has ended: else that house would stay shut. */
    @Nullable
    UUID shutOut(Instant now) {
        return jdbc.sql("""
                        select c.person_id from access.credential c
                         where c.must_change and c.one_time_until <= :now and (select count(*) from access.person) = 1
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getObject(1, UUID.class))
                .optional()
                .orElse(null);
    }
}
