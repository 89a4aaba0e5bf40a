package org.akoma.protection.overview;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The transfer of a file to another structure. */
@RestController
@RequestMapping("/api/v1/cases/{code}/transfers")
class TransferApi {

    private final Transfers transfers;

    TransferApi(Transfers transfers) {
        this.transfers = transfers;
    }

    record View(
            UUID id,
            @Nullable Object to,
            Decision.State state,
            Instant proposedAt,
            @Nullable String why) {
        static View of(Decision one) {
            return new View(one.id(), one.fields().get("to"), one.state(), one.proposedAt(), one.why());
        }
    }

    /** Proposes; a supervisor of the receiving structure accepts or refuses. */
    @ApiResponse(responseCode = "201", description = "The proposal", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<View> propose(Actor actor, @PathVariable String code, Submission<ProposeTransfer> submission) {
        return ApiResponses.created(submission, command -> transfers.propose(actor, code, command), View::of);
    }

    /** The one that waits; 404 when none does. */
    @GetMapping("/waiting")
    ResponseEntity<View> waiting(Actor actor, @PathVariable String code) {
        return ApiResponses.read(transfers.waiting(actor, code), View::of);
    }

    /** Accepts (agreed) or refuses with a reason. */
    @PostMapping("/{id}/decision")
    ResponseEntity<View> decide(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeTransfer.Decide> submission) {
        return ApiResponses.done(
                submission, input -> transfers.decide(actor, code, id, input.agreed(), input.reason()), View::of);
    }
}
