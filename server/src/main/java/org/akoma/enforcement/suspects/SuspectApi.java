package org.akoma.enforcement.suspects;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.enforcement.operations.Corrected;
import org.akoma.enforcement.operations.Correction;
import org.akoma.enforcement.operations.Operations;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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

    /** @param corrections what was corrected, newest first */
    record View(
            Row suspect,
            Suspect.@Nullable Identity identity,
            List<Suspect.Proceeding> proceedings,
            List<Correction.View> corrections,
            int version) {}

    /** @param corrections what was corrected, the newest correction of each reference first */
    record Evidences(
            List<Evidence> items,
            List<Correction.View> corrections,
            @Nullable String next) {}

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
                .map(one -> ResponseEntity.ok().eTag(ETag.of(one.version())).body(view(actor, found, one)))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Record a suspect; the law follows the date of the facts")
    @PostMapping("/suspects")
    ResponseEntity<?> record(Actor actor, @PathVariable String operation, Submission<RecordSuspect.Input> submission) {
        var found = visible(actor, operation);
        if (found == null) return Problem.notFound();
        RecordSuspect.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (suspects.record(actor, input.in(operation))) {
            case RecordSuspect.Result.Recorded(Suspect suspect) ->
                ResponseEntity.status(HttpStatus.CREATED).body(view(actor, found, suspect));
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
        var found = visible(actor, operation);
        if (found == null) return Problem.notFound();
        MoveSuspect.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        MoveSuspect.Result result = suspects.move(actor, input.of(operation, code));
        if (result instanceof MoveSuspect.Result.Moved(Suspect suspect))
            return ResponseEntity.status(HttpStatus.CREATED).body(view(actor, found, suspect));
        if (result instanceof MoveSuspect.Result.Forbidden) return Problem.forbidden();
        FieldError fault = MoveSuspect.fault(result);
        return fault == null ? Problem.notFound() : Problem.of(List.of(fault));
    }

    @Operation(
            summary =
                    "Correct or complete what is recorded of a suspect; needs If-Match. What it replaces stays readable")
    @PutMapping("/suspects/{code}")
    ResponseEntity<View> correct(
            Actor actor,
            @PathVariable String operation,
            @PathVariable String code,
            Submission<CorrectSuspect.Input> submission) {
        var found = visible(actor, operation);
        Suspect suspect =
                found == null ? null : suspects.open(actor, found, code).orElse(null);
        if (found == null || suspect == null) return Problem.notFound();
        if (!actor.may(Verb.OPERATION_WRITE)) return Problem.forbidden();
        return Corrected.answer(
                submission,
                (input, version) -> suspects.correct(actor, input.of(operation, code, version)),
                one -> view(actor, found, one),
                Suspect::version);
    }

    private View view(Actor actor, org.akoma.enforcement.operations.Operation operation, Suspect one) {
        return new View(
                Row.of(one),
                one.identity(),
                one.proceedings(),
                Correction.View.of(suspects.corrected(actor, operation, one)),
                one.version());
    }

    @Operation(summary = "Correct a reference to evidence; needs If-Match. What it replaces stays readable")
    @PutMapping("/evidence/{code}")
    ResponseEntity<Evidence> correctEvidence(
            Actor actor,
            @PathVariable String operation,
            @PathVariable String code,
            Submission<CorrectEvidence.Input> submission) {
        var found = visible(actor, operation);
        if (found == null
                || suspects.evidence(actor, found).stream()
                        .noneMatch(one -> one.code().equals(code))) return Problem.notFound();
        if (!actor.may(Verb.OPERATION_WRITE)) return Problem.forbidden();
        return Corrected.answer(
                submission,
                (input, version) -> suspects.correct(actor, input.of(operation, code, version)),
                one -> one,
                Evidence::version);
    }

    @Operation(summary = "References to evidence, and what was corrected of them")
    @GetMapping("/evidence")
    ResponseEntity<Evidences> evidence(Actor actor, @PathVariable String operation) {
        var found = opened(actor, operation);
        if (found == null) return Problem.notFound();
        return ResponseEntity.ok(new Evidences(
                suspects.evidence(actor, found), Correction.View.of(suspects.correctedEvidence(actor, found)), null));
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
