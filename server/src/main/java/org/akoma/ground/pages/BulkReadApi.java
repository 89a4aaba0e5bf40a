package org.akoma.ground.pages;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.emergencies.AskBulkRead;
import org.akoma.ground.emergencies.BulkReads;
import org.akoma.ground.forms.Submission;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asks for a second person, so that a list about children may be taken as a file today. */
@RestController
class BulkReadApi {

    private final BulkReads reads;

    BulkReadApi(BulkReads reads) {
        this.reads = reads;
    }

    /** @param decision waits under {@code /api/v1/decisions} */
    record View(UUID decision, String list) {}

    /** {@code {"list": "cases", "format": "CSV", "why": "…"}}: 201, and the data protection officer decides; 409 when nobody needs to agree. */
    @ApiResponse(responseCode = "201", description = "It waits for a second person", useReturnTypeSchema = true)
    @PostMapping("/api/v1/bulk-reads")
    ResponseEntity<View> ask(Actor actor, Submission<AskBulkRead> submission) {
        AskBulkRead wanted = submission.read();
        if (wanted == null) return Problem.of(submission.errors());
        return switch (reads.ask(actor, wanted.list(), wanted.format(), wanted.why())) {
            case BulkReads.Asked.Waits(UUID decision) ->
                ResponseEntity.status(HttpStatus.CREATED).body(new View(decision, wanted.list()));
            case BulkReads.Asked.NotNeeded() -> Problem.of(HttpStatus.CONFLICT, "pages.bulk-read-not-needed");
            case BulkReads.Asked.Forbidden() -> Problem.forbidden();
        };
    }
}
