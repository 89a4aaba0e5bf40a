package org.akoma.programme.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.akoma.programme.indicators.SaidIndicator;
import org.junit.jupiter.api.Test;

/** A report compares two numbers only where each is of its own month: no "0 pt" between two copies of an old one. */
class ReleasedContentTest {

    private static final YearMonth OCTOBER = YearMonth.of(2015, 10);

    private static SaidIndicator of(String day) {
        return new SaidIndicator("I19", "", "", "", null, null, null, null, null, Map.of(), null)
                .released("75,4 %", null, 52L, 69L, null, LocalDate.parse(day));
    }

    private static boolean compared(String now, String before) {
        return ReleasedContent.isOfMonths(of(now), of(before), OCTOBER);
    }

    @Test
    void twoNumbersOfTheirOwnMonthsAreCompared() {
        assertThat(compared("2015-10-31", "2015-09-30")).isTrue();
        assertThat(compared("2015-10-15", "2015-09-01")).isTrue();
    }

    @Test
    void anOlderOneIsNotTakenForThatOfTheMonth() {
        assertThat(compared("2015-09-30", "2015-09-30")).isFalse();
        assertThat(compared("2015-09-30", "2015-08-31")).isFalse();
        assertThat(compared("2015-10-31", "2015-07-31")).isFalse();
        assertThat(compared("2015-10-31", "2014-09-30")).isFalse();
        SaidIndicator none = of("2015-10-31").unreleased("non publié");
        assertThat(ReleasedContent.isOfMonths(none, of("2015-09-30"), OCTOBER)).isFalse();
    }
}
