package org.akoma.enforcement.interviews;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.enforcement.interviews.AssignInterview.Result;
import org.akoma.enforcement.operations.Operation;
import org.akoma.enforcement.operations.OperationShell;
import org.akoma.enforcement.operations.Screened;
import org.akoma.enforcement.operations.Screenings;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The page of a child's interview: who holds it, when, and who sits beside the child. */
@Controller
@RequestMapping("/operations/{code}/persons/{person}/interview")
class InterviewPages {

    private final Interviews interviews;
    private final Screenings screenings;
    private final OperationShell shell;
    private final Forms forms;

    InterviewPages(Interviews interviews, Screenings screenings, OperationShell shell, Forms forms) {
        this.interviews = interviews;
        this.screenings = screenings;
        this.shell = shell;
        this.forms = forms;
    }

    @GetMapping
    String show(Actor actor, @PathVariable String code, @PathVariable String person, Model model) {
        PostedForm.nothing(model);
        return page(actor, code, person, model);
    }

    private String page(Actor actor, String code, String person, Model model) {
        Operation operation = shell.reading(actor, code, model);
        Screened met = screenings.find(actor, operation, person).orElseThrow(OperationShell::notFound);
        boolean assigns = interviews.mayBeAssigned(actor, operation, met);
        List<Interview> all = interviews.of(actor, operation, met);
        Interview open = all.stream().filter(Interview::isOpen).findFirst().orElse(null);
        model.addAttribute("person", met);
        model.addAttribute("interviews", all);
        model.addAttribute("open", open);
        model.addAttribute("coordinates", actor.may(Verb.OPERATION_WRITE));
        model.addAttribute("mine", open != null && open.officer().equals(actor.code()));
        model.addAttribute("assigns", assigns);
        if (assigns) offer(actor, met, model);
        return "interviews/interview";
    }

    /** Only who is certified is offered; the others are named, since somebody has to train them first. */
    private void offer(Actor actor, Screened met, Model model) {
        Map<String, String> certified = new LinkedHashMap<>();
        Map<String, String> others = new LinkedHashMap<>();
        interviews
                .interviewers(actor, met)
                .forEach(one -> (one.certified() ? certified : others).put(one.code(), one.code()));
        model.addAttribute("certified", certified);
        model.addAttribute("others", List.copyOf(others.keySet()));
        model.addAttribute("ask", forms.fresh(AssignInterview.class));
    }

    @PostMapping
    String assign(
            Actor actor,
            @PathVariable String code,
            @PathVariable String person,
            Submission<AssignInterview> submission) {
        Operation operation = shell.reading(actor, code, submission.sent().model());
        if (screenings.find(actor, operation, person).isEmpty()) throw OperationShell.notFound();
        AssignInterview input = submission.read();
        if (input == null) return submission.again(model -> page(actor, code, person, model));
        return answer(
                interviews.assign(actor, code, person, input),
                submission.sent(),
                actor,
                code,
                person,
                "interview-assigned");
    }

    @PostMapping("/held")
    String held(Actor actor, @PathVariable String code, @PathVariable String person, PostedForm posted) {
        return end(actor, code, person, true, posted);
    }

    @PostMapping("/cancellation")
    String cancel(Actor actor, @PathVariable String code, @PathVariable String person, PostedForm posted) {
        return end(actor, code, person, false, posted);
    }

    private String end(Actor actor, String code, String person, boolean held, PostedForm posted) {
        Integer version = posted.form().integer("version", 1, Integer.MAX_VALUE);
        if (version == null) throw PageRefusal.overtaken();
        return answer(
                interviews.end(actor, code, person, held, version),
                posted,
                actor,
                code,
                person,
                held ? "interview-held" : "interview-cancelled");
    }

    private String answer(Result result, PostedForm posted, Actor actor, String code, String person, String done) {
        return switch (result) {
            case Result.Done(Interview now) ->
                "redirect:/operations/" + code + "/persons/" + person + "/interview?done=operations." + done;
            case Result.NotFound() -> throw OperationShell.notFound();
            case Result.Forbidden() -> throw OperationShell.forbidden();
            case Result.Overtaken() -> throw PageRefusal.overtaken();
            case Result.Refused(FieldError why) -> posted.again(why, model -> page(actor, code, person, model));
        };
    }
}
