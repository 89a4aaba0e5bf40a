package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.Versioned;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.family. */
@Repository
class FamilyStore {

    static final String SEAL_CONTEXT = "cases.family";

    private final JdbcClient jdbc;
    private final Vault vault;

    FamilyStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    Optional<Versioned<Family>> find(UUID file) {
        return jdbc.sql("select sealed, version from cases.family where file_id = :file")
                .param("file", file)
                .query((row, n) ->
                        new Versioned<>(vault.read(file, SEAL_CONTEXT, row.getBytes(1), Family.class), row.getInt(2)))
                .optional();
    }

    /** Whether the family took part or is unsafe, or was so until two people agreed otherwise. */
    boolean isBarred(UUID file) {
        return jdbc.sql("select cases.is_family_barred(:file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** On which day one person wrote last that a family which barred a return does so no longer. */
    Optional<LocalDate> unbarredOn(UUID file) {
        return jdbc.sql(
                        "select (unbarred_at at time zone 'UTC')::date from cases.family where file_id = :file and unbarred_at is not null")
                .param("file", file)
                .query((row, n) -> row.getObject(1, LocalDate.class))
                .optional();
    }

    /**
     * False when somebody else wrote first.
     *
     * @param version 0 = nothing was written yet
     */
    boolean write(UUID file, Family family, int version) {
        String sql = version == 0
                ? "insert into cases.family (file_id, sealed, bars_return, is_known) values (:file, :sealed, :bars, :known) on conflict do nothing"
                : "update cases.family set sealed = :sealed, bars_return = :bars, is_known = :known, version = version + 1 where file_id = :file and version = :version";
        return jdbc.sql(sql)
                        .param("file", file)
                        .param("sealed", vault.seal(file, SEAL_CONTEXT, family))
                        .param("bars", family.barsReturn())
                        .param("known", family.isKnown())
                        .param("version", version)
                        .update()
                == 1;
    }
}
