package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.web.Form;
import org.akoma.programme.indicators.Indicator.Division;
import org.jspecify.annotations.Nullable;

/**
 * The question: the figures of a day, of the whole programme or of a part of it.
 *
 * @param asOf null = today
 * @param country where children are followed up, as ISO 3166-1 alpha-2; null = all
 * @param structure code of one; null = all
 * @param past whether the ends of the last months are asked for as well
 */
public record AskIndicators(
        @Nullable LocalDate asOf,
        @Nullable String country,
        @Nullable String structure,
        @Nullable Division by,
        boolean past) {

    /** All that can come of it. */
    public sealed interface Result {
        record Read(IndicatorReport report) implements Result {}

        record Forbidden() implements Result {}

        record Wrong(List<FieldError> errors) implements Result {
            public Wrong {
                errors = List.copyOf(errors);
            }
        }
    }

    /** Reads what was sent; what is wrong with it is in the form. */
    public static AskIndicators of(Form form, LocalDate today, boolean past) {
        String country = form.text("country", 2);
        if (country != null && !country.matches("[A-Z]{2}")) form.wrong("country", "indicators.country");
        return new AskIndicators(
                form.pastDay("asOf", today),
                country,
                form.text("structure", 40),
                form.choice("by", Division.class),
                past);
    }
}
