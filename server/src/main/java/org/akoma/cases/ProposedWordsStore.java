package org.akoma.cases;

import org.akoma.access.Decision;
import org.akoma.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Words that a record takes once a proposal is agreed to. They are sealed with the proposal, and the same bytes are written then: the database refuses
 * others. Whether they say what the second person read is asked here, because only the application opens them. Call inside an Entry.
 */
@Repository
class ProposedWordsStore {

    /** The bytes of a sealed column, where :agreed is the decision. */
    static String bytes(String column) {
        return "(select (d.record ->> '" + column + "')::bytea from access.decision d where d.id = :agreed)";
    }

    static final String SEALED = "sealed";

    private final JdbcClient jdbc;
    private final Vault vault;

    ProposedWordsStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Sealed for a column of that place, to be proposed. */
    byte[] seal(CaseFile file, String place, Object words) {
        return vault.seal(file.id(), place, words);
    }

    /** Whether the proposal writes these words. @param words null = the column stays empty */
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
