package org.akoma.enforcement.operations;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Record a person met at a site.
 *
 * @param note sealed; no name is needed
 */
public record ScreenPerson(
        String operation,
        String site,
        Instant at,
        Screened.Appears appears,
        String sex,
        int apparentAge,
        @Nullable String note) {

    /**
     * What people and programs fill in.
     *
     * @param newSiteSector where the site is not recorded yet: its sector, and the site is added with the person; null = the site is there
     */
    @InputForm(name = "operations.screen-person", labels = "operations")
    record Met(
            Input seen,

            @Field(label = "operations.new-site-sector", list = "sector", hint = "operations.new-site-sector.hint")
            @Nullable
            String newSiteSector) {}

    /** What was seen of a person. */
    @InputForm(name = "operations.person-fields", labels = "operations")
    record Input(
            @Field(hint = "operations.site.of", example = "SITE-01") @Size(max = Form.SHORT_TEXT)
            String site,

            @Field(label = "operations.screened-at") @PastOrPresent(message = "operations.in-future")
            Instant screenedAt,

            @Field(list = "operations.appears", as = Field.Widget.RADIOS_IN_LINE)
            Screened.Appears appears,

            @Field(list = "sex", as = Field.Widget.RADIOS_IN_LINE)
            String sex,

            @Field(label = "operations.age", example = "14") @Min(0) @Max(120)
            Integer apparentAge,

            @Field(lines = 3, sealed = true) @Size(max = 2_000) @Nullable
            String note) {

        ScreenPerson in(String operation) {
            return new ScreenPerson(operation, site, screenedAt, appears, sex, apparentAge, note);
        }
    }

    /** A child is under 18; in doubt it is one, so that somebody who looks a little older may be one too ({@code requirements.md 1.2}). */
    static final int ADULT_FROM = 18;

    /** How old somebody may look at most who may be a child. */
    private static final int DOUBT_UNTIL = 20;

    /** What does not agree of how somebody looks and the age that they seem to have; null = nothing. */
    @Nullable
    FieldError contradiction() {
        if (appears == Screened.Appears.ADULT && apparentAge < ADULT_FROM)
            return FieldError.of("appears", "operations.adult-under-18");
        return appears == Screened.Appears.CHILD && apparentAge > DOUBT_UNTIL
                ? FieldError.of("apparentAge", "operations.child-too-old")
                : null;
    }

    public sealed interface Result {
        record Recorded(Screened person) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NoSuchSite() implements Result {}

        /** What was seen contradicts itself, or the operation. */
        record Wrong(FieldError fault) implements Result {}

        /** The operation is still a plan. */
        record NotRunning() implements Result {}
    }
}
