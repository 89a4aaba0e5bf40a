package org.akoma.ground.signin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own account for programs. */
@RestController
@RequestMapping("/api/v1/account")
class OwnKeyApi {

    private final OwnKeys keys;
    private final OwnLanguage language;

    OwnKeyApi(OwnKeys keys, OwnLanguage language) {
        this.keys = keys;
        this.language = language;
    }

    /** @param network where it was opened, such as {@code 192.0.2.0/24} */
    record SessionView(
            UUID id,
            Session.Kind kind,
            Session.Scope scope,
            Instant openedAt,
            Instant usedAt,
            Instant expiresAt,
            @Nullable String network,
            @Nullable String device,
            boolean mine) {
        static SessionView of(Session.Shown one) {
            return new SessionView(
                    one.id(),
                    one.kind(),
                    one.scope(),
                    one.openedAt(),
                    one.usedAt(),
                    one.expiresAt(),
                    one.network(),
                    one.device(),
                    one.mine());
        }
    }

    record Sessions(List<SessionView> items) {}

    record Ended(int ended) {}

    /**
     * @param was the code of a role, a structure, a person or a language, or a day; null = none
     * @param byRole a role of who changed it
     */
    record ChangeView(
            Instant at,
            AccountChange.What what,
            @Nullable String was,
            @Nullable String becomes,
            @Nullable String byRole) {
        static ChangeView of(AccountChange one) {
            return new ChangeView(one.at(), one.what(), one.was(), one.becomes(), one.byRole());
        }
    }

    record Changes(List<ChangeView> items) {}

    @Operation(
            summary = "What others changed of my account: from what to what, and by which function; the newest first")
    @GetMapping("/changes")
    Changes changes(Actor actor) {
        return new Changes(language.changes(actor).stream().map(ChangeView::of).toList());
    }

    /** @param left how many let in still */
    record RecoveryCodesView(
            int left, @Nullable Instant madeAt, @Nullable Instant usedAt) {}

    record NewRecoveryCodes(List<String> codes) {}

    @Operation(summary = "How many of my recovery codes are left, and when one let in last")
    @GetMapping("/recovery-codes")
    RecoveryCodesView recoveryCodes(Actor actor) {
        RecoveryCodes.Left left = keys.recoveryCodes(actor);
        return new RecoveryCodesView(left.left(), left.madeAt(), left.usedAt());
    }

    @Operation(
            summary =
                    "Ten new recovery codes, each good for one sign-in in place of the six digits; those before are void. Shown only in this answer")
    @ApiResponse(responseCode = "201", description = "The codes", useReturnTypeSchema = true)
    @PostMapping("/recovery-codes")
    ResponseEntity<NewRecoveryCodes> renewRecoveryCodes(Actor actor, Submission<RenewRecoveryCodes> submission) {
        OwnKeys.NewCodes made = keys.renewRecoveryCodes(actor, submission);
        if (!made.errors().isEmpty()) return Problem.of(made.errors());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new NewRecoveryCodes(
                        made.codes().stream().map(RecoveryCodes::shown).toList()));
    }

    @Operation(summary = "The language in which Akoma writes to me: fr or en")
    @ApiResponse(responseCode = "204", description = "It is kept", useReturnTypeSchema = true)
    @PostMapping("/language")
    ResponseEntity<Void> language(Actor actor, Submission<ChooseLanguage> submission) {
        ChooseLanguage input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        language.choose(actor, input.language());
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "My running sessions, tokens and calendar address, the one of this call first")
    @GetMapping("/sessions")
    Sessions sessions(Actor actor) {
        return new Sessions(keys.sessions(actor).stream().map(SessionView::of).toList());
    }

    @Operation(summary = "End one of my sessions")
    @ApiResponse(responseCode = "204", description = "It is ended", useReturnTypeSchema = true)
    @DeleteMapping("/sessions/{id}")
    ResponseEntity<Void> end(Actor actor, @PathVariable UUID id) {
        return keys.end(actor, id)
                ? ResponseEntity.noContent().build()
                : Problem.of(HttpStatus.NOT_FOUND, "access.no-session");
    }

    @Operation(summary = "End all of my sessions but the one of this call")
    @DeleteMapping("/sessions")
    Ended endOthers(Actor actor) {
        return new Ended(keys.endOthers(actor));
    }

    @Operation(
            summary = "A new password: before, password, again and, with a second factor, code; my other sessions end")
    @ApiResponse(responseCode = "204", description = "It is changed", useReturnTypeSchema = true)
    @PostMapping("/password")
    ResponseEntity<Void> password(Actor actor, Submission<ChangePassword> submission) {
        List<FieldError> errors = keys.changePassword(actor, submission);
        return errors.isEmpty() ? ResponseEntity.noContent().build() : Problem.of(errors);
    }
}
