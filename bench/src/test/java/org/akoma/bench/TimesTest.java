package org.akoma.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimesTest {

    private static Times millis(long... millis) {
        return Times.of(LongStream.of(millis).map(ms -> ms * 1_000_000).toArray());
    }

    @Test
    void aPercentileIsAValueThatWasMeasured() {
        Times hundred = Times.of(
                LongStream.rangeClosed(1, 100).map(ms -> (101 - ms) * 1_000_000).toArray());
        assertThat(hundred.percentile(50)).isEqualTo(50);
        assertThat(hundred.percentile(95)).isEqualTo(95);
        assertThat(hundred.percentile(100)).isEqualTo(100);
        assertThat(millis(30, 10, 20).percentile(50)).isEqualTo(20);
        assertThat(millis(10, 20).percentile(50)).isEqualTo(10);
        assertThat(millis(10, 20).percentile(95)).isEqualTo(20);
        assertThat(millis(7).percentile(50)).isEqualTo(7);
    }

    @Test
    void millisecondsAreToldToAHundredth() {
        assertThat(Times.of(1_234_567).percentile(50)).isEqualTo(1.23);
        assertThat(Times.hundredths(2.005 + 1e-9)).isEqualTo(2.01);
    }

    @Test
    void nothingMeasuredHasNoPercentile() {
        assertThatThrownBy(() -> millis().percentile(50)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> millis(1).percentile(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> millis(1).percentile(101)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasMeasuredFirstStaysAsItWas() {
        long[] given = {3, 1, 2};
        assertThat(Times.of(given).count()).isEqualTo(3);
        assertThat(given).containsExactly(3, 1, 2);
    }
}
