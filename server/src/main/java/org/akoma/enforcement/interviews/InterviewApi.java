package org.akoma.enforcement.interviews;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.enforcement.interviews.AssignInterview.Result;
import org.akoma.enforcement.operations.Operation;
import org.akoma.enforcement.operations.Operations;
import org.akoma.enforcement.operations.Screened;
import org.akoma.enforcement.operations.Screenings;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Interviews with children, for programs of the police. */
@RestController
@RequestMapping("/api/v1/operations/{operation}/persons/{code}")
class InterviewApi {

    private final Interviews interviews;
    private final Operations operations;
    private final Screenings screenings;

    InterviewApi(Interviews interviews, Operations operations, Screenings screenings) {
        this.interviews = interviews;
        this.operations = operations;
        this.screenings = screenings;
    }

    record View(
            UUID id,
            String officer,
            Instant plannedAt,
            Interview.Support support,
            @Nullable String supportName,
            String state,
            boolean certified,
            int version) {
        static View of(Interview one) {
            return new View(
                    one.id(),
                    one.officer(),
                    one.plannedAt(),
                    one.support(),
                    one.supportName(),
                    one.state(),
                    one.certified(),
                    one.version());
        }
    }

    record Interviewer(String code, boolean certified) {}

    record Answer(List<View> items, List<Interviewer> interviewers) {}

    private @Nullable Screened find(Actor actor, String operation, String code) {
        Operation found = operations.find(actor, operation).orElse(null);
        return found == null ? null : screenings.find(actor, found, code).orElse(null);
    }

    @GetMapping("/interviews")
    ResponseEntity<Answer> list(Actor actor, @PathVariable String operation, @PathVariable String code) {
        Operation found = operations.find(actor, operation).orElse(null);
        Screened person = find(actor, operation, code);
        if (found == null || person == null) return Problem.notFound();
        return ResponseEntity.ok(new Answer(
                interviews.of(actor, found, person).stream().map(View::of).toList(),
                actor.may(Verb.OPERATION_WRITE)
                        ? interviews.interviewers(actor, person).stream()
                                .map(one -> new Interviewer(one.code(), one.certified()))
                                .toList()
                        : List.of()));
    }

    @ApiResponse(responseCode = "201", description = "The interview", useReturnTypeSchema = true)
    @PostMapping("/interviews")
    ResponseEntity<View> assign(
            Actor actor,
            @PathVariable String operation,
            @PathVariable String code,
            Submission<AssignInterview> submission) {
        if (find(actor, operation, code) == null) return Problem.notFound();
        if (!actor.may(Verb.OPERATION_WRITE)) return Problem.forbidden();
        AssignInterview input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return answer(interviews.assign(actor, operation, code, input), HttpStatus.CREATED);
    }

    @PostMapping("/interview/held")
    ResponseEntity<View> held(
            Actor actor,
            @PathVariable String operation,
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return answer(interviews.end(actor, operation, code, true, ETag.version(seen)), HttpStatus.OK);
    }

    @PostMapping("/interview/cancellation")
    ResponseEntity<View> cancel(
            Actor actor,
            @PathVariable String operation,
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return answer(interviews.end(actor, operation, code, false, ETag.version(seen)), HttpStatus.OK);
    }

    private static ResponseEntity<View> answer(Result result, HttpStatus done) {
        return switch (result) {
            case Result.Done(Interview now) ->
                ResponseEntity.status(done).eTag(ETag.of(now.version())).body(View.of(now));
            case Result.NotFound() -> Problem.notFound();
            case Result.Forbidden() -> Problem.forbidden();
            case Result.Overtaken() -> Problem.of(HttpStatus.CONFLICT, "operations.changed");
            case Result.Refused(FieldError why) -> Problem.of(List.of(why));
        };
    }
}
