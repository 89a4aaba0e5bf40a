package org.akoma.exchange.exports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.akoma.exchange.htcds.HtcdsExport;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.SessionEnded;
import org.akoma.ground.access.SessionJobs;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.overview.Extract;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Makes exports, one after another, in the session of who asked: where that has ended, or the rights, nothing is made. Another copy of the application goes on
 * with what nobody works at any more, as soon as that person looks at it there.
 */
@Component
class ExportRunner {

    /** So many files at once: each is in memory until it is sealed. */
    private static final int AT_ONCE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(ExportRunner.class);

    private final ExportJobStore store;
    private final ExportRequests requests;
    private final HtcdsExport exports;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;
    private final SessionJobs jobs = new SessionJobs("export", AT_ONCE);

    ExportRunner(
            ExportJobStore store,
            ExportRequests requests,
            HtcdsExport exports,
            ActorTransactions transactions,
            Journal journal,
            Clock clock) {
        this.store = store;
        this.requests = requests;
        this.exports = exports;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** Makes what the actor asked for and nobody works at, behind the answer. */
    void goOn(Actor actor) {
        jobs.start(() -> run(actor));
    }

    @EventListener(ContextClosedEvent.class)
    void shut() {
        jobs.shut();
    }

    /** Until none is left. */
    void run(Actor actor) {
        jobs.run(
                runner -> transactions.as(actor, () -> store.take(runner, clock.instant())),
                (id, runner) -> make(actor, id, runner));
    }

    private void make(Actor actor, UUID id, UUID runner) {
        try {
            if (begin(actor, id)) keep(actor, id, runner);
            else fail(actor, id, runner, "exchange.export-no-right");
        } catch (SessionEnded ended) {
            throw ended;
        } catch (RuntimeException broken) {
            if (jobs.isShut()) return; // another copy goes on with it
            LOG.warn("Export {} was not made", id, broken);
            fail(actor, id, runner, "exchange.export-broken");
        }
    }

    private void fail(Actor actor, UUID id, UUID runner, String why) {
        transactions.doAs(actor, () -> store.fail(id, runner, why));
    }

    /** False where who asked may not have it any more. With names the request is used up here, once. */
    private boolean begin(Actor actor, UUID id) {
        return transactions.as(actor, () -> {
            ExportJob job = store.find(id).orElseThrow();
            store.clear(id);
            if (!ExportJobs.mayHave(actor, job.identified())) return false;
            if (!job.identified()) return isAllowed(actor, job);
            if (job.begun()) return true;
            if (!(requests.claim(actor, id) instanceof ExportRequests.Result.Done)) return false;
            store.begin(id);
            return true;
        });
    }

    /** Without names: who works with no child has it by the agreement that was used up when they asked. */
    static boolean isAllowed(Actor actor, ExportJob job) {
        return job.identified() || job.byTwo() || !HtcdsExport.needsTwo(actor);
    }

    private void keep(Actor actor, UUID id, UUID runner) {
        ExportJob job = transactions.as(actor, () -> store.find(id)).orElseThrow();
        HtcdsExport.@Nullable Named names = job.identified() ? requests.named(actor, id) : null;
        byte[] file = written(actor, job, names, runner);
        transactions.doAs(actor, () -> {
            if (!store.finish(id, runner, file)) throw new IllegalStateException("Another runner has it");
            journal.noteOwn(actor, "exchange.export-made", Map.of("job", id, "identified", job.identified()));
        });
    }

    /** Packed: much of a table repeats. */
    private byte[] written(Actor actor, ExportJob job, HtcdsExport.@Nullable Named names, UUID runner) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            exports.write(actor, job.format(), names, page -> advance(job.id(), runner, page), packed);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    /** Stops where another runner has it. */
    private void advance(UUID id, UUID runner, List<Extract> page) {
        if (!store.advance(id, runner, page, clock.instant())) throw new IllegalStateException("Another runner has it");
    }
}
