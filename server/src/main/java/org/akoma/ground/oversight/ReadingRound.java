package org.akoma.ground.oversight;

import java.time.Clock;
import org.akoma.ground.access.SystemRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every five minutes at what people opened, by the rules that a single opening does not show, and for incidents whose clock ran out. */
@Component
class ReadingRound {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingRound.class);

    private final UnusualReadingStore store;
    private final IncidentStore incidents;
    private final SystemRuns runs;
    private final Clock clock;

    ReadingRound(UnusualReadingStore store, IncidentStore incidents, SystemRuns runs, Clock clock) {
        this.store = store;
        this.incidents = incidents;
        this.runs = runs;
        this.clock = clock;
    }

    /** @return how many findings are new */
    int go() {
        return runs.asHouse(() -> {
            incidents.late(clock.instant());
            return store.look(clock.instant());
        });
    }

    /** The schedule; tests call the round themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record ReadingHand(ReadingRound round) {
        @Scheduled(fixedDelay = 300_000, initialDelay = 40_000)
        void everyFiveMinutes() {
            try {
                round.go();
            } catch (RuntimeException e) {
                LOG.warn("Unusual reading is looked for later: {}", e.getClass().getSimpleName());
            }
        }
    }
}
