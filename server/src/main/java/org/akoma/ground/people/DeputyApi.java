package org.akoma.ground.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Deputy;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Supervisors of other structures who decide what the only one of a structure proposed. */
@RestController
@RequestMapping("/api/v1/deputies")
class DeputyApi {

    private final Deputies deputies;

    DeputyApi(Deputies deputies) {
        this.deputies = deputies;
    }

    record DeputyView(
            UUID id,
            String structure,
            String person,
            boolean inForce,
            Instant from,
            @Nullable Instant until) {
        static DeputyView of(Deputy one) {
            return new DeputyView(one.id(), one.structure(), one.person(), one.agreed(), one.from(), one.until());
        }
    }

    record DeputyViews(List<DeputyView> items) {}

    @Operation(
            summary =
                    "Deputies that run or wait: for a supervisor of the structures that they decide for, of every one for the others")
    @GetMapping
    ResponseEntity<DeputyViews> all(Actor actor) {
        if (!Deputy.readBy(actor)) return Problem.forbidden();
        return ResponseEntity.ok(new DeputyViews(
                deputies.running(actor).stream().map(DeputyView::of).toList()));
    }

    @Operation(
            summary =
                    "Name one: the code of the structure, and the code of a supervisor of another; a second person agrees")
    @ApiResponse(responseCode = "201", description = "It waits for a second person", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<DeputyView> name(Actor actor, Submission<Deputies.NameDeputy> submission) {
        Deputies.NameDeputy wanted = submission.read();
        if (wanted == null) return Problem.of(submission.errors());
        return switch (deputies.name(actor, wanted.structure(), wanted.person())) {
            case Deputies.Result.Done(Deputy made) ->
                ResponseEntity.status(HttpStatus.CREATED).body(DeputyView.of(made));
            case Deputies.Result.Forbidden no -> Problem.forbidden();
            case Deputies.Result.Refused(var why) -> Problem.of(List.of(why));
        };
    }

    @Operation(summary = "End one now")
    @ApiResponse(responseCode = "204", description = "It is ended", useReturnTypeSchema = true)
    @PostMapping("/{id}/end")
    ResponseEntity<Void> end(Actor actor, @PathVariable UUID id) {
        return PeopleAnswers.answer(deputies.end(actor, id));
    }
}
