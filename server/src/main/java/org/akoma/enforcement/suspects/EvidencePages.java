package org.akoma.enforcement.suspects;

import java.util.LinkedHashMap;
import java.util.Map;
import org.akoma.enforcement.operations.Corrected;
import org.akoma.enforcement.operations.Operation;
import org.akoma.enforcement.operations.OperationShell;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** References to evidence: list and form on one page. */
@Controller
@RequestMapping("/operations/{code}/evidence")
class EvidencePages {

    private final Suspects suspects;
    private final OperationShell shell;
    private final Forms forms;

    EvidencePages(Suspects suspects, OperationShell shell, Forms forms) {
        this.suspects = suspects;
        this.shell = shell;
        this.forms = forms;
    }

    @GetMapping
    String list(Actor actor, @PathVariable String code, Model model) {
        Operation operation = shell.reading(actor, code, model);
        PostedForm.nothing(model);
        return page(actor, operation, model);
    }

    @PostMapping
    String add(Actor actor, @PathVariable String code, Submission<AddEvidence.Input> submission) {
        Operation operation = shell.working(actor, code, submission.sent().model());
        OperationShell.allow(actor.may(Verb.SUSPECT_WRITE));
        AddEvidence command =
                AddEvidence.read(submission, code, named(actor, operation).keySet());
        if (command != null && suspects.addEvidence(actor, command) instanceof AddEvidence.Result.Added)
            return "redirect:/operations/" + code + "/evidence?done=operations.evidence-added";
        return submission.again(m -> page(actor, operation, m));
    }

    @GetMapping("/{evidence}/edit")
    String edit(Actor actor, @PathVariable String code, @PathVariable String evidence, Model model) {
        Operation operation = shell.working(actor, code, model);
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        Evidence found = found(actor, operation, evidence);
        PostedForm.empty(model, Form.of(CorrectEvidence.posted(found)));
        return correction(actor, operation, found, model);
    }

    private String correction(Actor actor, Operation operation, Evidence evidence, Model model) {
        model.addAttribute("one", evidence);
        model.addAttribute("named", named(actor, operation));
        model.addAttribute("ask", forms.view(CorrectEvidence.Input.class, null, evidence.version()));
        return "suspects/evidence-form";
    }

    @PostMapping("/{evidence}")
    String correct(
            Actor actor,
            @PathVariable String code,
            @PathVariable String evidence,
            Submission<CorrectEvidence.Input> submission) {
        Operation operation = shell.working(actor, code, submission.sent().model());
        OperationShell.allow(actor.may(Verb.OPERATION_WRITE));
        Evidence found = found(actor, operation, evidence);
        return Corrected.page(
                submission,
                CorrectEvidence.Input::version,
                (input, version) -> suspects.correct(actor, input.of(code, evidence, version)),
                "/operations/" + code + "/evidence",
                m -> correction(actor, operation, found, m));
    }

    private Evidence found(Actor actor, Operation operation, String code) {
        return suspects.evidence(actor, operation).stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(OperationShell::notFound);
    }

    private String page(Actor actor, Operation operation, Model model) {
        model.addAttribute("evidence", suspects.evidence(actor, operation));
        model.addAttribute("corrections", suspects.correctedEvidence(actor, operation));
        model.addAttribute("named", named(actor, operation));
        model.addAttribute("ask", forms.view(AddEvidence.Input.class));
        return "suspects/evidence";
    }

    private Map<String, String> named(Actor actor, Operation operation) {
        Map<String, String> named = new LinkedHashMap<>();
        suspects.list(actor, operation, null, LinkedSuspects.ALL).forEach(one -> named.put(one.code(), one.code()));
        return named;
    }
}
