package org.akoma.enforcement.operations;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.Instant;
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

    /** What people and programs fill in. */
    @InputForm(name = "operations.screen-person", labels = "operations")
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

    public sealed interface Result {
        record Recorded(Screened person) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NoSuchSite() implements Result {}

        /** The operation is still a plan. */
        record NotRunning() implements Result {}
    }
}
