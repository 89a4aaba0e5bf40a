package org.akoma.ground.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The structures that take part, with their lives and successors. */
@RestController
@RequestMapping("/api/v1/organisations")
class OrganisationApi {

    private final Structures structures;

    OrganisationApi(Structures structures) {
        this.structures = structures;
    }

    record View(
            String code,
            String label,
            @Nullable String labelEn,
            @Nullable String town,
            String kind,
            String country,
            @Nullable String mandate,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            List<String> successors,

            @Schema(description = "Another name or town waits for a second person since then; null = none") @Nullable
            Instant nameAskedAt,

            @Nullable String nameAskedBy,

            @Schema(description = "The decision, for those who may take it") @Nullable
            UUID nameDecision) {
        static View of(Organisation one, Structures.@Nullable NameWaits waits) {
            return new View(
                    one.code(),
                    one.label(),
                    one.labelEn(),
                    one.town(),
                    one.kind().name(),
                    one.country(),
                    one.mandate(),
                    one.validFrom(),
                    one.validUntil(),
                    one.successors(),
                    waits == null ? null : waits.at(),
                    waits == null ? null : waits.by(),
                    waits == null ? null : waits.decision());
        }
    }

    record Items(List<View> items, @Nullable String next) {}

    @Operation(summary = "Structures by code; limit and cursor page through them")
    @GetMapping
    ResponseEntity<Items> list(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        String cursor = form.text("cursor", 40);
        Integer asked = form.integer("limit", 1, 200);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        int limit = asked == null ? Structures.PAGE : asked;
        List<Organisation> found = structures.page(actor, cursor == null ? "" : cursor, limit);
        String next = found.size() > limit ? found.get(limit - 1).code() : null;
        Map<UUID, Structures.NameWaits> waiting = structures.namesWaiting(actor);
        return ResponseEntity.ok(new Items(
                found.stream()
                        .limit(limit)
                        .map(one -> View.of(one, waiting.get(one.id())))
                        .toList(),
                next));
    }

    @GetMapping("/{code}")
    ResponseEntity<View> one(Actor actor, @PathVariable String code) {
        return one(actor, code, HttpStatus.OK);
    }

    private ResponseEntity<View> one(Actor actor, String code, HttpStatus status) {
        return structures
                .find(actor, code)
                .map(found -> ResponseEntity.status(status)
                        .eTag(ETag.of(structures.version(actor, found)))
                        .body(View.of(found, structures.namesWaiting(actor).get(found.id()))))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Register a structure")
    @ApiResponse(responseCode = "201", description = "The structure", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<View> make(Actor actor, Submission<MakeOrganisation> submission) {
        if (!actor.may(Verb.SETTINGS_WRITE)) return Problem.forbidden();
        MakeOrganisation input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        Organisation made = input.organisation();
        FieldError wrong = structures.make(actor, made);
        if (wrong != null) return Problem.of(List.of(wrong));
        return ResponseEntity.status(HttpStatus.CREATED).body(View.of(made, null));
    }

    @Operation(
            summary =
                    "Correct the names of a structure, its town, its kind while nobody works there, and its country while no"
                            + " child's file relies on it",
            description = "Of a structure in use names, town and country wait for a second person, as a decision.")
    @ApiResponse(responseCode = "202", description = "The structure as it is until then", useReturnTypeSchema = true)
    @PutMapping("/{code}")
    ResponseEntity<View> correct(Actor actor, @PathVariable String code, Submission<CorrectOrganisation> submission) {
        CorrectOrganisation input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (structures.correct(actor, code, input)) {
            case DONE -> one(actor, code);
            case WAITS -> one(actor, code, HttpStatus.ACCEPTED);
            case ASKED_BY_ANOTHER -> PeopleApi.wrong("label", Decisions.WAITS_OF_ANOTHER);
            case NOT_FOUND -> Problem.notFound();
            case FORBIDDEN -> Problem.forbidden();
            case CHANGED -> Problem.of(HttpStatus.PRECONDITION_FAILED, "house.changed");
            case NAME_TAKEN -> PeopleApi.wrong("label", Structures.NAME_TAKEN);
            case KIND_IN_USE -> PeopleApi.wrong("kind", "access.kind-in-use");
            case COUNTRY_IN_USE -> PeopleApi.wrong("country", Structures.COUNTRY_IN_USE);
        };
    }

    @Operation(summary = "End a structure on a day and say who takes over its mandate")
    @ApiResponse(responseCode = "204", description = "It is ended", useReturnTypeSchema = true)
    @PostMapping("/{code}/end")
    ResponseEntity<Void> end(
            Actor actor, @PathVariable String code, Submission<CorrectOrganisation.OrganisationEnd> submission) {
        if (!actor.may(Verb.SETTINGS_WRITE)) return Problem.forbidden();
        CorrectOrganisation.OrganisationEnd input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (structures.end(actor, code, input.validUntil(), input.successor())) {
            case DONE -> ResponseEntity.noContent().build();
            case NOT_FOUND -> Problem.notFound();
            case FORBIDDEN -> Problem.forbidden();
            case NO_SUCCESSOR -> PeopleApi.wrong("successor", "access.no-organisation");
            case WRONG_DAY -> PeopleApi.wrong("validUntil", "access.life-order");
            case AT_WORK -> PeopleApi.wrong("validUntil", "access.structure-at-work");
            case ANSWERS -> PeopleApi.wrong("validUntil", "access.structure-answers");
        };
    }
}
