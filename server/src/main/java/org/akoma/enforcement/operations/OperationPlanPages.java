package org.akoma.enforcement.operations;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The form of a plan: a new operation, or a changed one. */
@Controller
class OperationPlanPages {

    private final Operations operations;
    private final Participants participants;
    private final OperationShell shell;
    private final OperationForm forms;

    OperationPlanPages(Operations operations, Participants participants, OperationShell shell, OperationForm forms) {
        this.operations = operations;
        this.participants = participants;
        this.shell = shell;
        this.forms = forms;
    }

    @GetMapping("/operations/new")
    String begin(Actor actor, Model model) {
        OperationShell.allow(actor.may(Verb.OPERATION_RECORD));
        Map<String, String[]> typed = Map.of(
                "id", new String[] {Ids.next().toString()},
                "participants", new String[] {actor.organisation()});
        PostedForm.empty(model, Form.of(typed));
        return form(actor, model);
    }

    @PostMapping("/operations")
    String plan(Actor actor, PostedForm posted) {
        OperationShell.allow(actor.may(Verb.OPERATION_RECORD));
        Form form = posted.form();
        UUID id = Objects.requireNonNullElseGet(form.id("id"), Ids::next);
        String code = forms.code(form);
        OperationPlan plan = read(actor, form);
        if (plan == null || code == null) return posted.again(m -> form(actor, m));
        return switch (operations.plan(actor, new PlanOperation(id, code, plan))) {
            case PlanOperation.Result.Planned(Operation planned) -> back(planned, "operations.planned");
            case PlanOperation.Result.Forbidden() -> throw OperationShell.forbidden();
            case PlanOperation.Result.OtherContent() ->
                posted.again(FieldError.of("id", Problem.OTHER_CONTENT), m -> form(actor, m));
            case PlanOperation.Result.CodeTaken() ->
                posted.again(FieldError.of("code", "operations.code-taken"), m -> form(actor, m));
            case PlanOperation.Result.NotPolice(String organisation) ->
                posted.again(notPolice(organisation), m -> form(actor, m));
            case PlanOperation.Result.NobodyStarts(var structures) ->
                posted.again(
                        FieldError.of("participants", "operations.nobody-starts", String.join(", ", structures)),
                        m -> form(actor, m));
        };
    }

    @GetMapping("/operations/{code}/edit")
    String edit(Actor actor, @PathVariable String code, Model model) {
        Operation operation = shell.working(actor, code, model);
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        Map<String, String[]> typed = OperationForm.posted(operation.plan());
        typed.put("version", new String[] {String.valueOf(operation.version())});
        PostedForm.empty(model, Form.of(typed));
        return form(actor, model);
    }

    @PostMapping("/operations/{code}")
    String change(Actor actor, @PathVariable String code, PostedForm posted) {
        shell.working(actor, code, posted.model());
        Form form = posted.form();
        Integer version = form.integer("version", 1, Integer.MAX_VALUE);
        OperationPlan plan = read(actor, form);
        if (plan == null || version == null) return posted.again(m -> form(actor, m));
        return switch (operations.change(actor, new ChangeOperation(code, version, plan))) {
            case ChangeOperation.Result.Done(Operation changed) -> back(changed, "operations.changed-plan");
            case ChangeOperation.Result.NotFound() -> throw OperationShell.notFound();
            case ChangeOperation.Result.Forbidden() -> throw OperationShell.forbidden();
            case ChangeOperation.Result.NotPolice(String organisation) ->
                posted.again(notPolice(organisation), m -> form(actor, m));
            case ChangeOperation.Result.CareMissing() ->
                posted.again(FieldError.of("careCapacity", "operations.care-missing"), m -> form(actor, m));
            case ChangeOperation.Result.AlreadyClosed() ->
                "redirect:/operations/" + code + "?done=operations.already-closed";
            case ChangeOperation.Result.Changed(Operation now) ->
                posted.again(OperationForm.differing(now.plan(), plan), m -> form(actor, m));
        };
    }

    private @org.jspecify.annotations.Nullable OperationPlan read(Actor actor, Form form) {
        return forms.plan(
                form, OperationApi.codes(participants.police(actor)), OperationApi.codes(participants.carers(actor)));
    }

    private static FieldError notPolice(String organisation) {
        return FieldError.of("participants", "operations.not-police", organisation);
    }

    private static String back(Operation operation, String done) {
        return "redirect:/operations/" + operation.code() + "?done=" + done;
    }

    private String form(Actor actor, Model model) {
        model.addAttribute("police", OperationShell.labels(participants.police(actor)));
        model.addAttribute("carers", OperationShell.labels(participants.carers(actor)));
        return "operations/form";
    }
}
