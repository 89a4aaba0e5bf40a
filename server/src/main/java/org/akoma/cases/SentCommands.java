package org.akoma.cases;

import java.util.List;
import java.util.UUID;
import org.akoma.vault.Vault;
import org.springframework.stereotype.Component;

/** What was sent under which id, for commands that make a record under an id of the caller's. In the caller's transaction. */
@Component
public class SentCommands {

    private final SentStore store;
    private final Vault vault;

    SentCommands(SentStore store, Vault vault) {
        this.store = store;
        this.vault = vault;
    }

    /** Remembers what made a record. */
    public void keep(UUID file, UUID id, Object command) {
        store.insert(file, id, print(command));
    }

    /** Whether this is what made the record; of one made before this was kept, or by a record taken over, it is believed. */
    public boolean isSame(UUID id, Object command) {
        return store.find(id).map(kept -> kept == print(command)).orElse(true);
    }

    private long print(Object command) {
        return vault.blind(List.of(CommandText.of(command))).getFirst();
    }
}
