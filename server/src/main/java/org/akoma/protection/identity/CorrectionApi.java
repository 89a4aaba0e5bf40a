package org.akoma.protection.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Versioned;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
 * What was registered of a child, and its correction. Read the version as {@code ETag}, send it back as {@code If-Match}; 428 without,
 * 409 {@code cases.changed} naming the fields that differ when somebody was faster.
 */
@RestController
@RequestMapping("/api/v1/cases/{code}/registration")
class CorrectionApi {

    private final Cases cases;
    private final Corrections corrections;
    private final CodeLists lists;
    private final Clock clock;

    CorrectionApi(Cases cases, Corrections corrections, CodeLists lists, Clock clock) {
        this.cases = cases;
        this.corrections = corrections;
        this.lists = lists;
        this.clock = clock;
    }

    /**
     * @param waiting the decision on a correction that has to be taken first; null = none
     * @param otherThanSlip what the slip says otherwise
     * @param misfits what was decided for the child and does not fit this; nothing was undone
     */
    record View(
            Particulars registration,
            List<CorrectionView> corrections,
            List<FieldError> misfits,
            List<FieldError> otherThanSlip,
            @Nullable UUID waiting) {
        static View of(Corrections.Registered held, List<FieldError> otherThanSlip) {
            return new View(
                    held.now(),
                    held.corrections().stream().map(CorrectionView::of).toList(),
                    held.misfits(),
                    otherThanSlip,
                    held.waiting());
        }
    }

    record CorrectionView(UUID id, Instant at, List<String> fields, Correction.SealedText words) {
        static CorrectionView of(Correction one) {
            return new CorrectionView(one.id(), one.recordedAt(), one.fields(), one.words());
        }
    }

    /** An estimate stays one where nothing is said of it and no birth date is known. */
    private Map<String, Object> estimated(Actor actor, String code, Map<String, Object> body) {
        if (body.containsKey("ageEstimated") || body.containsKey("birthDate")) return body;
        Map<String, Object> whole = new HashMap<>(body);
        cases.find(actor, code).ifPresent(file -> whole.put("ageEstimated", file.ageEstimated()));
        return whole;
    }

    @GetMapping
    ResponseEntity<View> read(Actor actor, @PathVariable String code) {
        return ApiResponses.readVersioned(
                corrections.read(actor, code).map(held -> new Versioned<>(held, held.version())),
                held -> View.of(held, corrections.againstSlip(actor, code)));
    }

    /**
     * The whole registration as it should have been, with a {@code reason}; the age follows from a birth date. 202 with {@code waiting} where
     * it moves who consents, whether the child can be eighteen, or a care order: a supervisor agrees first.
     */
    @PutMapping
    ResponseEntity<?> correct(
            Actor actor,
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Map<String, Object> body) {
        Integer version = ETag.version(ifMatch);
        if (version == null) return ApiResponses.preconditionRequired();
        Form form = Form.ofJson(estimated(actor, code, body));
        CorrectRegistration command = CorrectionForm.read(form, lists, version, LocalDate.now(clock));
        if (!form.refuseUnknown().isSound() || command == null) return Problem.of(form.errors());
        Outcome<Corrections.Registered> outcome = corrections.correct(actor, code, command);
        boolean waits = outcome instanceof Outcome.Done<Corrections.Registered>(var held) && held.version() == version;
        return ApiResponses.tagged(
                outcome,
                waits ? HttpStatus.ACCEPTED : HttpStatus.OK,
                Corrections.Registered::version,
                held -> View.of(held, corrections.againstSlip(actor, code)));
    }
}
