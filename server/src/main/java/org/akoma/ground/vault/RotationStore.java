package org.akoma.ground.vault;

import java.util.List;
import java.util.UUID;
import org.akoma.SqlArrays;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.DatabaseAddress;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What only the tables' owner may change of keys: from the command line, no page and no API reaches it. */
final class RotationStore {

    private final JdbcClient owner;

    private RotationStore(JdbcClient owner) {
        this.owner = owner;
    }

    static RotationStore asOwner(DatabaseAddress address) {
        return new RotationStore(JdbcClient.create(new DriverManagerDataSource(
                address.url(), Compartment.MIGRATOR, address.password(Compartment.MIGRATOR))));
    }

    void know(String holder, int number, byte[] fingerprint) {
        owner.sql("insert into vault.key_fingerprint (holder, number, fingerprint) values (:holder, :number, :print)")
                .param("holder", holder)
                .param("number", number)
                .param("print", fingerprint)
                .update();
    }

    /** Data keys that another key than that of this prefix wraps. */
    List<VaultStore.Wrapped> wrappedOtherwise(Compartment compartment, byte[] prefix, int limit) {
        return owner.sql("""
                        select owner, wrapped from vault.data_key
                         where compartment = :compartment and substring(wrapped for :length) <> :prefix limit :limit
                        """)
                .param("compartment", compartment.login())
                .param("length", prefix.length)
                .param("prefix", prefix)
                .param("limit", limit)
                .query((row, n) -> new VaultStore.Wrapped(row.getObject(1, UUID.class), row.getBytes(2)))
                .list();
    }

    void replace(List<VaultStore.Wrapped> anew) {
        owner.sql("""
                        update vault.data_key k set wrapped = n.wrapped
                          from unnest(:owners::uuid[], :keys::bytea[]) as n (owner, wrapped) where k.owner = n.owner
                        """)
                .param("owners", SqlArrays.ids(anew, VaultStore.Wrapped::owner))
                .param("keys", SqlArrays.bytes(anew, VaultStore.Wrapped::key))
                .update();
    }
}
