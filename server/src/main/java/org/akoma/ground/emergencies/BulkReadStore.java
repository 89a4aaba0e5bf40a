package org.akoma.ground.emergencies;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on access.exported_lines. */
@Repository
class BulkReadStore {

    private final JdbcClient jdbc;

    BulkReadStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return people who were rung, if these lines took the day's total over the limit */
    Set<UUID> count(long lines) {
        return new HashSet<>(jdbc.sql("select access.count_exported(:lines)")
                .param("lines", lines)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }
}
