package org.akoma.protection.assessment;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The page of the case plan: the plan in force, the draft, and the results of the goals. */
@Controller
class PlanPages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/plan";
    private static final int LEAST_GOALS_SHOWN = 3;

    private final FileShell shell;
    private final Plans plans;
    private final PersonCodes people;
    private final CodeLists lists;
    private final Policies policies;

    PlanPages(FileShell shell, Plans plans, PersonCodes people, CodeLists lists, Policies policies) {
        this.shell = shell;
        this.plans = plans;
        this.people = people;
        this.lists = lists;
        this.policies = policies;
    }

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, Model model) {
        String view = show(actor, code, model);
        Plan open = (Plan) model.getAttribute("open");
        PostedForm.empty(model, Form.ofJson(open == null ? java.util.Map.of() : PlanForm.typed(open)));
        return view;
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        List<Plan> all = PageResponses.read(plans.of(actor, file.code()));
        Plan open = first(all, plan -> plan.status().isOpen());
        model.addAttribute("plans", all);
        Plan inForce = first(all, plan -> plan.status() == Plan.Status.APPROVED);
        model.addAttribute("inForce", inForce);
        model.addAttribute("drops", inForce == null ? java.util.Map.of() : plans.drops(actor, inForce.goals()));
        Plan submitted = first(all, plan -> plan.status() == Plan.Status.SUBMITTED);
        model.addAttribute("submitted", submitted);
        model.addAttribute(
                "request",
                submitted == null ? null : plans.request(actor, submitted.id()).orElse(null));
        model.addAttribute("open", open);
        model.addAttribute("rows", rows(open));
        model.addAttribute("services", PlanForm.services(lists));
        model.addAttribute("outcomes", List.of(PlanGoal.Met.values()));
        model.addAttribute(
                "people",
                people.of(
                        actor,
                        all.stream()
                                .flatMap(plan -> Stream.concat(
                                        Stream.of(plan.author()),
                                        plan.goals().stream().map(PlanGoal::responsible)))
                                .toList()));
        model.addAttribute("writes", actor.may(Verb.CASE_WRITE) && frame.writes(Section.ASSISTANCE));
        model.addAttribute("refused", frame.emergencyCareOnly());
        model.addAttribute("assessed", file.status() != CaseFile.Status.REGISTERED);
        model.addAttribute(
                "decides", actor.may(Verb.CASE_APPROVE) && file.status().open());
        model.addAttribute("myself", actor.personId());
        LocalDate registered = LocalDate.ofInstant(file.registeredAt(), ZoneOffset.UTC);
        model.addAttribute("due", Plan.due(registered, policies.days("case-plan.max")));
        return "assessment/plan";
    }

    private static @Nullable Plan first(List<Plan> all, java.util.function.Predicate<Plan> which) {
        return all.stream().filter(which).findFirst().orElse(null);
    }

    /** Rows for goals: those there are and one more, three at least. */
    private static int rows(@Nullable Plan open) {
        int goals = open == null ? 0 : open.running().size();
        return Math.min(PlanForm.MOST_GOALS, Math.max(LEAST_GOALS_SHOWN, goals + 1));
    }

    @PostMapping(PAGE)
    String draft(Actor actor, @PathVariable String code, PostedForm posted) {
        PlanForm.Read read = PlanForm.read(posted.form(), lists, actor.personId());
        Integer version = posted.form().integer("version", 1, Integer.MAX_VALUE);
        if (!posted.form().isSound()) return posted.again(m -> show(actor, code, m));
        DraftPlan command = read.command(version);
        Outcome<Plan> outcome = plans.draft(actor, upper(code), command);
        if (posted.form().ticked("submit") && outcome instanceof Outcome.Done<Plan>(var saved))
            return submit(actor, code, saved.id(), posted);
        return answer(
                posted, PageResponses.compared(posted, outcome, Plan::fields, command.fields()), actor, code, "saved");
    }

    @PostMapping(PAGE + "/{id}/submission")
    String submit(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted) {
        return answer(posted, plans.submit(actor, upper(code), id), actor, code, "submitted");
    }

    @PostMapping(PAGE + "/review")
    String review(Actor actor, @PathVariable String code, PostedForm posted) {
        return answer(posted, plans.review(actor, upper(code)), actor, code, "reviewed");
    }

    @PostMapping(PAGE + "/goals/{goal}")
    String mark(Actor actor, @PathVariable String code, @PathVariable UUID goal, Submission<MarkGoal> submission) {
        return PageResponses.answer(
                submission,
                input -> plans.mark(actor, upper(code), goal, input.met(), input.reason(), input.version()),
                input -> "/cases/" + upper(code) + "/plan?done=cases.plan-"
                        + (input.met() == PlanGoal.Met.DROPPED ? "drop-asked" : "marked"),
                m -> show(actor, code, m.addAttribute("marked", goal)));
    }

    private String answer(PostedForm posted, Outcome<Plan> outcome, Actor actor, String code, String done) {
        String next = "/cases/" + upper(code) + "/plan?done=cases.plan-" + done;
        return PageResponses.answer(posted, outcome, next, m -> show(actor, code, m));
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
