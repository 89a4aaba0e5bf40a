package org.akoma.protection.overview;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.share_reason. */
@Repository
class ShareStore {

    private static final String SEAL_CONTEXT = "cases.share-reason";

    private final JdbcClient jdbc;
    private final Vault vault;

    ShareStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    void insert(UUID file, UUID grant, String why) {
        jdbc.sql("insert into cases.share_reason (grant_id, file_id, sealed) values (:grant, :file, :sealed)")
                .param("grant", grant)
                .param("file", file)
                .param("sealed", vault.seal(file, SEAL_CONTEXT, why))
                .update();
    }

    /** After a supervisor agreed: the share writes from now on. False when it is over. */
    boolean letWrite(UUID decision) {
        return jdbc.sql("select cases.let_write(:decision)")
                .param("decision", decision)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    Map<UUID, String> of(UUID file) {
        Map<UUID, String> reasons = new HashMap<>();
        jdbc.sql("select grant_id, sealed from cases.share_reason where file_id = :file")
                .param("file", file)
                .query(row -> {
                    reasons.put(
                            row.getObject(1, UUID.class),
                            vault.read(file, SEAL_CONTEXT, row.getBytes(2), String.class));
                });
        return reasons;
    }
}
