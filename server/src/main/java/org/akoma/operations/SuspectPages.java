package org.akoma.operations;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.akoma.FieldError;
import org.akoma.Form;
import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.akoma.pages.Words;
import org.akoma.reference.Law;
import org.akoma.reference.Laws;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The suspects of an operation. */
@Controller
@RequestMapping("/operations/{code}/suspects")
class SuspectPages {

    private static final int LINES = 50;

    private final Suspects suspects;
    private final OperationShell shell;
    private final SuspectForm forms;
    private final Laws laws;
    private final Words words;

    SuspectPages(Suspects suspects, OperationShell shell, SuspectForm forms, Laws laws, Words words) {
        this.suspects = suspects;
        this.shell = shell;
        this.forms = forms;
        this.laws = laws;
        this.words = words;
    }

    @GetMapping
    String list(
            Actor actor,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        Operation operation = shell.reading(actor, code, model);
        List<Suspect> all = suspects.list(actor, operation, after, LINES + 1);
        List<Suspect> shown = all.subList(0, Math.min(LINES, all.size()));
        model.addAttribute("suspects", shown);
        model.addAttribute("first", after == null);
        model.addAttribute("next", all.size() > LINES ? shown.getLast().code() : null);
        return "operations/suspects";
    }

    @GetMapping("/new")
    String begin(Actor actor, @PathVariable String code, Model model) {
        shell.working(actor, code, model);
        OperationShell.allow(actor.may(Verb.SUSPECT_WRITE));
        OperationShell.ask(model, OperationShell.blank(), List.of());
        return "operations/suspect-form";
    }

    @PostMapping
    String record(
            Actor actor,
            @PathVariable String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        shell.working(actor, code, model);
        Form form = Form.of(request.getParameterMap());
        RecordSuspect command = forms.suspect(form, code);
        if (command == null) return wrong(response, model, form, form.errors());
        return switch (suspects.record(actor, command)) {
            case RecordSuspect.Result.Recorded(Suspect suspect) ->
                back(code, suspect.code(), "operations.suspect-recorded");
            case RecordSuspect.Result.NotFound() -> throw OperationShell.notFound();
            case RecordSuspect.Result.Forbidden() -> {
                OperationShell.allow(false);
                yield "";
            }
            case RecordSuspect.Result.CodeTaken() ->
                wrong(response, model, form, List.of(FieldError.of("code", "operations.suspect-taken")));
        };
    }

    @GetMapping("/{suspect}")
    String show(Actor actor, @PathVariable String code, @PathVariable String suspect, Locale locale, Model model) {
        Operation operation = shell.reading(actor, code, model);
        return suspect(actor, operation, suspect, locale, model, OperationShell.blank(), List.of());
    }

    @PostMapping("/{suspect}/proceedings")
    String move(
            Actor actor,
            @PathVariable String code,
            @PathVariable String suspect,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Operation operation = shell.working(actor, code, model);
        Form form = Form.of(request.getParameterMap());
        MoveSuspect command = forms.move(form, code, suspect);
        MoveSuspect.Result result = command == null ? null : suspects.move(actor, command);
        if (result instanceof MoveSuspect.Result.Moved) return back(code, suspect, "operations.suspect-moved");
        OperationShell.allow(!(result instanceof MoveSuspect.Result.Forbidden));
        FieldError fault = result == null ? null : SuspectForm.fault(result);
        if (result != null && fault == null) throw OperationShell.notFound();
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return suspect(actor, operation, suspect, locale, model, form, fault == null ? form.errors() : List.of(fault));
    }

    private String suspect(
            Actor actor,
            Operation operation,
            String code,
            Locale locale,
            Model model,
            Form form,
            List<FieldError> errors) {
        Suspect suspect = suspects.open(actor, operation, code).orElseThrow(OperationShell::notFound);
        String basis = suspect.legalBasis();
        model.addAttribute("suspect", suspect);
        model.addAttribute(
                "law",
                basis == null
                        ? null
                        : laws.find(basis).map((Law law) -> law.title(locale)).orElse(basis));
        model.addAttribute(
                "possible",
                words.options(
                        "suspect-status",
                        Arrays.stream(SuspectStatus.values())
                                .filter(next -> suspect.status().mayBecome(next))
                                .toList()));
        OperationShell.ask(model, form, errors);
        return "operations/suspect";
    }

    private static String back(String operation, String suspect, String done) {
        return "redirect:/operations/" + operation + "/suspects/" + suspect + "?done=" + done;
    }

    private static String wrong(HttpServletResponse response, Model model, Form form, List<FieldError> errors) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        OperationShell.ask(model, form, errors);
        return "operations/suspect-form";
    }
}
