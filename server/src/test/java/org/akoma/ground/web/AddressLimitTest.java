package org.akoma.ground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** How often one address may ask for what is open to everybody. */
class AddressLimitTest {

    private Instant now = Instant.parse("2015-11-16T08:00:00Z");

    private final AddressLimit limit = new AddressLimit(
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            },
            30);

    @Test
    void thirtyTimesAMinuteAndEachAddressByItself() {
        for (int n = 0; n < 30; n++) assertThat(limit.allows("192.0.2.1")).isTrue();
        assertThat(limit.allows("192.0.2.1")).isFalse();
        assertThat(limit.allows("192.0.2.2")).isTrue();
        now = now.plusSeconds(61);
        assertThat(limit.allows("192.0.2.1")).isTrue();
    }
}
