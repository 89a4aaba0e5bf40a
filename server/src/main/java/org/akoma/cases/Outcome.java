package org.akoma.cases;

import org.akoma.FieldError;

/**
 * All that can come of work on a file. A file that the caller may not see is not found.
 *
 * @param <T> what the work made or read
 */
public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    record NotFound<T>() implements Outcome<T> {}

    /** The file may be seen, but this may not be done to it by this person. */
    record Forbidden<T>() implements Outcome<T> {}

    /** A rule of the house is against it. @param why code {@code cases.…}, and the field to repair */
    record Refused<T>(FieldError why) implements Outcome<T> {}

    /** Somebody else changed it since the caller read it. @param current as it is now */
    record Stale<T>(T current) implements Outcome<T> {}

    static <T> Outcome<T> refused(String field, String code, Object... args) {
        return new Refused<>(FieldError.of(field, code, args));
    }
}
