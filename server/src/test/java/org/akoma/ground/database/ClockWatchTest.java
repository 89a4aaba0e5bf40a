package org.akoma.ground.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class ClockWatchTest {

    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void aClockBehindWhatWasWrittenIsReported() {
        ClockWatch watch = new ClockWatch(CLOCK, false);
        assertThat(watch.isWrong()).as("nothing is known yet").isFalse();
        watch.wrote(NOW.plusSeconds(60));
        assertThat(watch.isWrong()).as("two copies may differ a little").isFalse();
        assertThat(new ClockHealth(watch).health().getStatus()).isEqualTo(Status.UP);
        watch.wrote(NOW.plusSeconds(3_600));
        watch.wrote(NOW);
        assertThat(watch.isWrong()).isTrue();
        assertThat(new ClockHealth(watch).health().getStatus()).isEqualTo(ClockHealth.WRONG);
    }

    @Test
    void anotherClockThanTheDatabasesIsReported() {
        ClockWatch watch = new ClockWatch(CLOCK, false);
        watch.compare(NOW.plusSeconds(60));
        assertThat(watch.isWrong()).isFalse();
        watch.compare(NOW.minusSeconds(600));
        assertThat(watch.isWrong()).isTrue();
        watch.compare(NOW);
        assertThat(watch.isWrong()).as("as soon as it is set").isFalse();
    }

    @Test
    void aDemoHasATimeOfItsOwn() {
        ClockWatch watch = new ClockWatch(CLOCK, true);
        watch.wrote(NOW.plusSeconds(3_600));
        assertThat(watch.isWrong()).isFalse();
    }
}
