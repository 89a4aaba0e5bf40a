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

    /** Of forty-four certified, three whom nobody observed: how many were follows from both, so no occasion is shown; nor is one item of ten. */
    @Test
    void whatFollowsFromOthersIsHiddenOfOccasionsAndItems() {
        Map<FieldChecklist.Item, TrainingFigure.Held> items = new java.util.EnumMap<>(FieldChecklist.Item.class);
        for (FieldChecklist.Item item : FieldChecklist.Item.values()) items.put(item, new TrainingFigure.Held(30, 41));
        TrainingFigure shown = with(occasion(41, 30, 0, items), occasion(0, 0, 41, Map.of()));
        assertThat(shown.suppressedBelow(5).occasions()).isEqualTo(shown.occasions());
        items.put(FieldChecklist.Item.NO_PRESS, new TrainingFigure.Held(39, 41));
        TrainingFigure.OfOccasion masked =
                with(occasion(41, 38, 0, items)).suppressedBelow(5).occasions().getFirst();
        assertThat(masked.items()).isEmpty();
        assertThat(masked.well()).as("three who did not").isNull();
        assertThat(masked.observed()).isEqualTo(41);
        TrainingFigure few = with(occasion(41, 30, 3, Map.of()), occasion(0, 0, 44, Map.of()))
                .suppressedBelow(5);
        assertThat(few.suppressed()).contains("occasions");
        assertThat(few.occasions())
                .allSatisfy(one -> assertThat(one.observed()).isNull())
                .allSatisfy(one -> assertThat(one.missed()).isNull());
    }

    private static TrainingFigure.OfOccasion occasion(
            int observed, int well, int missed, Map<FieldChecklist.Item, TrainingFigure.Held> items) {
        return new TrainingFigure.OfOccasion(FieldChecklist.Occasion.DAY_90, observed, well, 8.0, 0, missed, items);
    }

    private static TrainingFigure with(TrainingFigure.OfOccasion... occasions) {
        return figure(104, 44, 41, List.of(occasions));
    }

    private static TrainingFigure figure(int trained, int certified) {
        return figure(trained, certified, 0, List.of());
    }

    private static TrainingFigure figure(
            int trained, int certified, int observed, List<TrainingFigure.OfOccasion> occasions) {
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
                observed,
                0,
                null,
                occasions,
                List.of(new TrainingFigure.OfStructure("POLICE", trained, certified)),
                java.util.Set.of());
    }
}
