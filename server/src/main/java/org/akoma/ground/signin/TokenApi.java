package org.akoma.ground.signin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tokens for programs, and who one is. */
@RestController
@RequestMapping("/api/v1")
class TokenApi {

    private final SignIn signIn;
    private final Sessions sessions;
    private final Clock clock;
    private final boolean secondFactors;

    TokenApi(SignIn signIn, Sessions sessions, Clock clock, @Value("${akoma.demo:false}") boolean demo) {
        this.secondFactors = !demo;
        this.signIn = signIn;
        this.sessions = sessions;
        this.clock = clock;
    }

    record Token(String token, Instant expiresAt) {}

    record Me(String username, List<String> roles, String organisation, String compartment, List<String> verbs) {
        static Me of(Actor actor) {
            return new Me(
                    actor.username(),
                    actor.roles().stream().map(Role::name).sorted().toList(),
                    actor.organisation(),
                    actor.compartment().name(),
                    actor.roles().stream()
                            .flatMap(role -> role.verbs().stream())
                            .map(Verb::name)
                            .distinct()
                            .sorted()
                            .toList());
        }
    }

    @Operation(
            summary =
                    "Open a token: username, password and, outside the demo, the code of the second factor or a recovery code; scope ALL or READ, which changes nothing")
    @SecurityRequirements
    @ApiResponse(responseCode = "201", description = "The token", useReturnTypeSchema = true)
    @PostMapping("/tokens")
    ResponseEntity<Token> open(Submission<OpenToken> submission, HttpServletRequest request) {
        OpenToken input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        SignIn.Attempt attempt = new SignIn.Attempt(
                input.username(),
                input.password(),
                input.code(),
                Session.Kind.TOKEN,
                input.scope() == null ? Session.Scope.ALL : input.scope(),
                Origin.of(request, null));
        return switch (signIn.attempt(attempt)) {
            case SignIn.Result.SignedIn(Session session, boolean _) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(new Token(session.token(), session.expiresAt()));
            case SignIn.Result.Wrong() -> Problem.of(HttpStatus.UNAUTHORIZED, wrong());
            case SignIn.Result.Used() -> Problem.of(HttpStatus.UNAUTHORIZED, "access.invitation-used");
            case SignIn.Result.Replaced() -> Problem.of(HttpStatus.UNAUTHORIZED, "access.invitation-replaced");
            case SignIn.Result.Ended() -> Problem.of(HttpStatus.UNAUTHORIZED, "access.one-time-ended");
            case SignIn.Result.Busy() ->
                Problem.instead(ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .header(HttpHeaders.RETRY_AFTER, "3")
                        .body(Problem.detail(HttpStatus.SERVICE_UNAVAILABLE, "access.door-busy")));
            case SignIn.Result.Elsewhere() -> Problem.of(HttpStatus.UNAUTHORIZED, "access.other-host");
            case SignIn.Result.Locked(Instant until) -> Problem.instead(locked(until));
        };
    }

    private String wrong() {
        return secondFactors ? "access.wrong-keys" : "access.wrong-password";
    }

    private ResponseEntity<ProblemDetail> locked(Instant until) {
        long seconds = Math.max(1, Duration.between(clock.instant(), until).toSeconds() + 1);
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                .body(Problem.detail(HttpStatus.TOO_MANY_REQUESTS, "access.locked", (seconds + 59) / 60));
    }

    @Operation(summary = "End the token that this call carries")
    @ApiResponse(responseCode = "204", description = "It is ended", useReturnTypeSchema = true)
    @DeleteMapping("/tokens/current")
    ResponseEntity<Void> end(Actor actor, @RequestHeader(HttpHeaders.AUTHORIZATION) String header) {
        if (header.startsWith("Bearer "))
            sessions.end(header.substring("Bearer ".length()).strip());
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Who I am and what I may do")
    @GetMapping("/me")
    Me me(Actor actor) {
        return Me.of(actor);
    }
}
