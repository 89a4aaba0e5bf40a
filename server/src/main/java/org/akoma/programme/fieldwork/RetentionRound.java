package org.akoma.programme.fieldwork;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.SystemRuns;
import org.akoma.ground.journal.Journal;
import org.akoma.programme.fieldwork.FieldInterviewStore.Forgotten;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Deletes what an evaluation keeps no longer ({@code requirements.md 8.5}), every hour: the words of interviews twelve months after the report, the names of a
 * workshop's list after two years, those of the press after one. The journal says of which mission or workshop, and how many.
 */
@Component
class RetentionRound {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionRound.class);

    private final FieldInterviewStore store;
    private final Journal journal;
    private final SystemRuns runs;
    private final Clock clock;

    RetentionRound(FieldInterviewStore store, Journal journal, SystemRuns runs, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.runs = runs;
        this.clock = clock;
    }

    List<Forgotten> go() {
        if (!runs.serveCare()) return List.of();
        return runs.asHouse(() -> {
            Instant now = clock.instant();
            List<Forgotten> all = store.forget(now);
            all.forEach(one -> journal.noteDeleted(one.act(), Map.of("code", one.code(), "number", one.number()), now));
            return all;
        });
    }

    /** The schedule; tests call the round themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record RetentionHand(RetentionRound round) {
        @Scheduled(fixedDelay = 3_600_000, initialDelay = 180_000)
        void everyHour() {
            try {
                round.go();
            } catch (RuntimeException e) {
                LOG.warn(
                        "Words of interviews are deleted later: {}",
                        e.getClass().getSimpleName());
            }
        }
    }
}
