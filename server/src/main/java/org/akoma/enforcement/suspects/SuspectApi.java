package org.akoma.enforcement.suspects;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.enforcement.operations.Operations;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Suspects and evidence for programs of the police. Lists carry no identity. */
@RestController
@RequestMapping("/api/v1/operations/{operation}")
class SuspectApi {

    private static final int MOST = 200;

    private final Operations operations;
    private final Suspects suspects;

    SuspectApi(Operations operations, Suspects suspects) {
        this.operations = operations;
        this.suspects = suspects;
    }

    record Page<T>(List<T> items, @Nullable String next) {}

    record Row(
            String code,
            String role,
            String status,
            boolean atLiberty,
            LocalDate factsOn,
            @Nullable LocalDate arrestedOn,
            @Nullable LocalDate referredOn,
            @Nullable String legalBasis,
            List<String> victims) {
        static Row of(Suspect one) {
            return new Row(
                    one.code(),
                    one.role(),
                    one.status().name(),
                    one.atLiberty(),
                    one.factsOn(),
                    one.arrestedOn(),
                    one.referredOn(),
                    one.legalBasis(),
                    one.victims());
        }
    }

    record View(Row suspect, Suspect.@Nullable Identity identity, List<Suspect.Proceeding> proceedings) {
        static View of(Suspect one) {
            return new View(Row.of(one), one.identity(), one.proceedings());
        }
    }

    @Operation(summary = "Suspects, by code; the cursor is the last code of the page before")
    @GetMapping("/suspects")
    ResponseEntity<Page<Row>> list(
            Actor actor,
            @PathVariable String operation,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var found = opened(actor, operation);
        if (found == null) return Problem.notFound();
        int size = Math.clamp(limit, 1, MOST);
        List<Suspect> all = suspects.list(actor, found, cursor, size + 1);
        List<Suspect> shown = all.subList(0, Math.min(size, all.size()));
        return ResponseEntity.ok(new Page<>(
                shown.stream().map(Row::of).toList(),
                all.size() > size ? shown.getLast().code() : null));
    }

    @Operation(summary = "One suspect, with identity and every state of proceedings")
    @GetMapping("/suspects/{code}")
    ResponseEntity<View> show(Actor actor, @PathVariable String operation, @PathVariable String code) {
        var found = visible(actor, operation);
        if (found == null) return Problem.notFound();
        return suspects.open(actor, found, code)
                .map(one -> ResponseEntity.ok(View.of(one)))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Record a suspect; the law follows the date of the facts")
    @PostMapping("/suspects")
    ResponseEntity<?> record(Actor actor, @PathVariable String operation, Submission<RecordSuspect.Input> submission) {
        if (visible(actor, operation) == null) return Problem.notFound();
        RecordSuspect.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (suspects.record(actor, input.in(operation))) {
            case RecordSuspect.Result.Recorded(Suspect suspect) ->
                ResponseEntity.status(HttpStatus.CREATED).body(View.of(suspect));
            case RecordSuspect.Result.NotFound() -> Problem.notFound();
            case RecordSuspect.Result.Forbidden() -> Problem.forbidden();
            case RecordSuspect.Result.CodeTaken() ->
                Problem.of(List.of(FieldError.of("code", "operations.suspect-taken")));
        };
    }

    @Operation(summary = "Record what became of a suspect, with the day from which it holds")
    @PostMapping("/suspects/{code}/proceedings")
    ResponseEntity<?> move(
            Actor actor,
            @PathVariable String operation,
            @PathVariable String code,
            Submission<MoveSuspect.Input> submission) {
        if (visible(actor, operation) == null) return Problem.notFound();
        MoveSuspect.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        MoveSuspect.Result result = suspects.move(actor, input.of(operation, code));
        if (result instanceof MoveSuspect.Result.Moved(Suspect suspect))
            return ResponseEntity.status(HttpStatus.CREATED).body(View.of(suspect));
        if (result instanceof MoveSuspect.Result.Forbidden) return Problem.forbidden();
        FieldError fault = MoveSuspect.fault(result);
        return fault == null ? Problem.notFound() : Problem.of(List.of(fault));
    }

    @Operation(summary = "References to evidence")
    @GetMapping("/evidence")
    ResponseEntity<Page<Evidence>> evidence(Actor actor, @PathVariable String operation) {
        var found = opened(actor, operation);
        if (found == null) return Problem.notFound();
        return ResponseEntity.ok(new Page<>(suspects.evidence(actor, found), null));
    }

    @Operation(summary = "Add a reference to a piece of evidence")
    @PostMapping("/evidence")
    ResponseEntity<?> addEvidence(
            Actor actor, @PathVariable String operation, Submission<AddEvidence.Input> submission) {
        var found = visible(actor, operation);
        if (found == null) return Problem.notFound();
        List<String> known = suspects.list(actor, found, null, LinkedSuspects.ALL).stream()
                .map(Suspect::code)
                .toList();
        AddEvidence command = AddEvidence.read(submission, operation, known);
        if (command == null) return Problem.of(submission.errors());
        return switch (suspects.addEvidence(actor, command)) {
            case AddEvidence.Result.Added(Evidence evidence) ->
                ResponseEntity.status(HttpStatus.CREATED).body(evidence);
            case AddEvidence.Result.NotFound() -> Problem.notFound();
            case AddEvidence.Result.Forbidden() -> Problem.forbidden();
            case AddEvidence.Result.NoSuchSuspect() ->
                Problem.of(List.of(FieldError.of("suspect", "operations.no-such-suspect")));
        };
    }

    /** Reading is journalled. */
    private org.akoma.enforcement.operations.@Nullable Operation opened(Actor actor, String operation) {
        return actor.may(Verb.SUSPECT_READ) ? operations.open(actor, operation).orElse(null) : null;
    }

    private org.akoma.enforcement.operations.@Nullable Operation visible(Actor actor, String operation) {
        return actor.may(Verb.SUSPECT_READ) ? operations.find(actor, operation).orElse(null) : null;
    }
}
