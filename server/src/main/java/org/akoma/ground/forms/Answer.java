package org.akoma.ground.forms;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** What can come of an act whose outcomes need no names of their own, and how a page and a program are answered. */
public sealed interface Answer<T> {

    record Done<T>(T value) implements Answer<T> {}

    /** There is none for the actor. */
    record NotFound<T>() implements Answer<T> {}

    /** The actor sees it but may not do this. */
    record Forbidden<T>() implements Answer<T> {}

    /** Somebody changed it since the caller read it. */
    record Overtaken<T>() implements Answer<T> {}

    /** A rule refuses it; the errors name the fields. */
    record Refused<T>(List<FieldError> errors) implements Answer<T> {
        public Refused {
            errors = List.copyOf(errors);
        }

        public static <T> Refused<T> because(String field, String code, Object... args) {
            return new Refused<>(List.of(FieldError.of(field, code, args)));
        }
    }

    /** Code of the answer to who saw an older version. */
    String CHANGED = "house.changed";

    /**
     * A rule that only the database can judge, such as whether an account of the other side exists.
     *
     * @param code what PostgreSQL says, and the code of the error
     */
    static <T> Answer<T> unless(String code, String field, Supplier<Answer<T>> work) {
        return unless(code, field, code, work);
    }

    /** @param says what PostgreSQL says, such as the name of a constraint */
    static <T> Answer<T> unless(String says, String field, String code, Supplier<Answer<T>> work) {
        try {
            return work.get();
        } catch (DataIntegrityViolationException refused) {
            if (String.valueOf(refused.getMostSpecificCause().getMessage()).contains(says))
                return Refused.because(field, code);
            throw refused;
        }
    }

    /** Reads what a program sent, acts and answers with this status and the view of what was done. */
    static <C, T, V> ResponseEntity<V> json(
            Submission<C> sent, Function<C, Answer<T>> act, HttpStatus status, Function<T, V> view) {
        return json(sent, act, done -> ResponseEntity.status(status).body(view.apply(done)));
    }

    /**
     * The same, where 404 and 403 come before what is wrong in the form.
     *
     * @param barred why the caller cannot send anything here; null = they can
     */
    static <C, T, V> ResponseEntity<V> json(
            @Nullable Answer<T> barred,
            Submission<C> sent,
            Function<C, Answer<T>> act,
            HttpStatus status,
            Function<T, V> view) {
        return barred == null ? json(sent, act, status, view) : json(barred, status, view);
    }

    /** The same, answering what was done by {@code done}. */
    static <C, T, V> ResponseEntity<V> json(
            Submission<C> sent, Function<C, Answer<T>> act, Function<T, ResponseEntity<V>> done) {
        C input = sent.read();
        return input == null ? Problem.of(sent.errors()) : json(act.apply(input), done);
    }

    static <T, V> ResponseEntity<V> json(Answer<T> answer, HttpStatus status, Function<T, V> view) {
        return json(answer, done -> ResponseEntity.status(status).body(view.apply(done)));
    }

    static <T, V> ResponseEntity<V> json(Answer<T> answer, Function<T, ResponseEntity<V>> done) {
        return switch (answer) {
            case Done<T>(T value) -> done.apply(value);
            case NotFound<T>() -> Problem.notFound();
            case Forbidden<T>() -> Problem.forbidden();
            case Overtaken<T>() -> Problem.of(HttpStatus.CONFLICT, CHANGED);
            case Refused<T>(var why) -> Problem.of(why);
        };
    }

    /** As {@link #page}, where 404 and 403 come before what is wrong in the form. */
    static <C, T> String page(
            @Nullable Answer<T> barred,
            Submission<C> sent,
            Function<C, Answer<T>> act,
            Function<T, String> next,
            Function<Model, String> page) {
        if (barred instanceof NotFound<T>) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        if (barred instanceof Forbidden<T>) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        return page(sent, act, next, page);
    }

    /** Reads what a page sent, acts, and goes on with a redirect, or shows the page again with what is wrong. */
    static <C, T> String page(
            Submission<C> sent, Function<C, Answer<T>> act, Function<T, String> next, Function<Model, String> page) {
        C input = sent.read();
        if (sent.lacksVersion()) return sent.overtaken(CHANGED, page);
        if (input == null) return sent.again(page);
        return switch (act.apply(input)) {
            case Done<T>(T value) -> "redirect:" + next.apply(value);
            case NotFound<T>() -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case Forbidden<T>() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Overtaken<T>() -> sent.overtaken(CHANGED, page);
            case Refused<T>(var why) -> sent.sent().again(sent.whereSent(why), page);
        };
    }
}
