package org.akoma.protection.cases;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Turns outcomes into HTTP answers for programs: statuses, and versions as entity tags. */
public final class ApiResponses {

    private ApiResponses() {}

    /** 201 with the view of what was made. */
    public static <T, V> ResponseEntity<V> created(Outcome<T> outcome, Function<T, V> view) {
        return of(outcome, value -> ResponseEntity.status(HttpStatus.CREATED).body(view.apply(value)));
    }

    /** Reads what a program sent, makes it, and answers 201 with its view; 422 when it cannot be read. */
    public static <C, T, V> ResponseEntity<V> created(
            Submission<C> submission, Function<C, Outcome<T>> act, Function<T, V> view) {
        C command = submission.read();
        return command == null ? Problem.of(submission.errors()) : created(act.apply(command), view);
    }

    /** Reads what a program sent, acts, and answers 200 with the view of the result; 422 when it cannot be read. */
    public static <C, T, V> ResponseEntity<V> done(
            Submission<C> submission, Function<C, Outcome<T>> act, Function<T, V> view) {
        return of(submission, act, value -> ResponseEntity.ok(view.apply(value)));
    }

    /** As {@link #done(Submission, Function, Function)}, with the whole answer by {@code done}. */
    public static <C, T, V> ResponseEntity<V> of(
            Submission<C> submission, Function<C, Outcome<T>> act, Function<T, ResponseEntity<V>> done) {
        C command = submission.read();
        return command == null ? Problem.of(submission.errors()) : of(act.apply(command), done);
    }

    /** 200 with the new version as entity tag. */
    static <T, V> ResponseEntity<V> changed(Outcome<Versioned<T>> outcome, Function<T, V> view) {
        return of(outcome, held -> versioned(held, view));
    }

    /** 200 with a list. */
    public static <T, V> ResponseEntity<ItemList<V>> items(Outcome<List<T>> outcome, Function<T, V> view) {
        return of(outcome, all -> ResponseEntity.ok(ItemList.of(all, view)));
    }

    /** With the version as entity tag, which a change must name. */
    public static <T, V> ResponseEntity<V> tagged(
            Outcome<T> outcome, HttpStatus done, ToIntFunction<T> version, Function<T, V> view) {
        return of(
                outcome,
                value -> ResponseEntity.status(done)
                        .eTag(ETag.of(version.applyAsInt(value)))
                        .body(view.apply(value)));
    }

    /** Reads what a program sent, acts, and answers as {@link #tagged(Outcome, HttpStatus, ToIntFunction, Function)}; 422 when it cannot be read. */
    public static <C, T, V> ResponseEntity<V> tagged(
            Submission<C> submission,
            Function<C, Outcome<T>> act,
            HttpStatus done,
            ToIntFunction<T> version,
            Function<T, V> view) {
        return tagged(submission, act, (command, value) -> done, version, view);
    }

    /** @param done maps input and result to the status: 202 where a second person has to agree */
    public static <C, T, V> ResponseEntity<V> tagged(
            Submission<C> submission,
            Function<C, Outcome<T>> act,
            BiFunction<C, T, HttpStatus> done,
            ToIntFunction<T> version,
            Function<T, V> view) {
        C command = submission.read();
        if (command == null) return Problem.of(submission.errors());
        Outcome<T> outcome = act.apply(command);
        HttpStatus status = outcome instanceof Outcome.Done<T>(T value) ? done.apply(command, value) : HttpStatus.OK;
        return tagged(outcome, status, version, view);
    }

    /** What {@code done} makes of the result, or the problem. */
    public static <T, V> ResponseEntity<V> of(Outcome<T> outcome, Function<T, ResponseEntity<V>> done) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> done.apply(value);
            case Outcome.NotFound<T>() -> Problem.notFound();
            case Outcome.Forbidden<T>() -> Problem.forbidden();
            case Outcome.Stale<T>(T current, var fields) ->
                Problem.of(
                        HttpStatus.CONFLICT,
                        "cases.changed",
                        fields.stream()
                                .map(field -> FieldError.of(field, "cases.changed"))
                                .toList());
            case Outcome.Refused<T>(var errors) -> Problem.of(errors);
        };
    }

    public static <T, V> ResponseEntity<V> read(Optional<T> found, Function<T, V> view) {
        return found.map(value -> ResponseEntity.ok(view.apply(value))).orElseGet(Problem::notFound);
    }

    public static <T, V> ResponseEntity<V> readVersioned(Optional<Versioned<T>> found, Function<T, V> view) {
        return found.map(held -> versioned(held, view)).orElseGet(Problem::notFound);
    }

    private static <T, V> ResponseEntity<V> versioned(Versioned<T> held, Function<T, V> view) {
        return ResponseEntity.ok().eTag(ETag.of(held.version())).body(view.apply(held.value()));
    }

    public static <V> ResponseEntity<V> preconditionRequired() {
        return Problem.of(HttpStatus.PRECONDITION_REQUIRED, "cases.if-match");
    }

    /**
     * @param read what was sent, noting in the form what is wrong.
     * @param keep on the version that {@code If-Match} names
     */
    public static <T, V> ResponseEntity<V> change(
            @Nullable String ifMatch,
            Map<String, Object> body,
            Function<Form, T> read,
            BiFunction<T, Integer, Outcome<Versioned<T>>> keep,
            Function<T, V> view) {
        Integer version = ETag.version(ifMatch);
        if (version == null) return preconditionRequired();
        Form form = Form.ofJson(body);
        T wanted = read.apply(form);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return changed(keep.apply(wanted, version), view);
    }
}
