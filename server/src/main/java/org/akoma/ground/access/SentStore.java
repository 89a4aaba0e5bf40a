package org.akoma.ground.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on access.sent. */
@Repository
class SentStore {

    private final JdbcClient jdbc;

    SentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isSame(UUID id, long print) {
        return jdbc.sql("select access.is_sent(:id, :print)")
                .param("id", id)
                .param("print", print)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    void insert(@Nullable UUID file, UUID id, long print) {
        jdbc.sql("select access.keep_sent(:id, :file::uuid, :print)")
                .param("id", id)
                .param("file", file)
                .param("print", print)
                .query((row, n) -> row.getObject(1))
                .list();
    }
}
