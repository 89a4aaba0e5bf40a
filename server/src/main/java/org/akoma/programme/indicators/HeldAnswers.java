package org.akoma.programme.indicators;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.akoma.programme.indicators.Indicator.Division;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What may be given away of a large programme takes seconds to work out, from every month of each of its parts, and changes little within minutes: it is
 * kept and given again, with its age. Of a small one it is worked out each time. Nothing of it is exact, and it is the same for each who reads no more.
 */
@Component
class HeldAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(HeldAnswers.class);

    /** From so many counts on it is kept. */
    static final int LARGE = 20_000;

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration TOO_OLD = Duration.ofHours(1);
    private static final int MOST = 20;

    /** @param least the smallest count that is shown */
    record Asked(LocalDate ended, @Nullable Division by, int least) {}

    private record Kept(HeldSeries series, Instant at) {}

    private final Clock clock;
    private final Map<Asked, Kept> all = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Kept> eldest) {
            return size() > MOST;
        }
    };

    /** Of a large programme one at a time: each takes memory and a connection. */
    private final ReentrantLock working = new ReentrantLock();

    private volatile boolean large;

    HeldAnswers(Clock clock) {
        this.clock = clock;
    }

    HeldSeries of(Asked asked, Supplier<HeldSeries> work) {
        Kept kept = find(asked);
        if (kept == null || isOlder(kept, TOO_OLD)) return workOut(asked, work);
        if (isOlder(kept, FRESH) && !working.isLocked()) Thread.ofVirtual().start(() -> again(asked, work));
        return kept.series();
    }

    private HeldSeries workOut(Asked asked, Supplier<HeldSeries> work) {
        if (!large) return keep(asked, work.get());
        working.lock();
        try {
            Kept kept = find(asked); // by who was first
            return kept != null && !isOlder(kept, FRESH) ? kept.series() : keep(asked, work.get());
        } finally {
            working.unlock();
        }
    }

    private HeldSeries keep(Asked asked, HeldSeries series) {
        if (series.size() < LARGE) return series;
        large = true;
        synchronized (all) {
            all.put(asked, new Kept(series, clock.instant()));
        }
        return series;
    }

    /** While the older ones are given. */
    private void again(Asked asked, Supplier<HeldSeries> work) {
        try {
            workOut(asked, work);
        } catch (RuntimeException e) {
            LOG.warn("Figures are worked out later: {}", e.getClass().getSimpleName());
        }
    }

    private @Nullable Kept find(Asked asked) {
        synchronized (all) {
            return all.get(asked);
        }
    }

    private boolean isOlder(Kept kept, Duration age) {
        return kept.at().plus(age).isBefore(clock.instant());
    }
}
