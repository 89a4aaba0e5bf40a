package org.akoma.vault;

import java.util.Optional;
import java.util.UUID;
import org.akoma.database.Compartment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on vault.data_key. */
@Repository
class VaultStore {

    private final JdbcClient jdbc;

    VaultStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID owner, Compartment compartment, byte[] wrapped) {
        jdbc.sql("insert into vault.data_key (owner, compartment, wrapped) values (:owner, :compartment, :wrapped)")
                .param("owner", owner)
                .param("compartment", compartment.login())
                .param("wrapped", wrapped)
                .update();
    }

    Optional<byte[]> findWrapped(UUID owner) {
        return jdbc.sql("select wrapped from vault.data_key where owner = :owner")
                .param("owner", owner)
                .query((row, n) -> row.getBytes(1))
                .optional();
    }
}
