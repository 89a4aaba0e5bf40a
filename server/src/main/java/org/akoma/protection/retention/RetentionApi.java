package org.akoma.protection.retention;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.journal.SignedStatement;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is due, held and erased, as JSON. */
@RestController
@RequestMapping("/api/v1")
class RetentionApi {

    private final Retention retention;
    private final ErasurePaper paper;

    RetentionApi(Retention retention, ErasurePaper paper) {
        this.paper = paper;
        this.retention = retention;
    }

    /**
     * @param dueOn the first day on which nothing keeps the file any more; null = not known yet
     * @param bars what stands against an erasure now
     * @param state of its erasure; null = nobody has asked
     */
    record RowView(
            String code,
            String organisation,
            @Nullable LocalDate dueOn,
            Retained.@Nullable Asker askedFor,
            int holds,
            List<Retained.Bar> bars,
            Retained.@Nullable State state,
            Retained.@Nullable Ground ground,
            @Nullable UUID decision,
            @Nullable Instant erasedAt) {
        static RowView of(Retained.Row row) {
            return new RowView(
                    row.code(),
                    row.organisation(),
                    row.dueOn(),
                    row.saidBy(),
                    row.holds(),
                    row.bars(),
                    row.state(),
                    row.ground(),
                    row.decision(),
                    row.erasedAt());
        }
    }

    /** @param next cursor of the next page; null = there is none */
    record ListView(List<RowView> items, @Nullable String next) {}

    /** Files whose time is over, that are held, that were asked to be erased, or that were. */
    @GetMapping("/retention")
    ResponseEntity<ListView> list(Actor actor, @RequestParam(defaultValue = "") String cursor) {
        if (!Retention.reads(actor)) return Problem.forbidden();
        Retained.Page page = retention.page(actor, cursor);
        return ResponseEntity.ok(
                new ListView(page.rows().stream().map(RowView::of).toList(), page.next()));
    }

    record Made(UUID id) {}

    /** The data protection officer keeps a file whatever its time. */
    @ApiResponse(responseCode = "201", description = "The hold", useReturnTypeSchema = true)
    @PostMapping("/retention/holds")
    ResponseEntity<Made> holdByCode(Actor actor, Submission<AskRetention.SetHoldByCode> submission) {
        return Answer.json(submission, one -> retention.hold(actor, one), HttpStatus.CREATED, Made::new);
    }

    /**
     * @param statement what is signed
     * @param signature Ed25519 by the key of the journal, in Base64
     */
    record TombstoneView(
            String code,
            Retained.Ground ground,
            Instant erasedAt,
            UUID decision,
            int number,
            String mark,
            @Nullable String entry,
            String statement,
            String signature) {}

    /** What is left of an erased file, with its certificate. */
    @GetMapping("/retention/files/{code}")
    ResponseEntity<TombstoneView> erased(Actor actor, @PathVariable String code) {
        return retention
                .tombstone(actor, code.toUpperCase(java.util.Locale.ROOT))
                .map(one -> {
                    SignedStatement signed = retention.certificate(one);
                    return ResponseEntity.ok(new TombstoneView(
                            one.code(),
                            one.ground(),
                            one.erasedAt(),
                            one.decision(),
                            one.number(),
                            one.mark(),
                            one.entry(),
                            signed.statement(),
                            signed.signature()));
                })
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "The certificate of an erased file as a PDF, in the language of Accept-Language")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/pdf", schema = @Schema(type = "string", format = "binary")))
    @GetMapping("/retention/files/{code}/certificate")
    ResponseEntity<byte[]> certificate(Actor actor, @PathVariable String code) {
        return retention
                .tombstone(actor, code.toUpperCase(java.util.Locale.ROOT))
                .map(one -> paper.answer(one, retention.certificate(one)))
                .orElseGet(Problem::notFound);
    }

    record HoldView(
            UUID id,
            Retained.@Nullable HoldGround ground,
            @Nullable String why,
            Instant since,
            @Nullable Instant endedAt) {}

    record WishView(Retained.Asker by, LocalDate on, String recordedBy, Instant recordedAt) {}

    /** @param asked the erasure that runs; null = none */
    record StandingView(
            @Nullable LocalDate dueOn,
            List<Retained.Bar> bars,
            List<HoldView> holds,
            List<WishView> wishes,
            @Nullable UUID asked) {
        static StandingView of(Retained.Standing one) {
            return new StandingView(
                    one.dueOn(),
                    one.bars(),
                    one.holds().stream()
                            .map(h -> new HoldView(h.id(), h.ground(), h.why(), h.since(), h.endedAt()))
                            .toList(),
                    one.wishes().stream()
                            .map(w -> new WishView(w.by(), w.on(), w.recordedBy(), w.recordedAt()))
                            .toList(),
                    one.asked());
        }
    }

    /** How long the file is kept. The reading is journalled. */
    @GetMapping("/cases/{code}/retention")
    ResponseEntity<StandingView> standing(Actor actor, @PathVariable String code) {
        return Answer.json(retention.standing(actor, code), HttpStatus.OK, StandingView::of);
    }

    /** Records that the child, or who has parental authority, asks that the file is erased. */
    @ApiResponse(responseCode = "201", description = "What was asked", useReturnTypeSchema = true)
    @PostMapping("/cases/{code}/retention/wishes")
    ResponseEntity<Made> wish(Actor actor, @PathVariable String code, Submission<AskRetention.RecordWish> submission) {
        return Answer.json(submission, one -> retention.wish(actor, code, one), HttpStatus.CREATED, Made::new);
    }

    /** Keeps the file whatever its time. */
    @ApiResponse(responseCode = "201", description = "The hold", useReturnTypeSchema = true)
    @PostMapping("/cases/{code}/retention/holds")
    ResponseEntity<Made> hold(Actor actor, @PathVariable String code, Submission<AskRetention.SetHold> submission) {
        return Answer.json(submission, one -> retention.hold(actor, code, one), HttpStatus.CREATED, Made::new);
    }

    /** Asks that a hold ends; the data protection officer agrees. */
    @PostMapping("/cases/{code}/retention/holds/{id}/end")
    ResponseEntity<Made> endHold(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<AskRetention.AskHoldEnd> submission) {
        return Answer.json(submission, one -> retention.askHoldEnd(actor, code, id, one), HttpStatus.OK, Made::new);
    }

    /** Asks that the file is erased; the data protection officer agrees. */
    @ApiResponse(responseCode = "201", description = "The erasure that was asked for", useReturnTypeSchema = true)
    @PostMapping("/cases/{code}/retention/erasure")
    ResponseEntity<Made> erase(Actor actor, @PathVariable String code, Submission<AskRetention.AskErasure> submission) {
        return Answer.json(submission, one -> retention.askErasure(actor, code, one), HttpStatus.CREATED, Made::new);
    }
}
