package org.akoma.programme.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was learnt, and who passed. */
class GainTest {

    private static final PassRule RULE = new PassRule(70, 2);

    @Test
    void gainIsTheShareOfWhatWasLeftToGain() {
        assertThat(Gain.between(50, 80)).isEqualTo(new Gain(30, 60.0));
        assertThat(Gain.between(68, 66).percent()).isEqualTo(-6.25);
        assertThat(Gain.between(100, 90)).isEqualTo(new Gain(-10, null));
        assertThat(Gain.between(null, 90)).isEqualTo(new Gain(null, null));
    }

    @Test
    void theMeanLeavesOutWhoHadNothingToGainOrSatOneTest() {
        assertThat(Gain.mean(List.of(
                        Gain.between(50, 80), Gain.between(0, 25), Gain.between(100, 100), Gain.between(1, null))))
                .isEqualTo(42.5);
        assertThat(Gain.mean(List.of(Gain.between(100, 100)))).isNull();
        assertThat(Gain.oneDecimal(52.65)).isEqualTo(52.7);
    }

    @Test
    void testDaysAndPracticalAreAllNeeded() {
        assertThat(RULE.missing(70, 2, Participant.Practical.PASS)).isEmpty();
        assertThat(RULE.missing(69, 2, Participant.Practical.PASS)).containsExactly(PassRule.Missing.TEST);
        assertThat(RULE.missing(100, 1, Participant.Practical.PASS)).containsExactly(PassRule.Missing.DAYS);
        assertThat(RULE.missing(100, 2, Participant.Practical.FAIL)).containsExactly(PassRule.Missing.PRACTICAL);
        assertThat(RULE.missing(null, 0, null)).hasSize(3);
    }

    @Test
    void aTotalIsTheMeanOfItsModulesAndNeverApartFromThem() {
        Map<TrainingModule, Integer> modules = Map.of(TrainingModule.M1_LAW, 90, TrainingModule.M4_CHILD_INTERVIEW, 81);
        assertThat(TrainingResults.total(null, modules)).isEqualTo(86);
        assertThat(TrainingResults.apart(null, modules)).isNull();
        assertThat(TrainingResults.apart(84, modules)).isNull();
        assertThat(TrainingResults.apart(91, modules)).isNotNull();
        assertThat(TrainingResults.apart(null, Map.of())).isNotNull();
    }

    @Test
    void fewPeopleAreHiddenAndSoIsWhatTheirNumberFollowsFrom() {
        TrainingFigure all = figure(104, 84).suppressedBelow(5);
        assertThat(all.certified()).isEqualTo(84);
        assertThat(figure(104, 101).suppressedBelow(5).certified())
                .as("three who failed")
                .isNull();
        assertThat(figure(4, 4).suppressedBelow(5)).satisfies(few -> {
            assertThat(few.trained()).isNull();
            assertThat(few.gain()).isNull();
            assertThat(few.suppressed()).contains("trained", "certified");
        });
        assertThat(all.structures()).isEmpty();
    }

    private static TrainingFigure figure(int trained, int certified) {
        return new TrainingFigure(
                "TR",
                "CI",
                java.time.LocalDate.EPOCH,
                trained,
                certified,
                50.0,
                80.0,
                60.0,
                Map.of(),
                0,
                null,
                null,
                0,
                0,
                null,
                List.of(new TrainingFigure.OfStructure("POLICE", trained, certified)),
                java.util.Set.of());
    }
}
