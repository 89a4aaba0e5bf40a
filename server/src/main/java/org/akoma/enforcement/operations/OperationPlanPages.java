package org.akoma.enforcement.operations;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
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
    private final Forms forms;
    private final Clock clock;
    private final Names called;
    private final Formats words;

    OperationPlanPages(
            Operations operations,
            Participants participants,
            OperationShell shell,
            Forms forms,
            Clock clock,
            Names called,
            Formats words) {
        this.words = words;
        this.clock = clock;
        this.called = called;
        this.operations = operations;
        this.participants = participants;
        this.shell = shell;
        this.forms = forms;
    }

    @GetMapping("/operations/new")
    String begin(Actor actor, Model model) {
        OperationShell.allow(actor.may(Verb.OPERATION_RECORD));
        Map<String, String[]> typed = new LinkedHashMap<>(participants.proposed(actor));
        OperationForm.day(typed, "startsOn", LocalDate.now(clock));
        typed.put("id", new String[] {Ids.next().toString()});
        PostedForm.empty(model, Form.of(typed));
        return plan(actor, model);
    }

    private String plan(Actor actor, Model model) {
        return form(actor, forms.view(PlanOperation.Input.class), model);
    }

    @PostMapping("/operations")
    String plan(Actor actor, Submission<PlanOperation.Input> submission) {
        OperationShell.allow(actor.may(Verb.OPERATION_RECORD));
        PlanOperation.Input input = participants.read(actor, submission);
        if (input == null) return submission.again(m -> plan(actor, m));
        return switch (operations.plan(actor, input.command())) {
            case PlanOperation.Result.Planned(Operation planned) ->
                back(planned, input.site() == null ? "operations.planned" : "operations.planned-at-site");
            case PlanOperation.Result.Forbidden() -> throw OperationShell.forbidden();
            case PlanOperation.Result.OtherContent() ->
                submission.again(FieldError.of("id", Problem.OTHER_CONTENT), m -> plan(actor, m));
            case PlanOperation.Result.CodeTaken() ->
                submission.again(FieldError.of("code", "operations.code-taken"), m -> plan(actor, m));
            case PlanOperation.Result.NotPolice(String organisation) ->
                submission.again(notPolice(organisation), m -> plan(actor, m));
            case PlanOperation.Result.NobodyStarts(var structures) ->
                submission.again(
                        FieldError.of("participants", "operations.nobody-starts", String.join(", ", structures)),
                        m -> plan(actor, m));
        };
    }

    @GetMapping("/operations/{code}/edit")
    String edit(Actor actor, @PathVariable String code, Model model) {
        Operation operation = shell.working(actor, code, model);
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        Map<String, String[]> typed = OperationForm.posted(operation.plan());
        typed.put("version", new String[] {String.valueOf(operation.version())});
        PostedForm.empty(model, Form.of(typed));
        return change(actor, operation, model);
    }

    private String change(Actor actor, Operation operation, Model model) {
        return form(actor, forms.view(ChangeOperation.Input.class, null, operation.version()), model);
    }

    @PostMapping("/operations/{code}")
    String change(Actor actor, @PathVariable String code, Submission<ChangeOperation.Input> submission) {
        Operation operation = shell.working(actor, code, submission.sent().model());
        ChangeOperation.Input input = participants.read(actor, submission);
        if (input == null) return submission.again(m -> change(actor, operation, m));
        Integer version = input.version();
        if (version == null) return submission.overtaken("operations.changed", m -> change(actor, operation, m));
        OperationPlan plan = input.plan().toPlan();
        return switch (operations.change(actor, new ChangeOperation(code, version, plan))) {
            case ChangeOperation.Result.Done(Operation changed) -> back(changed, "operations.changed-plan");
            case ChangeOperation.Result.NotFound() -> throw OperationShell.notFound();
            case ChangeOperation.Result.Forbidden() -> throw OperationShell.forbidden();
            case ChangeOperation.Result.NotPolice(String organisation) ->
                submission.again(notPolice(organisation), m -> change(actor, operation, m));
            case ChangeOperation.Result.CareMissing() ->
                submission.again(
                        FieldError.of("careCapacity", "operations.care-missing"), m -> change(actor, operation, m));
            case ChangeOperation.Result.Changed(Operation now) ->
                submission.sent().again(OperationForm.differing(now.plan(), plan), m -> change(actor, operation, m));
        };
    }

    private static FieldError notPolice(String organisation) {
        return FieldError.of("participants", "operations.not-police", organisation);
    }

    private static String back(Operation operation, String done) {
        return "redirect:/operations/" + operation.code() + "?done=" + done;
    }

    private static List<String> codes(List<Organisation> organisations) {
        return organisations.stream().map(Organisation::code).toList();
    }

    /** By their codes: of each that has no officer this is said before it is ticked. */
    private Map<String, String> police(Actor actor) {
        Set<String> officers = participants.withOfficers(actor);
        Map<String, String> offered = new LinkedHashMap<>(called.structures(codes(participants.police(actor))));
        offered.replaceAll((code, name) ->
                officers.contains(code) ? name : words.text("operations.participants.no-officer", name));
        return offered;
    }

    private String form(Actor actor, FormView ask, Model model) {
        model.addAttribute("ask", ask);
        model.addAttribute("police", police(actor));
        Set<String> offered = new LinkedHashSet<>(codes(participants.receiving(actor)));
        // who was asked before stays the answer until another is chosen
        if (model.getAttribute("form") instanceof Form form
                && !form.typed("careConfirmedBy").isEmpty()) offered.add(form.typed("careConfirmedBy"));
        model.addAttribute("carers", called.structures(offered));
        return "operations/form";
    }
}
