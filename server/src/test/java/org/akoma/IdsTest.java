package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void areVersionSevenAndGrowEvenWithinAMillisecond() {
        UUID[] made = Stream.generate(Ids::next).limit(50_000).toArray(UUID[]::new);
        for (int i = 1; i < made.length; i++) {
            assertThat(made[i].toString()).isGreaterThan(made[i - 1].toString());
        }
        assertThat(made[0].version()).isEqualTo(7);
        assertThat(made[0].variant()).isEqualTo(2);
    }

    @Test
    void tellWhenTheyWereMade() {
        long before = System.currentTimeMillis();
        long inId = Ids.next().getMostSignificantBits() >>> 16;
        assertThat(inId).isBetween(before, System.currentTimeMillis() + 20);
    }
}
