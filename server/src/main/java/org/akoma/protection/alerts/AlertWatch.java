package org.akoma.protection.alerts;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Rung;
import org.akoma.ground.access.SystemRuns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * An alert that nobody took on within its time, and a move into a shelter that nobody confirmed within its 24 hours, notifies the next people:
 * the other supervisors of the structure, else its project managers, and once more those who were notified first ({@code requirements.md 2.4,
 * T17}). Once for each alert, however many copies of the application run.
 */
@Component
class AlertWatch {

    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);

    private final AlertWatchStore store;
    private final SystemRuns runs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AlertWatch(AlertWatchStore store, SystemRuns runs, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.runs = runs;
        this.events = events;
        this.clock = clock;
    }

    /** @return how many people were notified */
    int go() {
        if (!runs.serveCare()) return 0;
        // Each for itself: a supervisor whose files cannot be released silences no danger.
        int rung = runs.asHouse(() -> {
            Set<UUID> persons = store.passOn(clock.instant());
            if (!persons.isEmpty()) events.publishEvent(new Rung(persons));
            return persons.size();
        });
        runs.asHouse(() -> {
            store.release(clock.instant());
            return rung;
        });
        return rung;
    }

    /** The hand that sets it going; tests go by themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record WatchHand(AlertWatch watch) {
        @Scheduled(fixedDelay = 60_000, initialDelay = 30_000)
        void everyMinute() {
            try {
                watch.go();
            } catch (RuntimeException e) {
                LOG.warn("The watch over alerts waits: {}", e.getClass().getSimpleName());
            }
        }
    }
}
