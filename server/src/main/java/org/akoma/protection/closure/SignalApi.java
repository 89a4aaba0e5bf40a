package org.akoma.protection.closure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.airlock.signals.HelpSignal;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signals that the child of a file needs help again, as JSON, for who works on the file. */
@RestController
@RequestMapping("/api/v1/cases/{code}/help-signals")
class SignalApi {

    private final ReceivedSignals signals;

    SignalApi(ReceivedSignals signals) {
        this.signals = signals;
    }

    record View(
            UUID id,
            HelpSignal.Reason reason,
            LocalDate on,
            Instant raisedAt,
            String raiser,
            Role role,
            String structure,
            @Nullable String telephone,
            Instant dueAt,
            ReceivedSignal.State state,
            ReceivedSignal.@Nullable Why why,
            @Nullable Instant endedAt) {
        static View of(ReceivedSignal one) {
            return new View(
                    one.id(),
                    one.reason(),
                    one.on(),
                    one.raisedAt(),
                    one.raiser(),
                    one.role(),
                    one.structure(),
                    one.telephone(),
                    one.dueAt(),
                    one.state(),
                    one.why(),
                    one.endedAt());
        }
    }

    /** Newest first. The reading is journalled. */
    @GetMapping
    ResponseEntity<ItemList<View>> list(Actor actor, @PathVariable String code) {
        return ApiResponses.items(signals.of(actor, code), View::of);
    }

    /** Says why the file is not opened again; a second person agrees. */
    @PostMapping("/{id}/answer")
    ResponseEntity<View> answer(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<AnswerSignal> submission) {
        return ApiResponses.done(submission, command -> signals.answer(actor, code, id, command), View::of);
    }

    /** Where nobody who works on the file reads it: who leads the programme says why it ends; a second person agrees. */
    @PostMapping("/{id}/passing")
    ResponseEntity<View> passOn(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<PassOnSignal> submission) {
        return ApiResponses.done(submission, command -> signals.passOn(actor, code, id, command), View::of);
    }
}
