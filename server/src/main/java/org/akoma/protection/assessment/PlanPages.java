package org.akoma.protection.assessment;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
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

    private final FileShell shell;
    private final Plans plans;
    private final PersonCodes people;
    private final PlanReviews reviews;
    private final Policies policies;
    private final Forms forms;

    PlanPages(FileShell shell, Plans plans, PlanReviews reviews, PersonCodes people, Policies policies, Forms forms) {
        this.reviews = reviews;
        this.shell = shell;
        this.plans = plans;
        this.people = people;
        this.policies = policies;
        this.forms = forms;
    }

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return show(actor, code, model);
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
        List<PlanReview> looked = PageResponses.read(reviews.of(actor, file.code()));
        model.addAttribute("reviews", looked);
        model.addAttribute("reviewsWaiting", reviews.waiting(actor, looked));
        model.addAttribute("askReview", forms.fresh(ReviewPlan.Input.class));
        model.addAttribute("reviewedWithin", Plan.reviewedWithin(file.risk(), policies));
        Plan submitted = first(all, plan -> plan.status() == Plan.Status.SUBMITTED);
        model.addAttribute("submitted", submitted);
        model.addAttribute(
                "request",
                submitted == null ? null : plans.request(actor, submitted.id()).orElse(null));
        model.addAttribute("open", open);
        List<PlanGoal> carried = open == null ? carried(inForce) : open.leftOut(inForce);
        model.addAttribute("rows", rows(open, carried));
        model.addAttribute("most", DraftPlan.MOST_GOALS);
        FormView ask = ask(open, carried);
        model.addAttribute("ask", ask);
        model.addAttribute("continued", continued(ask));
        model.addAttribute("outcomes", List.of(PlanGoal.Met.values()));
        model.addAttribute(
                "people",
                people.of(
                        actor,
                        Stream.concat(
                                        looked.stream()
                                                .flatMap(one -> Stream.concat(
                                                        Stream.of(one.by()), Stream.ofNullable(one.confirmedBy()))),
                                        all.stream()
                                                .flatMap(plan -> Stream.concat(
                                                        Stream.of(plan.author()),
                                                        plan.goals().stream().map(PlanGoal::responsible))))
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

    /** Goals that are open to be written: those there are, one at least; the others are added one by one. */
    private static int rows(@Nullable Plan open, List<PlanGoal> carried) {
        int written = open == null ? 0 : open.rows().size();
        return Math.clamp(written + carried.size(), 1, DraftPlan.MOST_GOALS);
    }

    /** With which goals a new version begins: those that are worked on. */
    private static List<PlanGoal> carried(@Nullable Plan inForce) {
        return inForce == null ? List.of() : inForce.open();
    }

    /** @param carried goals of the version in force that the open one does not have yet */
    private FormView ask(@Nullable Plan open, List<PlanGoal> carried) {
        FormView ask = open == null
                ? forms.view(DraftPlan.Input.class)
                : forms.view(DraftPlan.Input.class, open.id(), open.version())
                        .prefilled("childsPart", open.words().childsPart())
                        .prefilled("familysPart", open.words().familysPart());
        int n = 0;
        if (open != null)
            for (PlanGoal goal : open.rows()) ask = filled(ask, goal, ++n).prefilled("id-" + n, goal.id());
        for (PlanGoal goal : carried) ask = filled(ask, goal.continuing(goal.id()), ++n);
        return ask;
    }

    /** The rows, from 1, that continue a goal of the version in force. */
    private static Set<Integer> continued(FormView ask) {
        return IntStream.rangeClosed(1, DraftPlan.MOST_GOALS)
                .filter(n -> ask.prefill().containsKey("continues-" + n))
                .boxed()
                .collect(Collectors.toSet());
    }

    /** @param n row of the goal, from 1 */
    private static FormView filled(FormView ask, PlanGoal goal, int n) {
        return ask.prefilled("aim-" + n, goal.words().aim())
                .prefilled("service-" + n, goal.service())
                .prefilled("provider-" + n, goal.provider())
                .prefilled("startsOn-" + n, goal.startsOn())
                .prefilled("endsOn-" + n, goal.endsOn())
                .prefilled("measure-" + n, goal.words().measure())
                .prefilled("responsible-" + n, goal.responsible())
                .prefilled("continues-" + n, goal.continues())
                .prefilled("met-" + n, goal.met())
                .prefilled("outcomeReason-" + n, goal.words().outcomeReason());
    }

    @PostMapping(PAGE)
    String draft(Actor actor, @PathVariable String code, Submission<DraftPlan.Input> submission) {
        return PageResponses.answer(
                submission.alsoWrong(legible -> lackingToHandIn(submission.form())),
                input -> draft(actor, upper(code), input.command(actor.personId()), submission.sent()),
                (input, plan) -> done(code, plan.status() == Plan.Status.SUBMITTED ? "submitted" : "saved"),
                m -> show(actor, code, m));
    }

    /** Of a plan that is handed in with this step: what its goals lack by {@link Plan#missing}. */
    private static List<FieldError> lackingToHandIn(Form form) {
        List<FieldError> lacking = new ArrayList<>();
        if (!form.ticked("submit")) return lacking;
        for (int n = 1; n <= DraftPlan.MOST_GOALS; n++) {
            if (isBlank(form, "aim-" + n) && isBlank(form, "service-" + n)) continue; // no goal
            if (!isBlank(form, "continues-" + n) && ends(form.typed("met-" + n))) {
                if (form.typed("met-" + n).equals(PlanGoal.Met.DROPPED.name()) && isBlank(form, "outcomeReason-" + n))
                    lacking.add(FieldError.of("outcomeReason-" + n, "cases.goal-drop-reason"));
                continue;
            }
            String day = "endsOn-" + n;
            if (Stream.of("", "-day", "-month", "-year").allMatch(part -> isBlank(form, day + part)))
                lacking.add(FieldError.of(day, "cases.goal-without-day"));
            if (isBlank(form, "measure-" + n)) lacking.add(FieldError.of("measure-" + n, "cases.goal-without-measure"));
        }
        return lacking;
    }

    private static boolean ends(String met) {
        return !met.isBlank() && !met.equals(PlanGoal.Met.OPEN.name());
    }

    private static boolean isBlank(Form form, String field) {
        return form.typed(field).isBlank();
    }

    /** Handed in with the same step, where the page says so. */
    private Outcome<Plan> draft(Actor actor, String code, DraftPlan command, PostedForm posted) {
        Outcome<Plan> outcome =
                PageResponses.compared(posted, plans.draft(actor, code, command), Plan::fields, command.fields());
        return posted.form().ticked("submit") && outcome instanceof Outcome.Done<Plan>(var saved)
                ? plans.submit(actor, code, saved.id())
                : outcome;
    }

    @PostMapping(PAGE + "/{id}/submission")
    String submit(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted) {
        return answer(posted, plans.submit(actor, upper(code), id), actor, code, "submitted");
    }

    @PostMapping(PAGE + "/review")
    String review(Actor actor, @PathVariable String code, Submission<ReviewPlan.Input> submission) {
        return PageResponses.answer(
                submission,
                input -> reviews.review(actor, upper(code), input.command()),
                (input, made) -> done(code, made.counts() ? "reviewed" : "review-asked"),
                m -> show(actor, code, m));
    }

    @PostMapping(PAGE + "/goals/{goal}")
    String mark(Actor actor, @PathVariable String code, @PathVariable UUID goal, Submission<MarkGoal> submission) {
        return PageResponses.answer(
                submission,
                input -> plans.mark(actor, upper(code), goal, input.met(), input.reason(), input.version()),
                input -> done(code, input.met() == PlanGoal.Met.DROPPED ? "drop-asked" : "marked"),
                m -> show(actor, code, m.addAttribute("marked", goal)));
    }

    private String answer(PostedForm posted, Outcome<Plan> outcome, Actor actor, String code, String done) {
        return PageResponses.answer(posted, outcome, done(code, done), m -> show(actor, code, m));
    }

    private static String done(String code, String what) {
        return "/cases/" + upper(code) + "/plan?done=cases.plan-" + what;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
