package org.akoma.protection.identity;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.reference.WorldLanguages;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Versioned;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
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
    private final Clock clock;

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
        this.clock = clock;
    }

    /** The reading is journalled. */
    @GetMapping("/identity")
    ResponseEntity<?> identity(Actor actor, @PathVariable String code) {
        Optional<Versioned<Identity>> found = cases.find(actor, code)
                .flatMap(file -> identities.reveal(actor, file))
                .map(held -> new Versioned<>(held.identity(), held.version()));
        return ApiResponses.readVersioned(found, IdentityForm::fields);
    }

    /** 202 with the identity as it is, where it was verified and would say otherwise who the child is: a supervisor agrees first. */
    @PutMapping("/identity")
    ResponseEntity<?> changeIdentity(
            Actor actor,
            @PathVariable String code,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, Object> body) {
        Integer version = ETag.version(ifMatch);
        if (version == null) return ApiResponses.preconditionRequired();
        Form form = Form.ofJson(body);
        Identity wanted = IdentityForm.read(form, LocalDate.now(clock), world);
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        Outcome<Versioned<Identity>> outcome = changes.change(actor, code, wanted, version);
        boolean waits = outcome instanceof Outcome.Done<Versioned<Identity>>(var held) && held.version() == version;
        return ApiResponses.tagged(
                outcome,
                waits ? HttpStatus.ACCEPTED : HttpStatus.OK,
                Versioned::version,
                held -> IdentityForm.fields(held.value()));
    }

    @GetMapping("/family")
    ResponseEntity<?> family(Actor actor, @PathVariable String code) {
        return ApiResponses.readVersioned(families.read(actor, code), FamilyForm::fields);
    }

    @PutMapping("/family")
    ResponseEntity<?> changeFamily(
            Actor actor,
            @PathVariable String code,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, Object> body) {
        return ApiResponses.change(
                ifMatch,
                body,
                FamilyForm::read,
                (wanted, version) -> families.change(actor, code, wanted, version),
                FamilyForm::fields);
    }
}
