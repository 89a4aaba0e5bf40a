package org.akoma.ground.recent;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads whether the second factor was shown in a session not longer ago than the policy allows. */
@Repository
class RecentFactorStore {

    private final JdbcClient jdbc;

    RecentFactorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param minutes the limit of the house */
    record Shown(boolean recent, int minutes) {}

    Shown shown(byte[] session, Instant now) {
        return jdbc.sql("select * from door.factor_is_recent(:session, :now)")
                .param("session", session)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Shown(row.getBoolean("recent"), row.getInt("minutes")))
                .single();
    }
}
