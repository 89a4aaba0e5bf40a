package org.akoma.access;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tells the database who acts, and when. */
@Repository
class EntryStore {

    private final JdbcClient jdbc;

    EntryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void enter(UUID person, Instant moment) {
        jdbc.sql("select access.enter(:person, :moment)")
                .param("person", person)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .query((row, n) -> true)
                .list();
    }
}
