package org.akoma.exchange.htcds;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.SessionEnded;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Takes an import and does its rows, some to a transaction, until it is done, the application stops, or another runner has it. */
@Component
class ImportRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);

    private final ImportJobStore store;
    private final FileRows files;
    private final RowImport rows;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;
    private volatile boolean shut;

    ImportRunner(
            ImportJobStore store,
            FileRows files,
            RowImport rows,
            ActorTransactions transactions,
            Journal journal,
            Clock clock) {
        this.store = store;
        this.files = files;
        this.rows = rows;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    void shut() {
        shut = true;
    }

    /** Where it cannot go on, the import is marked as stopped, so that the person may go on at once; a session that ended marks nothing. */
    void run(Actor actor, UUID id) {
        UUID runner = Ids.next();
        try {
            work(actor, id, runner);
            if (shut) stop(actor, id, runner);
        } catch (SessionEnded ended) {
            LOG.info("Import {} stopped: the session of who began it has ended", id);
        } catch (RuntimeException failed) {
            LOG.warn("Import {} stopped", id, failed);
            stop(actor, id, runner);
        }
    }

    private void stop(Actor actor, UUID id, UUID runner) {
        transactions.doAs(actor, () -> store.stop(id, runner));
    }

    private void work(Actor actor, UUID id, UUID runner) {
        Optional<ImportOrder> taken = transactions.as(actor, () -> store.take(id, runner, clock.instant()));
        if (taken.isEmpty()) return;
        ImportOrder order = taken.get();
        FileRows.Read file = transactions.as(
                actor,
                () -> files.read(
                        order.structure(), order.upload().file(), order.upload().name()));
        boolean more = true;
        while (more && !shut) more = someRows(actor, id, runner, order.steps(), file);
    }

    /** False when nothing is left to do. Where another import made one of these files at the same moment, once more: then it is known. */
    private boolean someRows(Actor actor, UUID id, UUID runner, List<ImportOrder.Step> steps, FileRows.Read file) {
        try {
            return transactions.as(actor, () -> inOneTransaction(actor, id, runner, steps, file));
        } catch (DuplicateKeyException doneMeanwhile) {
            return transactions.as(actor, () -> inOneTransaction(actor, id, runner, steps, file));
        }
    }

    private boolean inOneTransaction(
            Actor actor, UUID id, UUID runner, List<ImportOrder.Step> steps, FileRows.Read file) {
        @Nullable Integer done = store.hold(id, runner, clock.instant()).orElse(null);
        if (done == null) return false;
        List<ImportOrder.Step> next = steps.subList(done, Math.min(steps.size(), done + ImportJobs.ROWS_AT_ONCE));
        RowImport.Done made = rows.run(actor, id, next, file);
        store.advance(id, next.size(), made.codes(), made.attached());
        if (done + next.size() < steps.size()) return true;
        ImportJob whole = store.find(id, clock.instant()).orElseThrow();
        store.finish(id);
        journal.noteOwn(
                actor,
                "exchange.imported",
                Map.of(
                        "import", id,
                        "files", whole.codes().size(),
                        "known", whole.known(),
                        "left-out",
                                steps.stream().filter(ImportOrder.Step::same).count()));
        return false;
    }
}
