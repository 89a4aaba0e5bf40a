package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clocks of {@code requirements.md 2.4}. */
class DeadlineTest {

    private static final Instant HANDED = Instant.parse("2015-06-04T20:00:00Z");
    private static final Instant DUE = HANDED.plus(Duration.ofHours(24));

    @Test
    void whatIsNotDoneRunsUntilItIsOverdue() {
        Deadline open = new Deadline("T2", DUE, null);
        assertThat(open.state(DUE.plusSeconds(1))).isEqualTo(Deadline.State.OVERDUE);
        assertThat(open.lateness(DUE.plusSeconds(60))).isEqualTo(Duration.ofMinutes(1));
        assertThat(open.state(DUE)).isEqualTo(Deadline.State.RUNNING);
        assertThat(open.lateness(DUE)).isZero();
    }

    @Test
    void whatIsDoneStaysMetOrLateWhateverTheHour() {
        Instant years = HANDED.plus(Duration.ofDays(900));
        assertThat(new Deadline("T2", DUE, DUE.plusSeconds(1)).state(years)).isEqualTo(Deadline.State.LATE);
        assertThat(new Deadline("T2", DUE, DUE).state(years)).isEqualTo(Deadline.State.MET);
    }

    @Test
    void aGuardianAppointedOnTheSeventhDayIsInTime() {
        assertThat(Deadlines.guardian(HANDED, 7, LocalDate.parse("2015-06-12")).state(HANDED))
                .isEqualTo(Deadline.State.LATE);
        assertThat(Deadlines.guardian(HANDED, 7, LocalDate.parse("2015-06-11")).state(HANDED))
                .isEqualTo(Deadline.State.MET);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "1, 1", "86400, 1", "86401, 2", "90000, 2", "172800, 2"})
    void eachDayThatBeganIsCounted(long seconds, long days) {
        assertThat(new Deadline("T3", DUE, DUE.plusSeconds(seconds)).daysLate(DUE))
                .isEqualTo(days);
    }
}
