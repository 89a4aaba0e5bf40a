package org.akoma.protection.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.protection.cases.CaseFile.VictimStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecideVictimStatusTest {

    @ParameterizedTest
    @EnumSource(VictimStatus.class)
    void nothingBecomesAPresumptionAgainAndNothingIsDecidedTwice(VictimStatus now) {
        assertThat(DecideVictimStatus.mayFollow(now, VictimStatus.PRESUMED_VICTIM))
                .isFalse();
        assertThat(DecideVictimStatus.mayFollow(now, now)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = VictimStatus.class,
            names = {"CONFIRMED_VICTIM", "NOT_A_VICTIM", "ADULT"})
    void aPresumedVictimBecomesWhatIsDecided(VictimStatus decided) {
        assertThat(DecideVictimStatus.mayFollow(VictimStatus.PRESUMED_VICTIM, decided))
                .isTrue();
    }
}
