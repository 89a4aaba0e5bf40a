package org.akoma.enforcement.operations;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
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

/** What was published about an operation, for programs. */
@RestController
@RequestMapping("/api/v1/operations/{code}/figures")
class FigureApi {

    private final Operations operations;
    private final PublishedFigures figures;

    FigureApi(Operations operations, PublishedFigures figures) {
        this.operations = operations;
        this.figures = figures;
    }

    @Operation(
            summary = "What was published beside what the records say; for those who may see figures alone, the counts")
    @ApiResponse(
            responseCode = "200",
            description = "What was published beside what the records say, or the counts",
            content = @Content(schema = @Schema(anyOf = {ReconciledView.class, OperationFigures.class})))
    @PastDays
    @GetMapping
    ResponseEntity<?> figures(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable String asOf) {
        Form form = Form.ofJson(asOf == null ? Map.of() : Map.of("asOf", asOf));
        LocalDate day = form.pastDay("asOf", figures.today());
        if (!form.isSound()) return Problem.of(form.errors());
        if (day != null && actor.may(Verb.OPERATION_READ)) return OperationApi.onlyToday();
        return actor.may(Verb.OPERATION_READ)
                ? figures.reconciled(actor, code)
                        .map(one -> ResponseEntity.ok(ReconciledView.of(one)))
                        .orElseGet(Problem::notFound)
                : figures.report(actor, code, figures.endOf(actor, day))
                        .map(ResponseEntity::ok)
                        .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Correct a published figure; needs If-Match. What it replaces stays readable")
    @PutMapping("/{id}")
    ResponseEntity<ReconciledView.Published> correct(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<CorrectFigure.Input> submission) {
        var found = operations.find(actor, code).orElse(null);
        if (found == null || figures.find(actor, found, id).isEmpty()) return Problem.notFound();
        if (!actor.may(Verb.OPERATION_WRITE)) return Problem.forbidden();
        return Corrected.answer(
                submission,
                (input, version) -> figures.correct(actor, input.of(code, id, version)),
                ReconciledView.Published::of,
                PublishedFigure::version);
    }

    @Operation(summary = "Note a published figure, as it was published: \"plus de 48\"")
    @PostMapping
    ResponseEntity<?> addFigure(Actor actor, @PathVariable String code, Submission<AddFigure.Input> submission) {
        if (operations.find(actor, code).isEmpty()) return Problem.notFound();
        AddFigure.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (figures.add(actor, input.of(code))) {
            case AddFigure.Result.Added(PublishedFigure figure) ->
                ResponseEntity.status(HttpStatus.CREATED).body(ReconciledView.Published.of(figure));
            case AddFigure.Result.NotFound() -> Problem.notFound();
            case AddFigure.Result.Forbidden() -> Problem.forbidden();
            case AddFigure.Result.AlreadyThere() ->
                Problem.of(List.of(FieldError.of("source", "operations.figure-there")));
        };
    }
}
