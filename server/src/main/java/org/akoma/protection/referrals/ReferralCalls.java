package org.akoma.protection.referrals;

import java.time.Clock;
import java.time.Instant;
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
 * Calls the supervisor when a referral was not acknowledged in time, and the project managers when the silence lasts ({@code requirements.md
 * 2.4, T13}): each once, in the transaction that marks it, whichever copy of the application comes first.
 */
@Component
class ReferralCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ReferralCalls.class);

    private final ReferralStore store;
    private final SystemRuns runs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReferralCalls(ReferralStore store, SystemRuns runs, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.runs = runs;
        this.events = events;
        this.clock = clock;
    }

    /** @return who was called */
    Set<UUID> pass() {
        Instant now = clock.instant();
        return runs.asHouse(() -> {
            Set<UUID> called = store.call(now);
            if (!called.isEmpty()) events.publishEvent(new Rung(called));
            return called;
        });
    }

    /** The hand that sets it going; tests go by themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record CallingHand(ReferralCalls calls) {
        @Scheduled(fixedDelay = 60_000, initialDelay = 20_000)
        void everyMinute() {
            try {
                if (calls.runs.serveCare()) calls.pass();
            } catch (RuntimeException e) {
                LOG.warn("Calls about silent referrals wait: {}", e.getClass().getSimpleName());
            }
        }
    }
}
