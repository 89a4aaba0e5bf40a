package org.akoma.programme.reports;

import java.time.Clock;
import org.akoma.ground.access.SystemRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes the files of reports whose last day is over, every hour. What a report was asked for, and its fingerprint, stay. */
@Component
class ReportRound {

    private static final Logger LOG = LoggerFactory.getLogger(ReportRound.class);

    private final ReportStore store;
    private final SystemRuns runs;
    private final Clock clock;

    ReportRound(ReportStore store, SystemRuns runs, Clock clock) {
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
    record ReportHand(ReportRound round) {
        @Scheduled(fixedDelay = 3_600_000, initialDelay = 120_000)
        void everyHour() {
            try {
                round.go();
            } catch (RuntimeException e) {
                LOG.warn("Files of reports are deleted later: {}", e.getClass().getSimpleName());
            }
        }
    }
}
