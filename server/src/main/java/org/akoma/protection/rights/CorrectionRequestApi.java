package org.akoma.protection.rights;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests that something of what is held about a child is corrected, as JSON. */
@RestController
@RequestMapping("/api/v1/cases/{code}/correction-requests")
class CorrectionRequestApi {

    private final CorrectionRequests corrections;

    CorrectionRequestApi(CorrectionRequests corrections) {
        this.corrections = corrections;
    }

    /**
     * @param entry number in the history of the file of the act that corrected it; null = none did
     * @param told null = who asked does not know the answer yet
     */
    record View(
            UUID id,
            AccessRequest.Asker by,
            LocalDate on,
            AccessRequest.Checked checked,
            @Nullable Boolean childAgrees,
            Section section,
            String words,
            String recordedBy,
            Instant recordedAt,
            Instant dueAt,
            CorrectionRequest.State state,
            @Nullable Integer entry,
            @Nullable String answeredBy,
            @Nullable Instant answeredAt,
            CorrectionRequest.@Nullable Told told) {
        static View of(CorrectionRequest one) {
            return new View(
                    one.id(),
                    one.by(),
                    one.on(),
                    one.checked(),
                    one.childAgrees(),
                    one.section(),
                    one.words(),
                    one.recordedBy(),
                    one.recordedAt(),
                    one.dueAt(),
                    one.state(),
                    one.entry(),
                    one.answeredBy(),
                    one.answeredAt(),
                    one.told());
        }
    }

    /** Newest first, of the parts of the file that the caller holds. The reading is journalled. */
    @GetMapping
    ResponseEntity<ItemList<View>> list(Actor actor, @PathVariable String code) {
        return ApiResponses.items(corrections.of(actor, code), one -> View.of(one.request()));
    }

    /** Records that the child, or who answers for it, says that something is wrong. */
    @ApiResponse(responseCode = "201", description = "It waits for an answer", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<View> record(
            Actor actor, @PathVariable String code, Submission<AskCorrection.RecordCorrection> submission) {
        return ApiResponses.created(submission, command -> corrections.record(actor, code, command), View::of);
    }

    /** It was corrected, by another person's act on that part of the file since the request. */
    @PostMapping("/{id}/corrected")
    ResponseEntity<View> correct(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<AskCorrection.Corrected> submission) {
        return ApiResponses.done(submission, command -> corrections.correct(actor, code, id, command), View::of);
    }

    /** It is not corrected; a second person agrees. */
    @PostMapping("/{id}/refusal")
    ResponseEntity<View> refuse(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<AskCorrection.RefuseCorrection> submission) {
        return ApiResponses.done(submission, command -> corrections.refuse(actor, code, id, command), View::of);
    }

    /** Who asked knows the answer; of a correction, told by another person than who said that it is made. */
    @PostMapping("/{id}/told")
    ResponseEntity<View> tell(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<AskCorrection.TellCorrection> submission) {
        return ApiResponses.done(submission, command -> corrections.tell(actor, code, id, command), View::of);
    }
}
