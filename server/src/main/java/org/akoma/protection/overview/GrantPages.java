package org.akoma.protection.overview;

import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.WithdrawnProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who works on the file: give it to a worker, share it with a colleague, end a share. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE)
class GrantPages {

    private final FileShell shell;
    private final Assignments assignments;
    private final Supervisors supervisors;
    private final Shares shares;
    private final WithdrawnProposals takenBack;

    GrantPages(
            FileShell shell,
            Assignments assignments,
            Supervisors supervisors,
            Shares shares,
            WithdrawnProposals takenBack) {
        this.shell = shell;
        this.assignments = assignments;
        this.supervisors = supervisors;
        this.shares = shares;
        this.takenBack = takenBack;
    }

    private FileFrame own(Actor actor, String code, Verb verb, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!frame.worksOnIt()) throw FileShell.notFound();
        if (!actor.may(verb) || frame.byEmergency()) throw PageRefusal.forbidden();
        return frame;
    }

    @GetMapping("/assignment")
    String askWorker(Actor actor, @PathVariable String code, Model model) {
        FileFrame frame = own(actor, code, Verb.CASE_ASSIGN, model);
        shell.remember(actor, frame);
        PostedForm.nothing(model);
        return assignmentPage(actor, frame, model);
    }

    private String assignmentPage(Actor actor, FileFrame frame, Model model) {
        model.addAttribute("candidates", assignments.candidates(actor, frame.code()));
        model.addAttribute("supervision", supervisors.of(actor, frame.code()).orElseThrow(FileShell::notFound));
        return "overview/assignment";
    }

    /** Who gives a file away may lose sight of it: then the list is the next page. */
    @PostMapping("/assignment")
    String assign(Actor actor, @PathVariable String code, Submission<AssignCase> submission, Model model) {
        FileFrame frame = own(actor, code, Verb.CASE_ASSIGN, model);
        return PageResponses.answer(
                submission,
                command -> assignments.assign(actor, frame.code(), command),
                (command, assigned) -> (shell.find(actor, code).isPresent() ? "/cases/" + frame.code() : "/cases")
                        + (assigned.tooMany() ? "?done=cases.assigned-many" : "?done=cases.assigned"),
                m -> assignmentPage(actor, frame, m));
    }

    /** A second person agrees: until then the supervisor stays. */
    @PostMapping("/supervisor")
    String askSupervisor(Actor actor, @PathVariable String code, Submission<AskSupervisor> submission, Model model) {
        FileFrame frame = own(actor, code, Verb.CASE_ASSIGN, model);
        return PageResponses.answer(
                submission,
                command -> supervisors.ask(actor, frame.code(), command),
                (command, asked) -> "/cases/" + frame.code() + "/assignment?done="
                        + (asked.isEmpty() ? "cases.supervisor-taken" : "cases.supervisor-asked"),
                m -> assignmentPage(actor, frame, m));
    }

    @GetMapping("/share")
    String askShare(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID again, Model model) {
        FileFrame frame = own(actor, code, Verb.GRANT_GIVE, model);
        shell.remember(actor, frame);
        PostedForm.empty(model, takenBack.form(actor, frame.code(), again));
        return sharePage(frame, model);
    }

    private String sharePage(FileFrame frame, Model model) {
        model.addAttribute("longest", shares.longest());
        model.addAttribute("shares", frame.mayWrite(Section.STATUS));
        model.addAttribute("shareable", frame.sections().stream().sorted().toList());
        return "overview/share";
    }

    @PostMapping("/share")
    String share(Actor actor, @PathVariable String code, Submission<ShareFile.Input> submission, Model model) {
        FileFrame frame = own(actor, code, Verb.GRANT_GIVE, model);
        return PageResponses.answer(
                submission,
                input -> shares.share(actor, frame.code(), input.command()),
                (input, given) -> "/cases/" + frame.code() + "/access?done=cases."
                        + (input.mayWrite() && !given.mayWrite() ? "share-write-asked" : "shared"),
                m -> sharePage(frame, m));
    }

    @PostMapping("/grants/{id}/end")
    String end(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted, Model model) {
        FileFrame frame = own(actor, code, Verb.GRANT_GIVE, model);
        String access = "/cases/" + frame.code() + "/access";
        return PageResponses.answer(
                posted,
                shares.end(actor, frame.code(), id),
                access + "?done=cases.grant-ended",
                m -> "redirect:" + access);
    }
}
