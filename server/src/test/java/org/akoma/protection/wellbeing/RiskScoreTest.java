package org.akoma.protection.wellbeing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.akoma.Ids;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile.Risk;
import org.junit.jupiter.api.Test;

/** What a score proposes. */
class RiskScoreTest {

    private static final Policies POLICIES = new Policies(Map.of());

    private static RiskScore score(Map<RiskItem, Integer> but, boolean asks, boolean exploited, boolean missed) {
        Map<RiskItem, Integer> points = new EnumMap<>(RiskItem.class);
        for (RiskItem item : RiskItem.values()) points.put(item, 0);
        points.putAll(but);
        return made(points, asks, exploited, missed);
    }

    private static RiskScore made(Map<RiskItem, Integer> points, boolean asks, boolean exploited, boolean missed) {
        return new RiskScore(
                        Ids.next(),
                        LocalDate.parse("2015-11-16"),
                        Instant.EPOCH,
                        Ids.next(),
                        points,
                        asks,
                        exploited,
                        missed,
                        Risk.LOW,
                        null,
                        new RiskScore.SealedText(null))
                .proposing(POLICIES);
    }

    @Test
    void theBandsBeginWhereThePolicySays() {
        assertThat(RiskScore.band(7, POLICIES)).isEqualTo(Risk.LOW);
        assertThat(RiskScore.band(8, POLICIES)).isEqualTo(Risk.MEDIUM);
        assertThat(RiskScore.band(15, POLICIES)).isEqualTo(Risk.MEDIUM);
        assertThat(RiskScore.band(16, POLICIES)).isEqualTo(Risk.HIGH);
    }

    @Test
    void whatIsMissingCountsTwoAndIsShown() {
        RiskScore nothingKnown = made(Map.of(), false, false, false);
        assertThat(nothingKnown.sum()).isEqualTo(20);
        assertThat(nothingKnown.missing()).hasSize(10);
        assertThat(nothingKnown.proposed()).isEqualTo(Risk.HIGH);
    }

    @Test
    void oneGraveThingIsEnough() {
        assertThat(score(Map.of(), false, false, false).proposed()).isEqualTo(Risk.LOW);
        assertThat(score(Map.of(RiskItem.FAMILY_ROLE, 3), false, false, false).proposed())
                .isEqualTo(Risk.HIGH);
        assertThat(score(Map.of(RiskItem.DEBT, 3), false, false, false).proposed())
                .isEqualTo(Risk.LOW);
        assertThat(score(Map.of(), true, false, false).overrides()).containsExactly(RiskScore.Override.ASKS_PROTECTION);
        assertThat(score(Map.of(), false, true, false).proposed()).isEqualTo(Risk.HIGH);
        assertThat(score(Map.of(), false, false, true).proposed()).isEqualTo(Risk.HIGH);
    }
}
