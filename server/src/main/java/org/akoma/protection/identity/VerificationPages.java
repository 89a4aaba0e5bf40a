package org.akoma.protection.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
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
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which a worker asks that a child's identity be verified. */
@Controller
class VerificationPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/identity/verification";

    private final FileShell shell;
    private final Verifications verifications;
    private final Formats words;
    private final Forms forms;
    private final WithdrawnProposals takenBack;

    VerificationPages(
            FileShell shell, Verifications verifications, Formats words, Forms forms, WithdrawnProposals takenBack) {
        this.shell = shell;
        this.verifications = verifications;
        this.words = words;
        this.forms = forms;
        this.takenBack = takenBack;
    }

    @GetMapping(PAGE)
    String ask(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID again, Model model) {
        FileFrame frame = own(actor, code, model);
        shell.remember(actor, frame);
        PostedForm.empty(model, takenBack.form(actor, frame.code(), again));
        return page(actor, frame, model);
    }

    private FileFrame own(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!frame.worksOnIt() || frame.least() || !frame.holds(Section.IDENTITY)) throw FileShell.notFound();
        if (!actor.may(Verb.CHILD_WRITE)) throw PageRefusal.forbidden();
        return frame;
    }

    private String page(Actor actor, FileFrame frame, Model model) {
        Map<String, String> papers = new LinkedHashMap<>();
        verifications
                .papers(actor, frame.code())
                .forEach(paper -> papers.put(
                        paper.id().toString(),
                        words.code("attachment-kind", paper.kind()) + ", " + words.moment(paper.addedAt())));
        model.addAttribute("ask", forms.view(VerifyIdentity.class));
        model.addAttribute("papers", papers);
        model.addAttribute("attaches", actor.may(Verb.ATTACHMENT_WRITE));
        return "identity/verification";
    }

    @PostMapping(PAGE)
    String send(Actor actor, @PathVariable String code, Submission<VerifyIdentity> submission, Model model) {
        FileFrame frame = own(actor, code, model);
        return PageResponses.answer(
                submission,
                command -> verifications.ask(actor, frame.code(), command),
                command -> "/cases/" + frame.code() + "/identity?done=cases.identity-verification-asked",
                m -> page(actor, frame, m));
    }
}
