package org.akoma.ground.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on access.second_factor_reset. */
@Repository
class ResetStore {

    /** Somebody lost their telephone: an administrator asks for a new second factor, which waits for a second person. */
    record Reset(UUID id, String username, String askedBy, Instant askedAt) {}

    private final JdbcClient jdbc;

    ResetStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when one waits already. */
    boolean ask(UUID id, UUID person, UUID by, Instant now) {
        return jdbc.sql("""
                        insert into access.second_factor_reset (id, person_id, asked_by, asked_at) values (:id, :person, :by, :now)
                        on conflict (person_id) where approved_at is null and refused_at is null do nothing
                        """)
                        .param("id", id)
                        .param("person", person)
                        .param("by", by)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static final String SELECT = """
            select r.id, p.code, b.code as asker, r.asked_at
              from access.second_factor_reset r join access.person p on p.id = r.person_id join access.person b on b.id = r.asked_by
            """;

    List<Reset> waiting() {
        return jdbc.sql(SELECT
                        + " where r.approved_at is null and r.refused_at is null order by r.asked_at, r.id limit 500")
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Reset> find(UUID reset) {
        return jdbc.sql(SELECT + " where r.id = :id")
                .param("id", reset)
                .query((row, n) -> read(row))
                .optional();
    }

    private static Reset read(ResultSet row) throws SQLException {
        return new Reset(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("asker"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant());
    }

    /** Refused, or taken back by who asked. */
    boolean drop(UUID reset) {
        return jdbc.sql("select access.drop_second_factor_reset(:reset)")
                .param("reset", reset)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    boolean approve(UUID reset) {
        return jdbc.sql("select access.approve_second_factor_reset(:reset)")
                .param("reset", reset)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }
}
