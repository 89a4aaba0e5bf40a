package org.akoma.protection.registration;

import java.util.Collection;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.springframework.stereotype.Service;

/** Which rows of imported files became a child's file already. Tells nothing of those files. */
@Service
public class ImportedRows {

    private final ImportedRowStore store;
    private final ActorTransactions transactions;

    ImportedRows(ImportedRowStore store, ActorTransactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /**
     * @param digests in hexadecimal.
     * @return those among them that are known; none to who may not import
     */
    public Set<String> known(Actor actor, Collection<String> digests) {
        return actor.may(Verb.IMPORT_FILES) ? transactions.as(actor, () -> store.known(digests)) : Set.of();
    }

    /**
     * @param codes as files of this house have them.
     * @return those among them that are files which the actor sees
     */
    public Set<String> knownCodes(Actor actor, Collection<String> codes) {
        return codes.isEmpty() || !actor.may(Verb.IMPORT_FILES)
                ? Set.of()
                : transactions.as(actor, () -> store.knownCodes(codes));
    }
}
