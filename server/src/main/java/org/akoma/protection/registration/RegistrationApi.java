package org.akoma.protection.registration;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Opens files. */
@RestController
class RegistrationApi {

    private final Registrations registrations;
    private final CodeLists lists;
    private final WorldLanguages world;
    private final Clock clock;

    RegistrationApi(Registrations registrations, CodeLists lists, WorldLanguages world, Clock clock) {
        this.registrations = registrations;
        this.lists = lists;
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
    @PostMapping("/api/v1/cases")
    ResponseEntity<?> register(Actor actor, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        UUID id = form.id("id");
        RegisterChild command =
                RegistrationForm.read(form, lists, world, id == null ? Ids.next() : id, clock.instant());
        if (!form.refuseUnknown().isSound() || command == null) return Problem.of(form.errors());
        return switch (registrations.register(actor, command)) {
            case RegisterChild.Result.Registered(CaseFile file) ->
                ResponseEntity.created(URI.create("/api/v1/cases/" + file.code()))
                        .body(View.of(file));
            case RegisterChild.Result.MaybeKnown known -> maybeKnown(known);
            case RegisterChild.Result.Forbidden() -> Problem.forbidden();
            case RegisterChild.Result.Refused(var errors) -> Problem.of(errors);
        };
    }

    private static ResponseEntity<?> maybeKnown(RegisterChild.Result.MaybeKnown known) {
        ProblemDetail detail = Problem.detail(HttpStatus.CONFLICT, "cases.maybe-known");
        detail.setProperty("alike", known.codes());
        detail.setProperty("elsewhere", known.elsewhere());
        return ResponseEntity.of(detail).build();
    }
}
