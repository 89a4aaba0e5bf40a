package org.akoma.protection.rights;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests to be told what is held about a child, as JSON. */
@RestController
@RequestMapping("/api/v1/cases/{code}/access-requests")
class RightsApi {

    private final AccessRequests requests;

    RightsApi(AccessRequests requests) {
        this.requests = requests;
    }

    /**
     * @param leaveOut parts that are left out besides those of the rule
     * @param answered null = who asked has no answer yet
     */
    record View(
            UUID id,
            AccessRequest.Asker by,
            LocalDate on,
            AccessRequest.Checked checked,
            @Nullable Boolean childAgrees,
            AccessRequest.Language language,
            Set<AccessRequest.Part> leaveOut,
            @Nullable String why,
            String recordedBy,
            Instant recordedAt,
            Instant dueAt,
            Decision.State state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            AccessRequest.@Nullable Answered answered,
            List<AccessRequest.Taken> taken) {
        static View of(AccessRequest one) {
            return new View(
                    one.id(),
                    one.by(),
                    one.on(),
                    one.checked(),
                    one.childAgrees(),
                    one.language(),
                    one.leftOut(),
                    one.why(),
                    one.recordedBy(),
                    one.recordedAt(),
                    one.dueAt(),
                    one.state(),
                    one.decidedBy(),
                    one.decidedAt(),
                    one.answered(),
                    one.taken());
        }
    }

    /** Newest first. The reading is journalled. */
    @GetMapping
    ResponseEntity<ItemList<View>> list(Actor actor, @PathVariable String code) {
        return ApiResponses.of(requests.of(actor, code), one -> ResponseEntity.ok(ItemList.of(one.all(), View::of)));
    }

    /** Records that the child, or who answers for it, asks what is held about the child. */
    @ApiResponse(responseCode = "201", description = "It waits for a supervisor", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<View> record(Actor actor, @PathVariable String code, Submission<AskAccess.RecordAccess> submission) {
        return ApiResponses.created(submission, command -> requests.record(actor, code, command), View::of);
    }

    /** What would leave, as the caller sees the file now. The reading is journalled. */
    @RecentFactor
    @GetMapping("/{id}/held")
    ResponseEntity<ItemList<WhatIsHeld.Told>> held(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.of(
                requests.preview(actor, code, id), one -> ResponseEntity.ok(ItemList.of(one.told(), told -> told)));
    }

    /** The paper that was agreed to, until it was given, for who has no second factor. Each time is journalled. */
    @ApiResponse(
            responseCode = "200",
            description = "The paper",
            content = @Content(mediaType = "application/pdf", schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/{id}/paper")
    ResponseEntity<byte[]> paper(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.of(requests.take(actor, code, id, null), RightsApi::file);
    }

    /** The same, of who has a second factor: with its six digits again. */
    @ApiResponse(
            responseCode = "200",
            description = "The paper",
            content = @Content(mediaType = "application/pdf", schema = @Schema(type = "string", format = "binary")))
    @PostMapping("/{id}/paper")
    ResponseEntity<byte[]> take(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<FactorAgain.Show> submission) {
        return ApiResponses.of(
                submission, command -> requests.take(actor, code, id, command.secondFactor()), RightsApi::file);
    }

    static ResponseEntity<byte[]> file(AccessRequests.Paper one) {
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(one.name())
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_PDF)
                .body(one.bytes());
    }

    /** Who asked has the paper, heard it, or was told that it is refused. */
    @PostMapping("/{id}/answer")
    ResponseEntity<View> give(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<AskAccess.GiveAnswer> submission) {
        return ApiResponses.done(submission, command -> requests.give(actor, code, id, command), View::of);
    }
}
