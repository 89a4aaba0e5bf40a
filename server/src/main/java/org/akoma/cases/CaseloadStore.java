package org.akoma.cases;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many open files each worker has: numbers only, of all files. */
@Repository
class CaseloadStore {

    private final JdbcClient jdbc;

    CaseloadStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<UUID, Long> all() {
        Map<UUID, Long> files = new HashMap<>();
        jdbc.sql("select worker_id, files from cases.caseload()").query(row -> {
            files.put(row.getObject(1, UUID.class), row.getLong(2));
        });
        return files;
    }
}
