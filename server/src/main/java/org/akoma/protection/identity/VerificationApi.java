package org.akoma.protection.identity;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether a child's identity is verified, and asking for it. A supervisor decides at {@code /api/v1/decisions}. */
@RestController
@RequestMapping("/api/v1/cases/{code}/identity/verification")
class VerificationApi {

    private final Verifications verifications;
    private final PersonCodes people;

    VerificationApi(Verifications verifications, PersonCodes people) {
        this.verifications = verifications;
        this.people = people;
    }

    /**
     * @param altered what is written is not what two people verified: the mark does not count
     * @param waiting the decision that waits; null = none
     */
    record View(
            @Nullable MarkView verified,
            boolean altered,
            @Nullable UUID waiting) {}

    record MarkView(
            IdentityMark.Proof proof,
            LocalDate seenOn,
            @Nullable UUID document,
            @Nullable String proposedBy,
            @Nullable String agreedBy,
            Instant agreedAt) {}

    private View view(Actor actor, Verifications.State state) {
        IdentityMark mark = state.mark();
        if (mark == null) return new View(null, state.altered(), state.waiting());
        Map<UUID, String> codes = people.of(actor, List.of(mark.proposedBy(), mark.agreedBy()));
        return new View(
                new MarkView(
                        mark.proof(),
                        mark.seenOn(),
                        mark.document(),
                        codes.get(mark.proposedBy()),
                        codes.get(mark.agreedBy()),
                        mark.agreedAt()),
                state.altered(),
                state.waiting());
    }

    @GetMapping
    ResponseEntity<View> read(Actor actor, @PathVariable String code) {
        return ApiResponses.read(verifications.read(actor, code), state -> view(actor, state));
    }

    /** On which kind of record ({@code proof}), when it was seen, and optionally its attached copy ({@code document}). 202: a supervisor decides. */
    @ApiResponse(responseCode = "202", description = "It waits for a supervisor", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<View> ask(Actor actor, @PathVariable String code, Submission<VerifyIdentity> submission) {
        return ApiResponses.of(
                submission,
                command -> verifications.ask(actor, code, command),
                state -> ResponseEntity.status(HttpStatus.ACCEPTED).body(view(actor, state)));
    }
}
