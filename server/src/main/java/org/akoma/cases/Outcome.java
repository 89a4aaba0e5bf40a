package org.akoma.cases;

import java.util.List;
import org.akoma.FieldError;

/** What can come of a change inside a child's file. */
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
    }

    /** A rule stands against it. */
    record Refused<T>(List<FieldError> errors) implements Outcome<T> {
        public Refused {
            errors = List.copyOf(errors);
        }

        public static <T> Refused<T> because(String field, String code, Object... args) {
            return new Refused<>(List.of(FieldError.of(field, code, args)));
        }
    }
}
