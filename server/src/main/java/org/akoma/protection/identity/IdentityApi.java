package org.akoma.protection.identity;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Versioned;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who the child is, and whose family. Each has a version: read it as {@code ETag}, send it back as
 * {@code If-Match}; 428 without, 409 {@code cases.changed} naming the fields that differ when somebody was faster.
 */
@RestController
@RequestMapping("/api/v1/cases/{code}")
class IdentityApi {

    private final Cases cases;
    private final Identities identities;
    private final IdentityChanges changes;
    private final Families families;
    private final WorldLanguages world;

    IdentityApi(
            Cases cases,
            Identities identities,
            IdentityChanges changes,
            Families families,
            WorldLanguages world,
            Clock clock) {
        this.cases = cases;
        this.identities = identities;
        this.changes = changes;
        this.families = families;
        this.world = world;
    }

    /** The reading is journalled. */
    @RecentFactor
    @GetMapping("/identity")
    ResponseEntity<Map<String, @Nullable Object>> identity(Actor actor, @PathVariable String code) {
        Optional<Versioned<Identity>> found = cases.find(actor, code)
                .flatMap(file -> identities.reveal(actor, file))
                .map(held -> new Versioned<>(held.identity(), held.version()));
        return ApiResponses.readVersioned(found, IdentityForm::fields);
    }

    /** 202 with the identity as it is, where it was verified and would say otherwise who the child is: a supervisor agrees first. */
    @RecentFactor
    @ApiResponse(responseCode = "202", description = "As it is: a supervisor agrees first", useReturnTypeSchema = true)
    @PutMapping("/identity")
    ResponseEntity<Map<String, @Nullable Object>> changeIdentity(
            Actor actor, @PathVariable String code, Submission<IdentityInput> submission) {
        return ApiResponses.tagged(
                submission,
                input -> changed(actor, code, input),
                (input, held) -> input.version() != null && held.version() == input.version()
                        ? HttpStatus.ACCEPTED
                        : HttpStatus.OK,
                Versioned::version,
                held -> IdentityForm.fields(held.value()));
    }

    private Outcome<Versioned<Identity>> changed(Actor actor, String code, IdentityInput input) {
        FieldError why = input.refusal(world);
        return why == null
                ? changes.change(actor, code, input.identity(), Objects.requireNonNull(input.version()))
                : new Outcome.Refused<>(why);
    }

    @RecentFactor
    @GetMapping("/family")
    ResponseEntity<Map<String, @Nullable Object>> family(Actor actor, @PathVariable String code) {
        return ApiResponses.readVersioned(families.read(actor, code), FamilyForm::fields);
    }

    @RecentFactor
    @PutMapping("/family")
    ResponseEntity<Map<String, @Nullable Object>> changeFamily(
            Actor actor, @PathVariable String code, Submission<FamilyInput> submission) {
        return ApiResponses.tagged(
                submission,
                input -> families.change(actor, code, input.family(), Objects.requireNonNull(input.version())),
                HttpStatus.OK,
                Versioned::version,
                held -> FamilyForm.fields(held.value()));
    }
}
