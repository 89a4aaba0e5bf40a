package org.akoma.protection.tasks;

import java.time.Clock;
import java.util.HashSet;
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
 * From five in the afternoon until five in the morning a child without any place on record rings its worker and its supervisor, once a night, however
 * many copies of the application run: the offices close, and the task alone is not seen ({@code requirements.md 2.1}).
 */
@Component
class NightWatch {

    private static final Logger LOG = LoggerFactory.getLogger(NightWatch.class);

    private final RoundStore store;
    private final SystemRuns runs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    NightWatch(RoundStore store, SystemRuns runs, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.runs = runs;
        this.events = events;
        this.clock = clock;
    }

    /** @return who was rung */
    Set<UUID> go() {
        if (!runs.serveCare()) return Set.of();
        return runs.asHouse(() -> {
            Set<UUID> persons = new HashSet<>(store.ringForTheNight(clock.instant()));
            if (!persons.isEmpty()) events.publishEvent(new Rung(persons));
            return persons;
        });
    }

    /** The hand that sets it going; tests go by themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record NightHand(NightWatch watch) {
        @Scheduled(fixedDelay = 300_000, initialDelay = 60_000)
        void everyFewMinutes() {
            try {
                watch.go();
            } catch (RuntimeException e) {
                LOG.warn("The watch of the night waits: {}", e.getClass().getSimpleName());
            }
        }
    }
}
