package org.akoma.ground.passkeys;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own passkeys for programs, which read, name and remove them; a browser adds one, since its device makes it. */
@RestController
@RequestMapping("/api/v1/account/passkeys")
class PasskeyApi {

    private final Passkeys passkeys;

    PasskeyApi(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    /** @param usedAt when it was used last; null = not yet */
    record PasskeyView(
            UUID id, String name, Instant addedAt, @Nullable Instant usedAt) {}

    record OwnPasskeys(List<PasskeyView> items) {}

    @Operation(summary = "My passkeys, the oldest first")
    @GetMapping
    OwnPasskeys list(Actor actor) {
        return new OwnPasskeys(passkeys.list(actor).stream()
                .map(one -> new PasskeyView(one.id(), one.name(), one.addedAt(), one.usedAt()))
                .toList());
    }

    @Operation(summary = "Give one of my passkeys another name")
    @ApiResponse(responseCode = "204", description = "It is named", useReturnTypeSchema = true)
    @PostMapping("/{id}/name")
    ResponseEntity<Void> name(Actor actor, @PathVariable UUID id, Submission<NamePasskey> submission) {
        NamePasskey input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return passkeys.name(actor, id, input.name())
                ? ResponseEntity.noContent().build()
                : Problem.of(HttpStatus.NOT_FOUND, "access.no-passkey");
    }

    @Operation(
            summary = "Remove one of my passkeys; my other sessions end. Wants a second factor that was shown of late"
                    + " (403 access.factor-again)")
    @ApiResponse(responseCode = "204", description = "It is removed", useReturnTypeSchema = true)
    @RecentFactor
    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(Actor actor, @PathVariable UUID id) {
        return passkeys.remove(actor, id)
                ? ResponseEntity.noContent().build()
                : Problem.of(HttpStatus.NOT_FOUND, "access.no-passkey");
    }
}
