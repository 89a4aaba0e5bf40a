package org.akoma.protection.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.protection.cases.SomeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

public class PlanTest {

    private static final UUID AUTHOR = Ids.next();
    private static final UUID SUPERVISOR = Ids.next();

    @Test
    void nobodyApprovesTheirOwnPlan() {
        assertThat(refusedCode(
                        plan(Plan.Status.SUBMITTED, goal(PlanGoal.Met.OPEN)).refusalToDecide(AUTHOR, true, null)))
                .isEqualTo("cases.own-work");
    }

    @Test
    void givingBackNeedsAReason() {
        Plan submitted = plan(Plan.Status.SUBMITTED, goal(PlanGoal.Met.OPEN));
        assertThat(refusedCode(submitted.refusalToDecide(SUPERVISOR, false, null)))
                .isEqualTo("form.required");
        assertThat(submitted.refusalToDecide(SUPERVISOR, false, "trop vague")).isNull();
        assertThat(submitted.refusalToDecide(SUPERVISOR, true, null)).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = Plan.Status.class, names = "SUBMITTED", mode = EnumSource.Mode.EXCLUDE)
    void onlyWhatWasSubmittedIsDecided(Plan.Status status) {
        assertThat(refusedCode(plan(status, goal(PlanGoal.Met.OPEN)).refusalToDecide(SUPERVISOR, true, null)))
                .isEqualTo("cases.nothing-waits");
    }

    @ParameterizedTest
    @EnumSource(
            value = Plan.Status.class,
            names = {"SUBMITTED", "APPROVED", "REPLACED"})
    void whatIsSubmittedOrDecidedStays(Plan.Status status) {
        Plan fixed = plan(status, goal(PlanGoal.Met.OPEN));
        assertThat(refusedCode(fixed.refusalToChange())).isEqualTo("cases.plan-fixed");
        assertThat(refusedCode(fixed.refusalToSubmit())).isEqualTo("cases.plan-fixed");
    }

    @Test
    void aPlanWithoutGoalsIsNone() {
        assertThat(refusedCode(plan(Plan.Status.DRAFT).refusalToSubmit())).isEqualTo("cases.plan-without-goal");
        assertThat(refusedCode(
                        plan(Plan.Status.DRAFT, goal(PlanGoal.Met.DROPPED)).refusalToSubmit()))
                .isEqualTo("cases.plan-without-goal");
        assertThat(plan(Plan.Status.RETURNED, goal(PlanGoal.Met.OPEN)).refusalToSubmit())
                .isNull();
    }

    @Test
    void eachGoalThatIsHandedInHasADayAndAMeasure() {
        PlanGoal vague = goal(PlanGoal.Met.OPEN);
        PlanGoal sound = new PlanGoal(
                vague.id(),
                2,
                vague.service(),
                null,
                null,
                LocalDate.of(2016, 2, 16),
                AUTHOR,
                PlanGoal.Met.OPEN,
                new PlanGoal.SealedText("Lire", " "));
        assertThat(plan(Plan.Status.DRAFT, goal(PlanGoal.Met.DROPPED), vague, sound)
                        .missing())
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(
                        tuple("goals[0].endsOn", "cases.goal-without-day"),
                        tuple("goals[1].measure", "cases.goal-without-measure"));
    }

    private static String refusedCode(org.akoma.FieldError why) {
        return Objects.requireNonNull(why).code();
    }

    public static PlanGoal goal(PlanGoal.Met met) {
        return new PlanGoal(
                Ids.next(),
                1,
                "LT_EDU_FORMAL",
                null,
                null,
                null,
                AUTHOR,
                met,
                new PlanGoal.SealedText("Aller à l’école", "80 % de présence"));
    }

    public static Plan plan(Plan.Status status, PlanGoal... goals) {
        return new Plan(
                Ids.next(),
                1,
                status,
                AUTHOR,
                java.util.Set.of(AUTHOR),
                SomeFile.REGISTERED,
                null,
                null,
                null,
                new Plan.SealedText(null, null, null),
                List.of(goals),
                1);
    }
}
