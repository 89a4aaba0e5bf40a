package org.akoma.programme.indicators;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.akoma.programme.indicators.Indicator.Division;
import org.junit.jupiter.api.Test;

/** Of a large programme an answer is kept and given with the age of its counts; of a small one none is. */
class HeldAnswersTest {

    private static final Instant NOON = Instant.parse("2015-11-16T12:00:00Z");
    private static final HeldAnswers.Asked ASKED =
            new HeldAnswers.Asked(LocalDate.parse("2015-10-31"), Division.STRUCTURE, 5);

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AtomicInteger worked = new AtomicInteger();
    private final HeldAnswers answers = new HeldAnswers(clock());

    private Clock clock() {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }

    private HeldSeries series(long size) {
        worked.incrementAndGet();
        return new HeldSeries(new IndicatorStore.Age(now.get(), 0, null), Map.of(), Map.of(), Map.of(), Map.of(), size);
    }

    private HeldSeries ask(long size) {
        return answers.of(ASKED, () -> series(size));
    }

    @Test
    void ofASmallProgrammeEachAnswerIsWorkedOut() {
        ask(HeldAnswers.LARGE - 1);
        ask(HeldAnswers.LARGE - 1);
        assertThat(worked).hasValue(2);
    }

    @Test
    void ofALargeOneItIsKeptWithItsAge() {
        ask(HeldAnswers.LARGE);
        now.set(NOON.plus(Duration.ofMinutes(4)));
        assertThat(ask(HeldAnswers.LARGE).age().countedAt()).isEqualTo(NOON);
        assertThat(worked).hasValue(1);
    }

    @Test
    void anotherLimitOfSmallCountsIsAnotherAnswer() {
        ask(HeldAnswers.LARGE);
        answers.of(new HeldAnswers.Asked(ASKED.ended(), ASKED.by(), 11), () -> series(HeldAnswers.LARGE));
        assertThat(worked).hasValue(2);
    }

    @Test
    void whatIsOlderIsWorkedOutWhileTheOldOneIsGiven() throws InterruptedException {
        ask(HeldAnswers.LARGE);
        now.set(NOON.plus(Duration.ofMinutes(6)));
        CountDownLatch again = new CountDownLatch(1);
        HeldSeries given = answers.of(ASKED, () -> {
            again.countDown();
            return series(HeldAnswers.LARGE);
        });
        assertThat(given.age().countedAt()).isEqualTo(NOON);
        assertThat(again.await(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void whatIsTooOldIsNotGiven() {
        ask(HeldAnswers.LARGE);
        now.set(NOON.plus(Duration.ofMinutes(61)));
        assertThat(ask(HeldAnswers.LARGE).age().countedAt()).isEqualTo(now.get());
    }
}
