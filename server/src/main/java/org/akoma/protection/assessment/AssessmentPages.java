package org.akoma.protection.assessment;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The page on which needs and danger are assessed. */
@Controller
class AssessmentPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/assessment";

    private final FileShell shell;
    private final Assessments assessments;
    private final PersonCodes people;
    private final CodeLists lists;
    private final Policies policies;

    AssessmentPages(FileShell shell, Assessments assessments, PersonCodes people, CodeLists lists, Policies policies) {
        this.shell = shell;
        this.assessments = assessments;
        this.people = people;
        this.lists = lists;
        this.policies = policies;
    }

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return show(actor, code, model);
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        List<Assessment> all = PageResponses.read(assessments.of(actor, file.code()));
        model.addAttribute("assessments", all);
        model.addAttribute(
                "people", people.of(actor, all.stream().map(Assessment::author).toList()));
        model.addAttribute("domains", AssessmentForm.domains(lists));
        model.addAttribute("writes", actor.may(Verb.CASE_WRITE) && frame.writes(Section.NOTES));
        model.addAttribute("house", assessments.house(actor, file.code()).orElse(null));
        model.addAttribute("agrees", actor.may(Verb.CASE_APPROVE));
        model.addAttribute("myself", actor.personId());
        model.addAttribute("kind", file.assessedAt() == null ? Assessment.Kind.INITIAL : Assessment.Kind.REVIEW);
        model.addAttribute(
                "due",
                file.assessedAt() != null ? null : Assessment.due(file.registeredAt(), CaseFile.Risk.HIGH, policies));
        return "assessment/assessment";
    }

    @PostMapping(PAGE)
    String assess(Actor actor, @PathVariable String code, Submission<AssessChild.Input> submission) {
        String file = code.toUpperCase(Locale.ROOT);
        return PageResponses.answer(
                submission.alsoWrong(AssessChild.Input::wrong),
                input -> assess(actor, file, input),
                input -> "/cases/" + file + next(input),
                m -> show(actor, code, m));
    }

    /** Who writes a safety plan for a child who sleeps in a shelter says whether the shelter reads it. */
    private Outcome<Assessment> assess(Actor actor, String code, AssessChild.Input input) {
        return input.safetyPlan() != null
                        && input.toShelter() == null
                        && assessments.house(actor, code).isPresent()
                ? Outcome.Refused.because("toShelter", "cases.to-shelter-unsaid")
                : assessments.assess(actor, code, input.command());
    }

    /** Other words for the shelter, where it does not read the safety plan; the plan follows from the first assessment. */
    private static String next(AssessChild.Input input) {
        if (input.safetyPlan() != null && Boolean.FALSE.equals(input.toShelter()))
            return "/placement?done=cases.assessed-shelter&written=plan#instructions";
        return (input.kind() == Assessment.Kind.INITIAL ? "/plan" : "/assessment") + "?done=cases.assessed"
                + (input.safetyPlan() == null ? "" : "&written=plan");
    }

    @PostMapping(PAGE + "/{id}/agreement")
    String agree(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted) {
        String file = code.toUpperCase(Locale.ROOT);
        return PageResponses.answer(
                posted,
                assessments.agree(actor, file, id),
                "/cases/" + file + "/assessment?done=cases.risk-agreed",
                m -> show(actor, code, m));
    }
}
