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
            @Nullable Instant until,
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
                    key.until(),
                    key.endedAt());
        }
    }

    /** @param until it opens packages until then; null = it is the newest, which partners enter */
    record OwnView(
            String line,
            String fingerprint,
            HouseKeys.State state,
            @Nullable Instant until) {
        static OwnView of(HouseKeys.Own one) {
            return new OwnView(one.open().text(), one.open().fingerprint(), one.state(), one.until());
        }
    }

    /**
     * @param own the newest of this house
     * @param former those before it
     */
    record KeysView(OwnView own, List<OwnView> former, List<View> items) {}

    /** This house's own open half, to be handed to partners, and those of partners. */
    @GetMapping
    ResponseEntity<KeysView> all(Actor actor) {
        if (!PartnerKeys.reads(actor)) return Problem.forbidden();
        List<OwnView> own = keys.own().stream().map(OwnView::of).toList();
        return ResponseEntity.ok(new KeysView(
                own.getFirst(),
                own.subList(1, own.size()),
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
        return Answer.json(keys.end(actor, id, false), HttpStatus.OK, View::of);
    }

    /** The same because it is lost or known to others; no body. */
    @PostMapping("/{id}/loss")
    ResponseEntity<View> lost(Actor actor, @PathVariable UUID id) {
        return Answer.json(keys.end(actor, id, true), HttpStatus.OK, View::of);
    }
}
