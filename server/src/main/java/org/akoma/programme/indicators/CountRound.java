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
 * nobody waits long and a batch that fails is taken again. Where many wait, as after an import, the batches grow: a record of a large batch takes a small part
 * of the time of one of a small batch. Several copies of the application may run; one counts at a time.
 */
@Component
class CountRound {

    private static final Logger LOG = LoggerFactory.getLogger(CountRound.class);

    /** The first batch of a round; each further one is ten times as large, up to the largest. */
    private static final int BATCH = 100;

    private static final int LARGEST = 20_000;

    /** So many marks a round: the others wait for the next, and other work is not pushed aside. */
    private static final long MARKS = 200_000;

    /** Before anybody can ask; a larger house is ready first and counts then. */
    private static final long AT_START = 5_000;

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
        return go(MARKS);
    }

    /** @param most about so many marks at most */
    private long go(long most) {
        if (!runs.serveCare()) return 0;
        long all = 0;
        for (int batch = BATCH; all < most; batch = Math.min(batch * 10, LARGEST)) {
            int many = (int) Math.min(batch, most - all);
            long taken = runs.asHouse(() -> store.count(many, clock.instant()));
            all += taken;
            if (taken < many) break;
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
            count(MARKS);
        }

        private void count(long most) {
            try {
                round.go(most);
            } catch (RuntimeException e) {
                LOG.warn("Indicators are counted later: {}", e.getClass().getSimpleName());
            }
        }
    }
}
