package org.akoma.protection.handover;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.SystemRuns;
import org.akoma.ground.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * What follows from a hand-over by itself ({@code requirements.md 7}), every hour: accepted files follow the mandate for the protection of children when the
 * authority that answers for them ends, whose successor names who follows each child; the overlap ends; who oversees the project hears of an authority that does not answer. The journal of the house says
 * what became of which file.
 */
@Component
class HandoverRound {

    private static final Logger LOG = LoggerFactory.getLogger(HandoverRound.class);

    private final HandoverStore store;
    private final Journal journal;
    private final SystemRuns runs;
    private final Clock clock;

    HandoverRound(HandoverStore store, Journal journal, SystemRuns runs, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.runs = runs;
        this.clock = clock;
    }

    List<HandoverStore.Followed> go() {
        if (!runs.serveCare()) return List.of();
        return runs.asHouse(() -> {
            Instant now = clock.instant();
            List<HandoverStore.Followed> all = store.followMandates(now);
            all.forEach(one -> journal.noteOfHouse(
                    "handover.mandate-followed",
                    Map.of("code", one.code(), "from", one.was(), "to", one.became()),
                    now));
            store.endOverlaps(now)
                    .forEach(one -> journal.noteOfHouse(
                            "handover.overlap-over",
                            Map.of("code", one.code(), "to", one.became(), "how", one.how()),
                            now));
            store.callForFollowers(now)
                    .forEach(code -> journal.noteOfHouse("handover.follower-called", Map.of("code", code), now));
            store.escalate(now).forEach(code -> journal.noteOfHouse("handover.escalated", Map.of("code", code), now));
            return all;
        });
    }

    /** The schedule; tests call the round themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record HandoverHand(HandoverRound round) {
        @Scheduled(fixedDelay = 3_600_000, initialDelay = 15_000)
        void everyHour() {
            try {
                round.go();
            } catch (RuntimeException e) {
                LOG.warn(
                        "What follows from hand-overs is done later: {}",
                        e.getClass().getSimpleName());
            }
        }
    }
}
