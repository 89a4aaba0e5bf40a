package org.akoma.ground.settings;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes a limit that two people agreed to. */
@Repository
class LimitStore {

    private final JdbcClient jdbc;

    LimitStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By who agreed, in that transaction. False: nobody agreed to exactly this. */
    boolean set(UUID decision, String key, String value) {
        return jdbc.sql("select access.set_policy(:decision, :key, :value)")
                .param("decision", decision)
                .param("key", key)
                .param("value", value)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Whether the actor is an administrator of no single side: limits hold for both. */
    boolean isOfAllSides() {
        return jdbc.sql("select access.administers(null)").query(Boolean.class).single();
    }
}
