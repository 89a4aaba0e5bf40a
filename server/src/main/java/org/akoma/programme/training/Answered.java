package org.akoma.programme.training;

import java.util.List;
import java.util.function.Function;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.forms.Submission;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** What can come of an act on a training record. */
public sealed interface Answered<T> {

    record Done<T>(T value) implements Answered<T> {}

    /** There is none for the actor. */
    record NotFound<T>() implements Answered<T> {}

    record Forbidden<T>() implements Answered<T> {}

    /** Somebody changed it since the caller read it. */
    record Overtaken<T>(T current) implements Answered<T> {}

    record Refused<T>(List<FieldError> errors) implements Answered<T> {
        public Refused {
            errors = List.copyOf(errors);
        }

        static <T> Refused<T> because(String field, String code, Object... args) {
            return new Refused<>(List.of(FieldError.of(field, code, args)));
        }
    }

    /** Reads what a program sent, acts and answers by {@code done}. */
    static <C, T, V> ResponseEntity<V> json(
            Submission<C> sent, Function<C, Answered<T>> act, Function<T, ResponseEntity<V>> done) {
        C input = sent.read();
        return input == null ? Problem.of(sent.errors()) : json(act.apply(input), done);
    }

    static <T, V> ResponseEntity<V> json(Answered<T> answer, Function<T, ResponseEntity<V>> done) {
        return switch (answer) {
            case Done<T>(T value) -> done.apply(value);
            case NotFound<T>() -> Problem.notFound();
            case Forbidden<T>() -> Problem.forbidden();
            case Overtaken<T>(T current) -> Problem.of(HttpStatus.CONFLICT, CHANGED);
            case Refused<T>(var why) -> Problem.of(why);
        };
    }

    /** Reads what a page sent, acts, and goes on with a redirect, or shows the page again. */
    static <C, T> String page(
            Submission<C> sent, Function<C, Answered<T>> act, Function<T, String> next, Function<Model, String> page) {
        C input = sent.read();
        if (sent.lacksVersion()) return sent.overtaken(CHANGED, page);
        if (input == null) return sent.again(page);
        return switch (act.apply(input)) {
            case Done<T>(T value) -> "redirect:" + next.apply(value);
            case NotFound<T>() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case Forbidden<T>() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Overtaken<T>(T current) -> sent.overtaken(CHANGED, page);
            case Refused<T>(var why) -> sent.sent().again(sent.whereSent(why), page);
        };
    }

    /** Code of the answer to who saw an older version. */
    String CHANGED = "training.changed";
}
