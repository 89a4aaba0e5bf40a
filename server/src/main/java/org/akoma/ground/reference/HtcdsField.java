package org.akoma.ground.reference;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One field of IOM's Human Trafficking Case Data Standard 2.0.
 *
 * @param fullName  prefix and name, as in the first row of the toolkit's workbooks: {@code vic_TypeOfExploitation}
 * @param type      as published: Text, Long Text, Date, Number, Checkbox, Picklist, Multiselect Picklist, Lookup [to …]
 * @param status    DRAFT or DEPRECATED
 * @param external  the outside list the field takes its codes from (ISO 3166, ISO 639-2); null when none
 * @param codes     empty unless the standard itself lists the codes
 */
public record HtcdsField(
        String fullName,
        String section,
        String sectionFr,
        String labelFr,
        String labelEn,
        String type,
        boolean core,
        String status,
        @Nullable String external,
        List<Code> codes) {

    public HtcdsField {
        codes = List.copyOf(codes);
    }

    public boolean isMultiple() {
        return type.startsWith("Multiselect");
    }

    public boolean isDeprecated() {
        return status.equals("DEPRECATED");
    }

    public String label(Locale locale) {
        return Languages.pick(locale, labelFr, labelEn);
    }
}
