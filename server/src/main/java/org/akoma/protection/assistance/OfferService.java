package org.akoma.protection.assistance;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * A provider gives a service from a day on.
 *
 * @param places for how many; null = not given
 * @param since null = today
 */
@InputForm(name = "assistance.offer-service", labels = "assistance")
record OfferService(
        @Field(list = "assistance") String service,

        @Field(example = "40") @Min(0) @Max(OfferService.MOST_PLACES) @Nullable
        Integer places,

        @Field(label = "assistance.offer.since") @Nullable LocalDate since) {

    static final int MOST_PLACES = 100_000;
}
