package org.akoma.programme.evaluation;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The pages of missions: the list, one of them, and what its team writes. */
@Controller
class MissionPages {

    private static final String ONE = "/evaluations/{code}";

    private final Missions missions;
    private final MemberRemovals removals;
    private final Forms forms;

    MissionPages(Missions missions, MemberRemovals removals, Forms forms) {
        this.missions = missions;
        this.removals = removals;
        this.forms = forms;
    }

    @GetMapping("/evaluations")
    String list(Actor actor, Model model) {
        if (actor.may(Verb.FINDING_FIGURES)) return "redirect:/findings";
        allow(actor, Verb.FINDING_READ);
        model.addAttribute("missions", missions.list(actor));
        model.addAttribute("mayMake", actor.may(Verb.EVALUATION_WRITE));
        return "evaluation/missions";
    }

    private static void allow(Actor actor, Verb verb) {
        if (!actor.may(verb)) throw PageRefusal.forbidden();
    }

    @GetMapping("/evaluations/new")
    String ask(Actor actor, Model model) {
        allow(actor, Verb.EVALUATION_WRITE);
        PostedForm.nothing(model);
        return fresh(model);
    }

    private String fresh(Model model) {
        model.addAttribute("ask", forms.fresh(MakeMission.class));
        return "evaluation/mission-new";
    }

    @PostMapping("/evaluations/new")
    String make(Actor actor, Submission<MakeMission> submission) {
        return Answer.page(
                submission,
                input -> missions.make(actor, input),
                made -> "/evaluations/" + made.code() + "?done=evaluation.mission-made",
                this::fresh);
    }

    @GetMapping(ONE)
    String one(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return show(actor, code, model);
    }

    private Mission found(Actor actor, String code) {
        return missions.find(actor, code).orElseThrow(PageRefusal::notFound);
    }

    private String show(Actor actor, String code, Model model) {
        Mission one = found(actor, code);
        missions.read(actor, one);
        model.addAttribute("mission", one);
        model.addAttribute("slots", missions.slots(actor, one));
        model.addAttribute("questions", missions.questions(actor, one));
        model.addAttribute("leaving", missions.removalsWaiting(actor, one));
        model.addAttribute("ratings", missions.ratings(actor, one));
        model.addAttribute("writes", one.member() && one.isOpen() && one.isDraft());
        model.addAttribute("corrects", one.member() && one.isWritten());
        return "evaluation/mission";
    }

    /** One form of its own page, for a telephone: {@code team}, {@code schedule}, {@code questions} or {@code ratings}. */
    private String form(Actor actor, String code, String what, FormView ask, Model model) {
        Mission one = found(actor, code);
        boolean written = what.equals("team") ? one.isOpen() && one.isDraft() : one.isWritten();
        if (!one.member() || !written) throw PageRefusal.forbidden();
        model.addAttribute("mission", one);
        model.addAttribute("what", what);
        model.addAttribute("ask", ask);
        return "evaluation/mission-form";
    }

    @GetMapping(ONE + "/edit")
    String edit(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return edited(actor, code, model);
    }

    private String edited(Actor actor, String code, Model model) {
        Mission one = found(actor, code);
        MissionPlan plan = one.plan();
        FormView ask = forms.view(ChangeMission.class, null, one.version())
                .prefilled("kind", plan.kind())
                .prefilled("town", plan.town())
                .prefilled("firstDay", plan.firstDay())
                .prefilled("lastDay", plan.lastDay())
                .prefilled("terms", plan.terms())
                .prefilled("reportOn", plan.reportOn())
                .prefilled("responseDueOn", plan.responseDueOn());
        return form(actor, code, "edit", ask, model);
    }

    @PostMapping(ONE + "/edit")
    String change(Actor actor, @PathVariable String code, Submission<ChangeMission> submission) {
        return Answer.page(
                submission,
                input -> missions.change(actor, code, input),
                done -> to(done, "changed"),
                m -> edited(actor, code, m));
    }

    @GetMapping(ONE + "/team")
    String team(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return addition(actor, code, model);
    }

    /** Offers who may be of a team and is not of this one. */
    private String addition(Actor actor, String code, Model model) {
        List<String> of = found(actor, code).team();
        model.addAttribute(
                "offered",
                Stream.of(Role.EVALUATOR, Role.PROJECT_MANAGER)
                        .flatMap(role -> missions.accounts(actor, role).stream())
                        .filter(one -> !of.contains(one))
                        .distinct()
                        .sorted()
                        .toList());
        return form(actor, code, "team", forms.view(AddMember.class), model);
    }

    @PostMapping(ONE + "/team")
    String add(Actor actor, @PathVariable String code, Submission<AddMember> submission) {
        return Answer.page(
                submission,
                input -> missions.add(actor, code, input),
                done -> to(done, "member-added"),
                m -> addition(actor, code, m));
    }

    @PostMapping(ONE + "/team/{account}/removal")
    String removeMember(Actor actor, @PathVariable String code, @PathVariable String account, PostedForm posted) {
        return removed(actor, code, missions.removeMember(actor, code, account), posted);
    }

    @GetMapping(ONE + "/team/{account}/removal-request")
    String askRemoval(Actor actor, @PathVariable String code, @PathVariable String account, Model model) {
        PostedForm.nothing(model);
        return asked(actor, code, account, model);
    }

    private String asked(Actor actor, String code, String account, Model model) {
        Mission of = found(actor, code);
        if (!of.takenOffByTwo(account, actor.code())) throw PageRefusal.notFound();
        if (missions.removalsWaiting(actor, of).containsKey(account)) return "redirect:/evaluations/" + of.code();
        model.addAttribute("member", account);
        return form(actor, code, "removal", forms.view(TakeOffMember.class), model);
    }

    @PostMapping(ONE + "/team/{account}/removal-request")
    String askRemoval(
            Actor actor,
            @PathVariable String code,
            @PathVariable String account,
            Submission<TakeOffMember> submission) {
        return Answer.page(
                submission,
                input -> removals.ask(actor, code, account, input),
                done -> to(done, "member-removal-asked"),
                m -> asked(actor, code, account, m));
    }

    @GetMapping(ONE + "/schedule")
    String schedule(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return form(actor, code, "schedule", slot(actor, code), model);
    }

    private FormView slot(Actor actor, String code) {
        return forms.fresh(PlanSlot.class)
                .prefilled("day", found(actor, code).plan().firstDay());
    }

    @PostMapping(ONE + "/schedule")
    String plan(Actor actor, @PathVariable String code, Submission<PlanSlot> submission) {
        return Answer.page(
                submission,
                input -> missions.plan(actor, code, input),
                done -> to(done, "slot-planned"),
                m -> form(actor, code, "schedule", slot(actor, code), m));
    }

    @PostMapping(ONE + "/schedule/{slot}/removal")
    String removeSlot(Actor actor, @PathVariable String code, @PathVariable UUID slot, PostedForm posted) {
        return removed(actor, code, missions.removeSlot(actor, code, slot), posted);
    }

    @GetMapping(ONE + "/questions")
    String questions(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return form(actor, code, "questions", question(actor, code), model);
    }

    private FormView question(Actor actor, String code) {
        return forms.fresh(AskQuestion.class)
                .offering("criterion", found(actor, code).criteria());
    }

    @PostMapping(ONE + "/questions")
    String ask(Actor actor, @PathVariable String code, Submission<AskQuestion> submission) {
        return Answer.page(
                submission,
                input -> missions.ask(actor, code, input),
                done -> to(done, "question-asked"),
                m -> form(actor, code, "questions", question(actor, code), m));
    }

    @PostMapping(ONE + "/questions/{question}/removal")
    String removeQuestion(Actor actor, @PathVariable String code, @PathVariable UUID question, PostedForm posted) {
        return removed(actor, code, missions.removeQuestion(actor, code, question), posted);
    }

    private String removed(Actor actor, String code, Answer<Mission> answer, PostedForm posted) {
        return switch (answer) {
            case Answer.Done<Mission>(Mission done) -> "redirect:" + to(done, "removed");
            case Answer.Forbidden<Mission>() -> throw PageRefusal.forbidden();
            case Answer.NotFound<Mission>() -> throw PageRefusal.notFound();
            case Answer.Overtaken<Mission>() -> throw PageRefusal.overtaken();
            case Answer.Refused<Mission>(var why) -> posted.again(why, m -> show(actor, code, m));
        };
    }

    @GetMapping(ONE + "/ratings")
    String ratings(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return form(actor, code, "ratings", rating(actor, code), model);
    }

    private FormView rating(Actor actor, String code) {
        return forms.view(RateCriterion.class)
                .offering("criterion", found(actor, code).criteria());
    }

    @PostMapping(ONE + "/ratings")
    String rate(Actor actor, @PathVariable String code, Submission<RateCriterion> submission) {
        return Answer.page(
                submission,
                input -> missions.rate(actor, code, input),
                done -> to(done, "rated"),
                m -> form(actor, code, "ratings", rating(actor, code), m));
    }

    private static String to(Mission mission, String done) {
        return "/evaluations/" + mission.code() + "?done=evaluation." + done;
    }
}
