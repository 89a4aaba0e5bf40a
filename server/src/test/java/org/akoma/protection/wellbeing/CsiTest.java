package org.akoma.protection.wellbeing;

import static org.akoma.protection.wellbeing.CsiConsequence.Kind.EXPLOITATION_ALERT;
import static org.akoma.protection.wellbeing.CsiConsequence.Kind.MENTAL_HEALTH_REFERRAL;
import static org.akoma.protection.wellbeing.CsiConsequence.Kind.PLAN_ACTION;
import static org.akoma.protection.wellbeing.CsiConsequence.Kind.URGENT_ALERT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.akoma.Ids;
import org.akoma.ground.reference.Policies;
import org.junit.jupiter.api.Test;

/** What an index asks, what changed, and when the next one is due. */
class CsiTest {

    private static final Instant THEN = Instant.parse("2015-06-12T10:00:00Z");
    private static final Policies POLICIES = new Policies(Map.of());

    private static Csi csi(Csi.Wave wave, Map<CsiFactor, Integer> but) {
        Map<CsiFactor, Integer> levels = new EnumMap<>(CsiFactor.class);
        for (CsiFactor factor : CsiFactor.values()) levels.put(factor, but.getOrDefault(factor, 4));
        return new Csi(
                Ids.next(),
                wave,
                LocalDate.parse("2015-06-12"),
                THEN,
                Ids.next(),
                List.of(Csi.Informant.CHILD),
                levels,
                Map.of(),
                new Csi.SealedText(null, null));
    }

    private static List<CsiConsequence.Kind> asked(Csi.Wave wave, boolean known, Map<CsiFactor, Integer> but) {
        return CsiConsequence.of(csi(wave, but), known, POLICIES).stream()
                .map(CsiConsequence::kind)
                .toList();
    }

    @Test
    void allGoodOrFairAsksNothing() {
        assertThat(asked(Csi.Wave.BASELINE, false, Map.of(CsiFactor.CARE, 3))).isEmpty();
    }

    @Test
    void aOneIsUrgentAndATwoAsksForThePlan() {
        var found = CsiConsequence.of(
                csi(Csi.Wave.MONTHS_3, Map.of(CsiFactor.SHELTER, 1, CsiFactor.CARE, 2, CsiFactor.WELLNESS, 2)),
                false,
                POLICIES);
        assertThat(found).extracting(CsiConsequence::kind).containsExactly(URGENT_ALERT, PLAN_ACTION);
        assertThat(found.getFirst().due()).isEqualTo(THEN.plusSeconds(24 * 3_600));
        assertThat(found.get(1).factors()).containsExactly(CsiFactor.CARE, CsiFactor.WELLNESS);
        assertThat(found.get(1).due()).isEqualTo("2015-06-26T23:59:59Z");
    }

    @Test
    void exploitationIsAnAlertAndDespairAReferral() {
        assertThat(asked(
                        Csi.Wave.MONTHS_6,
                        true,
                        Map.of(CsiFactor.ABUSE_EXPLOITATION, 1, CsiFactor.EMOTIONAL_HEALTH, 1)))
                .containsExactly(URGENT_ALERT, EXPLOITATION_ALERT, MENTAL_HEALTH_REFERRAL);
    }

    @Test
    void whatThePoliceKnowFromTheRescueIsNotReportedToThemAgain() {
        assertThat(asked(Csi.Wave.BASELINE, true, Map.of(CsiFactor.ABUSE_EXPLOITATION, 1)))
                .containsExactly(URGENT_ALERT);
        assertThat(asked(Csi.Wave.BASELINE, false, Map.of(CsiFactor.ABUSE_EXPLOITATION, 1)))
                .contains(EXPLOITATION_ALERT);
    }

    @Test
    void changeIsLaterLessEarlierFactorByFactor() {
        Csi before = csi(Csi.Wave.BASELINE, Map.of(CsiFactor.CARE, 1));
        Csi after = csi(Csi.Wave.MONTHS_3, Map.of(CsiFactor.CARE, 3, CsiFactor.SHELTER, 2));
        assertThat(CsiChange.of(CsiFactor.CARE, before, after).change()).isEqualTo(2);
        assertThat(CsiChange.of(CsiFactor.CARE, before, after).direction()).isEqualTo("BETTER");
        assertThat(CsiChange.of(CsiFactor.SHELTER, before, after).change()).isEqualTo(-2);
        assertThat(CsiChange.of(CsiFactor.WELLNESS, before, after).direction()).isEqualTo("SAME");
        assertThat(CsiChange.of(CsiFactor.WELLNESS, null, after).direction()).isEqualTo("UNKNOWN");
    }

    private static String next(String... made) {
        var expected = CsiCalendar.of(POLICIES)
                .next(
                        LocalDate.parse("2015-06-08"),
                        Stream.of(made).map(LocalDate::parse).toList());
        return expected.wave() + " " + expected.on();
    }

    @Test
    void theNextOneFollowsTheCalendar() {
        assertThat(next()).isEqualTo("BASELINE 2015-06-15");
        assertThat(next("2015-06-12")).isEqualTo("MONTHS_3 2015-09-12");
        assertThat(next("2015-06-12", "2015-08-20")).isEqualTo("MONTHS_3 2015-09-12");
        assertThat(next("2015-06-12", "2015-09-01")).isEqualTo("MONTHS_6 2015-12-12");
        assertThat(next("2015-06-12", "2015-11-10")).isEqualTo("MONTHS_6 2015-12-12");
        assertThat(next("2015-06-12", "2015-12-12")).isEqualTo("YEARLY 2016-12-12");
        assertThat(next("2015-06-12", "2016-12-12")).isEqualTo("YEARLY 2017-12-12");
        assertThat(next("2015-06-12", "2019-01-01")).isEqualTo("YEARLY 2019-12-12");
    }
}
