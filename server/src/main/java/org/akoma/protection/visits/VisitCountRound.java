package org.akoma.protection.visits;

import org.akoma.ground.access.SystemRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Every minute folds the changes of the counted visits into their cells ({@code followup.visit_count}), and those of the first steps of files ({@code
 * cases.step_count}, which is drawn beside them), so that a figure reads few rows. The figures are exact before and after, and without it: they would
 * only become slower. Several copies of the application may run; one folds at a time.
 */
@Component
class VisitCountRound {

    private static final Logger LOG = LoggerFactory.getLogger(VisitCountRound.class);

    private final VisitFigureStore store;
    private final SystemRuns runs;

    VisitCountRound(VisitFigureStore store, SystemRuns runs) {
        this.store = store;
        this.runs = runs;
    }

    /** @return how many changes were folded */
    long go() {
        return runs.serveCare() ? runs.asHouse(store::fold) : 0;
    }

    /** The schedule; tests fold by themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record FoldHand(VisitCountRound round) {
        @Scheduled(fixedDelay = 60_000, initialDelay = 45_000)
        void everyMinute() {
            try {
                round.go();
            } catch (RuntimeException e) {
                LOG.warn(
                        "The counts of visits are folded later: {}",
                        e.getClass().getSimpleName());
            }
        }
    }
}
