package org.akoma.protection.overview;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
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
    @PostMapping
    ResponseEntity<?> propose(Actor actor, @PathVariable String code, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        ProposeTransfer command = ProposeTransfer.read(form);
        if (!form.refuseUnknown().isSound() || command == null) return Problem.of(form.errors());
        return ApiResponses.created(transfers.propose(actor, code, command), View::of);
    }

    /** The one that waits; 404 when none does. */
    @GetMapping("/waiting")
    ResponseEntity<View> waiting(Actor actor, @PathVariable String code) {
        return ApiResponses.read(transfers.waiting(actor, code), View::of);
    }

    /** Accepts (agreed) or refuses with a reason. */
    @PostMapping("/{id}/decision")
    ResponseEntity<?> decide(
            Actor actor, @PathVariable String code, @PathVariable UUID id, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        boolean agreed = form.ticked("agreed");
        String reason = form.words("reason", 1_000);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return ApiResponses.of(
                transfers.decide(actor, code, id, agreed, reason), done -> ResponseEntity.ok(View.of(done)));
    }
}
