package org.akoma.exchange.htcds;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.exchange.spreadsheets.CsvFile;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.Limits;
import org.akoma.exchange.spreadsheets.ProblemTexts;
import org.akoma.ground.access.Actor;
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
import org.springframework.web.server.ResponseStatusException;

/** A file is sent and checked, then exactly what was checked is imported. */
@Controller
class ImportPages {

    private static final String HERE = "/exchange/import";
    private static final int MOST_SAID = 10;

    private final HtcdsImport imports;
    private final Uploads uploads;
    private final ProblemTexts texts;

    ImportPages(HtcdsImport imports, Uploads uploads, MessageSource messages) {
        this.imports = imports;
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
            return "htcds/import";
        }
        String name = Finding.shown(Objects.requireNonNullElse(file.get().getOriginalFilename(), CsvFile.NAME));
        byte[] content = read(file.get());
        HtcdsImport.Outcome outcome = imports.check(actor, content, name, RowAnswers.NONE);
        if (outcome.isSound()) return "redirect:" + HERE + "/" + uploads.keep(actor, name, content);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(model, name, outcome, null, language);
    }

    @GetMapping(HERE + "/{id}")
    String checked(Actor actor, @PathVariable UUID id, Model model, Locale language) {
        allowed(actor);
        Optional<HtcdsImport.Outcome> done = uploads.outcome(actor, id);
        if (done.isPresent()) {
            model.addAttribute("outcome", done.get());
            return "htcds/imported";
        }
        Upload upload = upload(actor, id);
        return show(
                model,
                upload.name(),
                imports.check(actor, upload.file(), upload.name(), RowAnswers.NONE),
                id,
                language);
    }

    @PostMapping(HERE + "/{id}")
    String confirm(
            Actor actor,
            @PathVariable UUID id,
            @RequestParam Map<String, String> form,
            Model model,
            HttpServletResponse response,
            Locale language) {
        allowed(actor);
        if (uploads.outcome(actor, id).isPresent()) return "redirect:" + HERE + "/" + id;
        Upload upload = upload(actor, id);
        RowAnswers answers = RowAnswers.of(form);
        HtcdsImport.Outcome outcome = imports.run(actor, upload.file(), upload.name(), answers);
        if (!outcome.isSound()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            if (!outcome.waits()) return show(model, upload.name(), outcome, null, language);
            model.addAttribute("errors", unanswered(outcome));
            return show(
                    model, upload.name(), imports.check(actor, upload.file(), upload.name(), answers), id, language);
        }
        uploads.finish(actor, id, outcome);
        return "redirect:" + HERE + "/" + id;
    }

    private String show(Model model, String name, HtcdsImport.Outcome outcome, @Nullable UUID id, Locale language) {
        model.addAttribute("name", name);
        model.addAttribute("outcome", outcome);
        model.addAttribute("id", id);
        model.addAttribute(
                "lines",
                outcome.problems().stream()
                        .map(problem -> new Line(problem, texts.text(problem, language)))
                        .toList());
        return "htcds/checked";
    }

    private static List<FieldError> unanswered(HtcdsImport.Outcome outcome) {
        return outcome.asked().stream()
                .filter(row -> row.answer() == null)
                .limit(MOST_SAID)
                .map(row -> FieldError.of(row.field(), "exchange.not-answered", String.valueOf(row.row())))
                .toList();
    }

    private static void wrong(Model model, HttpServletResponse response, String code, Object... args) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("errors", List.of(FieldError.of("file", code, args)));
    }

    private Upload upload(Actor actor, UUID id) {
        return uploads.find(actor, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static byte[] read(MultipartFile file) throws IOException {
        try (InputStream in = file.getInputStream()) {
            return in.readNBytes(Limits.USUAL.fileBytes() + 1);
        }
    }

    private static void allowed(Actor actor) {
        if (!HtcdsImport.allowed(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
}
