package org.akoma.protection.registration;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Opens files. */
@RestController
class RegistrationApi {

    private final Registrations registrations;
    private final WorldLanguages world;
    private final Clock clock;

    RegistrationApi(Registrations registrations, WorldLanguages world, Clock clock) {
        this.registrations = registrations;
        this.world = world;
        this.clock = clock;
    }

    /** The file in clear, as it was opened. */
    record View(
            String code,
            CaseFile.Status status,
            CaseFile.VictimStatus victimStatus,
            String sex,
            @Nullable Integer ageAtRescue,
            boolean ageEstimated,
            String country,
            @Nullable String nationality,
            @Nullable String sector,
            Instant registeredAt) {
        static View of(CaseFile file) {
            return new View(
                    file.code(),
                    file.status(),
                    file.victimStatus(),
                    file.sex(),
                    file.ageAtRescue(),
                    file.ageEstimated(),
                    file.country(),
                    file.nationality(),
                    file.sector(),
                    file.registeredAt());
        }
    }

    /**
     * 201 with the file; 409 {@code cases.maybe-known} when there may be one already: {@code alike} has the codes of those that the caller sees,
     * {@code elsewhere} says that there may be another. It is another child: repeat with {@code "anyway": true}.
     */
    @ApiResponse(responseCode = "201", description = "The file", useReturnTypeSchema = true)
    @PostMapping("/api/v1/cases")
    ResponseEntity<View> register(Actor actor, Submission<RegisterChild.Input> submission) {
        RegisterChild.Input input = submission.read();
        if (input == null) RegistrationForm.nameMissing(submission.form());
        RegisterChild command =
                input == null ? null : RegistrationForm.command(submission.form(), input, world, clock.instant());
        return command == null ? Problem.of(submission.errors()) : answer(actor, command);
    }

    private ResponseEntity<View> answer(Actor actor, RegisterChild command) {
        return switch (registrations.register(actor, command)) {
            case RegisterChild.Result.Registered(CaseFile file) ->
                ResponseEntity.created(URI.create("/api/v1/cases/" + file.code()))
                        .body(View.of(file));
            case RegisterChild.Result.MaybeKnown known -> maybeKnown(known);
            case RegisterChild.Result.Forbidden() -> Problem.forbidden();
            case RegisterChild.Result.Refused(var errors) -> Problem.of(errors);
        };
    }

    private static <V> ResponseEntity<V> maybeKnown(RegisterChild.Result.MaybeKnown known) {
        ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "cases.maybe-known");
        detail.setProperty("alike", known.codes());
        detail.setProperty("elsewhere", known.elsewhere());
        return Problem.instead(ResponseEntity.of(detail).build());
    }
}
