package org.akoma.programme.fieldwork;

import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** For the data protection officer: interviews in which a child told of harm, a request to know which child it was, and its answer. */
@Controller
class StudyLinkPages {

    private static final String LINKS = "/evaluations/{code}/study-links";

    private final StudyLinks links;
    private final Forms forms;

    StudyLinkPages(StudyLinks links, Forms forms) {
        this.links = links;
        this.forms = forms;
    }

    private StudyLink.Of found(Actor actor, String code) {
        return links.mission(actor, code).orElseThrow(PageRefusal::notFound);
    }

    @GetMapping(LINKS)
    String list(Actor actor, @PathVariable String code, Model model) {
        StudyLink.Of mission = found(actor, code);
        model.addAttribute("mission", mission);
        model.addAttribute("links", links.of(actor, mission));
        return "fieldwork/study-links";
    }

    @GetMapping(LINKS + "/{interview}")
    String ask(Actor actor, @PathVariable String code, @PathVariable UUID interview, Model model) {
        PostedForm.nothing(model);
        return asked(actor, code, interview, model);
    }

    private StudyLink about(Actor actor, String code, UUID interview, Model model) {
        StudyLink.Of mission = found(actor, code);
        StudyLink about = links.of(actor, mission).stream()
                .filter(one -> one.interview().equals(interview))
                .findFirst()
                .orElseThrow(PageRefusal::notFound);
        model.addAttribute("mission", mission);
        model.addAttribute("about", about);
        return about;
    }

    private String asked(Actor actor, String code, UUID interview, Model model) {
        about(actor, code, interview, model);
        model.addAttribute("ask", forms.fresh(AskForLink.class));
        return "fieldwork/study-link-new";
    }

    @PostMapping(LINKS + "/{interview}")
    String ask(
            Actor actor, @PathVariable String code, @PathVariable UUID interview, Submission<AskForLink> submission) {
        return Answer.page(
                submission,
                input -> links.ask(actor, code, interview, input),
                of -> "/evaluations/" + of.code() + "/study-links?done=evaluation.link-asked",
                m -> asked(actor, code, interview, m));
    }

    @GetMapping(LINKS + "/{interview}/safety")
    String safety(Actor actor, @PathVariable String code, @PathVariable UUID interview, Model model) {
        PostedForm.nothing(model);
        return called(actor, code, interview, model);
    }

    private String called(Actor actor, String code, UUID interview, Model model) {
        if (!about(actor, code, interview, model).unsafe()) throw PageRefusal.notFound();
        return "fieldwork/safety";
    }

    @PostMapping(LINKS + "/{interview}/safety")
    String safety(
            Actor actor, @PathVariable String code, @PathVariable UUID interview, Submission<NoteSafety> submission) {
        return Answer.page(
                submission,
                input -> links.noteSafety(actor, code, interview, input),
                of -> "/evaluations/" + of.code() + "/study-links?done=evaluation.safety-noted",
                m -> called(actor, code, interview, m));
    }

    @PostMapping(LINKS + "/{interview}/safety/end")
    String confirm(Actor actor, @PathVariable String code, @PathVariable UUID interview, PostedForm posted) {
        return switch (links.confirmSafety(actor, code, interview)) {
            case Answer.Done<StudyLink.Of>(StudyLink.Of of) ->
                "redirect:/evaluations/" + of.code() + "/study-links?done=evaluation.safety-confirmed";
            case Answer.Refused<StudyLink.Of>(var errors) ->
                posted.again(errors, m -> called(actor, code, interview, m));
            default -> throw PageRefusal.notFound();
        };
    }

    @GetMapping("/study-links/{id}")
    String opened(Actor actor, @PathVariable UUID id, Model model) {
        model.addAttribute("link", links.open(actor, id).orElseThrow(PageRefusal::notFound));
        return "fieldwork/study-link";
    }
}
