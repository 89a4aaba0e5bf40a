package org.akoma.exchange.htcds;

import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.akoma.exchange.spreadsheets.CsvFile;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.Limits;
import org.akoma.exchange.spreadsheets.ProblemTexts;
import org.akoma.ground.access.Actor;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

    private final HtcdsImport imports;
    private final ProblemTexts texts;

    ImportApi(HtcdsImport imports, MessageSource messages) {
        this.imports = imports;
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

    record View(
            int rows,
            int fresh,
            int known,
            int leftOut,
            boolean sound,
            List<String> codes,
            List<AskedRow> asked,
            List<FindingView> problems) {}

    /** An HTCDS workbook or CSV as the part {@code file}. 200 checked, 201 imported, 422 not sound: nothing was stored. {@code other}, {@code same}: keys of {@code asked} whose child is another one, or has the file and is left out; {@code anyway}: all are others. */
    @Operation(hidden = true) // described as the file itself: generators of clients read one kind of body
    @PostMapping(path = "/htcds", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<View> ofPart(
            Actor actor,
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean anyway,
            @RequestParam(defaultValue = "") Set<String> other,
            @RequestParam(defaultValue = "") Set<String> same,
            Locale language)
            throws IOException {
        try (InputStream in = file.getInputStream()) {
            return answer(
                    actor,
                    in.readNBytes(Limits.USUAL.fileBytes() + 1),
                    Objects.requireNonNullElse(file.getOriginalFilename(), CsvFile.NAME),
                    dryRun,
                    new RowAnswers(other, same, anyway),
                    language);
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
            Locale language) {
        return answer(actor, file, CsvFile.NAME, dryRun, new RowAnswers(other, same, anyway), language);
    }

    private ResponseEntity<View> answer(
            Actor actor, byte[] file, String name, boolean dryRun, RowAnswers answers, Locale language) {
        if (!HtcdsImport.allowed(actor)) return org.akoma.Problem.forbidden();
        HtcdsImport.Outcome outcome =
                dryRun ? imports.check(actor, file, name, answers) : imports.run(actor, file, name, answers);
        View view = view(outcome, language);
        if (dryRun) return ResponseEntity.ok(view);
        if (outcome.isSound()) return ResponseEntity.status(HttpStatus.CREATED).body(view);
        var refused = org.akoma.Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "exchange.not-imported");
        refused.setProperty("problems", view.problems());
        refused.setProperty("asked", view.asked());
        return ResponseEntity.of(refused).build();
    }

    private View view(HtcdsImport.Outcome outcome, Locale language) {
        List<FindingView> problems = outcome.problems().stream()
                .map(problem -> told(problem, language))
                .toList();
        return new View(
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
