package org.akoma.exchange.hxl;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How many children a structure helped with one service.
 *
 * @param structure null = all of them together, a child once; name and country are null as well then
 * @param region p-code of the region of its office; null = it named none
 * @param day until when they are counted: the end of a month
 * @param children null = too few to be shown, or it would tell another one that is
 */
record Help(
        @Nullable String structure,
        @Nullable String name,
        @Nullable String country,
        @Nullable String region,
        String service,
        LocalDate day,
        @Nullable Long children) {

    Help given(LocalDate when, @Nullable Long count) {
        return new Help(structure, name, country, region, service, when, count);
    }
}
