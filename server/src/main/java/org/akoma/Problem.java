package org.akoma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.ground.web.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/**
 * An error as {@code application/problem+json} with a stable code; {@link Problems} adds its text. Answers are typed as the body of the
 * handler's success, so that a handler can declare it; what they carry is always a {@link ProblemDetail}.
 */
public final class Problem {

    /** Internal: {@link Problems} removes it when it writes the text. */
    public static final String ARGS = "args";

    /** Something else was sent under this id before: 409. */
    public static final String OTHER_CONTENT = "cases.id-other-content";

    /** An emergency access is all that the caller holds: 403, and its text says who can do it. */
    public static final String BY_EMERGENCY = "cases.emergency-passes-nothing-on";

    private Problem() {}

    /** @param code {@code room.reason}; {@code error.<code>} is the key of its text */
    public static <V> ResponseEntity<V> of(HttpStatus status, String code) {
        return of(status, code, List.of());
    }

    /** 422 with one entry for each field that is wrong; 409 when other content was sent under the id; 403 in an emergency access. */
    public static <V> ResponseEntity<V> of(List<FieldError> errors) {
        if (errors.stream().anyMatch(error -> error.code().equals(OTHER_CONTENT)))
            return of(HttpStatus.CONFLICT, OTHER_CONTENT, errors);
        if (errors.stream().anyMatch(error -> error.code().equals(BY_EMERGENCY)))
            return of(HttpStatus.FORBIDDEN, BY_EMERGENCY, errors);
        return of(HttpStatus.UNPROCESSABLE_CONTENT, "form.invalid", errors);
    }

    public static <V> ResponseEntity<V> of(HttpStatus status, String code, List<FieldError> errors) {
        ProblemDetail detail = detail(status, code);
        if (!errors.isEmpty()) detail.setProperty("errors", errors);
        return instead(ResponseEntity.of(detail).build());
    }

    /** @param args what the text mentions */
    public static ProblemDetail detail(HttpStatus status, String code, Object... args) {
        ProblemDetail detail = ProblemDetail.forStatus(status);
        detail.setProperty("code", code);
        if (args.length > 0) detail.setProperty(ARGS, List.of(args));
        return detail;
    }

    /** A problem as the answer of a handler whose declared type is the body of its success. The body stays a problem. */
    @SuppressWarnings("unchecked")
    public static <V> ResponseEntity<V> instead(ResponseEntity<?> problem) {
        return (ResponseEntity<V>) problem;
    }

    /** The same problem with one entry more. */
    public static <V> ResponseEntity<V> also(ResponseEntity<V> problem, FieldError more) {
        if (!(problem.getBody() instanceof Object body) || !(body instanceof ProblemDetail detail)) return problem;
        List<Object> errors = new ArrayList<>();
        if (detail.getProperties() instanceof Map<String, Object> held && held.get("errors") instanceof List<?> before)
            errors.addAll(before);
        errors.add(more);
        detail.setProperty("errors", errors);
        return problem;
    }

    /** Unknown and not visible are the same answer. */
    public static <V> ResponseEntity<V> notFound() {
        return of(HttpStatus.NOT_FOUND, "house.not-found");
    }

    public static <V> ResponseEntity<V> forbidden() {
        return of(HttpStatus.FORBIDDEN, "house.forbidden");
    }
}
