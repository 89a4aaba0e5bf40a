package org.akoma.protection.consent;

import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where a supervisor says what follows from a child's no. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/consents/{id}/refusal")
class ConsentRefusalPages {

    private final FileShell shell;
    private final Consents consents;
    private final ConsentRefusals refusals;
    private final Forms forms;

    ConsentRefusalPages(FileShell shell, Consents consents, ConsentRefusals refusals, Forms forms) {
        this.forms = forms;
        this.shell = shell;
        this.consents = consents;
        this.refusals = refusals;
    }

    @GetMapping
    String ask(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        FileFrame frame = own(actor, code, model);
        if (!actor.may(Verb.CASE_APPROVE)) throw PageRefusal.forbidden();
        PostedForm.nothing(model);
        return form(actor, frame, id, model);
    }

    private FileFrame own(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!frame.worksOnIt() || !frame.holds(Section.FAMILY)) throw FileShell.notFound();
        return frame;
    }

    private String form(Actor actor, FileFrame frame, UUID id, Model model) {
        boolean waits = refusals.of(actor, frame.code()).stream()
                .anyMatch(one -> one.consent().equals(id) && one.waits());
        List<Consent> answers = consents.read(actor, frame.code()).orElseThrow(FileShell::notFound);
        if (!waits) throw FileShell.notFound();
        Consent refused = CaseWork.among(answers, Consent::id, id).orElseThrow(FileShell::notFound);
        model.addAttribute("refused", refused);
        model.addAttribute(
                "ask",
                forms.view(DecideRefusal.class).offering("decision", ConsentRefusal.Decision.about(refused.givenBy())));
        return "consent/refusal";
    }

    @PostMapping
    String decide(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<DecideRefusal> submission,
            Model model) {
        FileFrame frame = own(actor, code, model);
        return PageResponses.answer(
                submission,
                input -> refusals.decide(actor, frame.code(), id, input.decision(), input.reason()),
                input -> "/cases/" + frame.code() + "/consents?done=cases.refusal-decided",
                m -> form(actor, frame, id, m));
    }
}
