package org.akoma.programme.indicators;

import java.time.Clock;
import org.akoma.ground.access.SystemRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts the records that changed since the last time, every ten seconds, and all of them at the first start. In batches, each a transaction of its own, so that
 * nobody waits long and a batch that fails is taken again. Several copies of the application may run; one counts at a time.
 */
@Component
class CountRound {

    private static final Logger LOG = LoggerFactory.getLogger(CountRound.class);
    private static final int BATCH = 100;

    /** So many batches a round: the others wait for the next, and other work is not pushed aside. */
    private static final int BATCHES = 50;

    /** Before anybody can ask; a larger house is ready first and counts then. */
    private static final int AT_START = 50;

    private final IndicatorStore store;
    private final SystemRuns runs;
    private final Clock clock;

    CountRound(IndicatorStore store, SystemRuns runs, Clock clock) {
        this.store = store;
        this.runs = runs;
        this.clock = clock;
    }

    /** @return how many marks were counted */
    long go() {
        return go(BATCHES);
    }

    /** @param batches at most */
    long go(int batches) {
        if (!runs.serveCare()) return 0;
        long all = 0;
        for (int n = 0; n < batches; n++) {
            long taken = runs.asHouse(() -> store.count(BATCH, clock.instant()));
            all += taken;
            if (taken < BATCH) break;
        }
        return all;
    }

    /** The schedule; tests count by themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record CountHand(CountRound round) {

        /** A house that has just been filled shows its figures at once. */
        @EventListener(ApplicationReadyEvent.class)
        void atStart() {
            count(AT_START);
        }

        @Scheduled(fixedDelay = 10_000, initialDelay = 10_000)
        void again() {
            count(BATCHES);
        }

        private void count(int batches) {
            try {
                round.go(batches);
            } catch (RuntimeException e) {
                LOG.warn("Indicators are counted later: {}", e.getClass().getSimpleName());
            }
        }
    }
}
