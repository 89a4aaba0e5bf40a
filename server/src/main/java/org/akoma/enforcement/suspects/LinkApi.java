package org.akoma.enforcement.suspects;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whom a victim is linked to, for programs of the police. */
@RestController
class LinkApi {

    private final Suspects suspects;

    LinkApi(Suspects suspects) {
        this.suspects = suspects;
    }

    @Operation(
            summary =
                    "The suspects a victim is linked to, in place of those before; If-Match names the version of the person",
            description = "A link is taken away, and after the operation added, by who coordinates it.")
    @PutMapping("/api/v1/operations/{operation}/victims/{reference}/suspects")
    ResponseEntity<?> link(
            Actor actor,
            @PathVariable String operation,
            @PathVariable String reference,
            Submission<LinkVictim.Input> submission) {
        if (!actor.may(Verb.SUSPECT_READ)) return Problem.notFound();
        Integer version = submission.version();
        if (version == null) return Problem.of(HttpStatus.PRECONDITION_REQUIRED, "operations.version-needed");
        LinkVictim.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (suspects.link(actor, new LinkVictim(operation, reference, input.suspects(), version))) {
            case LinkVictim.Result.Linked() -> ResponseEntity.noContent().build();
            case LinkVictim.Result.NotFound() -> Problem.notFound();
            case LinkVictim.Result.Overtaken() -> Problem.of(HttpStatus.CONFLICT, "operations.changed");
            case LinkVictim.Result.Forbidden() -> Problem.forbidden();
            case LinkVictim.Result.NoSuchSuspect(String code) ->
                Problem.of(List.of(FieldError.of("suspects", "operations.no-such-suspect", code)));
        };
    }
}
