package org.akoma.cases;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.sent. */
@Repository
class SentStore {

    private final JdbcClient jdbc;

    SentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Long> find(UUID id) {
        return jdbc.sql("select print from cases.sent where id = :id")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    void insert(UUID file, UUID id, long print) {
        jdbc.sql("insert into cases.sent (id, file_id, print) values (:id, :file, :print) on conflict do nothing")
                .param("id", id)
                .param("file", file)
                .param("print", print)
                .update();
    }
}
