package org.akoma.ground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlowUploadsTest {

    @Test
    void aByteNowAndThenIsTooSlowOnceTheGraceIsOver() {
        assertThat(SlowUploads.isTooSlow(3, Duration.ofSeconds(60), false)).isFalse();
        assertThat(SlowUploads.isTooSlow(3, Duration.ofSeconds(61), false)).isTrue();
        assertThat(SlowUploads.isTooSlow(61 << 10, Duration.ofSeconds(61), true))
                .isFalse();
        assertThat(SlowUploads.isTooSlow((61 << 10) - 1, Duration.ofSeconds(61), true))
                .isTrue();
    }

    @Test
    void aFormGivesItsDeskBackHoweverSteadilyItComes() {
        assertThat(SlowUploads.isTooSlow(25 << 20, Duration.ofMinutes(10), true))
                .isFalse();
        assertThat(SlowUploads.isTooSlow(25 << 20, Duration.ofSeconds(601), true))
                .isTrue();
        assertThat(SlowUploads.isTooSlow(25 << 20, Duration.ofSeconds(601), false))
                .isFalse();
    }

    /** A clock that is put back is no reason to send anybody away. */
    @Test
    void aClockPutBackDoesNoHarm() {
        assertThat(SlowUploads.isTooSlow(0, Duration.ofHours(-1), true)).isFalse();
    }
}
