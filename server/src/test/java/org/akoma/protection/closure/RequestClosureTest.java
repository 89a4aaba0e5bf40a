package org.akoma.protection.closure;

import static org.akoma.protection.closure.ClosureFinding.Answer.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.protection.assessment.Plan;
import org.akoma.protection.assessment.PlanGoal;
import org.akoma.protection.assessment.PlanTest;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.SomeFile;
import org.akoma.protection.closure.ClosureFinding.Criterion;
import org.akoma.protection.placement.Placement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestClosureTest {

    private static final LocalDate TODAY = LocalDate.parse("2015-12-10");
    private static final CaseFile FILE = SomeFile.in(CaseFile.Status.FOLLOW_UP);

    @ParameterizedTest
    @EnumSource(value = Criterion.class, names = "SUPERVISOR", mode = EnumSource.Mode.EXCLUDE)
    void everySingleCriterionStandsInTheWay(Criterion missing) {
        for (ClosureFinding.Answer answer : List.of(NOT_MET, UNKNOWN)) {
            FieldError why = refusal(Closure.Code.PLAN_GOALS_MET, all(missing, answer));
            assertThat(why).isEqualTo(FieldError.of("criteria", "cases.closure-criteria", 1, missing.name()));
        }
    }

    /** An open alert is said before a safety that nobody checked. */
    @Test
    void whatIsKnownToBeBadOutweighsWhatIsNotKnown() {
        ClosureFinding open = ClosureFinding.notMet(Criterion.NO_NEW_RISK, "followup.closure.alerts", 2);
        ClosureFinding unchecked = ClosureFinding.unknown(Criterion.NO_NEW_RISK, "followup.closure.not-checked");
        for (List<ClosureFinding> said : List.of(List.of(open, unchecked), List.of(unchecked, open)))
            assertThat(ClosureCriteria.all(List.of(), said)).contains(open).doesNotContain(unchecked);
    }

    @Test
    void withoutAnyRecordNothingIsMet() {
        FieldError why = refusal(Closure.Code.PLAN_GOALS_MET, ClosureCriteria.all(List.of(), List.of()));
        assertThat(Objects.requireNonNull(why).args().getFirst()).isEqualTo(10);
    }

    @ParameterizedTest
    @EnumSource(
            value = Closure.Code.class,
            names = {"PLAN_GOALS_MET", "REPATRIATED", "OTHER"})
    void ordinaryCodesMeetEveryCriterion(Closure.Code code) {
        assertThat(Objects.requireNonNull(refusal(code, all(Criterion.RISK_LOW, NOT_MET)))
                        .code())
                .isEqualTo("cases.closure-criteria");
        assertThat(refusal(code, all(Criterion.SUPERVISOR, UNKNOWN))).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Closure.Code.class,
            names = {"DEATH", "OTHER"})
    void codesThatAskForWordsGetThem(Closure.Code code) {
        assertThat(new RequestClosure(Ids.next(), code, Closure.SealedText.none())
                        .refusal(FILE, null, all(Criterion.SUPERVISOR, UNKNOWN), TODAY))
                .isEqualTo(FieldError.of("details", "form.required"));
    }

    @Test
    void whoCannotBeEighteenHasNotTurnedEighteen() {
        Closure.Code code = Closure.Code.TURNED_18_WITH_LEAVING_PLAN;
        List<ClosureFinding> nothing = ClosureCriteria.all(List.of(), List.of());
        assertThat(with(code).refusal(SomeFile.aged(16), null, nothing, TODAY))
                .isEqualTo(FieldError.of("code", "cases.closure-not-18"));
        assertThat(with(code).refusal(SomeFile.aged(17), null, nothing, TODAY)).isNull();
        assertThat(with(code).refusal(SomeFile.aged(17), LocalDate.parse("1998-10-01"), nothing, TODAY))
                .isEqualTo(FieldError.of("code", "cases.closure-not-18"));
        assertThat(with(code).refusal(SomeFile.aged(17), LocalDate.parse("1997-12-10"), nothing, TODAY))
                .isNull();
        assertThat(with(code).refusal(SomeFile.aged(null), null, nothing, TODAY))
                .isEqualTo(FieldError.of("code", "cases.closure-age-unknown"));
    }

    @Test
    void nobodyIsClosedBecauseTheyAreSaidToBeTransferred() {
        assertThat(refusal(Closure.Code.TRANSFERRED, all(Criterion.SUPERVISOR, UNKNOWN)))
                .isEqualTo(FieldError.of("code", "cases.closure-transfer"));
    }

    @Test
    void aVictimIsNotClosedAsNone() {
        List<ClosureFinding> nothing = ClosureCriteria.all(List.of(), List.of());
        assertThat(with(Closure.Code.NOT_A_VICTIM).refusal(FILE, null, nothing, TODAY))
                .isEqualTo(FieldError.of("code", "cases.closure-is-victim"));
        assertThat(with(Closure.Code.NOT_A_VICTIM)
                        .refusal(SomeFile.judged(CaseFile.VictimStatus.NOT_A_VICTIM), null, nothing, TODAY))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(Closure.Code.class)
    void aLostChildIsSearchedForNotClosed(Closure.Code code) {
        assertThat(with(code).refusal(SomeFile.lost(), null, all(Criterion.SUPERVISOR, UNKNOWN), TODAY))
                .isEqualTo(FieldError.of("code", "cases.closure-lost"));
    }

    @Test
    void goalsAreMetWhenEveryRunningOneIs() {
        assertThat(ClosureCriteria.goals(null).answer()).isEqualTo(NOT_MET);
        assertThat(ClosureCriteria.goals(plan(PlanGoal.Met.MET, PlanGoal.Met.OPEN))
                        .answer())
                .isEqualTo(NOT_MET);
        assertThat(ClosureCriteria.goals(plan(PlanGoal.Met.DROPPED)).answer()).isEqualTo(NOT_MET);
        assertThat(ClosureCriteria.goals(plan(PlanGoal.Met.MET, PlanGoal.Met.DROPPED))
                        .answer())
                .isEqualTo(MET);
    }

    @Test
    void careIsStableAfterThreeMonthsInAFamily() {
        assertThat(ClosureCriteria.care(null, 3, TODAY).answer()).isEqualTo(UNKNOWN);
        assertThat(care(Placement.Kind.SHELTER, "2015-06-01")).isEqualTo(NOT_MET);
        assertThat(care(Placement.Kind.RESIDENTIAL_CARE, "2015-06-01")).isEqualTo(NOT_MET);
        assertThat(care(Placement.Kind.FAMILY_REUNIFIED, "2015-09-11")).isEqualTo(NOT_MET);
        assertThat(care(Placement.Kind.FAMILY_REUNIFIED, "2015-09-10")).isEqualTo(MET);
    }

    @Test
    void theWorstOfTwoRoomsCounts() {
        ClosureFinding good = ClosureFinding.met(Criterion.ATTENDANCE, "x");
        ClosureFinding bad = ClosureFinding.notMet(Criterion.ATTENDANCE, "y");
        assertThat(ClosureCriteria.all(List.of(), List.of(good, bad)))
                .contains(bad)
                .doesNotContain(good);
        assertThat(ClosureCriteria.all(List.of(), List.of(good))).contains(good).hasSize(11);
    }

    private static ClosureFinding.Answer care(Placement.Kind kind, String since) {
        return ClosureCriteria.care(
                        new Placement(
                                Ids.next(),
                                kind,
                                Placement.State.CURRENT,
                                null,
                                "CI",
                                LocalDate.parse(since),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Ids.next(),
                                new Placement.SealedText(null, null, null, null),
                                1),
                        3,
                        TODAY)
                .answer();
    }

    private static Plan plan(PlanGoal.Met... goals) {
        return PlanTest.plan(
                Plan.Status.APPROVED, Stream.of(goals).map(PlanTest::goal).toArray(PlanGoal[]::new));
    }

    /** Every criterion met but one. */
    private static List<ClosureFinding> all(Criterion but, ClosureFinding.Answer answer) {
        return Arrays.stream(Criterion.values())
                .map(c -> new ClosureFinding(c, c == but ? answer : MET, "x", List.of()))
                .toList();
    }

    private static RequestClosure with(Closure.Code code) {
        return new RequestClosure(Ids.next(), code, new Closure.SealedText("view", "view", "call", "details", null));
    }

    private static @Nullable FieldError refusal(Closure.Code code, List<ClosureFinding> findings) {
        return with(code).refusal(FILE, null, findings, TODAY);
    }
}
