package org.akoma.operations;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Form;
import org.akoma.Ids;
import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The form of a plan: a new operation, or a changed one. */
@Controller
class OperationPlanPages {

    private final Operations operations;
    private final OperationShell shell;
    private final OperationForm forms;

    OperationPlanPages(Operations operations, OperationShell shell, OperationForm forms) {
        this.operations = operations;
        this.shell = shell;
        this.forms = forms;
    }

    @GetMapping("/operations/new")
    String begin(Actor actor, Model model) {
        OperationShell.allow(actor.may(Verb.OPERATION_RECORD));
        Map<String, String[]> typed = Map.of(
                "id", new String[] {Ids.next().toString()},
                "participants", new String[] {actor.organisation()});
        return form(actor, model, Form.of(typed), List.of());
    }

    @PostMapping("/operations")
    String plan(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        OperationShell.allow(actor.may(Verb.OPERATION_RECORD));
        Form form = Form.of(request.getParameterMap());
        UUID id = Objects.requireNonNullElseGet(form.id("id"), Ids::next);
        String code = forms.code(form);
        OperationPlan plan = read(actor, form);
        if (plan == null || code == null) return wrong(actor, response, model, form, form.errors());
        return switch (operations.plan(actor, new PlanOperation(id, code, plan))) {
            case PlanOperation.Result.Planned(Operation planned) -> back(planned, "operations.planned");
            case PlanOperation.Result.Forbidden() -> forbidden();
            case PlanOperation.Result.CodeTaken() ->
                wrong(actor, response, model, form, List.of(FieldError.of("code", "operations.code-taken")));
            case PlanOperation.Result.NotPolice(String organisation) ->
                wrong(actor, response, model, form, List.of(notPolice(organisation)));
        };
    }

    @GetMapping("/operations/{code}/edit")
    String edit(Actor actor, @PathVariable String code, Model model) {
        Operation operation = shell.working(actor, code, model);
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        Map<String, String[]> typed = OperationForm.posted(operation.plan());
        typed.put("version", new String[] {String.valueOf(operation.version())});
        return form(actor, model, Form.of(typed), List.of());
    }

    @PostMapping("/operations/{code}")
    String change(
            Actor actor,
            @PathVariable String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        shell.working(actor, code, model);
        Form form = Form.of(request.getParameterMap());
        Integer version = form.integer("version", 1, Integer.MAX_VALUE);
        OperationPlan plan = read(actor, form);
        if (plan == null || version == null) return wrong(actor, response, model, form, form.errors());
        return switch (operations.change(actor, new ChangeOperation(code, version, plan))) {
            case ChangeOperation.Result.Done(Operation changed) -> back(changed, "operations.changed-plan");
            case ChangeOperation.Result.NotFound() -> throw OperationShell.notFound();
            case ChangeOperation.Result.Forbidden() -> forbidden();
            case ChangeOperation.Result.NotPolice(String organisation) ->
                wrong(actor, response, model, form, List.of(notPolice(organisation)));
            case ChangeOperation.Result.CareMissing() ->
                wrong(actor, response, model, form, List.of(FieldError.of("careCapacity", "operations.care-missing")));
            case ChangeOperation.Result.AlreadyClosed() ->
                "redirect:/operations/" + code + "?done=operations.already-closed";
            case ChangeOperation.Result.Changed(Operation now) ->
                wrong(actor, response, model, form, OperationForm.differing(now.plan(), plan));
        };
    }

    private @org.jspecify.annotations.Nullable OperationPlan read(Actor actor, Form form) {
        return forms.plan(
                form, OperationApi.codes(operations.police(actor)), OperationApi.codes(operations.carers(actor)));
    }

    private static FieldError notPolice(String organisation) {
        return FieldError.of("participants", "operations.not-police", organisation);
    }

    private static String back(Operation operation, String done) {
        return "redirect:/operations/" + operation.code() + "?done=" + done;
    }

    private static String forbidden() {
        OperationShell.allow(false);
        return "";
    }

    private String wrong(Actor actor, HttpServletResponse response, Model model, Form form, List<FieldError> errors) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(actor, model, form, errors);
    }

    private String form(Actor actor, Model model, Form form, List<FieldError> errors) {
        OperationShell.ask(model, form, errors);
        model.addAttribute("police", OperationShell.labels(operations.police(actor)));
        model.addAttribute("carers", OperationShell.labels(operations.carers(actor)));
        return "operations/form";
    }
}
