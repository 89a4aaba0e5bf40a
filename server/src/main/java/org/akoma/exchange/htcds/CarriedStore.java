package org.akoma.exchange.htcds;

import java.util.Optional;
import java.util.UUID;
import org.akoma.exchange.spreadsheets.UnmappedValues;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on exchange.carried, what came with the row of which a file was made. */
@Repository
class CarriedStore {

    private static final String SEAL_CONTEXT = "exchange.carried";

    private final JdbcClient jdbc;
    private final Vault vault;

    CarriedStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** @param imported the import that brought it, the same for all rows of a file */
    void insert(UUID file, UUID imported, UnmappedValues carried) {
        jdbc.sql("insert into exchange.carried (file_id, import_id, sealed) values (:file, :import, :sealed)")
                .param("file", file)
                .param("import", imported)
                .param("sealed", vault.seal(file, SEAL_CONTEXT, carried))
                .update();
    }

    /** Whether something came with an import: with the row of which the file was made, or another of the same child. */
    boolean has(UUID file) {
        return jdbc.sql("""
                        select exists (select from exchange.carried where file_id = :file)
                            or exists (select from exchange.row_answer where file_id = :file and reason is null)
                        """)
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** Empty when nothing was carried along, or the caller does not hold every section a row may speak of. */
    Optional<UnmappedValues> find(UUID file) {
        return jdbc.sql("select sealed from exchange.carried where file_id = :file")
                .param("file", file)
                .query((row, n) -> vault.read(file, SEAL_CONTEXT, row.getBytes(1), UnmappedValues.class))
                .optional();
    }
}
