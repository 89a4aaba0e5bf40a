package org.akoma.programme.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.programme.reports.Report.Format;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports, as JSON: asked for, looked at while they are made, and taken. */
@RestController
@RequestMapping("/api/v1/reports")
class ReportApi {

    private final Reports reports;

    ReportApi(Reports reports) {
        this.reports = reports;
    }

    /**
     * @param mission code; null = a month
     * @param progress in percent
     * @param failure why it failed, as the code of an error
     * @param fingerprint SHA-256 of what it says, the same for all its files
     * @param until the files are kept until then
     * @param recall why nobody takes it any more, at {@code /api/v1/recalls/{id}}; null = it was not taken back
     */
    record ReportView(
            UUID id,
            String code,
            Report.Kind kind,
            Report.Edition edition,
            Report.Language language,
            @Nullable String mission,
            @Nullable String month,
            String askedBy,
            Instant askedAt,
            Instant until,
            Report.State state,
            int progress,
            @Nullable String failure,
            @Nullable String fingerprint,
            @Nullable Instant releasedAt,
            @Nullable UUID recall,
            int version) {
        static ReportView of(Report one) {
            return new ReportView(
                    one.id(),
                    one.code(),
                    one.kind(),
                    one.edition(),
                    one.language(),
                    one.mission(),
                    one.month() == null ? null : one.month().toString(),
                    one.askedBy(),
                    one.askedAt(),
                    one.until(),
                    one.state(),
                    one.progress(),
                    one.failure(),
                    one.fingerprint(),
                    one.releasedAt(),
                    one.recall(),
                    one.version());
        }
    }

    /** @param sha256 of its bytes */
    record ReportFileView(Format format, boolean draft, int bytes, String sha256) {}

    record WholeReportView(ReportView report, List<ReportFileView> files) {}

    record ReportViews(List<ReportView> items) {}

    @GetMapping
    ResponseEntity<ReportViews> all(Actor actor) {
        if (!Reports.uses(actor)) return Problem.forbidden();
        return ResponseEntity.ok(
                new ReportViews(reports.list(actor).stream().map(ReportView::of).toList()));
    }

    @Operation(summary = "Ask for a report, under an id of the caller's; it is made behind the answer")
    @ApiResponse(
            responseCode = "202",
            description = "It is being made: ask the address in Location",
            useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<ReportView> ask(Actor actor, Submission<AskReport> submission) {
        return Answer.json(submission, input -> reports.ask(actor, input), ReportApi::begun);
    }

    private static ResponseEntity<ReportView> begun(Report one) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/reports/" + one.id()))
                .body(ReportView.of(one));
    }

    @Operation(summary = "How far it is, and the files that the caller may take")
    @GetMapping("/{id}")
    ResponseEntity<WholeReportView> one(Actor actor, @PathVariable UUID id) {
        return reports.find(actor, id)
                .map(one -> ResponseEntity.ok(new WholeReportView(
                        ReportView.of(one),
                        reports.files(actor, one).stream()
                                .map(file ->
                                        new ReportFileView(file.format(), file.draft(), file.bytes(), file.sha256()))
                                .toList())))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Make what failed once more")
    @ApiResponse(responseCode = "202", description = "It is being made", useReturnTypeSchema = true)
    @PostMapping("/{id}/again")
    ResponseEntity<ReportView> again(Actor actor, @PathVariable UUID id) {
        return Answer.json(reports.again(actor, id), ReportApi::begun);
    }

    @Operation(summary = "Ask a second person to release it")
    @PostMapping("/{id}/release")
    ResponseEntity<ReportView> release(Actor actor, @PathVariable UUID id) {
        return Answer.json(reports.askRelease(actor, id), HttpStatus.OK, ReportView::of);
    }

    @Operation(summary = "The file, or its draft; before the release of what leaves the house there is the draft only")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = "application/pdf", schema = @Schema(type = "string", format = "binary")),
                @Content(
                        mediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        schema = @Schema(type = "string", format = "binary"))
            })
    @GetMapping("/{id}/file")
    ResponseEntity<?> file(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "PDF") Format format,
            @RequestParam(defaultValue = "false") boolean draft) {
        return reports.take(actor, id, format, draft)
                .<ResponseEntity<?>>map(taken -> sent(taken, format))
                .orElseGet(Problem::notFound);
    }

    static ResponseEntity<byte[]> sent(Reports.Taken taken, Format format) {
        String name = Reports.name(taken) + "." + format.name().toLowerCase(Locale.ROOT);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(format.mediaType()))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(taken.bytes());
    }
}
