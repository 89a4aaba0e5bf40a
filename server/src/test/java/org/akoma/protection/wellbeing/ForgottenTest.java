package org.akoma.protection.wellbeing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.protection.visits.VisitState;
import org.akoma.protection.wellbeing.Forgotten.Sign;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is at risk of being forgotten, and why: signs, never a score. */
class ForgottenTest {

    private static final LocalDate DAY = LocalDate.parse("2015-11-16");
    private static final VisitState.Limits LIMITS = new VisitState.Limits(3, 14);

    private static Forgotten.Facts child(
            String code, String risk, int interval, int unseen, @Nullable Integer open, int missed) {
        return new Forgotten.Facts(
                Ids.next(),
                code,
                risk,
                "CI",
                "SW-01",
                null,
                null,
                null,
                DAY.minusDays(100),
                DAY.minusDays(unseen),
                DAY.minusDays(unseen),
                open == null ? null : DAY.minusDays(open),
                DAY.plusDays(5),
                missed,
                interval);
    }

    private static List<Sign> signs(Forgotten.Facts facts) {
        return Forgotten.of(facts, DAY, LIMITS)
                .map(found ->
                        found.reasons().stream().map(Forgotten.Reason::sign).toList())
                .orElse(List.of());
    }

    @Test
    void whoIsSeenInTimeIsNotForgotten() {
        assertThat(signs(child("AK-001", "HIGH", 7, 9, null, 0))).isEmpty();
        assertThat(signs(child("AK-001", "HIGH", 7, 3, 3, 1))).isEmpty();
    }

    @Test
    void everySignIsNamed() {
        assertThat(signs(child("AK-001", "HIGH", 7, 30, 21, 3)))
                .containsExactly(Sign.UNSEEN, Sign.MISSED_IN_A_ROW, Sign.OVERDUE, Sign.HIGH_RISK);
        Forgotten.Facts nobody = new Forgotten.Facts(
                Ids.next(),
                "AK-002",
                "LOW",
                "BF",
                null,
                DAY.minusDays(18),
                DAY.minusDays(18),
                null,
                DAY.minusDays(90),
                null,
                null,
                null,
                null,
                0,
                30);
        assertThat(signs(nobody)).containsExactly(Sign.LOST, Sign.NEVER_SEEN, Sign.NOTHING_PLANNED);
    }

    /** A child who left for home and of whom nobody heard again, and one without a place, come before children who are visited late. */
    @Test
    void whoSleepsSomewhereUnknownComesFirst() {
        Forgotten.Facts away = new Forgotten.Facts(
                Ids.next(),
                "AK-010",
                "LOW",
                "BF",
                "SW-01",
                null,
                DAY.minusDays(97),
                DAY.minusDays(99),
                DAY.minusDays(150),
                DAY.minusDays(3),
                DAY.minusDays(3),
                null,
                DAY.plusDays(5),
                0,
                30);
        assertThat(signs(away)).containsExactly(Sign.NO_PLACE, Sign.NOT_ARRIVED);
        assertThat(Stream.of(child("AK-001", "MEDIUM", 14, 60, 40, 3), away)
                        .flatMap(facts -> Forgotten.of(facts, DAY, LIMITS).stream())
                        .sorted(Forgotten.ORDER)
                        .map(found -> found.facts().code()))
                .containsExactly("AK-010", "AK-001");
    }

    @Test
    void partnersAloneCountBesideAnotherSign() {
        Forgotten.Facts far = new Forgotten.Facts(
                Ids.next(),
                "AK-003",
                "MEDIUM",
                "ML",
                "SW-02",
                null,
                null,
                null,
                DAY.minusDays(120),
                DAY.minusDays(20),
                DAY.minusDays(70),
                DAY.minusDays(6),
                DAY.plusDays(8),
                1,
                14);
        assertThat(signs(far)).containsExactly(Sign.UNSEEN, Sign.OVERDUE, Sign.ONLY_PARTNER);
    }

    @Test
    void highRiskComesFirstThenMostSignsThenTheLongestUnseenForTheirRhythm() {
        List<String> order = Stream.of(
                        child("AK-001", "LOW", 30, 40, null, 0),
                        child("AK-002", "MEDIUM", 14, 40, null, 0),
                        child("AK-003", "LOW", 30, 34, 20, 2),
                        child("AK-004", "HIGH", 7, 12, null, 0))
                .flatMap(facts -> Forgotten.of(facts, DAY, LIMITS).stream())
                .sorted(Forgotten.ORDER)
                .map(found -> found.facts().code())
                .toList();
        assertThat(order).containsExactly("AK-004", "AK-003", "AK-002", "AK-001");
    }

    /** As the page says it: lost or at high risk, then most signs, then the higher risk, then the longest unseen. */
    @Test
    void theOrderIsTheOneThatThePageSays() {
        List<String> codes = Stream.of(
                        child("AK-001", "LOW", 30, 200, null, 0),
                        child("AK-002", "MEDIUM", 14, 30, null, 0),
                        child("AK-003", "LOW", 30, 90, 60, 2),
                        child("AK-004", "HIGH", 7, 30, null, 0))
                .map(facts -> Forgotten.of(facts, DAY, LIMITS).orElseThrow())
                .sorted(Forgotten.ORDER)
                .map(found -> found.facts().code())
                .toList();
        assertThat(codes).containsExactly("AK-004", "AK-003", "AK-002", "AK-001");
    }
}
