package org.akoma.enforcement.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.akoma.enforcement.suspects.SuspectStatus;
import org.junit.jupiter.api.Test;

class StatusRulesTest {

    @Test
    void nobodyIsConfirmedWithoutHavingBeenPresumed() {
        assertThat(ScreeningStatus.SCREENED.mayBecome(ScreeningStatus.CONFIRMED_VICTIM))
                .isFalse();
        assertThat(ScreeningStatus.PRESUMED_VICTIM.mayBecome(ScreeningStatus.CONFIRMED_VICTIM))
                .isTrue();
    }

    @Test
    void whoWasRuledOutMayOnlyBePresumedAgain() {
        for (ScreeningStatus settled : List.of(ScreeningStatus.NOT_A_VICTIM, ScreeningStatus.ADULT))
            for (ScreeningStatus next : ScreeningStatus.values())
                assertThat(settled.mayBecome(next)).isEqualTo(next == ScreeningStatus.PRESUMED_VICTIM);
    }

    @Test
    void presumingNeedsNoCoordinator() {
        for (ScreeningStatus status : ScreeningStatus.values())
            assertThat(status.needsCoordinator()).isEqualTo(status != ScreeningStatus.PRESUMED_VICTIM);
    }

    @Test
    void aJudgmentIsOnlyAppealed() {
        for (SuspectStatus next : SuspectStatus.values())
            assertThat(SuspectStatus.CONVICTED.mayBecome(next)).isEqualTo(next == SuspectStatus.ON_TRIAL);
        assertThat(SuspectStatus.ON_TRIAL.mayBecome(SuspectStatus.ARRESTED)).isFalse();
    }

    @Test
    void noOperationWithoutCare() {
        assertThat(plan(50, 48, "IOM-CI").hasCare()).isFalse();
        assertThat(plan(50, 50, null).hasCare()).isFalse();
        assertThat(plan(50, 50, "IOM-CI").hasCare()).isTrue();
    }

    private static OperationPlan plan(int expected, int capacity, String confirmedBy) {
        LocalDate day = LocalDate.of(2015, 6, 1);
        return new OperationPlan(
                "CI",
                day,
                null,
                List.of("COCOA"),
                "x",
                null,
                expected,
                capacity,
                confirmedBy,
                confirmedBy == null ? null : day,
                Set.of());
    }
}
