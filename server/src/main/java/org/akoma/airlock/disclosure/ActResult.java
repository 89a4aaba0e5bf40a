package org.akoma.airlock.disclosure;

import java.util.function.Function;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.springframework.http.ResponseEntity;

/** What can come of an act of the police or of the data protection officer in this room. */
sealed interface ActResult<T> {

    record Done<T>(T value) implements ActResult<T> {}

    record NotFound<T>() implements ActResult<T> {}

    record Forbidden<T>() implements ActResult<T> {}

    record Refused<T>(FieldError why) implements ActResult<T> {}

    static <T> ActResult<T> refused(String field, String code) {
        return new Refused<>(FieldError.of(field, code));
    }

    /** For a program. */
    default <V> ResponseEntity<V> answer(Function<T, ResponseEntity<V>> done) {
        return switch (this) {
            case Done<T>(T value) -> done.apply(value);
            case NotFound<T>() -> Problem.notFound();
            case Forbidden<T>() -> Problem.forbidden();
            case Refused<T>(FieldError why) -> Problem.of(java.util.List.of(why));
        };
    }
}
