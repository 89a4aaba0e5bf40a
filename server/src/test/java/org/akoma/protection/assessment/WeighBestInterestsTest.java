package org.akoma.protection.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public class WeighBestInterestsTest {

    private static final Weighing.Ground GROUND = Weighing.Ground.DURABLE_SOLUTION;
    private final Policies policies = new Policies(Map.of());

    @Test
    void twoDoNotDetermine() {
        assertThat(determination(GROUND, "SUP-01", "MIN-01").refusal(policies))
                .isEqualTo(FieldError.of("panel", "cases.panel-too-small", 3, 2));
    }

    @Test
    void whoIsNamedTwiceCountsOnce() {
        assertThat(determination(GROUND, "SUP-01", "MIN-01", " sup-01 ").refusal(policies))
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

    @Test
    void threeOfOneProfessionDoNotDetermine() {
        List<Weighing.Member> workers = Stream.of("SW-01", "SW-02", "SW-03")
                .map(who -> new Weighing.Member(who, Weighing.Profession.SOCIAL_WORK))
                .toList();
        WeighBestInterests alike = new WeighBestInterests(
                Ids.next(),
                Weighing.Kind.DETERMINATION,
                GROUND,
                workers,
                new Weighing.SealedText("options", "view", "decision", null),
                HERE,
                null);
        assertThat(alike.refusal(policies)).isEqualTo(FieldError.of("panel", "cases.panel-one-profession", 2));
    }

    @Test
    void aPanelHasMinutesWrittenOrAttached() {
        WeighBestInterests untold = new WeighBestInterests(
                Ids.next(),
                Weighing.Kind.DETERMINATION,
                GROUND,
                members("A", "B", "C"),
                new Weighing.SealedText("options", "view", "decision", null),
                HERE,
                null);
        assertThat(untold.refusal(policies)).isEqualTo(FieldError.of("minutes", "cases.panel-minutes"));
        WeighBestInterests attached = new WeighBestInterests(
                untold.id(), untold.kind(), GROUND, untold.panel(), untold.words(), HERE, Ids.next());
        assertThat(attached.refusal(policies)).isNull();
    }

    @Test
    void aDeterminationSaysWhatWasDetermined() {
        WeighBestInterests whole = determination(GROUND, "A", "B", "C");
        assertThat(answered(whole, null).refusal(policies)).isEqualTo(FieldError.of("answer", "form.required"));
        assertThat(answered(whole, new Weighing.Answer(Weighing.Solution.RETURN, null))
                        .refusal(policies))
                .isEqualTo(FieldError.of("answerCountry", "form.required"));
        assertThat(answered(whole, new Weighing.Answer(Weighing.Solution.STAY, "ML"))
                        .refusal(policies))
                .isEqualTo(FieldError.of("answerCountry", "cases.answer-country"));
        assertThat(answered(weigh(Weighing.Kind.ASSESSMENT, null), HERE).refusal(policies))
                .isEqualTo(FieldError.of("answer", "cases.answer-of-determination"));
    }

    private static WeighBestInterests answered(WeighBestInterests one, Weighing.@Nullable Answer answer) {
        return new WeighBestInterests(one.id(), one.kind(), one.ground(), one.panel(), one.words(), answer, null);
    }

    /** A return inside the country. */
    public static final Weighing.Answer HERE = new Weighing.Answer(Weighing.Solution.RETURN, "CI");

    /** Each of another profession than the one before. */
    public static List<Weighing.Member> members(String... panel) {
        Weighing.Profession[] all = Weighing.Profession.values();
        return IntStream.range(0, panel.length)
                .mapToObj(n -> new Weighing.Member(panel[n], all[n % all.length]))
                .toList();
    }

    private static WeighBestInterests determination(Weighing.@Nullable Ground ground, String... panel) {
        return weigh(Weighing.Kind.DETERMINATION, ground, panel);
    }

    private static WeighBestInterests weigh(Weighing.Kind kind, Weighing.@Nullable Ground ground, String... panel) {
        return new WeighBestInterests(
                Ids.next(),
                kind,
                ground,
                members(panel),
                new Weighing.SealedText("options", "view", "decision", null, "minutes"),
                kind == Weighing.Kind.DETERMINATION ? HERE : null,
                null);
    }
}
