package org.akoma.programme.workshops;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.workshops.Workshop.Participant;
import org.akoma.programme.workshops.Workshop.Sitting;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages of workshops: the list, one of them, and a page for each thing that is written of it. */
@Controller
class WorkshopPages {

    private static final String ONE = "/workshops/{code}";

    private final Workshops workshops;
    private final Missions missions;
    private final Forms forms;

    WorkshopPages(Workshops workshops, Missions missions, Forms forms) {
        this.missions = missions;
        this.workshops = workshops;
        this.forms = forms;
    }

    @GetMapping("/workshops")
    String list(Actor actor, @RequestParam(required = false) @Nullable String evaluation, Model model) {
        if (!actor.may(Verb.WORKSHOP_READ)) throw PageRefusal.forbidden();
        model.addAttribute("workshops", workshops.list(actor, evaluation));
        model.addAttribute("evaluation", evaluation);
        model.addAttribute("mayPlan", actor.may(Verb.WORKSHOP_WRITE));
        return "workshops/workshops";
    }

    /** Missions of the actor's teams that are not closed. */
    private List<String> open(Actor actor) {
        return missions.list(actor).stream()
                .filter(one -> one.member() && one.isOpen())
                .map(Mission::code)
                .toList();
    }

    @GetMapping("/workshops/new")
    String ask(Actor actor, @RequestParam(required = false) @Nullable String evaluation, Model model) {
        if (!actor.may(Verb.WORKSHOP_WRITE)) throw PageRefusal.forbidden();
        PostedForm.nothing(model);
        return planned(actor, evaluation, model);
    }

    private String planned(Actor actor, @Nullable String evaluation, Model model) {
        model.addAttribute("missions", open(actor));
        return form(
                null,
                "new",
                "/workshops/new",
                forms.fresh(PlanWorkshop.class).prefilled("evaluation", evaluation),
                model);
    }

    /** @param workshop null = a new one */
    private static String form(@Nullable Workshop workshop, String what, String action, FormView ask, Model model) {
        model.addAttribute("workshop", workshop);
        model.addAttribute("what", what);
        model.addAttribute("action", action);
        model.addAttribute("ask", ask);
        return "workshops/workshop-form";
    }

    @PostMapping("/workshops/new")
    String plan(Actor actor, Submission<PlanWorkshop> submission) {
        return Answer.page(
                submission,
                input -> workshops.plan(actor, input),
                done -> to(done, "workshop-planned"),
                m -> planned(actor, null, m));
    }

    private static String to(Workshop workshop, String done) {
        return "/workshops/" + workshop.code() + "?done=evaluation." + done + "&evaluation=" + workshop.mission();
    }

    private Workshop found(Actor actor, String code) {
        return workshops.find(actor, code).orElseThrow(PageRefusal::notFound);
    }

    /** Of somebody who may write it. */
    private Workshop writable(Actor actor, String code) {
        Workshop one = found(actor, code);
        if (!workshops.writes(actor, one)) throw PageRefusal.forbidden();
        return one;
    }

    @GetMapping(ONE)
    String one(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        Workshop one = found(actor, code);
        model.addAttribute("workshop", one);
        model.addAttribute("sittings", workshops.sittings(actor, one));
        model.addAttribute("attendance", workshops.attendance(actor, one));
        model.addAttribute("participants", workshops.participants(actor, one));
        model.addAttribute("priorities", workshops.priorities(actor, one));
        model.addAttribute("writes", workshops.writes(actor, one));
        model.addAttribute("writesWhatWasSaid", workshops.writesWhatWasSaid(actor, one));
        model.addAttribute("earlier", workshops.earlier(actor, one));
        return "workshops/workshop";
    }

    @GetMapping(ONE + "/sessions/new")
    String askSession(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return session(actor, code, model);
    }

    private String session(Actor actor, String code, Model model) {
        Workshop one = writable(actor, code);
        return form(
                one, "session", "/workshops/" + one.code() + "/sessions/new", forms.fresh(PlanSitting.class), model);
    }

    @PostMapping(ONE + "/sessions/new")
    String planSession(Actor actor, @PathVariable String code, Submission<PlanSitting> submission) {
        return Answer.page(
                submission,
                input -> workshops.plan(actor, code, input),
                done -> to(done, "sitting-planned"),
                m -> session(actor, code, m));
    }

    @GetMapping(ONE + "/participants/new")
    String askInvitation(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return invitation(actor, code, model);
    }

    private String invitation(Actor actor, String code, Model model) {
        Workshop one = writable(actor, code);
        return form(one, "invite", "/workshops/" + one.code() + "/participants/new", forms.fresh(Invite.class), model);
    }

    @PostMapping(ONE + "/participants/new")
    String invite(Actor actor, @PathVariable String code, Submission<Invite> submission) {
        return Answer.page(
                submission,
                input -> workshops.invite(actor, code, input),
                done -> to(done, "invited"),
                m -> invitation(actor, code, m));
    }

    @GetMapping(ONE + "/participants/{participant}")
    String askChange(Actor actor, @PathVariable String code, @PathVariable UUID participant, Model model) {
        PostedForm.nothing(model);
        return changed(actor, code, participant, model);
    }

    private String changed(Actor actor, String code, UUID participant, Model model) {
        Workshop one = writable(actor, code);
        Participant who = workshops.participants(actor, one).stream()
                .filter(each -> each.id().equals(participant))
                .findFirst()
                .orElseThrow(PageRefusal::notFound);
        FormView ask = forms.view(CorrectInvitation.class, null, who.version())
                .prefilled("category", who.category())
                .prefilled("name", who.name())
                .prefilled("came", who.came());
        return form(one, "participant", "/workshops/" + one.code() + "/participants/" + participant, ask, model);
    }

    @PostMapping(ONE + "/participants/{participant}")
    String change(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID participant,
            Submission<CorrectInvitation> submission) {
        return Answer.page(
                submission,
                input -> workshops.change(actor, code, participant, input),
                done -> to(done, "participant-changed"),
                m -> changed(actor, code, participant, m));
    }

    @GetMapping(ONE + "/sessions/{number}")
    String askSeats(Actor actor, @PathVariable String code, @PathVariable int number, Model model) {
        PostedForm.nothing(model);
        return seats(actor, code, number, model);
    }

    /** Offers only those who may be in it. */
    private String seats(Actor actor, String code, int number, Model model) {
        Workshop one = writable(actor, code);
        Sitting sitting = workshops.sittings(actor, one).stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(PageRefusal::notFound);
        List<Participant> may = workshops.participants(actor, one).stream()
                .filter(each -> sitting.audience().takes(each.category()))
                .toList();
        model.addAttribute("workshop", one);
        model.addAttribute("sitting", sitting);
        model.addAttribute("may", may);
        model.addAttribute("audience", forms.view(ChangeAudience.class).prefilled("audience", sitting.audience()));
        return "workshops/session";
    }

    @PostMapping(ONE + "/sessions/{number}")
    String seat(
            Actor actor, @PathVariable String code, @PathVariable int number, Submission<SeatParticipants> submission) {
        return Answer.page(
                submission,
                input -> workshops.seat(actor, code, number, Set.copyOf(input.ids())),
                done -> to(done, "seated"),
                m -> seats(actor, code, number, m));
    }

    @PostMapping(ONE + "/sessions/{number}/audience")
    String open(
            Actor actor, @PathVariable String code, @PathVariable int number, Submission<ChangeAudience> submission) {
        return Answer.page(
                submission,
                input -> workshops.open(actor, code, number, input),
                done -> to(done, "sitting-changed"),
                m -> seats(actor, code, number, m));
    }

    @GetMapping(ONE + "/priorities/new")
    String askPriority(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return priority(actor, code, model);
    }

    private String priority(Actor actor, String code, Model model) {
        Workshop one = writable(actor, code);
        return form(
                one,
                "priority",
                "/workshops/" + one.code() + "/priorities/new",
                forms.fresh(NotePriority.class),
                model);
    }

    @PostMapping(ONE + "/priorities/new")
    String note(Actor actor, @PathVariable String code, Submission<NotePriority> submission) {
        return Answer.page(
                submission,
                input -> workshops.note(actor, code, input),
                done -> to(done, "priority-noted"),
                m -> priority(actor, code, m));
    }

    @GetMapping(ONE + "/minutes")
    String askMinutes(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return minutes(actor, code, model);
    }

    private String minutes(Actor actor, String code, Model model) {
        Workshop one = writable(actor, code);
        FormView ask = forms.view(WriteMinutes.class, null, one.version()).prefilled("minutes", one.minutes());
        return form(one, "minutes", "/workshops/" + one.code() + "/minutes", ask, model);
    }

    @PostMapping(ONE + "/minutes")
    String write(Actor actor, @PathVariable String code, Submission<WriteMinutes> submission) {
        return Answer.page(
                submission,
                input -> workshops.write(actor, code, input),
                done -> to(done, "minutes-written"),
                m -> minutes(actor, code, m));
    }
}
