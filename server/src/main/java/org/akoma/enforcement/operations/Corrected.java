package org.akoma.enforcement.operations;

import java.util.function.BiFunction;
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

    /**
     * The answer to a program that corrects: If-Match says which version it read.
     *
     * @param act the correction of that version
     */
    static <I, T, V> ResponseEntity<V> answer(
            Submission<I> submission,
            BiFunction<I, Integer, Corrected<T>> act,
            Function<T, V> view,
            ToIntFunction<T> versionOf) {
        Integer version = submission.version();
        if (version == null) return Problem.of(HttpStatus.PRECONDITION_REQUIRED, "operations.version-needed");
        I input = submission.read();
        return input == null
                ? Problem.of(submission.errors())
                : act.apply(input, version).answer(view, versionOf);
    }

    /**
     * The answer to a form that corrects: a field of it says which version was shown.
     *
     * @param act the correction of that version
     * @param address where the record is shown
     * @param form the form again
     */
    static <I, T> String page(
            Submission<I> submission,
            Function<I, @Nullable Integer> versionOf,
            BiFunction<I, Integer, Corrected<T>> act,
            String address,
            Function<Model, String> form) {
        I input = submission.read();
        if (input == null) return submission.again(form);
        Integer version = versionOf.apply(input);
        return version == null
                ? submission.overtaken("operations.changed", form)
                : act.apply(input, version).page(submission, address, form);
    }

    /** The answer for a program. */
    private <V> ResponseEntity<V> answer(Function<T, V> view, ToIntFunction<T> version) {
        return switch (this) {
            case Done<T>(T now) ->
                ResponseEntity.ok().eTag(ETag.of(version.applyAsInt(now))).body(view.apply(now));
            case NotFound<T>() -> Problem.notFound();
            case Forbidden<T>() -> Problem.forbidden();
            case Overtaken<T>(T now) -> Problem.of(HttpStatus.CONFLICT, "operations.changed");
            case Wrong<T>(FieldError why) -> Problem.of(java.util.List.of(why));
        };
    }

    private String page(Submission<?> submission, String address, Function<Model, String> form) {
        return switch (this) {
            case Done<T>(T now) -> "redirect:" + address + "?done=operations.corrected";
            case NotFound<T>() -> throw OperationShell.notFound();
            case Forbidden<T>() -> throw OperationShell.forbidden();
            case Overtaken<T>(T now) -> submission.overtaken("operations.changed", form);
            case Wrong<T>(FieldError why) -> submission.again(why, form);
        };
    }
}
