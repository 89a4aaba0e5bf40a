package org.akoma.protection.assistance;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who gives services: a school, a clinic, a master craftsman, or a shelter.
 *
 * @param kind a code of {@code provider-kind}, or SHELTER
 * @param organisation code of the structure, when its people work with Akoma
 */
public record Provider(
        UUID id,
        String code,
        String label,
        String kind,
        String country,
        @Nullable String organisation,
        List<Offer> offers) {

    public Provider {
        offers = List.copyOf(offers);
    }

    /**
     * One service that a provider gives on the day asked for.
     *
     * @param places null = not given
     * @param taken children of all structures who have it on that day
     */
    public record Offer(
            String service,
            @Nullable Integer places,
            LocalDate since,
            @Nullable LocalDate until,
            long taken) {

        /** Null when the number of places is not given. */
        public @Nullable Long free() {
            return places == null ? null : Long.valueOf(Math.max(0, places - taken));
        }
    }
}
