package org.akoma.protection.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the visit form asks ({@code requirements.md 2.3}). */
class RecordVisitTest {

    private static final LocalDate TODAY = LocalDate.parse("2015-11-16");

    static RecordVisit visit(LocalDate on, List<String> seen, boolean alone, @Nullable String why) {
        return new RecordVisit(
                Ids.next(),
                false,
                on,
                null,
                null,
                "HOME_VISIT",
                seen,
                alone,
                why,
                "ATTENDS",
                VisitDone.Safety.SAFE,
                false,
                Visit.SealedText.NONE,
                null,
                false);
    }

    private static List<String> wrong(RecordVisit visit, LocalDate planned) {
        return visit.refusals(planned, TODAY, 3).stream().map(FieldError::code).toList();
    }

    @Test
    void aSoundVisitIsTaken() {
        assertThat(wrong(visit(TODAY, List.of("CHILD"), true, null), TODAY)).isEmpty();
        assertThat(wrong(visit(TODAY, List.of("CHILD", "CAREGIVER"), false, "CHILD_DECLINED"), TODAY))
                .isEmpty();
    }

    @Test
    void whoWasNotSeenAloneNeedsAReason() {
        assertThat(wrong(visit(TODAY, List.of("CHILD"), false, null), TODAY))
                .containsExactly("followup.visit-why-not-alone");
        assertThat(wrong(visit(TODAY, List.of("CAREGIVER"), true, null), TODAY))
                .containsExactly("followup.visit-alone-not-seen");
        assertThat(wrong(visit(TODAY, List.of(), false, "CHILD_ABSENT"), TODAY)).containsExactly("form.required");
    }

    /** An alert does not wait for an answer about school. */
    @Test
    void dangerIsSaidWithoutAnAnswerAboutSchool() {
        for (VisitDone.Safety safety : VisitDone.Safety.values())
            for (boolean contact : List.of(true, false)) {
                boolean danger = contact || safety == VisitDone.Safety.DANGER;
                assertThat(wrong(visit(safety, contact), TODAY))
                        .isEqualTo(danger ? List.of() : List.of("form.required"));
            }
    }

    private static RecordVisit visit(VisitDone.Safety safety, boolean contact) {
        return new RecordVisit(
                Ids.next(),
                false,
                TODAY,
                null,
                null,
                "HOME_VISIT",
                List.of("CHILD"),
                true,
                null,
                null,
                safety,
                contact,
                Visit.SealedText.NONE,
                null,
                false);
    }

    /** What was made elsewhere was made: the day that it had been planned for cannot undo it. */
    @Test
    void aVisitTakenOverFromElsewhereMayHaveBeenEarly() {
        RecordVisit told = new RecordVisit(
                Ids.next(),
                false,
                TODAY.minusDays(5),
                null,
                null,
                "HOME_VISIT",
                List.of("CHILD"),
                true,
                null,
                null,
                null,
                null,
                Visit.SealedText.NONE,
                null,
                true);
        assertThat(told.refusals(TODAY, TODAY, 3)).isEmpty();
    }

    @Test
    void nobodyRecordsTomorrowNorAVisitOfAnotherTime() {
        assertThat(wrong(visit(TODAY.plusDays(1), List.of("CHILD"), true, null), TODAY.plusDays(1)))
                .containsExactly("form.future");
        assertThat(wrong(visit(TODAY, List.of("CHILD"), true, null), TODAY.plusDays(4)))
                .containsExactly("followup.visit-too-early");
    }

    @Test
    void onlyARecordTakenOverMaySayLess() {
        RecordVisit asked = new RecordVisit(
                Ids.next(),
                false,
                TODAY,
                null,
                null,
                "HOME_VISIT",
                List.of("CHILD"),
                true,
                null,
                null,
                null,
                null,
                Visit.SealedText.NONE,
                null,
                false);
        assertThat(wrong(asked, TODAY)).hasSize(3).containsOnly("form.required");
    }
}
