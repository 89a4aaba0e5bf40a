package org.akoma.exchange.packages;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Keys by which packages are exchanged with partners' houses. */
@RestController
@RequestMapping("/api/v1/partner-keys")
class PartnerKeyApi {

    private final PartnerKeys keys;

    PartnerKeyApi(PartnerKeys keys) {
        this.keys = keys;
    }

    record View(
            UUID id,
            String structure,
            String line,
            String fingerprint,
            PartnerKey.State state,
            Instant enteredAt,
            @Nullable Instant confirmedAt,
            @Nullable Instant endedAt) {
        static View of(PartnerKey key) {
            return new View(
                    key.id(),
                    key.structure(),
                    key.open().text(),
                    key.fingerprint(),
                    key.state(),
                    key.proposedAt(),
                    key.confirmedAt(),
                    key.endedAt());
        }
    }

    record OwnView(String line, String fingerprint) {}

    record KeysView(OwnView own, List<View> items) {}

    /** This house's own open half, to be handed to partners, and those of partners. */
    @GetMapping
    ResponseEntity<KeysView> all(Actor actor) {
        if (!PartnerKeys.reads(actor)) return Problem.forbidden();
        PublicHalf own = keys.own();
        return ResponseEntity.ok(new KeysView(
                new OwnView(own.text(), own.fingerprint()),
                keys.all(actor).stream().map(View::of).toList()));
    }

    /** Enters a partner's; the data protection officer confirms it. */
    @ApiResponse(
            responseCode = "201",
            description = "It waits for the data protection officer",
            useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<View> enter(Actor actor, Submission<EnterKey> submission) {
        return Answer.json(submission, command -> keys.enter(actor, command), HttpStatus.CREATED, View::of);
    }

    /** Ends one at once; no body. */
    @PostMapping("/{id}/end")
    ResponseEntity<View> end(Actor actor, @PathVariable UUID id) {
        return Answer.json(keys.end(actor, id), HttpStatus.OK, View::of);
    }
}
