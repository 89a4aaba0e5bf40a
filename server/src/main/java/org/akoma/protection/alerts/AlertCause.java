package org.akoma.protection.alerts;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.akoma.protection.wellbeing.CsiFactor;
import org.jspecify.annotations.Nullable;

/**
 * Why the application raised an alert: kept as a code with its values, shown in the reader's language ({@link AlertTexts}). It is stored in
 * place of a person's text, marked by a character that no form accepts.
 *
 * @param on the day of the index, the score or the visit, or on which the child was gone; null for a search
 * @param factors of the index
 * @param words what a record said that was refused because something else was missing; null when it is kept itself
 */
record AlertCause(
        Kind kind,
        @Nullable LocalDate on,
        List<CsiFactor> factors,
        @Nullable String words) {

    private static final String MARK = "\u001f";

    /** Where words are kept, as far as there are any. */
    private static final int WORDS = 4;

    enum Kind {
        CSI,
        VISIT,
        DANGER,
        FEEDBACK,
        FAMILY,
        SHELTER_NOTE,
        CONSENT,
        SLIP,
        RISK_SCORE,
        HEALTH,
        SEARCH,
        RAN_AWAY,
        TAKEN_AWAY,
        WITHOUT_PLACE,
        WORKPLACE,
        SCHOOL_NOT_SAFE,
        CHILD_WORKS,
        VISIT_WORKS,
        CHILD_MARRIED,
        SCHOOL_MISSING,
        RETURN_NOT_SAFE,
        RETURN_TRAFFICKER,
        GUARDIAN_UNSAFE,
        SERVICE_UNSAFE,
        VISIT_UNSAFE,
        HANDED_OVER_GONE,
        /** An interview of an evaluation was stopped because of distress. */
        EVALUATION_DISTRESS
    }

    AlertCause {
        factors = List.copyOf(factors);
    }

    AlertCause(Kind kind, @Nullable LocalDate on, List<CsiFactor> factors) {
        this(kind, on, factors, null);
    }

    /** As it is kept. */
    String stored() {
        return MARK
                + kind
                + MARK
                + (on == null ? "" : on)
                + MARK
                + factors.stream().map(Enum::name).collect(Collectors.joining(","))
                + (words == null ? "" : MARK + words);
    }

    /** Null when these are a person's words. */
    static @Nullable AlertCause read(String stored) {
        if (!stored.startsWith(MARK)) return null;
        String[] parts = stored.split(MARK, -1);
        return new AlertCause(
                Kind.valueOf(parts[1]),
                parts[2].isEmpty() ? null : LocalDate.parse(parts[2]),
                parts[3].isEmpty()
                        ? List.of()
                        : Arrays.stream(parts[3].split(","))
                                .map(CsiFactor::valueOf)
                                .toList(),
                parts.length > WORDS ? parts[WORDS] : null);
    }
}
