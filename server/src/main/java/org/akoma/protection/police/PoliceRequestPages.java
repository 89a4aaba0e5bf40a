package org.akoma.protection.police;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the police asked about the child, what was given to them, and what was reported to them: on one page of the file. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/police")
class PoliceRequestPages {

    private final FileShell shell;
    private final PoliceRequests requests;
    private final OffencesReported reports;
    private final Forms forms;

    PoliceRequestPages(FileShell shell, PoliceRequests requests, OffencesReported reports, Forms forms) {
        this.shell = shell;
        this.requests = requests;
        this.reports = reports;
        this.forms = forms;
    }

    @GetMapping
    String page(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return show(actor, code, model);
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!actor.may(Verb.DISCLOSURE_READ) || !PoliceTabs.shown(frame)) throw FileShell.notFound();
        model.addAttribute("standing", PageResponses.read(requests.of(actor, frame.code())));
        model.addAttribute("reports", reports.of(actor, frame.code()));
        boolean works = actor.may(Verb.CHILD_WRITE) && frame.mayWrite(Section.FAMILY);
        model.addAttribute("works", works);
        model.addAttribute("supervises", actor.may(Verb.DISCLOSURE_DECIDE) && frame.mayWrite(Section.FAMILY));
        model.addAttribute("units", works ? reports.units(actor) : List.of());
        model.addAttribute("without", forms.view(StateWithout.class));
        model.addAttribute("decide", forms.view(DecideDisclosure.class));
        model.addAttribute("tell", forms.fresh(TellChild.class));
        model.addAttribute("report", forms.fresh(ReportOffence.class));
        model.addAttribute("decideReport", forms.view(ReportOffence.Decide.class));
        return "police/file";
    }

    @PostMapping("/{id}/without")
    String without(Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<StateWithout> submission) {
        return PageResponses.answer(
                submission,
                said -> requests.stateWithout(actor, upper(code), id, said),
                said -> next(code, "disclosure.without"),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/decision")
    String decide(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<DecideDisclosure> submission) {
        return PageResponses.answer(
                submission,
                said -> requests.decide(actor, upper(code), id, said),
                said -> next(
                        code,
                        switch (said.word()) {
                            case AGREE -> "disclosure.agreed";
                            case AT_ONCE -> "disclosure.given-at-once";
                            case REFUSE -> "disclosure.refused";
                        }),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/telling")
    String tell(Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<TellChild> submission) {
        return PageResponses.answer(
                submission,
                said -> requests.tell(actor, upper(code), id, said),
                said -> next(code, "disclosure.told"),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/telling/{telling}/confirmation")
    String confirm(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable UUID telling,
            PostedForm posted) {
        return PageResponses.answer(
                posted,
                requests.confirmUntold(actor, upper(code), id, telling),
                next(code, "disclosure.not-told-confirmed"),
                m -> show(actor, code, m));
    }

    @PostMapping("/reports")
    String report(Actor actor, @PathVariable String code, Submission<ReportOffence> submission) {
        return PageResponses.answer(
                submission,
                said -> reports.report(actor, upper(code), said),
                said -> next(code, "disclosure.offence-reported"),
                m -> show(actor, code, m));
    }

    @PostMapping("/reports/{id}/decision")
    String decideReport(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ReportOffence.Decide> submission) {
        return PageResponses.answer(
                submission,
                said -> reports.decide(actor, upper(code), id, said),
                said -> next(
                        code,
                        said.word() == DecideDisclosure.Word.REFUSE
                                ? "disclosure.report-refused"
                                : "disclosure.report-agreed"),
                m -> show(actor, code, m));
    }

    private static String next(String code, String done) {
        return "/cases/" + upper(code) + "/police?done=" + done;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
