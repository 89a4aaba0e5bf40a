package org.akoma.airlock.signals;

import java.time.Clock;
import org.akoma.ground.access.SystemRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Delivers every minute what was signalled, apart from who signalled it: nothing that happens in their own session tells whether it reached a file. */
@Component
public class SignalRound {

    private static final Logger LOG = LoggerFactory.getLogger(SignalRound.class);

    private final HelpSignalStore store;
    private final SystemRuns runs;
    private final Clock clock;

    SignalRound(HelpSignalStore store, SystemRuns runs, Clock clock) {
        this.store = store;
        this.runs = runs;
        this.clock = clock;
    }

    /** One round; who answers is rung by it. */
    public void go() {
        if (!runs.serveCare()) return;
        runs.asHouse(() -> {
            store.deliver(clock.instant());
            return true;
        });
    }

    /** The schedule; tests call the round themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record SignalHand(SignalRound round) {
        @Scheduled(fixedDelay = 60_000, initialDelay = 20_000)
        void everyMinute() {
            try {
                round.go();
            } catch (RuntimeException e) {
                LOG.warn("Signals are delivered later: {}", e.getClass().getSimpleName());
            }
        }
    }
}
