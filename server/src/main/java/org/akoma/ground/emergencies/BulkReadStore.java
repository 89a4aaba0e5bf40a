package org.akoma.ground.emergencies;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on access.exported_lines. */
@Repository
class BulkReadStore {

    private final JdbcClient jdbc;

    BulkReadStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether an agreement of today is there that is not used up. */
    boolean isOpen(String list, String format) {
        return jdbc.sql("select access.open_bulk_read(:list, :format) is not null")
                .param("list", list)
                .param("format", format)
                .query(Boolean.class)
                .single();
    }

    /** Whether the actor exported this list today in this format. */
    boolean wasTaken(String list, String format) {
        return jdbc.sql("select access.took_bulk_read_today(:list, :format)")
                .param("list", list)
                .param("format", format)
                .query(Boolean.class)
                .single();
    }

    /** Uses it up. */
    Optional<UUID> take(String list, String format) {
        return jdbc.sql("select access.take_bulk_read(:list, :format)")
                .param("list", list)
                .param("format", format)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single();
    }

    /**
     * @param list null = with names, which two people agreed to otherwise
     * @return people who were rung, if these lines took the day's total over the limit
     */
    Set<UUID> count(@Nullable String list, long lines) {
        return new HashSet<>(jdbc.sql("select access.count_exported(:list, :lines)")
                .param("list", list)
                .param("lines", lines)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }
}
