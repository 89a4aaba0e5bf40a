package org.akoma.ground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowSendersTest {

    @Test
    void aByteNowAndThenIsTooSlowOnceTheGraceIsOver() {
        assertThat(SlowSenders.isTooSlow(3, Duration.ofSeconds(60), false)).isFalse();
        assertThat(SlowSenders.isTooSlow(3, Duration.ofSeconds(61), false)).isTrue();
        assertThat(SlowSenders.isTooSlow(61 << 10, Duration.ofSeconds(61), true))
                .isFalse();
        assertThat(SlowSenders.isTooSlow((61 << 10) - 1, Duration.ofSeconds(61), true))
                .isTrue();
    }

    @Test
    void aFormGivesItsDeskBackHoweverSteadilyItComes() {
        assertThat(SlowSenders.isTooSlow(25 << 20, Duration.ofMinutes(10), true))
                .isFalse();
        assertThat(SlowSenders.isTooSlow(25 << 20, Duration.ofSeconds(601), true))
                .isTrue();
        assertThat(SlowSenders.isTooSlow(25 << 20, Duration.ofSeconds(601), false))
                .isFalse();
    }

    /** A clock that is put back is no reason to send anybody away. */
    @Test
    void aClockPutBackDoesNoHarm() {
        assertThat(SlowSenders.isTooSlow(0, Duration.ofHours(-1), true)).isFalse();
    }
}
