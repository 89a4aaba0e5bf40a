package org.akoma.programme.fieldwork;

import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** For a supervisor whom the data protection officer called: whether they take on the safety of a child that staff harms. */
@Controller
@RequestMapping("/child-safety/{interview}")
class ChildSafetyPages {

    private final StudyLinks links;

    ChildSafetyPages(StudyLinks links) {
        this.links = links;
    }

    @GetMapping
    String show(Actor actor, @PathVariable UUID interview, Model model) {
        PostedForm.nothing(model);
        return asked(actor, interview, model);
    }

    private String asked(Actor actor, UUID interview, Model model) {
        StudyLink.Safety about = links.safeties(actor).stream()
                .filter(one -> one.interview().equals(interview))
                .findFirst()
                .orElseThrow(PageRefusal::notFound);
        model.addAttribute("about", about);
        model.addAttribute(
                "child",
                about.takenAt() == null ? null : links.child(actor, about).orElse(null));
        model.addAttribute("whys", LeaveSafety.Why.values());
        return "fieldwork/safety-asked";
    }

    @PostMapping
    String say(Actor actor, @PathVariable UUID interview, Submission<SaySafety> submission) {
        return Answer.page(
                submission,
                input -> links.saySafety(actor, interview, input),
                about -> "/child-safety/" + interview + "?done=evaluation.safety-said",
                m -> asked(actor, interview, m));
    }

    @PostMapping("/end")
    String leave(Actor actor, @PathVariable UUID interview, Submission<LeaveSafety> submission) {
        return Answer.page(
                submission,
                input -> links.leaveSafety(actor, interview, input),
                about -> actor.is(Role.CASE_SUPERVISOR) ? "/tasks?done=evaluation.safety-left" : "/",
                m -> asked(actor, interview, m));
    }
}
