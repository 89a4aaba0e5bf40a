package org.akoma.ground.reference;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a code list.
 *
 * @param htcds the code of HTCDS 2.0 that this one maps to; null where there is none, or where the list is HTCDS itself
 */
public record Code(
        String code,
        String labelFr,
        String labelEn,
        @Nullable String htcds) {

    /** English for an English locale, French for every other. */
    public String label(Locale locale) {
        return Languages.pick(locale, labelFr, labelEn);
    }
}
