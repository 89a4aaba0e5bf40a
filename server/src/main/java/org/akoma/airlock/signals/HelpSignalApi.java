package org.akoma.airlock.signals;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signals that a child needs help again, as JSON. */
@RestController
@RequestMapping("/api/v1/help-signals")
class HelpSignalApi {

    private final HelpSignals signals;

    HelpSignalApi(HelpSignals signals) {
        this.signals = signals;
    }

    /** @param state by the time alone: it says nothing of the child, nor whether the code named one */
    record View(UUID id, Instant raisedAt, HelpSignal.Reason reason, LocalDate on, HelpSignal.State state) {
        static View of(HelpSignals.Shown one) {
            HelpSignal signal = one.signal();
            return new View(signal.id(), signal.raisedAt(), signal.reason(), signal.on(), one.state());
        }
    }

    record Items(List<View> items) {}

    @GetMapping
    ResponseEntity<Items> own(Actor actor) {
        if (!actor.may(Verb.HELP_SIGNAL)) return Problem.forbidden();
        return ResponseEntity.ok(
                new Items(signals.own(actor).stream().map(View::of).toList()));
    }

    /** The same answer whether the code names a child that the caller knew, or none. */
    @ApiResponse(responseCode = "202", description = "Received", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<View> give(Actor actor, Submission<GiveSignal> submission) {
        if (!actor.may(Verb.HELP_SIGNAL)) return Problem.forbidden();
        GiveSignal command = submission.read();
        if (command == null) return Problem.of(submission.errors());
        return switch (signals.give(actor, command)) {
            case HelpSignals.Result.Given(HelpSignals.Shown one) ->
                ResponseEntity.status(HttpStatus.ACCEPTED).body(View.of(one));
            case HelpSignals.Result.Refused(var why) -> Problem.of(List.of(why));
            case HelpSignals.Result.Forbidden() -> Problem.forbidden();
        };
    }
}
