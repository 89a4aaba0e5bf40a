package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuppressionTest {

    private static OperationFigures figures(int screened, int victims, int not, int adults, int slips, int inTime) {
        return new OperationFigures(
                "OP-1",
                "CI",
                LocalDate.of(2015, 6, 1),
                false,
                197,
                screened,
                victims,
                not,
                adults,
                22,
                22,
                9,
                slips,
                inTime,
                Set.of());
    }

    @Test
    void aSmallCountAndWhatWouldGiveItAwayAreHidden() {
        OperationFigures shown = figures(61, 48, 9, 4, 48, 45).suppressedBelow(5);
        assertThat(shown.screened()).isEqualTo(61);
        assertThat(shown.victims()).isEqualTo(48);
        assertThat(shown.adults()).isNull();
        assertThat(shown.notVictims()).as("61 - 48 - 9 would say 4").isNull();
        assertThat(shown.slips()).isEqualTo(48);
        assertThat(shown.slipsInTime()).as("48 - 45 would say 3").isNull();
        assertThat(shown.suppressed()).containsExactlyInAnyOrder("adults", "notVictims", "slipsInTime");
    }

    @Test
    void nothingAndLargeCountsAreShown() {
        OperationFigures shown = figures(60, 50, 10, 0, 50, 50).suppressedBelow(5);
        assertThat(shown.suppressed()).isEmpty();
        assertThat(shown.adults()).isZero();
    }
}
