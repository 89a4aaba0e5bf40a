package org.akoma.airlock.disclosure;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.akoma.ground.access.SystemRuns;
import org.akoma.ground.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Every quarter of an hour: what nobody decided or reviewed in time rings who oversees the house ({@code requirements.md 2.4}, T15), and what was given is gone
 * after its time. The journal of the house names the requests.
 */
@Component
public class DisclosureRound {

    private static final Logger LOG = LoggerFactory.getLogger(DisclosureRound.class);

    private final DisclosureStore store;
    private final Journal journal;
    private final SystemRuns runs;
    private final Clock clock;

    DisclosureRound(DisclosureStore store, Journal journal, SystemRuns runs, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.runs = runs;
        this.clock = clock;
    }

    public void go() {
        if (!runs.serveCare()) return;
        runs.asHouse(() -> {
            Instant now = clock.instant();
            store.escalate(now)
                    .forEach(number -> journal.noteOfHouse("disclosure.late", Map.of("number", number), now));
            store.forget(now)
                    .forEach(number -> journal.noteDeleted("disclosure.paper-deleted", Map.of("number", number), now));
            return true;
        });
    }

    /** The schedule; tests call the round themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record DisclosureHand(DisclosureRound round) {
        @Scheduled(fixedDelay = 900_000, initialDelay = 25_000)
        void everyQuarter() {
            try {
                round.go();
            } catch (RuntimeException e) {
                LOG.warn(
                        "What follows from disclosures is done later: {}",
                        e.getClass().getSimpleName());
            }
        }
    }
}
