package org.akoma.protection.tasks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.DailyReminder;
import org.akoma.ground.access.SystemRuns;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Once a day, from six in the morning, notifies everybody who has tasks that are late or due that day, with their number only; and the numbers
 * in the calendars of telephones are counted anew. However many copies of the application run and whenever one dies, nobody is notified twice
 * for a day (docs/decisions/doorbell.md).
 */
@Component
class MorningRound {

    /** UTC, the local time of Côte d'Ivoire and Ghana; each person's own hours for e-mail come after. */
    static final LocalTime BEGINS = LocalTime.of(6, 0);

    private static final Logger LOG = LoggerFactory.getLogger(MorningRound.class);
    private static final int BATCH = 50;

    private final RoundStore store;
    private final TaskLists lists;
    private final TaskFeed feed;
    private final SystemRuns runs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MorningRound(
            RoundStore store,
            TaskLists lists,
            TaskFeed feed,
            SystemRuns runs,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.lists = lists;
        this.feed = feed;
        this.runs = runs;
        this.events = events;
        this.clock = clock;
    }

    /** Goes round, or on where a round was left; does nothing before six, when another is going, or when it has been done. */
    void go() {
        Instant now = clock.instant();
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!runs.serveCare() || LocalTime.ofInstant(now, ZoneOffset.UTC).isBefore(BEGINS)) return;
        RoundStore.Place from = runs.asHouse(() -> store.claim(day, now)).orElse(null);
        while (from != null) from = batch(day, from);
    }

    private RoundStore.@Nullable Place batch(LocalDate day, RoundStore.Place from) {
        List<Actor> people = runs.next(from.after(), BATCH);
        people.forEach(person -> ring(person, day));
        RoundStore.Place reached =
                people.isEmpty() ? from : new RoundStore.Place(people.getLast().personId());
        boolean last = people.size() < BATCH;
        runs.asHouse(() -> store.reached(day, reached, last, clock.instant()));
        return last ? null : reached;
    }

    /** One person's trouble is not the others'. */
    private void ring(Actor person, LocalDate day) {
        try {
            int tasks = lists.dueBy(person, day);
            if (tasks > 0)
                runs.asHouse(() -> {
                    events.publishEvent(new DailyReminder(person.personId(), tasks, day));
                    return true;
                });
            feed.renew(person);
        } catch (RuntimeException e) {
            LOG.warn(
                    "One person was passed over in the morning's round: {}",
                    e.getClass().getSimpleName());
        }
    }

    /** The hand that sets it going; tests go by themselves. */
    @Component
    @ConditionalOnProperty(name = "akoma.rounds", havingValue = "true", matchIfMissing = true)
    record Hand(MorningRound round) {
        @Scheduled(fixedDelay = 300_000, initialDelay = 30_000)
        void everyFewMinutes() {
            try {
                round.go();
            } catch (RuntimeException e) {
                LOG.warn("The morning's round waits: {}", e.getClass().getSimpleName());
            }
        }
    }
}
