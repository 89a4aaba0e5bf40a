package org.akoma.protection.identity;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * An earlier version of a record of a child.
 *
 * @param recordId of the file, or of the tracing
 * @param version that the record had
 * @param fields by the names of its form
 * @param replacedBy null = the application itself
 */
public record EarlierVersion(
        UUID recordId,
        int version,
        Map<String, @Nullable Object> fields,
        Instant replacedAt,
        @Nullable UUID replacedBy) {

    /** The fields that said something, for a page. */
    public Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value != null && !(value instanceof Collection<?> many && many.isEmpty())) told.put(name, value);
        });
        return told;
    }

    /** The records of which every version is kept. */
    public enum Kind {
        EXPLOITATION(Section.EXPLOITATION, "cases.exploitation"),
        FAMILY(Section.FAMILY, "cases.family"),
        IDENTITY(Section.IDENTITY, "cases.id"),
        TRACING(Section.FAMILY, "cases.tracing.field");

        public final Section section;
        /** Beginning of the keys of its labels. */
        public final String labels;

        Kind(Section section, String labels) {
            this.section = section;
            this.labels = labels;
        }

        /** By its name in an address: {@code family}. */
        public static Optional<Kind> of(String address) {
            return Arrays.stream(values())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(address))
                    .findFirst();
        }
    }
}
