package org.akoma.exchange.exports;

import java.time.Clock;
import org.akoma.ground.access.SystemRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes the files of exports whose time is over, every five minutes. That they were made stays. */
@Component
class ExportRound {

    private static final Logger LOG = LoggerFactory.getLogger(ExportRound.class);

    private final ExportJobStore store;
    private final SystemRuns runs;
    private final Clock clock;

    ExportRound(ExportJobStore store, SystemRuns runs, Clock clock) {
        this.store = store;
        this.runs = runs;
        this.clock = clock;
    }

    /** @return how many files were deleted */
    long go() {
        return runs.serveCare() ? runs.asHouse(() -> store.forget(clock.instant())) : 0;
    }

    /** The schedule; tests call the round themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record ExportHand(ExportRound round) {
        @Scheduled(fixedDelay = 300_000, initialDelay = 90_000)
        void everyFiveMinutes() {
            try {
                round.go();
            } catch (RuntimeException e) {
                LOG.warn("Files of exports are deleted later: {}", e.getClass().getSimpleName());
            }
        }
    }
}
