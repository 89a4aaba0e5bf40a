package org.akoma.exchange.htcds;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Imports that are at work, or were. One is done in the session of who began it, some rows to a transaction; where the application stops or the session
 * ends, it stands at its last transaction until that person goes on with it.
 */
@Service
class ImportJobs {

    static final int ROWS_AT_ONCE = 20;

    private static final Logger LOG = LoggerFactory.getLogger(ImportJobs.class);

    private final HtcdsImport imports;
    private final ImportJobStore store;
    private final UploadStore uploads;
    private final ImportRunner runner;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ImportJobs(
            HtcdsImport imports,
            ImportJobStore store,
            UploadStore uploads,
            ImportRunner runner,
            ActorTransactions transactions,
            Journal journal,
            Clock clock) {
        this.imports = imports;
        this.store = store;
        this.uploads = uploads;
        this.runner = runner;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** Begins, and answers when it is done or this time is over; with an error in the file, or a row without an answer, nothing begins. */
    HtcdsImport.Outcome begin(Actor actor, UUID id, Upload upload, RowAnswers answers, Duration patience) {
        HtcdsImport.Accepted accepted = imports.accept(actor, upload, answers);
        ImportOrder order = accepted.order();
        if (order == null) return accepted.outcome();
        try {
            transactions.doAs(actor, () -> {
                store.insert(actor, id, order, accepted.outcome().known(), clock.instant());
                uploads.delete(id);
                journal.noteOwn(
                        actor,
                        "exchange.import-begun",
                        Map.of("import", id, "rows", order.steps().size()));
            });
        } catch (DuplicateKeyException begunBefore) {
            LOG.debug("Import {} had begun", id);
        }
        await(threads.submit(() -> runner.run(actor, id)), patience);
        return accepted.outcome().with(find(actor, id).map(ImportJob::codes).orElse(List.of()));
    }

    /** Of the actor's own; empty also when its day is over. */
    Optional<ImportJob> find(Actor actor, UUID id) {
        return transactions.as(actor, () -> store.find(id, clock.instant()));
    }

    List<ImportJob> list(Actor actor) {
        return transactions.as(actor, () -> store.list(clock.instant()));
    }

    /** Goes on where it stopped; nothing happens where it is at work. */
    void goOn(Actor actor, UUID id, Duration patience) {
        if (find(actor, id)
                .filter(job -> job.state() == ImportJob.State.STOPPED)
                .isPresent()) await(threads.submit(() -> runner.run(actor, id)), patience);
    }

    /** The rows that are under way are finished, the others wait. */
    @EventListener(ContextClosedEvent.class)
    void shut() {
        runner.shut();
        threads.close();
    }

    private static void await(Future<?> work, Duration patience) {
        try {
            work.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
            LOG.debug("The import goes on behind the answer");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            LOG.warn("The import stopped", failed.getCause());
        }
    }
}
