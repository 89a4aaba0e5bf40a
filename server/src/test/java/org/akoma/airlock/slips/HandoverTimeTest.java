package org.akoma.airlock.slips;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HandoverTimeTest {

    private static final Instant FOUND = Instant.parse("2015-06-04T06:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void exactlyTwentyFourHoursIsInTime() {
        HandoverTime time = HandoverTime.of(FOUND, FOUND.plus(DAY), FOUND.plus(Duration.ofDays(9)), DAY);
        assertThat(time.isLate()).isFalse();
        assertThat(time.hoursLate()).isZero();
        assertThat(time.hoursTaken()).isEqualTo(24);
        assertThat(time.due()).isEqualTo(Instant.parse("2015-06-05T06:00:00Z"));
    }

    @Test
    void aBegunHourCounts() {
        HandoverTime time = HandoverTime.of(FOUND, FOUND.plus(DAY).plusSeconds(1), FOUND.plus(Duration.ofDays(9)), DAY);
        assertThat(time.isLate()).isTrue();
        assertThat(time.hoursLate()).isEqualTo(1);
    }

    @Test
    void aChildNotHandedOverIsLateByTheClock() {
        HandoverTime time = HandoverTime.of(FOUND, null, FOUND.plus(Duration.ofHours(30)), DAY);
        assertThat(time.handed()).isFalse();
        assertThat(time.hoursLate()).isEqualTo(6);
        assertThat(HandoverTime.of(FOUND, null, FOUND.minusSeconds(60), DAY).taken())
                .isZero();
    }
}
