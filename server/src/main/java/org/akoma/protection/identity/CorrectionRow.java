package org.akoma.protection.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.PageResponses;
import org.jspecify.annotations.Nullable;

/**
 * A correction as its page says it.
 *
 * @param by code of who made it
 */
record CorrectionRow(Instant at, String by, List<Change> changes, String reason) {

    /** @param field as {@code cases.correction.<field>} names it */
    record Change(String field, String before, String after) {}

    static CorrectionRow of(Correction one, Map<UUID, String> codes, Formats words) {
        List<Change> changes = one.fields().stream()
                .map(field -> new Change(
                        field,
                        said(field, one.words().before().get(field), words),
                        said(field, one.words().after().get(field), words)))
                .toList();
        return new CorrectionRow(
                one.recordedAt(),
                words.orUnknown(codes.get(one.recordedBy())),
                changes,
                one.words().reason());
    }

    private static String said(String field, @Nullable String value, Formats words) {
        if (value == null || value.isEmpty()) return words.unknown();
        return switch (field) {
            case "birthDate" -> words.date(LocalDate.parse(value));
            case "ageEstimated" -> words.answer(Boolean.valueOf(value));
            case "age" -> words.age(Integer.valueOf(value));
            default -> words.said(PageResponses.CODED.get(field), value);
        };
    }
}
