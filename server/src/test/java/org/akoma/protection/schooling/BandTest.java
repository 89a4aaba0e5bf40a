package org.akoma.protection.schooling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The borders of the bands belong to the better one; nothing is rounded up to it. */
class BandTest {

    @ParameterizedTest
    @CsvSource({
        "8, 10, REGULAR",
        "79, 100, IRREGULAR",
        "799, 1000, IRREGULAR",
        "5, 10, IRREGULAR",
        "49, 100, AT_RISK",
        "0, 5, AT_RISK",
        ", 10, UNKNOWN",
        "0, 0, UNKNOWN"
    })
    void aBand(@Nullable Long present, Long expected, Band band) {
        assertThat(Band.of(present, expected, new Policies(Map.of()))).isEqualTo(band);
    }
}
