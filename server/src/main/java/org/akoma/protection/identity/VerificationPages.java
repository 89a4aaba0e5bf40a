package org.akoma.protection.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.WithdrawnProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The page on which a worker asks that a child's identity be verified. */
@Controller
class VerificationPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/identity/verification";

    private final FileShell shell;
    private final Verifications verifications;
    private final Formats words;
    private final WithdrawnProposals takenBack;

    VerificationPages(FileShell shell, Verifications verifications, Formats words, WithdrawnProposals takenBack) {
        this.shell = shell;
        this.verifications = verifications;
        this.words = words;
        this.takenBack = takenBack;
    }

    @GetMapping(PAGE)
    String ask(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID again, Model model) {
        FileFrame frame = own(actor, code, model);
        PostedForm.nothing(model);
        return page(actor, frame, takenBack.form(actor, frame.code(), again), model);
    }

    private FileFrame own(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        if (!frame.worksOnIt() || frame.least() || !frame.holds(Section.IDENTITY)) throw FileShell.notFound();
        if (!actor.may(Verb.CHILD_WRITE)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        return frame;
    }

    private String page(Actor actor, FileFrame frame, Form form, Model model) {
        Map<String, String> papers = new LinkedHashMap<>();
        verifications
                .papers(actor, frame.code())
                .forEach(paper -> papers.put(
                        paper.id().toString(),
                        words.code("attachment-kind", paper.kind()) + ", " + words.moment(paper.addedAt())));
        model.addAttribute("form", form);
        model.addAttribute("papers", papers);
        model.addAttribute("attaches", actor.may(Verb.ATTACHMENT_WRITE));
        model.addAttribute("proofs", List.of(IdentityMark.Proof.values()));
        return "identity/verification";
    }

    @PostMapping(PAGE)
    String send(Actor actor, @PathVariable String code, PostedForm posted, Model model) {
        FileFrame frame = own(actor, code, model);
        Form form = posted.form();
        VerifyIdentity command = VerifyIdentity.read(form);
        if (command == null) return posted.again(m -> page(actor, frame, form, m));
        return PageResponses.answer(
                posted,
                verifications.ask(actor, frame.code(), command),
                "/cases/" + frame.code() + "/identity?done=cases.identity-verification-asked",
                m -> page(actor, frame, form, m));
    }
}
