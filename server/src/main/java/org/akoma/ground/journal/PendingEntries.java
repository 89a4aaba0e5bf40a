package org.akoma.ground.journal;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The entries of the running transaction, written in one statement just before it commits: a request that reads three sections of a file has three. Where
 * they cannot be written, nothing is committed. Nothing is noted for the first time by another synchronization while the transaction commits: Spring would
 * not call this one any more.
 */
final class PendingEntries implements TransactionSynchronization {

    private static final Logger LOG = LoggerFactory.getLogger(PendingEntries.class);

    private final JournalStore store;
    private final List<JournalStore.Sealed> entries = new ArrayList<>();
    private boolean written;

    private PendingEntries(JournalStore store) {
        this.store = store;
    }

    /** Writes at once where no transaction runs, or where the entries of this one are written already. */
    static void add(JournalStore store, JournalStore.Sealed entry) {
        if (TransactionSynchronizationManager.isSynchronizationActive())
            of(store).add(entry);
        else store.insert(List.of(entry));
    }

    private static PendingEntries of(JournalStore store) {
        if (TransactionSynchronizationManager.getResource(PendingEntries.class) instanceof PendingEntries pending)
            return pending;
        PendingEntries pending = new PendingEntries(store);
        TransactionSynchronizationManager.bindResource(PendingEntries.class, pending);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    private void add(JournalStore.Sealed entry) {
        if (written) store.insert(List.of(entry));
        else entries.add(entry);
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        written = true;
        if (!entries.isEmpty()) store.insert(entries);
    }

    /** Another transaction within this one has entries of its own. */
    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(PendingEntries.class);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(PendingEntries.class, this);
    }

    @Override
    public void afterCompletion(int status) {
        if (status == STATUS_COMMITTED && !written) LOG.error("{} entries of the journal were lost", entries.size());
        TransactionSynchronizationManager.unbindResourceIfPossible(PendingEntries.class);
    }
}
