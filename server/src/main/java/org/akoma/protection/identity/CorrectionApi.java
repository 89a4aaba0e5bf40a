package org.akoma.protection.identity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseFile;
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
 * What was registered of a child, and its correction. Read the version as {@code ETag}, send it back as {@code If-Match}; 428 without,
 * 409 {@code cases.changed} naming the fields that differ when somebody was faster.
 */
@RestController
@RequestMapping("/api/v1/cases/{code}/registration")
class CorrectionApi {

    private final Cases cases;
    private final Corrections corrections;

    CorrectionApi(Cases cases, Corrections corrections) {
        this.cases = cases;
        this.corrections = corrections;
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
    ResponseEntity<View> correct(
            Actor actor, @PathVariable String code, Submission<CorrectRegistration.Input> submission) {
        return ApiResponses.tagged(
                submission,
                input -> corrections.correct(actor, code, input.command(estimated(actor, code, input))),
                (input, held) -> Objects.equals(input.version(), held.version()) ? HttpStatus.ACCEPTED : HttpStatus.OK,
                Corrections.Registered::version,
                held -> View.of(held, corrections.againstSlip(actor, code)));
    }

    /** An estimate stays one where nothing is said of it and no birth date is known. */
    private boolean estimated(Actor actor, String code, CorrectRegistration.Input input) {
        return input.birthDate() == null
                && cases.find(actor, code).map(CaseFile::ageEstimated).orElse(false);
    }
}
