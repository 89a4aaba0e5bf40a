package org.akoma.ground.settings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Proposes another value of a limit. */
@RestController
class LimitApi {

    private final Limits limits;

    LimitApi(Limits limits) {
        this.limits = limits;
    }

    @Operation(summary = "Propose another value of a limit; it holds once a second person has agreed")
    @ApiResponse(responseCode = "202", description = "It waits for a second person", useReturnTypeSchema = true)
    @PostMapping("/api/v1/policies/{key}/proposals")
    ResponseEntity<Void> propose(Actor actor, @PathVariable String key, Submission<ProposeLimit> submission) {
        if (!actor.may(Verb.SETTINGS_WRITE)) return Problem.forbidden();
        ProposeLimit input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        ProposeLimit.Result result = limits.propose(actor, key, input);
        return switch (result) {
            case WAITS -> ResponseEntity.accepted().build();
            case FORBIDDEN -> Problem.forbidden();
            case NOT_FOUND -> Problem.notFound();
            case WRONG, SAME, BOUNDS, CONFIGURED -> Problem.of(List.of(limits.error(key, result)));
        };
    }
}
