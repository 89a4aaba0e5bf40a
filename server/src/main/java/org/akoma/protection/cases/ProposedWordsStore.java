package org.akoma.protection.cases;

import org.akoma.ground.decisions.Decision;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on the sealed words of proposals, and their opening. */
@Repository
class ProposedWordsStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    ProposedWordsStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /**
     * Whether the proposal writes these words.
     *
     * @param words null = the column stays empty
     */
    boolean say(CaseFile file, Decision decision, String column, String place, @Nullable Object words) {
        return jdbc.sql(
                        "select (record ->> :column)::bytea from access.decision where id = :id and jsonb_exists(record, :column)")
                .param("column", column)
                .param("id", decision.id())
                .query((row, n) -> isSame(file, place, row.getBytes(1), words))
                .optional()
                .orElse(false);
    }

    private boolean isSame(CaseFile file, String place, byte @Nullable [] sealed, @Nullable Object words) {
        return sealed == null || words == null
                ? sealed == null && words == null
                : vault.read(file.id(), place, sealed, words.getClass()).equals(words);
    }
}
