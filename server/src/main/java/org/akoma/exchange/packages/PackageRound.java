package org.akoma.exchange.packages;

import java.time.Clock;
import org.akoma.ground.access.SystemRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes the encrypted files of packages that nobody may take any more; what left, and who took it, stays. */
@Component
class PackageRound {

    private static final Logger LOG = LoggerFactory.getLogger(PackageRound.class);

    private final PackageStore store;
    private final SystemRuns runs;
    private final Clock clock;

    PackageRound(PackageStore store, SystemRuns runs, Clock clock) {
        this.store = store;
        this.runs = runs;
        this.clock = clock;
    }

    long go() {
        return runs.serveCare() ? runs.asHouse(() -> store.forget(clock.instant())) : 0;
    }

    /** The schedule; tests call the round themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record PackageHand(PackageRound round) {
        @Scheduled(fixedDelay = 3_600_000, initialDelay = 45_000)
        void everyHour() {
            try {
                round.go();
            } catch (RuntimeException e) {
                LOG.warn(
                        "Packages that are over are deleted later: {}",
                        e.getClass().getSimpleName());
            }
        }
    }
}
