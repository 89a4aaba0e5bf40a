package org.akoma.exchange.htcds;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.exchange.spreadsheets.CsvFile;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.Limits;
import org.akoma.exchange.spreadsheets.ProblemTexts;
import org.akoma.ground.access.Actor;
import org.akoma.ground.web.PageRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A file is sent and checked, then exactly what was checked is imported. */
@Controller
class ImportPages {

    private static final String HERE = "/exchange/import";
    private static final int MOST_SAID = 10;
    /** A short import is shown done at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Problems that the questions about rows ask again. */
    private static final Set<String> ASKED =
            Set.of(AskedRows.MAYBE_KNOWN, AskedRows.SAME_ROW, "exchange.duplicate-row");

    private static final String SAY_WHY = "exchange.say-why-other";

    private final HtcdsImport imports;
    private final ImportJobs jobs;
    private final Uploads uploads;
    private final ProblemTexts texts;

    ImportPages(HtcdsImport imports, ImportJobs jobs, Uploads uploads, MessageSource messages) {
        this.imports = imports;
        this.jobs = jobs;
        this.uploads = uploads;
        this.texts = new ProblemTexts(messages);
    }

    /** A problem as a row of the page's table. */
    public record Line(Finding problem, String text) {}

    @GetMapping(HERE)
    String ask(
            Actor actor,
            @RequestParam(name = "too-large", required = false) @Nullable String tooLarge,
            Model model,
            HttpServletResponse response) {
        allowed(actor);
        if (tooLarge != null) wrong(model, response, "exchange.file-too-large", Limits.USUAL.fileBytes() >> 20);
        return form(actor, model);
    }

    private String form(Actor actor, Model model) {
        model.addAttribute("jobs", jobs.list(actor));
        return "htcds/import";
    }

    @PostMapping(HERE)
    String check(
            Actor actor,
            @RequestParam(required = false) Optional<MultipartFile> file,
            Model model,
            HttpServletResponse response,
            Locale language)
            throws IOException {
        allowed(actor);
        if (file.isEmpty() || file.get().isEmpty()) {
            wrong(model, response, "exchange.choose-file");
            return form(actor, model);
        }
        String name = Finding.shown(Objects.requireNonNullElse(file.get().getOriginalFilename(), CsvFile.NAME));
        Upload upload = Upload.of(name, read(file.get()));
        HtcdsImport.Outcome outcome = imports.check(actor, upload, RowAnswers.NONE);
        if (outcome.isSound()) return "redirect:" + HERE + "/" + uploads.keep(actor, upload);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, name, outcome, null, 1, language);
    }

    @GetMapping(HERE + "/{id}")
    String checked(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "1") int page,
            Model model,
            Locale language) {
        allowed(actor);
        Optional<ImportJob> job = jobs.find(actor, id);
        if (job.isPresent()) {
            model.addAttribute("job", job.get());
            return job.get().isFinished() ? "htcds/imported" : "htcds/running";
        }
        Upload upload = upload(actor, id);
        RowAnswers answers = RowAnswers.of(uploads.answers(actor, id));
        return show(model, upload.name(), imports.check(actor, upload, answers), id, page, language);
    }

    /** What the open page of a running import asks for; the whole page is read anew when it is no longer at work. */
    @GetMapping(HERE + "/{id}/progress")
    String progress(Actor actor, @PathVariable UUID id, Model model, HttpServletResponse response) {
        allowed(actor);
        ImportJob job = jobs.find(actor, id).orElseThrow(PageRefusal::notFound);
        if (!job.isRunning()) response.setHeader("HX-Refresh", "true");
        model.addAttribute("job", job);
        return "htcds/running :: progress";
    }

    @PostMapping(HERE + "/{id}/continuation")
    String goOn(Actor actor, @PathVariable UUID id) {
        allowed(actor);
        if (jobs.find(actor, id).isEmpty()) throw PageRefusal.notFound();
        jobs.goOn(actor, id, PATIENCE);
        return "redirect:" + HERE + "/" + id;
    }

    @PostMapping(HERE + "/{id}")
    String confirm(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response,
            Locale language) {
        allowed(actor);
        if (jobs.find(actor, id).isPresent()) return "redirect:" + HERE + "/" + id;
        Upload upload = upload(actor, id);
        Map<String, String> said = new HashMap<>(uploads.answers(actor, id));
        said.putAll(form);
        RowAnswers answers = RowAnswers.of(said);
        HtcdsImport.Outcome outcome = jobs.begin(actor, id, upload, answers, PATIENCE);
        if (outcome.isSound()) return "redirect:" + HERE + "/" + id;
        if (!outcome.waits()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(model, upload.name(), outcome, null, 1, language);
        }
        uploads.answer(actor, id, ofRows(said, outcome));
        AskedPage here = AskedPage.of(outcome.asked(), page);
        if (!here.waits()) return "redirect:" + HERE + "/" + id + "?page=" + here.nextThatWaits(outcome.asked());
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("errors", unanswered(here));
        return show(model, upload.name(), imports.check(actor, upload, answers), id, page, language);
    }

    /** What was said of rows that are asked about, and nothing else that a form may hold. */
    private static Map<String, String> ofRows(Map<String, String> said, HtcdsImport.Outcome outcome) {
        Map<String, String> kept = new HashMap<>();
        for (AskedRow row : outcome.asked())
            for (String field : List.of(row.field(), row.field() + "-reason"))
                if (said.get(field) instanceof String value) kept.put(field, value);
        return kept;
    }

    private String show(
            Model model, String name, HtcdsImport.Outcome outcome, @Nullable UUID id, int page, Locale language) {
        model.addAttribute("page", AskedPage.of(outcome.asked(), page));
        model.addAttribute("name", name);
        model.addAttribute("outcome", outcome);
        model.addAttribute("id", id);
        model.addAttribute(
                "waiting",
                outcome.asked().stream().filter(row -> row.answer() == null).count());
        model.addAttribute(
                "title",
                !outcome.isSound()
                        ? "exchange.checked.refused"
                        : outcome.waits() ? "exchange.checked.answer" : "exchange.checked.sound");
        model.addAttribute(
                "lines",
                outcome.problems().stream()
                        .filter(problem -> id == null || !ASKED.contains(problem.code()))
                        .map(problem -> new Line(problem, texts.text(problem, language)))
                        .toList());
        return "htcds/checked";
    }

    private static List<FieldError> unanswered(AskedPage page) {
        return page.rows().stream()
                .filter(row -> row.answer() == null)
                .limit(MOST_SAID)
                .map(row -> FieldError.of(
                        SAY_WHY.equals(row.lacks()) ? row.field() + "-reason" : row.field(),
                        Objects.requireNonNullElse(row.lacks(), "exchange.not-answered"),
                        String.valueOf(row.row())))
                .toList();
    }

    private static void wrong(Model model, HttpServletResponse response, String code, Object... args) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("errors", List.of(FieldError.of("file", code, args)));
    }

    private Upload upload(Actor actor, UUID id) {
        return uploads.find(actor, id).orElseThrow(PageRefusal::notFound);
    }

    private static byte[] read(MultipartFile file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            return in.readNBytes(Limits.USUAL.fileBytes() + 1);
        }
    }

    private static void allowed(Actor actor) {
        if (!HtcdsImport.allowed(actor)) throw PageRefusal.forbidden();
    }
}
