package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.Ages;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.SomeFile;
import org.akoma.protection.shelters.Shelter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlaceChildTest {

    private static final LocalDate TODAY = LocalDate.parse("2015-07-01");
    private final Policies policies = new Policies(Map.of());

    @ParameterizedTest
    @CsvSource({"BOYS_ONLY, F", "GIRLS_ONLY, M", "BOYS_ONLY, X", "GIRLS_ONLY, X"})
    void aShelterKeepsItsSexRule(Shelter.SexRule rule, String sex) {
        assertThat(shelter(rule).refusal(sex, 12))
                .isEqualTo(FieldError.of("shelter", "cases.shelter-sex", "SH-SO", rule.name()));
    }

    @ParameterizedTest
    @CsvSource({"BOYS_ONLY, M", "GIRLS_ONLY, F", "MIXED, X", "MIXED_SEPARATE_WINGS, F"})
    void aShelterAdmitsWhomItsRuleAdmits(Shelter.SexRule rule, String sex) {
        assertThat(shelter(rule).refusal(sex, 12)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"5", "17"})
    void aShelterKeepsItsAges(int age) {
        assertThat(shelter(Shelter.SexRule.MIXED).refusal("F", age))
                .isEqualTo(FieldError.of("shelter", "cases.shelter-age", "SH-SO", 6, 16));
        assertThat(shelter(Shelter.SexRule.MIXED).refusal("F", null)).isNull();
    }

    @Test
    void nobodyLivesSomewhereTomorrow() {
        assertThat(refusal(place(Placement.Kind.SHELTER, "SH-SO", TODAY.plusDays(1)), null))
                .isEqualTo(FieldError.of("since", "form.future"));
    }

    @Test
    void aShelterIsNamedForAShelterOnly() {
        assertThat(refusal(place(Placement.Kind.SHELTER, null, TODAY), null))
                .isEqualTo(FieldError.of("shelter", "form.required"));
        assertThat(refusal(place(Placement.Kind.FOSTER_FAMILY, "SH-SO", TODAY), null))
                .isEqualTo(FieldError.of("shelter", "cases.shelter-only-for-shelter"));
    }

    @Test
    void aMoveHasAReasonAndGoesForward() {
        Placement last = current(TODAY.minusDays(10));
        assertThat(refusal(place(Placement.Kind.FOSTER_FAMILY, null, TODAY.minusDays(11)), last))
                .isEqualTo(FieldError.of("since", "cases.placement-before-last", TODAY.minusDays(10)));
        assertThat(refusal(place(Placement.Kind.FOSTER_FAMILY, null, TODAY), last))
                .isEqualTo(FieldError.of("reason", "form.required"));
    }

    @Test
    void aChildOfFifteenDoesNotLiveAlone() {
        PlaceChild alone = place(Placement.Kind.INDEPENDENT_LIVING, null, TODAY);
        assertThat(alone.refusal(SomeFile.aged(15), null, null, TODAY, policies))
                .isEqualTo(FieldError.of("kind", "cases.too-young-alone", 16));
        assertThat(alone.refusal(SomeFile.aged(16), null, null, TODAY, policies))
                .isNull();
    }

    @Test
    void childrenGrow() {
        assertThat(Ages.on(SomeFile.aged(15), null, LocalDate.parse("2016-06-03")))
                .isEqualTo(15);
        assertThat(Ages.on(SomeFile.aged(15), null, LocalDate.parse("2016-06-04")))
                .isEqualTo(16);
        assertThat(Ages.on(SomeFile.aged(null), null, TODAY)).isNull();
    }

    @ParameterizedTest
    @EnumSource(Placement.Kind.class)
    void familiesAreApproved(Placement.Kind kind) {
        assertThat(kind.needsApproval()).isEqualTo(kind != Placement.Kind.SHELTER);
    }

    @Test
    void ghanaAsksForACareOrderByDaySeven() {
        assertThat(due(stay("GH", null))).isEqualTo(TODAY.plusDays(6));
        assertThat(due(stay("GH", TODAY))).isNull();
        assertThat(due(stay("CI", null))).isNull();
        assertThat(due(stay("SN", null))).isNull();
        Policies asked = new Policies(Map.of("care-order.ci.max", "30"));
        assertThat(stay("CI", null).careOrderDue(List.of(), asked)).isEqualTo(TODAY.plusDays(29));
    }

    private @Nullable LocalDate due(Placement one, Placement... before) {
        return one.careOrderDue(List.of(before), policies);
    }

    /** A law that keeps a child seven days in a home would keep nobody if each move began it anew. */
    @Test
    void aMoveFromHomeToHomeIsNoNewStay() {
        Placement now = stay("GH", null);
        LocalDate first = TODAY.minusDays(6);
        Placement running = stay("GH", null, first);
        assertThat(due(now, running)).as("still there").isEqualTo(first.plusDays(6));
        assertThat(due(now, over(running, TODAY))).as("left the same day").isEqualTo(first.plusDays(6));
        assertThat(due(now, over(running, TODAY.minusDays(1))))
                .as("a night away")
                .isEqualTo(TODAY.plusDays(6));
        Placement middle = over(stay("GH", null, TODAY.minusDays(3)), TODAY);
        assertThat(due(now, over(running, TODAY.minusDays(3)), middle))
                .as("two moves")
                .isEqualTo(first.plusDays(6));
        assertThat(due(now, over(running, TODAY.minusDays(4)), middle))
                .as("a night away before the last but one")
                .isEqualTo(TODAY.plusDays(3));
        assertThat(due(now, stay("CI", null, first))).as("from abroad").isEqualTo(TODAY.plusDays(6));
        assertThat(due(now, over(stay("GH", first.plusDays(1), first), TODAY)))
                .as("ordered already")
                .isNull();
        assertThat(due(now, over(stay("GH", first, first), TODAY.minusDays(2))))
                .as("an order of another stay")
                .isEqualTo(TODAY.plusDays(6));
    }

    private @Nullable FieldError refusal(PlaceChild command, @Nullable Placement last) {
        return command.refusal(SomeFile.in(CaseFile.Status.ACTIVE), null, last, TODAY, policies);
    }

    private static PlaceChild place(Placement.Kind kind, @Nullable String shelter, LocalDate since) {
        return new PlaceChild(
                Ids.next(), kind, shelter, "CI", since, null, null, new Placement.SealedText(null, null, null, null));
    }

    private static Placement current(LocalDate since) {
        return stay("CI", null, since);
    }

    private static Placement stay(String country, @Nullable LocalDate order) {
        return stay(country, order, TODAY);
    }

    private static Placement stay(String country, @Nullable LocalDate order, LocalDate since) {
        return stay(country, order, since, null);
    }

    private static Placement over(Placement one, LocalDate until) {
        return stay(one.country(), one.careOrderOn(), one.since(), until);
    }

    private static Placement stay(
            String country, @Nullable LocalDate order, LocalDate since, @Nullable LocalDate until) {
        return new Placement(
                Ids.next(),
                Placement.Kind.SHELTER,
                until == null ? Placement.State.CURRENT : Placement.State.ENDED,
                Ids.next(),
                country,
                since,
                until,
                null,
                null,
                order,
                null,
                null,
                null,
                Ids.next(),
                new Placement.SealedText(null, null, null, null),
                1);
    }

    private static Shelter shelter(Shelter.SexRule rule) {
        return new Shelter(Ids.next(), "SH-SO", Ids.next(), "CI", 16, rule, 6, 16, 0, false, null, true, 1, null);
    }
}
