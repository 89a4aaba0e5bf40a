package org.akoma.ground.journal;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.akoma.Said;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Copies to the folder's file every root that it lacks: what this copy of the application sealed, what another one did, and what could not be written
 * the last time. What was written once and is gone from the file is never filled in: {@link Verifier} names it.
 */
@Component
class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final int AT_ONCE = 500;

    private final RootStore store;
    private final RootFile file;
    private final TransactionTemplate transaction;
    private volatile @Nullable String problem;
    private volatile @Nullable String misfitAtStart;

    Publisher(RootStore store, RootFile file, TransactionTemplate transaction) {
        this.store = store;
        this.file = file;
        this.transaction = transaction;
    }

    /** Why the last publishing failed, or what the start found; null when all is published. */
    @Nullable
    String problem() {
        return problem;
    }

    /** Never throws for the file's sake: the roots are in the database, and the next minute tries again. */
    synchronized void publish() {
        try {
            boolean more = true;
            while (more) more = publishSome();
            problem = misfitAtStart;
        } catch (UncheckedIOException e) {
            if (problem == null || problem.equals(misfitAtStart))
                LOG.warn(
                        "The journal's roots could not be copied to {}; tried again every minute: {}",
                        RootFile.NAME,
                        why(e));
            problem = "roots could not be copied to " + RootFile.NAME + ": " + why(e);
        }
    }

    /** The file and what the disk says of it, such as that nothing is left on it. */
    private static String why(UncheckedIOException failed) {
        return failed.getMessage() + " ("
                + Objects.requireNonNull(failed.getCause()).getMessage() + ")";
    }

    /** A short look before anything is added: whether database and file have the same past. */
    void lookAtStart() {
        Said different = CompartmentContext.<@Nullable Said>through(
                Compartment.CUSTODY, () -> transaction.execute(status -> JournalCheck.difference(store, file)));
        String found = different == null ? null : different.english();
        misfitAtStart = found;
        problem = found;
        if (found != null) LOG.warn("The journal: {}. Check it with ./akoma journal verify", found);
    }

    /** @return whether there may be more */
    private boolean publishSome() {
        return Objects.requireNonNull(CompartmentContext.<Boolean>through(
                Compartment.CUSTODY,
                () -> transaction.execute(status -> {
                    long published = store.lockWitness(file.folder());
                    List<Root> lacking = store.after(published, AT_ONCE);
                    if (lacking.isEmpty()) return false;
                    file.append(lacking);
                    store.published(file.folder(), lacking.getLast().n());
                    return lacking.size() == AT_ONCE;
                })));
    }
}
