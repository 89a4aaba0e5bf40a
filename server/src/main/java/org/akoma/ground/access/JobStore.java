package org.akoma.ground.access;

import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Opens a session for a person whom no request named. */
@Repository
class JobStore {

    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param owner of the tables, who opens a session in any person's name */
    static JobStore of(DataSource owner) {
        return new JobStore(JdbcClient.create(owner));
    }

    void open(UUID person, byte[] tokenHash) {
        jdbc.sql("select access.open_job(:person, :token)")
                .param("person", person)
                .param("token", tokenHash)
                .query((row, n) -> true)
                .list();
    }
}
