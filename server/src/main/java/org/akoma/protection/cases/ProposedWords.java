package org.akoma.protection.cases;

import org.akoma.ground.decisions.Decision;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Words that a record takes once a proposal is agreed to. They are sealed with the proposal, and the same bytes are written then: the database refuses
 * others. Whether they say what the second person read is asked here, because only the application opens them. Call inside an actor's transaction.
 */
@Component
public class ProposedWords {

    /** The column that most records seal. */
    public static final String SEALED = "sealed";

    private final ProposedWordsStore store;
    private final Vault vault;

    ProposedWords(ProposedWordsStore store, Vault vault) {
        this.store = store;
        this.vault = vault;
    }

    /** For the statement of a store: the bytes of a sealed column, where :agreed is the decision. */
    public static String bytes(String column) {
        return "(select (d.record ->> '" + column + "')::bytea from access.decision d where d.id = :agreed)";
    }

    /** Sealed for a column of that place, to be proposed. */
    public byte[] seal(CaseFile file, String place, Object words) {
        return vault.seal(file.id(), place, words);
    }

    /**
     * Whether the proposal writes these words.
     *
     * @param words null = the column stays empty
     */
    public boolean say(CaseFile file, Decision decision, String column, String place, @Nullable Object words) {
        return store.say(file, decision, column, place, words);
    }
}
