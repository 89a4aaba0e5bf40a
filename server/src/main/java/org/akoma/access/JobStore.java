package org.akoma.access;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Opens a session for a person whom no request named. */
@Repository
class JobStore {

    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void open(UUID person, byte[] tokenHash) {
        jdbc.sql("select access.open_job(:person, :token)")
                .param("person", person)
                .param("token", tokenHash)
                .query((row, n) -> true)
                .list();
    }
}
