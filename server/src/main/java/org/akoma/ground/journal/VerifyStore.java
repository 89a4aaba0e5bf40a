package org.akoma.ground.journal;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Streams the whole journal with each hash computed anew by the database. */
@Repository
class VerifyStore {

    private static final int ROWS_AT_ONCE = 5_000;

    private final JdbcTemplate jdbc;

    VerifyStore(JdbcTemplate jdbc) {
        this.jdbc = new JdbcTemplate(java.util.Objects.requireNonNull(jdbc.getDataSource()), true);
        this.jdbc.setFetchSize(ROWS_AT_ONCE);
    }

    record Link(UUID chain, int seq, Instant at, byte[] prev, byte[] hash, byte[] computed) {}

    void each(Consumer<Link> reader) {
        jdbc.query("""
                select chain, seq, at, prev, hash, computed from journal.chained order by chain, seq
                """, row -> {
            reader.accept(new Link(
                    row.getObject("chain", UUID.class),
                    row.getInt("seq"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getBytes("prev"),
                    row.getBytes("hash"),
                    row.getBytes("computed")));
        });
    }
}
