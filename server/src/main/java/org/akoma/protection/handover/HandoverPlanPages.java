package org.akoma.protection.handover;

import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The project's plan of the hand-over, as a page and as JSON. */
@Controller
class HandoverPlanPages {

    private static final String PAGE = "/handovers/plan";

    private final HandoverPlans plans;
    private final HandoverFunctions functions;
    private final ProjectEnds ends;
    private final Forms forms;

    HandoverPlanPages(HandoverPlans plans, HandoverFunctions functions, ProjectEnds ends, Forms forms) {
        this.plans = plans;
        this.functions = functions;
        this.ends = ends;
        this.forms = forms;
    }

    @GetMapping(PAGE)
    String page(
            Actor actor, @RequestParam(required = false) HandoverFunctions.@Nullable Function function, Model model) {
        PostedForm.nothing(model);
        return show(actor, function, model);
    }

    private String show(Actor actor, Model model) {
        return show(actor, null, model);
    }

    /** @param function whose line is written anew, with what is there; null = none yet */
    private String show(Actor actor, HandoverFunctions.@Nullable Function function, Model model) {
        if (!HandoverPlans.reads(actor)) throw PageRefusal.forbidden();
        HandoverPlans.Plan plan = plans.current(actor).orElse(null);
        model.addAttribute("plan", plan);
        List<HandoverFunctions.Line> lines = functions.all(actor);
        model.addAttribute("functions", lines);
        model.addAttribute("function", function);
        ProjectEnd end = ends.newest(actor).orElse(null);
        model.addAttribute("end", end);
        if (actor.is(Role.PROJECT_MANAGER)) {
            FormView ask = forms.fresh(HandoverPlans.WritePlan.class);
            model.addAttribute(
                    "ask",
                    plan == null
                            ? ask
                            : ask.prefilled("ceremonyOn", plan.ceremonyOn())
                                    .prefilled("endsOn", plan.endsOn())
                                    .prefilled("overlapUntil", plan.overlapUntil()));
        }
        if (actor.is(Role.PROJECT_MANAGER)) {
            model.addAttribute("about", written(lines, function));
            model.addAttribute("finish", end != null ? null : forms.fresh(ProjectEnds.AskEnd.class));
        }
        return "handover/plan";
    }

    private FormView written(List<HandoverFunctions.Line> lines, HandoverFunctions.@Nullable Function function) {
        FormView fresh = forms.fresh(HandoverFunctions.WriteFunction.class);
        return lines.stream()
                .filter(one -> one.function() == function)
                .findFirst()
                .map(one -> fresh.prefilled("function", one.function())
                        .prefilled("cost", one.cost())
                        .prefilled("currency", one.currency())
                        .prefilled("owner", one.owner())
                        .prefilled("money", one.money())
                        .prefilled("startsOn", one.startsOn())
                        .prefilled("risk", one.risk())
                        .prefilled("note", one.note()))
                .orElse(fresh);
    }

    @PostMapping(PAGE)
    String write(Actor actor, Submission<HandoverPlans.WritePlan> submission) {
        return Answer.page(
                submission,
                plan -> plans.write(actor, plan),
                done -> PAGE + "?done=handover.plan-written",
                m -> show(actor, m));
    }

    /** What is planned; 404 before the first plan. */
    @ResponseBody
    @GetMapping("/api/v1/handover/plan")
    ResponseEntity<HandoverPlans.Plan> plan(Actor actor) {
        if (!HandoverPlans.reads(actor)) return Problem.forbidden();
        return plans.current(actor).map(ResponseEntity::ok).orElseGet(Problem::notFound);
    }

    record Written(UUID id) {}

    /** Writes the plan anew; the former ones stay. */
    @ResponseBody
    @PostMapping("/api/v1/handover/plan")
    ResponseEntity<Written> writeAnew(Actor actor, Submission<HandoverPlans.WritePlan> submission) {
        return Answer.json(submission, plan -> plans.write(actor, plan), HttpStatus.CREATED, Written::new);
    }

    @PostMapping(PAGE + "/functions")
    String writeFunction(Actor actor, Submission<HandoverFunctions.WriteFunction> submission) {
        return Answer.page(
                submission,
                one -> functions.write(actor, one),
                done -> PAGE + "?done=handover.function-written",
                m -> show(actor, m));
    }

    @PostMapping(PAGE + "/end")
    String askEnd(Actor actor, Submission<ProjectEnds.AskEnd> submission) {
        return Answer.page(
                submission,
                one -> ends.ask(actor, one),
                done -> PAGE + "?done=handover.end-asked",
                m -> show(actor, m));
    }

    /** What has to go on after the project, each function with what is planned of it. */
    @ResponseBody
    @GetMapping("/api/v1/handover/functions")
    ResponseEntity<Functions> listFunctions(Actor actor) {
        return HandoverPlans.reads(actor)
                ? ResponseEntity.ok(new Functions(functions.all(actor)))
                : Problem.forbidden();
    }

    record Functions(List<HandoverFunctions.Line> items) {}

    @ResponseBody
    @PostMapping("/api/v1/handover/functions")
    ResponseEntity<Written> writeFunctionAnew(Actor actor, Submission<HandoverFunctions.WriteFunction> submission) {
        return Answer.json(submission, one -> functions.write(actor, one), HttpStatus.CREATED, Written::new);
    }

    /** How the end of the project stands; 404 before it was asked for. */
    @ResponseBody
    @GetMapping("/api/v1/handover/end")
    ResponseEntity<ProjectEnd> end(Actor actor) {
        if (!HandoverPlans.reads(actor)) return Problem.forbidden();
        return ends.newest(actor).map(ResponseEntity::ok).orElseGet(Problem::notFound);
    }

    @ResponseBody
    @PostMapping("/api/v1/handover/end")
    ResponseEntity<Written> askEndOfProject(Actor actor, Submission<ProjectEnds.AskEnd> submission) {
        return Answer.json(submission, one -> ends.ask(actor, one), HttpStatus.CREATED, Written::new);
    }
}
