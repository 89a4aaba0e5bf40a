package org.akoma.enforcement.operations;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;

/** What can come of correcting a record of the police. */
public sealed interface Corrected<T> {

    record Done<T>(T now) implements Corrected<T> {}

    record NotFound<T>() implements Corrected<T> {}

    record Forbidden<T>() implements Corrected<T> {}

    /** Somebody changed it since the caller read it. */
    record Overtaken<T>(T now) implements Corrected<T> {}

    record Wrong<T>(FieldError why) implements Corrected<T> {}

    /** Null when the caller may go on; to be asked before the input is read. */
    static <T> @Nullable Corrected<T> barred(@Nullable Object found, boolean may) {
        return found == null ? new NotFound<>() : may ? null : new Forbidden<>();
    }

    /** The answer for a program. */
    default <V> ResponseEntity<V> answer(Function<T, V> view, ToIntFunction<T> version) {
        return switch (this) {
            case Done<T>(T now) ->
                ResponseEntity.ok().eTag(ETag.of(version.applyAsInt(now))).body(view.apply(now));
            case NotFound<T>() -> Problem.notFound();
            case Forbidden<T>() -> Problem.forbidden();
            case Overtaken<T>(T now) -> Problem.of(HttpStatus.CONFLICT, "operations.changed");
            case Wrong<T>(FieldError why) -> Problem.of(java.util.List.of(why));
        };
    }

    /**
     * The answer for a page.
     *
     * @param address where the record is shown
     * @param form the form again
     */
    default String page(Submission<?> submission, String address, Function<Model, String> form) {
        return switch (this) {
            case Done<T>(T now) -> "redirect:" + address + "?done=operations.corrected";
            case NotFound<T>() -> throw OperationShell.notFound();
            case Forbidden<T>() -> throw OperationShell.forbidden();
            case Overtaken<T>(T now) -> submission.overtaken("operations.changed", form);
            case Wrong<T>(FieldError why) -> submission.again(why, form);
        };
    }
}
