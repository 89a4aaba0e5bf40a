package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeTest {

    private static final Instant EVE = Instant.parse("2015-11-16T08:00:00Z");

    @Test
    void theDemosClockStartsWhereToldAndTicks() {
        Clock clock = new Time().clock(EVE.toString());
        assertThat(clock.instant()).isBetween(EVE, EVE.plus(Duration.ofMinutes(1)));
        assertThat(Clock.offset(clock, Duration.ofDays(1)).instant()).isAfter(EVE.plus(Duration.ofDays(1)));
    }

    @Test
    void aReplayedRecordLivesAtItsOwnMoment() {
        Clock clock = new Time().clock(null);
        Instant then = Instant.parse("2015-06-04T05:30:00Z");
        assertThat(Time.<Instant>at(then, clock::instant)).isEqualTo(then);
        assertThat(clock.instant()).isAfter(then);
    }
}
