package org.akoma.protection.rights;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Requests to be told what is held about a child, and what each would be told. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/rights")
class RightsPages {

    private final FileShell shell;
    private final AccessRequests requests;
    private final Forms forms;

    RightsPages(FileShell shell, AccessRequests requests, Forms forms) {
        this.shell = shell;
        this.requests = requests;
        this.forms = forms;
    }

    static String of(String code) {
        return "/cases/" + code + "/rights";
    }

    /** Sections of what may be told: to whom a part of the file was lent, records no request. */
    private static final Set<Section> TOLD = EnumSet.complementOf(EnumSet.of(Section.EXPLOITATION));

    @GetMapping
    String page(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return show(actor, code, model);
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!frame.worksOnIt() || frame.least()) throw FileShell.notFound();
        AccessRequests.Standing standing = PageResponses.read(requests.of(actor, frame.code()));
        boolean answers = answers(actor, frame);
        model.addAttribute("standing", standing);
        model.addAttribute("answers", answers);
        model.addAttribute("opens", !frame.byEmergency());
        boolean waits = standing.all().stream().anyMatch(AccessRequest::waits);
        model.addAttribute(
                "ask",
                answers && !waits && frame.sections().containsAll(TOLD)
                        ? forms.fresh(AskAccess.RecordAccess.class)
                        : null);
        model.addAttribute("take", forms.view(FactorAgain.Show.class));
        model.addAttribute("give", answers ? forms.view(AskAccess.GiveAnswer.class) : null);
        return "rights/requests";
    }

    static boolean answers(Actor actor, FileFrame frame) {
        return (actor.is(Role.CASE_WORKER) || actor.is(Role.CASE_SUPERVISOR))
                && frame.mayWrite(Section.STATUS)
                && !frame.byEmergency();
    }

    @PostMapping
    String record(Actor actor, @PathVariable String code, Submission<AskAccess.RecordAccess> submission) {
        return PageResponses.answer(
                submission,
                command -> requests.record(actor, upper(code), command),
                command -> of(upper(code)) + "?done=rights.access-recorded",
                m -> show(actor, code, m));
    }

    /** What would leave, as who reads it sees the file now. */
    @GetMapping("/{id}")
    String preview(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (frame.least() || frame.byEmergency()) throw FileShell.notFound();
        model.addAttribute("preview", PageResponses.read(requests.preview(actor, frame.code(), id)));
        return "rights/preview";
    }

    /** A form, not a link: each time leaves a trace. */
    @PostMapping("/{id}/paper")
    Object take(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<FactorAgain.Show> submission) {
        FactorAgain.Show command = submission.read();
        if (command == null) return submission.again(m -> show(actor, code, m));
        Outcome<AccessRequests.Paper> taken = requests.take(actor, upper(code), id, command.secondFactor());
        return taken instanceof Outcome.Done<AccessRequests.Paper>(AccessRequests.Paper one)
                ? RightsApi.file(one)
                : PageResponses.answer(submission.sent(), taken, of(upper(code)), m -> show(actor, code, m));
    }

    @PostMapping("/{id}/answer")
    String give(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<AskAccess.GiveAnswer> submission) {
        return PageResponses.answer(
                submission,
                command -> requests.give(actor, upper(code), id, command),
                command -> of(upper(code)) + "?done=rights.access-given",
                m -> show(actor, code, m));
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
