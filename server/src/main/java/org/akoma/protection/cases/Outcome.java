package org.akoma.protection.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/** The possible results of a change inside a child's file. */
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    /** There is no such file, or no such thing in it, for the actor. */
    record NotFound<T>() implements Outcome<T> {}

    /** The actor sees the file but may not do this. */
    record Forbidden<T>() implements Outcome<T> {}

    /** Somebody else changed it since the caller read it; these fields differ from what the caller wants. */
    record Stale<T>(T current, List<String> fields) implements Outcome<T> {
        public Stale {
            fields = List.copyOf(fields);
        }

        /** @param fields of either, by the names that pages and JSON know */
        public static <T> Stale<T> between(T current, T wanted, Function<T, Map<String, @Nullable Object>> fields) {
            return new Stale<>(current, Differences.between(fields.apply(current), fields.apply(wanted)));
        }

        /**
         * Stale when {@code seen} is not the current version and a wanted field differs from the current one; else empty. Equal fields mean that
         * the same step was sent again.
         *
         * @param seen the version that the caller read; null = the caller names none, and the step applies to any version
         * @param is the fields of {@code current} that {@code wanted} names
         */
        public static <T> Optional<Outcome<T>> since(
                T current,
                int version,
                @Nullable Integer seen,
                Map<String, @Nullable Object> is,
                Map<String, @Nullable Object> wanted) {
            if (seen == null || seen == version) return Optional.empty();
            List<String> differing = Differences.between(is, wanted);
            return differing.isEmpty() ? Optional.empty() : Optional.of(new Stale<>(current, differing));
        }
    }

    /** A rule refuses it; the errors name the fields. */
    record Refused<T>(List<FieldError> errors) implements Outcome<T> {
        public Refused {
            errors = List.copyOf(errors);
        }

        public Refused(FieldError error) {
            this(List.of(error));
        }

        public static <T> Refused<T> because(String field, String code, Object... args) {
            return new Refused<>(List.of(FieldError.of(field, code, args)));
        }
    }
}
