package org.akoma.exchange.htcds;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.exchange.spreadsheets.CsvFile;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.Limits;
import org.akoma.exchange.spreadsheets.ProblemTexts;
import org.akoma.ground.access.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files that come in, as JSON answers. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportApi {

    /** So long an answer waits for the last row; a longer import goes on behind it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HtcdsImport imports;
    private final ImportJobs jobs;
    private final ProblemTexts texts;

    ImportApi(HtcdsImport imports, ImportJobs jobs, MessageSource messages) {
        this.imports = imports;
        this.jobs = jobs;
        this.texts = new ProblemTexts(messages);
    }

    /** One thing to look at in the file; row 0 and empty places: it is about more than a cell. */
    record FindingView(
            String severity,
            String sheet,
            int row,
            String column,
            String header,
            String value,
            String code,
            String allowed,
            String message) {}

    /** How far an import is: {@code done} of {@code total} rows that were no files before it began. */
    record JobView(
            UUID id,
            ImportJob.State state,
            Instant begunAt,
            int total,
            int done,
            int known,
            List<String> codes,
            List<String> attached) {
        static JobView of(ImportJob job) {
            return new JobView(
                    job.id(),
                    job.state(),
                    job.begunAt(),
                    job.total(),
                    job.done(),
                    job.known(),
                    job.codes(),
                    job.attached());
        }
    }

    record JobsView(List<JobView> items) {}

    record View(
            @Nullable JobView job,
            int rows,
            int fresh,
            int known,
            int leftOut,
            boolean sound,
            List<String> codes,
            List<AskedRow> asked,
            List<FindingView> problems) {}

    /**
     * An HTCDS workbook or CSV as the part {@code file}. 200 checked, 201 imported, 202 goes on behind the answer: ask the address in {@code Location}; 422 not
     * sound: nothing was stored. {@code other}: {@code KEY:REASON} of {@code asked} rows whose child is another one, by the list {@code other-child};
     * {@code same}: {@code KEY}, or {@code KEY:CODE} where it is like several, of a child who has that file; {@code anyway}: all are others, for {@code reason}.
     */
    @Operation(hidden = true) // described as the file itself: generators of clients read one kind of body
    @PostMapping(path = "/htcds", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<View> ofPart(
            Actor actor,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean anyway,
            @RequestParam(defaultValue = "") Set<String> other,
            @RequestParam(defaultValue = "") Set<String> same,
            @RequestParam(defaultValue = "") String reason,
            Locale language)
            throws IOException {
        try (InputStream in = file.getInputStream()) {
            String name = Objects.requireNonNullElse(file.getOriginalFilename(), CsvFile.NAME);
            Upload upload = Upload.of(name, in.readNBytes(Limits.USUAL.fileBytes() + 1));
            return answer(actor, upload, dryRun, RowAnswers.of(other, same, reason, anyway), language);
        }
    }

    /** The same with the file as the body, where it is not larger than other bodies may be. */
    @PostMapping(
            path = "/htcds",
            consumes = {
                "text/csv",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "application/vnd.ms-excel.sheet.macroEnabled.12",
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    ResponseEntity<View> ofBody(
            Actor actor,
            @RequestBody byte[] file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean anyway,
            @RequestParam(defaultValue = "") Set<String> other,
            @RequestParam(defaultValue = "") Set<String> same,
            @RequestParam(defaultValue = "") String reason,
            Locale language) {
        return answer(
                actor, Upload.of(CsvFile.NAME, file), dryRun, RowAnswers.of(other, same, reason, anyway), language);
    }

    /** The caller's imports of the last day, newest first. */
    @GetMapping("/htcds")
    ResponseEntity<JobsView> list(Actor actor) {
        if (!HtcdsImport.allowed(actor)) return org.akoma.Problem.forbidden();
        return ResponseEntity.ok(
                new JobsView(jobs.list(actor).stream().map(JobView::of).toList()));
    }

    /** How far one is. */
    @GetMapping("/htcds/{id}")
    ResponseEntity<JobView> find(Actor actor, @PathVariable UUID id) {
        if (!HtcdsImport.allowed(actor)) return org.akoma.Problem.forbidden();
        Optional<ImportJob> job = jobs.find(actor, id);
        return job.isEmpty() ? org.akoma.Problem.notFound() : ResponseEntity.ok(JobView.of(job.get()));
    }

    /** Goes on with an import that stopped, where it stopped; one that is at work or done stays as it is. */
    @PostMapping("/htcds/{id}/continuation")
    ResponseEntity<JobView> goOn(Actor actor, @PathVariable UUID id) {
        if (!HtcdsImport.allowed(actor)) return org.akoma.Problem.forbidden();
        jobs.goOn(actor, id, PATIENCE);
        return find(actor, id);
    }

    private ResponseEntity<View> answer(
            Actor actor, Upload upload, boolean dryRun, RowAnswers answers, Locale language) {
        if (!HtcdsImport.allowed(actor)) return org.akoma.Problem.forbidden();
        if (dryRun) return ResponseEntity.ok(view(imports.check(actor, upload, answers), null, language));
        UUID id = Ids.next();
        HtcdsImport.Outcome outcome = jobs.begin(actor, id, upload, answers, PATIENCE);
        if (outcome.isSound()) {
            ImportJob job = jobs.find(actor, id).orElseThrow();
            return ResponseEntity.status(job.isFinished() ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                    .location(URI.create("/api/v1/imports/htcds/" + id))
                    .body(view(outcome.with(job.codes()), JobView.of(job), language));
        }
        View view = view(outcome, null, language);
        var refused = org.akoma.Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "exchange.not-imported");
        refused.setProperty("problems", view.problems());
        refused.setProperty("asked", view.asked());
        return ResponseEntity.of(refused).build();
    }

    private View view(HtcdsImport.Outcome outcome, @Nullable JobView job, Locale language) {
        List<FindingView> problems = outcome.problems().stream()
                .map(problem -> told(problem, language))
                .toList();
        return new View(
                job,
                outcome.rows(),
                outcome.fresh(),
                outcome.known(),
                outcome.leftOut(),
                outcome.isSound(),
                outcome.codes(),
                outcome.asked(),
                problems);
    }

    private FindingView told(Finding problem, Locale language) {
        return new FindingView(
                problem.severity().name(),
                problem.sheet(),
                problem.row(),
                problem.columnLetter(),
                problem.columnName(),
                problem.value(),
                problem.code(),
                problem.hint(),
                texts.text(problem, language));
    }
}
