package org.akoma.protection.homecoming;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The search for a child's family, as JSON. A verification answers 202 with the tracing as it still is and the decision that waits: a
 * supervisor agrees at {@code /api/v1/decisions/{id}/verdict}.
 */
@RestController
@RequestMapping("/api/v1/cases/{code}/tracings")
class TracingApi {

    private final Tracings tracings;

    TracingApi(Tracings tracings) {
        this.tracings = tracings;
    }

    /** @param waiting the decision that has to be taken before the family counts as verified; null = none */
    record TracingView(
            UUID id,
            Tracing.Status status,
            LocalDate openedOn,
            @Nullable String verifiedBy,
            @Nullable LocalDate verifiedOn,
            @Nullable Boolean returnSafe,
            @Nullable String found,
            @Nullable String safety,
            @Nullable UUID waiting,
            int version) {
        static TracingView of(Tracing t, @Nullable UUID waiting) {
            return new TracingView(
                    t.id(),
                    t.status(),
                    t.openedOn(),
                    t.verifiedBy(),
                    t.verifiedOn(),
                    t.returnSafe(),
                    t.words().found(),
                    t.words().safety(),
                    waiting,
                    t.version());
        }
    }

    @GetMapping
    ResponseEntity<ItemList<TracingView>> tracings(Actor actor, @PathVariable String code) {
        return ApiResponses.items(tracings.of(actor, code), one -> view(actor, one));
    }

    @ApiResponse(responseCode = "201", description = "The tracing has begun", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<TracingView> trace(Actor actor, @PathVariable String code, Submission<TraceFamily> submission) {
        return answer(actor, code, submission, HttpStatus.CREATED);
    }

    @ApiResponse(responseCode = "200", description = "The tracing as it is now", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "202",
            description = "A verification waits for a supervisor; the tracing as it still is",
            useReturnTypeSchema = true)
    @PutMapping("/{id}")
    ResponseEntity<TracingView> update(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<TraceFamily> submission) {
        return answer(actor, code, submission.given("id", id), HttpStatus.OK);
    }

    private ResponseEntity<TracingView> answer(
            Actor actor, String code, Submission<TraceFamily> submission, HttpStatus done) {
        return ApiResponses.tagged(
                submission,
                command -> tracings.trace(actor, code, command),
                (command, now) -> waits(command) ? HttpStatus.ACCEPTED : done,
                Tracing::version,
                one -> view(actor, one));
    }

    /** A verification of a tracing that runs is only asked for. */
    private static boolean waits(TraceFamily command) {
        return command.version() != null && command.status() == Tracing.Status.VERIFIED;
    }

    private TracingView view(Actor actor, Tracing one) {
        return TracingView.of(one, tracings.waiting(actor, one.id()));
    }
}
