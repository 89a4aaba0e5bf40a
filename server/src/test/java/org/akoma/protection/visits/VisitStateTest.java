package org.akoma.protection.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Punctuality is computed: within three days either side, late up to fourteen, then missed (I11). */
class VisitStateTest {

    private static final LocalDate DAY = LocalDate.parse("2015-09-15");
    private static final VisitState.Limits LIMITS = new VisitState.Limits(3, 14);

    private static VisitState made(int days) {
        return state(DAY.plusDays(days), DAY.plusDays(60));
    }

    private static VisitState state(@Nullable LocalDate done, LocalDate asOf) {
        return VisitState.of(DAY, done, false, false, asOf, LIMITS);
    }

    @Test
    void threeDaysEitherSideAreInTime() {
        assertThat(made(-3)).isEqualTo(VisitState.DONE_ON_TIME);
        assertThat(made(3)).isEqualTo(VisitState.DONE_ON_TIME);
        assertThat(made(4)).isEqualTo(VisitState.DONE_LATE);
        assertThat(made(14)).isEqualTo(VisitState.DONE_LATE);
        assertThat(made(15)).isEqualTo(VisitState.DONE_TOO_LATE);
    }

    @Test
    void whatWasNotMadeIsOverdueThenMissed() {
        assertThat(state(null, DAY.plusDays(3))).isEqualTo(VisitState.PLANNED);
        assertThat(state(null, DAY.plusDays(4))).isEqualTo(VisitState.OVERDUE);
        assertThat(state(null, DAY.plusDays(14))).isEqualTo(VisitState.OVERDUE);
        assertThat(state(null, DAY.plusDays(15))).isEqualTo(VisitState.MISSED);
    }

    @Test
    void aPastDayKnowsNothingOfWhatCameLater() {
        assertThat(state(DAY.plusDays(5), DAY.plusDays(4))).isEqualTo(VisitState.OVERDUE);
        assertThat(state(DAY.plusDays(5), DAY.plusDays(5))).isEqualTo(VisitState.DONE_LATE);
    }
}
