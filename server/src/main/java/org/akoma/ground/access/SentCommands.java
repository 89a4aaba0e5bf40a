package org.akoma.ground.access;

import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Remembers the content of each command that makes a record under an id of the caller's: the same content again is answered with the record,
 * other content is refused ({@code trust.md 4}). In the caller's transaction.
 */
@Component
public class SentCommands {

    private final SentStore store;
    private final Vault vault;

    SentCommands(SentStore store, Vault vault) {
        this.store = store;
        this.vault = vault;
    }

    /**
     * Remembers what made a record.
     *
     * @param file the child's file that it belongs to; null = none
     */
    public void keep(@Nullable UUID file, UUID id, Object command) {
        store.insert(file, id, print(file, command));
    }

    /** As {@link #keep(UUID, UUID, Object)}, of what belongs to no child's file. */
    public void keep(UUID id, Object command) {
        keep(null, id, command);
    }

    /**
     * Whether this is what made the record, on this file; of one made before this was kept, or by a record taken over, it is believed.
     *
     * @param file the child's file that it belongs to; null = none
     */
    public boolean isSame(@Nullable UUID file, UUID id, Object command) {
        return store.isSame(id, print(file, command));
    }

    /** As {@link #isSame(UUID, UUID, Object)}, of what belongs to no child's file. */
    public boolean isSame(UUID id, Object command) {
        return isSame(null, id, command);
    }

    /** Why this id cannot answer with its record; null when this content made it. */
    public @Nullable FieldError refusal(UUID id, Object command) {
        return isSame(id, command) ? null : FieldError.of("id", Problem.OTHER_CONTENT);
    }

    /** The same words about another child are another command. */
    private long print(@Nullable UUID file, Object command) {
        String text = CommandText.of(command);
        return vault.print(file == null ? text : file + " " + text);
    }
}
