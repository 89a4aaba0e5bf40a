package org.akoma.enforcement.suspects;

import java.util.LinkedHashMap;
import java.util.Map;
import org.akoma.enforcement.operations.Operation;
import org.akoma.enforcement.operations.OperationShell;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
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

    private String page(Actor actor, Operation operation, Model model) {
        model.addAttribute("evidence", suspects.evidence(actor, operation));
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
