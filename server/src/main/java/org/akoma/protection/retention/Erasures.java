package org.akoma.protection.retention;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.ground.access.SystemRuns;
import org.akoma.ground.database.ErasureLedger;
import org.akoma.ground.database.RestoredCopy;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.vault.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Carries out what two people agreed to: the line of the ledger is on the disk before the key is destroyed. What a crash left between the two is done by the
 * next round, or at the next start.
 */
@Component
class Erasures {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);

    private final RetentionStore store;
    private final ErasureLedger ledger;
    private final Vault vault;
    private final Journal journal;
    private final SystemRuns runs;
    private final Clock clock;
    private final RestoredCopy copy;
    private volatile Set<String> erased = Set.of();

    Erasures(
            RetentionStore store,
            ErasureLedger ledger,
            Vault vault,
            Journal journal,
            SystemRuns runs,
            Clock clock,
            RestoredCopy copy) {
        this.copy = copy;
        this.store = store;
        this.ledger = ledger;
        this.vault = vault;
        this.journal = journal;
        this.runs = runs;
        this.clock = clock;
    }

    /** Codes of erased files, as this copy of the application last read them. */
    boolean mayBeErased(String code) {
        return erased.contains(code);
    }

    /** In a thread of its own, which the one that agreed waits for: a transaction that ended begins no other. */
    void afterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Thread hand = Thread.ofPlatform().name("erasure").start(Erasures.this::tryOut);
                try {
                    hand.join();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    private void tryOut() {
        try {
            carryOut();
        } catch (RuntimeException e) {
            LOG.warn("What was agreed to be erased is erased later: {}", e.getMessage());
        }
    }

    /** All that was agreed to and is not done yet; in a restored copy what is agreed to waits, because its ledger may be that of the house which goes on. */
    void carryOut() {
        if (!runs.serveCare()) return;
        try {
            if (!copy.isOne()) carryOutAgreed();
        } finally {
            forgetErased();
        }
    }

    private void forgetErased() {
        Set<String> codes = runs.asHouse(store::erased);
        if (!codes.equals(erased)) vault.forget();
        erased = codes;
    }

    /** Each by itself: one that fails keeps none of the others from being carried out. The next round tries it again. */
    private void carryOutAgreed() {
        List<RuntimeException> failed = new ArrayList<>();
        List<RetentionStore.Agreed> agreed = runs.asHouse(store::agreed);
        List<ErasureLedger.Line> lines = write(agreed); // a ledger that is damaged takes no more
        List<RetentionStore.Open> open = runs.asHouse(store::open);
        if (!open.isEmpty()) {
            open.forEach(one -> attempt(failed, () -> take(one)));
            agreed = runs.asHouse(store::agreed);
            lines = write(agreed);
        }
        for (RetentionStore.Agreed one : agreed) {
            ErasureLedger.Line line = lines.get(one.erasure().number() - 1);
            if (!one.done()) attempt(failed, () -> erase(one.erasure(), line));
            else if (!one.noted()) attempt(failed, () -> noteAgain(one));
        }
        if (failed.isEmpty()) return;
        failed.stream().skip(1).forEach(failed.getFirst()::addSuppressed);
        throw failed.getFirst();
    }

    private static void attempt(List<RuntimeException> failed, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failed.add(e);
        }
    }

    private List<ErasureLedger.Line> write(List<RetentionStore.Agreed> agreed) {
        return ledger.complete(
                agreed.stream().map(RetentionStore.Agreed::erasure).toList());
    }

    /** What was written on the file since two people agreed ends the erasure; after this nothing is written any more. */
    private void take(RetentionStore.Open one) {
        runs.asHouse(() -> {
            Instant now = clock.instant();
            if (store.take(one.id(), now).equals("ENDED"))
                journal.noteOfHouse(
                        "retention.erasure-ended", Map.of("code", one.code(), "decision", one.decision()), now);
            return true;
        });
    }

    private void erase(ErasureLedger.Erasure one, ErasureLedger.Line line) {
        runs.asHouse(() -> {
            Instant now = clock.instant();
            if (store.carryOut(one.id(), line.mark(), now)) {
                journal.noteOfHouse("retention.erased", facts(one, line.mark()), now);
                store.note(one.id());
            }
            return true;
        });
    }

    /** The ledger erased it at the start, where nobody writes a journal. */
    private void noteAgain(RetentionStore.Agreed one) {
        runs.asHouse(() -> {
            journal.noteOfHouse("retention.erased-again", facts(one.erasure(), ""), clock.instant());
            store.note(one.erasure().id());
            return true;
        });
    }

    private static Map<String, Object> facts(ErasureLedger.Erasure one, String mark) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("code", one.code());
        facts.put("ground", one.ground());
        facts.put("decision", one.decision());
        facts.put("number", one.number());
        if (!mark.isEmpty()) facts.put("mark", mark);
        return facts;
    }

    /** The schedule; tests call the round themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record ErasureHand(Erasures erasures) {
        @Scheduled(fixedDelay = 60_000, initialDelay = 2_000)
        void everyMinute() {
            erasures.tryOut();
        }
    }
}
