package org.akoma.protection.homecoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.protection.homecoming.FamilyReturn.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyReturnTest {

    private static final LocalDate TODAY = LocalDate.parse("2015-09-08");

    @Test
    void nobodyCrossesABorderUnaccepted() {
        FieldError unaccepted = FieldError.of("acceptedOn", "cases.no-departure-unaccepted");
        assertThat(depart(true, null, null)).isEqualTo(unaccepted);
        assertThat(depart(true, null, TODAY)).isEqualTo(unaccepted);
        assertThat(depart(true, "DSW-GH", TODAY.plusDays(1))).isEqualTo(unaccepted);
        assertThat(depart(true, "DSW-GH", TODAY)).isNull();
        assertThat(depart(false, null, null)).isNull();
    }

    @Test
    void noStepWritesADayOfDepartureAcrossABorderUnaccepted() {
        FieldError unaccepted = FieldError.of("departedOn", "cases.no-departure-unaccepted");
        for (State step : new State[] {State.PLANNED, State.CANCELLED})
            assertThat(planned().refusal(with(step, true, null, null, TODAY.plusDays(7), null, null), TODAY))
                    .isEqualTo(unaccepted);
        assertThat(planned().refusal(with(State.PLANNED, false, null, null, TODAY.plusDays(7), null, null), TODAY))
                .isNull();
    }

    @Test
    void anAcceptanceSaysWhoAndWhen() {
        assertThat(planned().refusal(with(State.ACCEPTED, true, null, TODAY, null, null, null), TODAY))
                .isEqualTo(FieldError.of("acceptedBy", "form.required"));
        assertThat(planned().refusal(with(State.ACCEPTED, true, "DSW-GH", null, null, null, null), TODAY))
                .isEqualTo(FieldError.of("acceptedOn", "form.required"));
        assertThat(planned().refusal(with(State.ACCEPTED, true, "DSW-GH", TODAY.plusDays(1), null, null, null), TODAY))
                .isEqualTo(FieldError.of("acceptedOn", "form.future"));
    }

    /** A planned return that names an acceptance would be read as accepted. */
    @Test
    void anAcceptanceIsWrittenByTheStepThatAccepts() {
        FieldError beside = FieldError.of("acceptedOn", "cases.accepted-by-a-step");
        assertThat(planned().refusal(with(State.PLANNED, true, "DPE-BF", TODAY, null, null, null), TODAY))
                .isEqualTo(beside);
        assertThat(planned().refusal(with(State.SUSPENDED, true, "DPE-BF", null, null, null, "ILLNESS"), TODAY))
                .isEqualTo(beside);
        FamilyReturn accepted = with(State.ACCEPTED, true, "DPE-BF", TODAY, null, null, null);
        assertThat(planned().refusal(accepted, TODAY)).isNull();
        assertThat(accepted.refusal(with(State.SUSPENDED, true, "DPE-BF", TODAY, null, null, "ILLNESS"), TODAY))
                .isNull();
    }

    @Test
    void aSuspensionHasAReason() {
        assertThat(planned().refusal(with(State.SUSPENDED, true, null, null, null, null, null), TODAY))
                .isEqualTo(FieldError.of("suspendedReason", "form.required"));
        assertThat(planned().refusal(with(State.SUSPENDED, true, null, null, null, null, "ILLNESS"), TODAY))
                .isNull();
    }

    @Test
    void nobodyLeftBeforeTheAcceptanceThatIsRecorded() {
        FieldError early = FieldError.of("departedOn", "cases.departure-before-acceptance");
        assertThat(planned().refusal(with(State.CANCELLED, true, "x", TODAY, TODAY.minusDays(7), null, null), TODAY))
                .isEqualTo(early);
        assertThat(planned()
                        .refusal(with(State.SUSPENDED, true, "x", TODAY, TODAY.minusDays(7), null, "ILLNESS"), TODAY))
                .isEqualTo(early);
        assertThat(planned().refusal(with(State.CANCELLED, true, "x", TODAY, TODAY, null, null), TODAY))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "PLANNED, ARRIVED",
        "SUSPENDED, DEPARTED",
        "ARRIVED, DEPARTED",
        "CANCELLED, PLANNED",
        "DEPARTED, PLANNED"
    })
    void noStepIsSkipped(State from, State to) {
        FamilyReturn before = with(from, false, null, null, TODAY, null, "ILLNESS");
        assertThat(before.refusal(with(to, false, null, null, TODAY, TODAY.toString(), "ILLNESS"), TODAY))
                .isEqualTo(FieldError.of("state", "cases.homecoming-order", from.name(), to.name()));
    }

    @Test
    void whoArrivesHasLeft() {
        FamilyReturn away = with(State.DEPARTED, false, null, null, TODAY, null, null);
        assertThat(away.refusal(with(State.ARRIVED, false, null, null, TODAY, null, null), TODAY))
                .isEqualTo(FieldError.of("arrivalConfirmedAt", "form.required"));
        assertThat(away.refusal(with(State.ARRIVED, false, null, null, TODAY, "2015-09-07", null), TODAY))
                .isEqualTo(FieldError.of("arrivalConfirmedAt", "cases.arrival-before-departure"));
        assertThat(away.refusal(with(State.ARRIVED, false, null, null, TODAY, "2015-09-08", null), TODAY))
                .isNull();
    }

    @Test
    void theArrivalIsDueInThreeDays() {
        assertThat(with(State.DEPARTED, false, null, null, TODAY, null, null).arrivalDue(Duration.ofHours(72)))
                .isEqualTo(Instant.parse("2015-09-11T00:00:00Z"));
        assertThat(planned().arrivalDue(Duration.ofHours(72))).isNull();
    }

    private static @Nullable FieldError depart(boolean border, @Nullable String by, @Nullable LocalDate accepted) {
        FamilyReturn before = with(State.ACCEPTED, border, by, accepted, null, null, null);
        return before.refusal(with(State.DEPARTED, border, by, accepted, TODAY, null, null), TODAY);
    }

    private static FamilyReturn planned() {
        return with(State.PLANNED, true, null, null, null, null, null);
    }

    private static FamilyReturn with(
            State state,
            boolean border,
            @Nullable String by,
            @Nullable LocalDate accepted,
            @Nullable LocalDate departed,
            @Nullable String arrived,
            @Nullable String suspended) {
        return new FamilyReturn(
                Ids.next(),
                border ? "GH" : "CI",
                border,
                FamilyReturn.TravelMode.ROAD,
                state,
                by,
                accepted,
                departed,
                arrived == null ? null : Instant.parse(arrived + "T12:00:00Z"),
                suspended,
                new FamilyReturn.SealedText(null, null, null, null),
                Ids.next(),
                1);
    }
}
