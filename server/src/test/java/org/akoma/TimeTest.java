package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    /** A signed root whose moment PostgreSQL rounds up to the next millisecond would no longer fit its signature. */
    @Test
    void momentsAreAsExactAsPostgresqlKeepsThem() {
        Instant finer = Instant.parse("2015-06-04T05:30:00.123999700Z");
        Clock clock = new Time().clock(null);
        assertThat(Time.<Instant>at(finer, clock::instant)).isEqualTo(Instant.parse("2015-06-04T05:30:00.123999Z"));
        for (Clock one : List.of(clock, new Time().clock(EVE.toString())))
            for (int i = 0; i < 100; i++)
                assertThat(one.instant().getNano() % 1_000).isZero();
    }
}
