package org.akoma.ground.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what a session searched for. It ends with the session. */
@Repository
class KeptSearchStore {

    private final JdbcClient jdbc;

    KeptSearchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, byte[] session, UUID person, byte[] sealed, Instant now) {
        jdbc.sql(
                        "insert into access.kept_search (id, session, person_id, sealed, kept_at) values (:id, :session, :person, :sealed, :now)")
                .param("id", id)
                .param("session", session)
                .param("person", person)
                .param("sealed", sealed)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Forgets the person's searches of before this moment.
     *
     * @param most how many of the session's stay at all
     */
    void forget(byte[] session, Instant before, int most) {
        jdbc.sql("""
                        delete from access.kept_search where kept_at < :before or id in (
                            select id from access.kept_search where session = :session order by kept_at desc, id desc offset :most)
                        """)
                .param("session", session)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .update();
    }

    Optional<byte[]> find(UUID id, byte[] session, Instant since) {
        return jdbc.sql(
                        "select sealed from access.kept_search where id = :id and session = :session and kept_at >= :since")
                .param("id", id)
                .param("session", session)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, n) -> row.getBytes("sealed"))
                .optional();
    }
}
