package org.akoma.airlock.slips;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hand-over slips for programs of either side. */
@RestController
@RequestMapping("/api/v1/slips")
class SlipApi {

    private static final int MOST = 200;

    private final Slips slips;
    private final ReceiptStore receipts;
    private final Clock clock;

    SlipApi(Slips slips, ReceiptStore receipts, Clock clock) {
        this.receipts = receipts;
        this.slips = slips;
        this.clock = clock;
    }

    record Page(List<SlipView> items, @Nullable String next) {}

    record Figures(SlipFigures figures) {}

    @Operation(
            summary = "Slips of my operations, or addressed to me or my structure, newest first;"
                    + " for a project manager counts alone")
    @ApiResponse(
            responseCode = "200",
            description = "Slips, or their counts",
            content = @Content(schema = @Schema(anyOf = {Page.class, Figures.class})))
    @GetMapping
    ResponseEntity<?> list(
            Actor actor,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(required = false) @Nullable SlipStatus status) {
        if (!actor.may(Verb.SLIP_READ))
            return actor.may(Verb.SLIP_FIGURES)
                    ? ResponseEntity.ok(new Figures(slips.figures(clock.instant())))
                    : Problem.notFound();
        int size = Math.clamp(limit, 1, MOST);
        List<Slip> found = slips.list(actor, null, status, cursor, size + 1);
        List<Slip> shown = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? shown.getLast().id().toString() : null;
        slips.noteListed(actor, shown);
        return ResponseEntity.ok(new Page(shown.stream().map(this::view).toList(), next));
    }

    @Operation(summary = "One slip")
    @GetMapping("/{number}")
    ResponseEntity<SlipView> show(Actor actor, @PathVariable String number) {
        Optional<Slip> found = slips.open(actor, number);
        found.ifPresent(slip -> receipts.see(actor, slip));
        return found.map(this::answer).orElseGet(Problem::notFound);
    }

    @Operation(summary = "Write a slip: no name. The caller may make its id, so that sending it twice writes one")
    @PostMapping
    ResponseEntity<?> write(Actor actor, Submission<WriteSlip.Input> submission) {
        if (!actor.may(Verb.SLIP_WRITE)) return Problem.forbidden();
        WriteSlip.Input input = submission.read();
        SlipContent content =
                SlipInput.content(submission.form(), input == null ? null : input.slip(), slips.receivers(actor));
        if (input == null || content == null) return Problem.of(submission.errors());
        return switch (slips.write(actor, input.of(content))) {
            case WriteSlip.Result.Written(Slip slip) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header(HttpHeaders.LOCATION, "/api/v1/slips/" + slip.number())
                        .eTag(ETag.of(slip.version()))
                        .body(view(slip));
            case WriteSlip.Result.Forbidden() -> Problem.forbidden();
            case WriteSlip.Result.NoSuchPerson() -> Problem.of(List.of(SlipInput.noSuchPerson()));
            case WriteSlip.Result.NotToReplace() -> Problem.of(List.of(SlipInput.notToReplace()));
            case WriteSlip.Result.StaysAChild() -> Problem.of(List.of(SlipInput.staysAChild()));
            case WriteSlip.Result.NoSuchSite() -> Problem.of(List.of(SlipInput.noSuchSite()));
            case WriteSlip.Result.OtherContent() -> Problem.of(List.of(FieldError.of("id", Problem.OTHER_CONTENT)));
            case WriteSlip.Result.NumberTaken() -> Problem.of(List.of(SlipInput.numberTaken()));
        };
    }

    @Operation(summary = "Correct a slip that nobody has signed; needs If-Match")
    @PutMapping("/{number}")
    ResponseEntity<?> correct(Actor actor, @PathVariable String number, Submission<CorrectSlip.Input> submission) {
        if (slips.find(actor, number).isEmpty()) return Problem.notFound();
        if (!actor.may(Verb.SLIP_WRITE)) return Problem.forbidden();
        Integer version = submission.version();
        if (version == null) return Problem.of(HttpStatus.PRECONDITION_REQUIRED, "slips.version-needed");
        CorrectSlip.Input input = submission.read();
        SlipContent content =
                SlipInput.content(submission.form(), input == null ? null : input.slip(), slips.receivers(actor));
        if (content == null) return Problem.of(submission.errors());
        return switch (slips.correct(actor, new CorrectSlip(number, version, content))) {
            case CorrectSlip.Result.Corrected(Slip slip) -> answer(slip);
            case CorrectSlip.Result.NotFound() -> Problem.notFound();
            case CorrectSlip.Result.Forbidden() -> Problem.forbidden();
            case CorrectSlip.Result.NoSuchSite() -> Problem.of(List.of(SlipInput.noSuchSite()));
            case CorrectSlip.Result.OnlyHanded() -> Problem.of(List.of(SlipInput.onlyHanded()));
            case CorrectSlip.Result.NumberTaken() -> Problem.of(List.of(SlipInput.numberTaken()));
            case CorrectSlip.Result.StaysAChild() -> Problem.of(List.of(SlipInput.staysAChild()));
            case CorrectSlip.Result.AlreadySigned() -> Problem.of(HttpStatus.CONFLICT, "slips.already-signed");
            case CorrectSlip.Result.Changed(Slip current) ->
                Problem.of(
                        HttpStatus.CONFLICT,
                        "slips.changed",
                        SlipFields.differing(current.content(), content).stream()
                                .map(field -> FieldError.of(field, "slips.changed"))
                                .toList());
        };
    }

    @Operation(
            summary = "The officer's signature. The receiver signs by opening a file: POST /api/v1/cases with the slip")
    @PostMapping("/{number}/signature")
    ResponseEntity<SlipView> sign(
            Actor actor,
            @PathVariable String number,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        if (slips.find(actor, number).isEmpty()) return Problem.notFound();
        if (actor.may(Verb.SLIP_RECEIVE)) return Problem.of(HttpStatus.CONFLICT, "slips.open-a-file");
        Integer version = ETag.version(seen);
        if (version == null) return Problem.of(HttpStatus.PRECONDITION_REQUIRED, "slips.version-needed");
        return switch (slips.sign(actor, new SignSlip(number, version))) {
            case SignSlip.Result.Signed(Slip slip) -> answer(slip);
            case SignSlip.Result.NotFound() -> Problem.notFound();
            case SignSlip.Result.Forbidden() -> Problem.forbidden();
            case SignSlip.Result.NotYours(String officer) ->
                Problem.of(
                        HttpStatus.FORBIDDEN,
                        "slips.not-yours",
                        List.of(FieldError.of("officer", "slips.not-yours", officer)));
            case SignSlip.Result.NotHanded() -> Problem.of(List.of(FieldError.of("handedAt", "slips.not-handed")));
            case SignSlip.Result.AlreadySigned() -> Problem.of(HttpStatus.CONFLICT, "slips.already-signed");
            case SignSlip.Result.Changed(Slip current) -> Problem.of(HttpStatus.CONFLICT, "slips.changed");
        };
    }

    @Operation(summary = "The receiver sends a signed slip back, with a reason without a name")
    @PostMapping("/{number}/refusal")
    ResponseEntity<?> refuse(Actor actor, @PathVariable String number, Submission<RefuseSlip.Input> submission) {
        if (slips.find(actor, number).isEmpty()) return Problem.notFound();
        if (!actor.may(Verb.SLIP_RECEIVE)) return Problem.forbidden();
        RefuseSlip.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (slips.refuse(actor, new RefuseSlip(number, input.reason()))) {
            case RefuseSlip.Result.Refused(Slip slip) -> answer(slip);
            case RefuseSlip.Result.NotFound() -> Problem.notFound();
            case RefuseSlip.Result.Forbidden() -> Problem.forbidden();
            case RefuseSlip.Result.NotSigned() -> Problem.of(HttpStatus.CONFLICT, "slips.not-signed");
            case RefuseSlip.Result.AlreadySettled() -> Problem.of(HttpStatus.CONFLICT, "slips.already-settled");
        };
    }

    @Operation(
            summary =
                    "For a supervisor: the slip of a child whose slip was sent back, where it has another number; 202: a second person agrees")
    @PostMapping("/{number}/settlement")
    ResponseEntity<?> settle(Actor actor, @PathVariable String number, Submission<SettleSlip.Input> submission) {
        if (slips.find(actor, number).isEmpty()) return Problem.notFound();
        SettleSlip.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (slips.settle(actor, input.of(number))) {
            case SettleSlip.Result.Asked(Slip slip) ->
                ResponseEntity.status(HttpStatus.ACCEPTED)
                        .eTag(ETag.of(slip.version()))
                        .body(view(slip));
            case SettleSlip.Result.NotFound() -> Problem.notFound();
            case SettleSlip.Result.Forbidden() -> Problem.forbidden();
            case SettleSlip.Result.OwnWork() -> Problem.of(HttpStatus.FORBIDDEN, "slips.settle-own");
            case SettleSlip.Result.NotWaiting() -> Problem.of(HttpStatus.CONFLICT, "slips.settle-nothing");
            case SettleSlip.Result.Waits() -> Problem.of(HttpStatus.CONFLICT, "slips.settle-waits");
            case SettleSlip.Result.AnswersAlready() -> Problem.of(List.of(SettleSlip.answersAlready()));
            case SettleSlip.Result.NoSuchSlip() -> Problem.of(List.of(SettleSlip.noSuchSlip()));
        };
    }

    private ResponseEntity<SlipView> answer(Slip slip) {
        return ResponseEntity.ok().eTag(ETag.of(slip.version())).body(view(slip));
    }

    private SlipView view(Slip slip) {
        return SlipView.of(slip, slips.timeOf(slip));
    }
}
