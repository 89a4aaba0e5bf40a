package org.akoma.programme.dashboards;

import java.time.LocalDate;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.web.Form;
import org.akoma.programme.indicators.AskIndicators;
import org.akoma.programme.indicators.Indicator.Division;
import org.jspecify.annotations.Nullable;

/**
 * The question: the charts of a day, of the whole programme or of a part of it.
 *
 * @param asOf null = today
 * @param country where children are followed up; null = all
 * @param structure code of one; null = all
 */
public record AskDashboard(
        @Nullable LocalDate asOf,
        @Nullable String country,
        @Nullable String structure) {

    /** All that can come of it. */
    public sealed interface Result {
        record Read(Dashboard dashboard) implements Result {}

        record Forbidden() implements Result {}

        record Wrong(List<FieldError> errors) implements Result {
            public Wrong {
                errors = List.copyOf(errors);
            }
        }
    }

    /** Reads what was sent; what is wrong with it is in the form. */
    static AskDashboard of(Form form, LocalDate today) {
        AskIndicators asked = AskIndicators.of(form, today, false);
        return new AskDashboard(asked.asOf(), asked.country(), asked.structure());
    }

    AskIndicators indicators(@Nullable Division by) {
        return new AskIndicators(asOf, country, structure, by, false);
    }

    boolean isOfAll() {
        return country == null && structure == null;
    }
}
