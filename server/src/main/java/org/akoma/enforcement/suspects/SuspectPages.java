package org.akoma.enforcement.suspects;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.akoma.FieldError;
import org.akoma.enforcement.operations.Corrected;
import org.akoma.enforcement.operations.Operation;
import org.akoma.enforcement.operations.OperationShell;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.Law;
import org.akoma.ground.reference.Laws;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
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

    private final Suspects suspects;
    private final OperationShell shell;
    private final Forms forms;
    private final Laws laws;

    SuspectPages(Suspects suspects, OperationShell shell, Forms forms, Laws laws) {
        this.suspects = suspects;
        this.shell = shell;
        this.forms = forms;
        this.laws = laws;
    }

    @GetMapping
    String list(
            Actor actor,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        Operation operation = shell.reading(actor, code, model);
        List<Suspect> found = suspects.list(actor, operation, after, OperationShell.LINES + 1);
        OperationShell.page(model, "suspects", found, after, Suspect::code);
        return "suspects/suspects";
    }

    @GetMapping("/new")
    String begin(Actor actor, @PathVariable String code, Model model) {
        shell.working(actor, code, model);
        OperationShell.allow(actor.may(Verb.SUSPECT_WRITE));
        PostedForm.nothing(model);
        return form(model);
    }

    private String form(Model model) {
        model.addAttribute("ask", forms.view(RecordSuspect.Input.class));
        return "suspects/suspect-form";
    }

    @PostMapping
    String record(Actor actor, @PathVariable String code, Submission<RecordSuspect.Input> submission) {
        shell.working(actor, code, submission.sent().model());
        RecordSuspect.Input input = submission.read();
        if (input == null) return submission.again(this::form);
        return switch (suspects.record(actor, input.in(code))) {
            case RecordSuspect.Result.Recorded(Suspect suspect) ->
                back(code, suspect.code(), "operations.suspect-recorded");
            case RecordSuspect.Result.NotFound() -> throw OperationShell.notFound();
            case RecordSuspect.Result.Forbidden() -> throw OperationShell.forbidden();
            case RecordSuspect.Result.CodeTaken() ->
                submission.again(FieldError.of("code", "operations.suspect-taken"), this::form);
        };
    }

    @GetMapping("/{suspect}")
    String show(Actor actor, @PathVariable String code, @PathVariable String suspect, Locale locale, Model model) {
        Operation operation = shell.reading(actor, code, model);
        PostedForm.nothing(model);
        return suspect(actor, operation, suspect, locale, model);
    }

    @PostMapping("/{suspect}/proceedings")
    String move(
            Actor actor,
            @PathVariable String code,
            @PathVariable String suspect,
            Locale locale,
            Submission<MoveSuspect.Input> submission) {
        Operation operation = shell.working(actor, code, submission.sent().model());
        MoveSuspect.Input input = submission.read();
        if (input == null) return submission.again(m -> suspect(actor, operation, suspect, locale, m));
        MoveSuspect.Result result = suspects.move(actor, input.of(code, suspect));
        if (result instanceof MoveSuspect.Result.Moved) return back(code, suspect, "operations.suspect-moved");
        OperationShell.allow(!(result instanceof MoveSuspect.Result.Forbidden));
        FieldError fault = MoveSuspect.fault(result);
        if (fault == null) throw OperationShell.notFound();
        return submission.again(fault, m -> suspect(actor, operation, suspect, locale, m));
    }

    @GetMapping("/{suspect}/edit")
    String edit(Actor actor, @PathVariable String code, @PathVariable String suspect, Model model) {
        Operation operation = shell.working(actor, code, model);
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        Suspect found = suspects.open(actor, operation, suspect).orElseThrow(OperationShell::notFound);
        PostedForm.empty(model, Form.of(CorrectSuspect.posted(found)));
        return correction(found, model);
    }

    private String correction(Suspect suspect, Model model) {
        model.addAttribute("suspect", suspect);
        model.addAttribute("ask", forms.view(CorrectSuspect.Input.class, null, suspect.version()));
        return "suspects/suspect-form";
    }

    @PostMapping("/{suspect}")
    String correct(
            Actor actor,
            @PathVariable String code,
            @PathVariable String suspect,
            Submission<CorrectSuspect.Input> submission) {
        Operation operation = shell.working(actor, code, submission.sent().model());
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        Suspect found = suspects.open(actor, operation, suspect).orElseThrow(OperationShell::notFound);
        return Corrected.page(
                submission,
                CorrectSuspect.Input::version,
                (input, version) -> suspects.correct(actor, input.of(code, suspect, version)),
                address(code, suspect),
                m -> correction(found, m));
    }

    private String suspect(Actor actor, Operation operation, String code, Locale locale, Model model) {
        Suspect suspect = suspects.open(actor, operation, code).orElseThrow(OperationShell::notFound);
        String basis = suspect.legalBasis();
        model.addAttribute("suspect", suspect);
        model.addAttribute(
                "law",
                basis == null
                        ? null
                        : laws.find(basis).map((Law law) -> law.title(locale)).orElse(basis));
        List<SuspectStatus> possible = Arrays.stream(SuspectStatus.values())
                .filter(next -> suspect.status().mayBecome(next))
                .toList();
        model.addAttribute("corrections", suspects.corrected(actor, operation, suspect));
        model.addAttribute("possible", possible);
        model.addAttribute("ask", forms.view(MoveSuspect.Input.class).offering("status", possible));
        return "suspects/suspect";
    }

    private static String back(String operation, String suspect, String done) {
        return "redirect:" + address(operation, suspect) + "?done=" + done;
    }

    private static String address(String operation, String suspect) {
        return "/operations/" + operation + "/suspects/" + suspect;
    }
}
