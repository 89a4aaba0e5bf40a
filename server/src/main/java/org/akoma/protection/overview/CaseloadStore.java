package org.akoma.protection.overview;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many open files each worker has, numbers only, of all files; and the step that gives a file to one. */
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

    /** Gives the file to a worker of its structure with the grants that follow, or says why not. The database decides (trust.md G3, G4). */
    AssignCase.Hands assign(UUID file, UUID worker) {
        return jdbc.sql("select cases.assign_file(:file, :worker)")
                .param("file", file)
                .param("worker", worker)
                .query((row, n) -> AssignCase.Hands.valueOf(row.getString(1)))
                .single();
    }
}
