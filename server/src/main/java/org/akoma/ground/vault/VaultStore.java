package org.akoma.ground.vault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.SqlArrays;
import org.akoma.ground.database.Compartment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on vault.data_key. */
@Repository
class VaultStore {

    private final JdbcClient jdbc;

    VaultStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A key as it is kept. */
    record Wrapped(UUID owner, byte[] key) {}

    void insert(Compartment compartment, List<Wrapped> keys) {
        jdbc.sql("""
                        insert into vault.data_key (owner, compartment, wrapped)
                        select owner, :compartment, wrapped from unnest(:owners::uuid[], :keys::bytea[]) as k (owner, wrapped)
                        """)
                .param("compartment", compartment.login())
                .param("owners", SqlArrays.ids(keys, Wrapped::owner))
                .param("keys", SqlArrays.bytes(keys, Wrapped::key))
                .update();
    }

    /** The number of the key that seals, of each holder. */
    Map<String, Integer> newestKeys() {
        Map<String, Integer> newest = new HashMap<>();
        jdbc.sql("select holder, max(number) from vault.key_fingerprint group by holder")
                .query(row -> {
                    newest.put(row.getString(1), row.getInt(2));
                });
        return Map.copyOf(newest);
    }

    Optional<byte[]> findWrapped(UUID owner) {
        return jdbc.sql("select wrapped from vault.data_key where owner = :owner")
                .param("owner", owner)
                .query((row, n) -> row.getBytes(1))
                .optional();
    }
}
