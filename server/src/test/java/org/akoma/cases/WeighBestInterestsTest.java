package org.akoma.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeighBestInterestsTest {

    private static final Weighing.Ground GROUND = Weighing.Ground.DURABLE_SOLUTION;
    private final Policies policies = new Policies(Map.of());

    @Test
    void twoDoNotDetermine() {
        assertThat(determination(GROUND, "SUP-01", "MIN-01").refusal(policies))
                .isEqualTo(FieldError.of("panel", "cases.panel-too-small", 3, 2));
    }

    @Test
    void whoIsNamedTwiceCountsOnce() {
        assertThat(determination(GROUND, "SUP-01", "MIN-01", " SUP-01 ", "").refusal(policies))
                .isEqualTo(FieldError.of("panel", "cases.panel-too-small", 3, 2));
    }

    @Test
    void aDeterminationHasAGround() {
        assertThat(determination(null, "A", "B", "C").refusal(policies))
                .isEqualTo(FieldError.of("ground", "form.required"));
    }

    @Test
    void threeDetermine() {
        assertThat(determination(GROUND, "SUP-01", "MIN-01", "SW-01").refusal(policies))
                .isNull();
    }

    @Test
    void thePanelIsAPolicy() {
        assertThat(determination(GROUND, "A", "B", "C").refusal(new Policies(Map.of("bid-panel.min", "5"))))
                .isEqualTo(FieldError.of("panel", "cases.panel-too-small", 5, 3));
    }

    @Test
    void anAssessmentNeedsNoPanelAndHasNoGround() {
        assertThat(weigh(Weighing.Kind.ASSESSMENT, null).refusal(policies)).isNull();
        assertThat(weigh(Weighing.Kind.ASSESSMENT, GROUND).refusal(policies))
                .isEqualTo(FieldError.of("ground", "cases.ground-of-determination"));
    }

    private static WeighBestInterests determination(Weighing.@Nullable Ground ground, String... panel) {
        return weigh(Weighing.Kind.DETERMINATION, ground, panel);
    }

    private static WeighBestInterests weigh(Weighing.Kind kind, Weighing.@Nullable Ground ground, String... panel) {
        return new WeighBestInterests(
                Ids.next(), kind, ground, List.of(panel), new Weighing.Words("options", "view", "decision", null));
    }
}
