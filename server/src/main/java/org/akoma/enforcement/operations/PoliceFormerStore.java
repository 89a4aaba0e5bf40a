package org.akoma.enforcement.operations;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on operations.former, which the database alone writes. */
@Repository
class PoliceFormerStore {

    private static final int MOST = 1_000;

    private final JdbcClient jdbc;

    PoliceFormerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One column that a change replaced; several of one change have its number. */
    record Row(
            long change,
            Instant at,
            String by,
            String column,
            @Nullable String was,
            @Nullable String became) {}

    /** The newest change first. */
    List<Row> of(UUID operation, String record, UUID id) {
        return jdbc.sql("""
                        select f.id, f.replaced_at, f.replaced_by, k.name, f.was ->> k.name as was, f.became ->> k.name as became
                          from operations.former f cross join lateral jsonb_object_keys(f.was) k(name)
                         where f.operation_id = :operation and f.record = :record and f.record_id = :id order by f.id desc, k.name limit :most
                        """)
                .param("operation", operation)
                .param("record", record)
                .param("id", id)
                .param("most", MOST)
                .query((row, n) -> new Row(
                        row.getLong("id"),
                        row.getObject("replaced_at", OffsetDateTime.class).toInstant(),
                        row.getString("replaced_by"),
                        row.getString("name"),
                        row.getString("was"),
                        row.getString("became")))
                .list();
    }
}
