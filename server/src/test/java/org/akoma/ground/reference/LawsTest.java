package org.akoma.ground.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LawsTest {
    private final Laws laws = new Laws();

    @ParameterizedTest
    @CsvSource({
        "CI, 2010-09-29,",
        "CI, 2010-09-30, CI-2010-272",
        "CI, 2015-06-04, CI-2010-272",
        "CI, 2016-12-07, CI-2010-272",
        "CI, 2016-12-08, CI-2016-1111",
        "CI, 2026-01-01, CI-2016-1111",
        "GH, 2004-01-01,",
        "GH, 2015-06-04, GH-ACT-694",
        "FR, 2015-06-04,"
    })
    void theLawFollowsTheDayOfTheFacts(String country, LocalDate on, String code) {
        assertThat(laws.trafficking(country, on).map(Law::code).orElse(null)).isEqualTo(code);
    }
}
