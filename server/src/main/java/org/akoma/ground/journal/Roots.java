package org.akoma.ground.journal;

import java.time.Clock;
import java.util.List;
import org.akoma.ground.database.ClockWatch;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.database.Compartments;
import org.akoma.ground.database.Outage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every minute the entries of all transactions that have ended since the last root go under a Merkle root, signed with Ed25519 and copied to a
 * file that partners can keep ({@link Publisher}): a change of the database does not change those.
 */
@Component
class Roots implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Roots.class);

    private final RootStore store;
    private final Signer signer;
    private final Publisher publisher;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Compartments compartments;
    private final ClockWatch watch;
    private volatile boolean running;

    Roots(
            RootStore store,
            Signer signer,
            Publisher publisher,
            Clock clock,
            TransactionTemplate transaction,
            Compartments compartments,
            ClockWatch watch) {
        this.store = store;
        this.signer = signer;
        this.publisher = publisher;
        this.clock = clock;
        this.transaction = transaction;
        this.compartments = compartments;
        this.watch = watch;
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 20_000)
    void everyMinute() {
        if (!compartments.serves(Compartment.CUSTODY)) return; // another host of this database seals
        try {
            lookAtClocks();
            seal();
        } catch (RuntimeException e) {
            if (Outage.isBehind(e)) LOG.warn("The database is away; its next minute seals what the journal holds");
            else if (Outage.isFull(e))
                LOG.warn("The disk of the database is full; what the journal holds is sealed when there is room");
            else LOG.warn("The journal could not be sealed this minute; the next one will take the same entries", e);
        }
    }

    /** @return how many entries went under the new root; 0 when there was nothing new */
    synchronized int seal() {
        Root made = CompartmentContext.<@Nullable Root>through(
                Compartment.CUSTODY, () -> transaction.execute(status -> make()));
        publisher.publish(); // also what could not be published before, and what another copy sealed
        return made == null ? 0 : made.leaves().size();
    }

    private @Nullable Root make() {
        if (!store.lockRoots()) return null; // another copy of the application is at it
        store.noteDaysOver(clock.instant());
        Root last = store.last();
        String from = last == null ? "0" : last.until();
        String until = store.oldestRunning();
        List<Leaf> leaves = store.leaves(from, until);
        if (leaves.isEmpty()) return null;
        byte[] prev = last == null ? new byte[MerkleTree.BYTES] : last.root();
        byte[] root = MerkleTree.root(leaves.stream().map(Leaf::hash).toList());
        Root made = Root.unsigned(clock.instant(), from, until, leaves, root, prev);
        watch.wrote(made.at());
        return store.insert(made.signed(signer.sign(made.statement())));
    }

    @Override
    public void start() {
        running = true;
        if (!compartments.serves(Compartment.CUSTODY)) return;
        publisher.lookAtStart();
        Root last = CompartmentContext.<@Nullable Root>through(
                Compartment.CUSTODY, () -> transaction.execute(status -> store.last()));
        if (last != null) watch.wrote(last.at());
        lookAtClocks();
    }

    private void lookAtClocks() {
        watch.compare(CompartmentContext.through(Compartment.CUSTODY, store::now));
        watch.look();
    }

    /** Puts the entries of the last minute under a root before the application stops. */
    @Override
    public void stop() {
        running = false;
        everyMinute();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
