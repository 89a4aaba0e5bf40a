package org.akoma.protection.overview;

import org.akoma.ground.access.SystemRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Every minute folds the changes of the counted steps into their cells ({@code cases.step_count}), so that the drawing of them reads few rows. It is
 * exact before and after. Several copies of the application may run; one folds at a time.
 */
@Component
class StepCountRound {

    private static final Logger LOG = LoggerFactory.getLogger(StepCountRound.class);

    private final StepChartStore store;
    private final SystemRuns runs;

    StepCountRound(StepChartStore store, SystemRuns runs) {
        this.store = store;
        this.runs = runs;
    }

    /** @return how many changes were folded */
    long go() {
        return runs.serveCare() ? runs.asHouse(store::foldSteps) : 0;
    }

    /** The schedule; tests fold by themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record FoldHand(StepCountRound round) {
        @Scheduled(fixedDelay = 60_000, initialDelay = 50_000)
        void everyMinute() {
            try {
                round.go();
            } catch (RuntimeException e) {
                LOG.warn(
                        "The counts of steps are folded later: {}", e.getClass().getSimpleName());
            }
        }
    }
}
