package org.akoma.ground.reference;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A law of a country. {@code until} is the last day it applied to new facts; null while it does.
 *
 * @param country ISO 3166 two letters
 * @param code    as in the records: {@code CI-2010-272}
 * @param basis   the mark of its source in requirements.md
 */
public record Law(
        String country,
        String code,
        Subject subject,
        LocalDate from,
        @Nullable LocalDate until,
        String basis,
        String titleFr,
        String titleEn) {

    public enum Subject {
        TRAFFICKING,
        DATA_PROTECTION
    }

    public boolean isInForce(LocalDate on) {
        return !on.isBefore(from) && (until == null || !on.isAfter(until));
    }

    public String title(Locale locale) {
        return Languages.pick(locale, titleFr, titleEn);
    }
}
