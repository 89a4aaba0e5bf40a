package org.akoma.programme.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.akoma.ground.access.Actor;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The pages of courses and sessions, and of who takes part. */
@Controller
class TrainingPages {

    /** People on one page of a session. */
    static final int LINES = 30;

    private final TrainingSessions sessions;
    private final TrainingResults results;
    private final Certificates certificates;
    private final FieldChecklists checklists;
    private final Forms forms;

    TrainingPages(
            TrainingSessions sessions,
            TrainingResults results,
            Certificates certificates,
            FieldChecklists checklists,
            Forms forms) {
        this.sessions = sessions;
        this.results = results;
        this.certificates = certificates;
        this.checklists = checklists;
        this.forms = forms;
    }

    static ResponseStatusException nothing() {
        return PageRefusal.notFound();
    }

    /** @throws ResponseStatusException 403 for who does not keep the sessions */
    static void keeping(Actor actor) {
        if (!actor.may(Verb.TRAINING_WRITE)) throw PageRefusal.forbidden();
    }

    TrainingSession find(Actor actor, String code) {
        return sessions.find(actor, code).orElseThrow(TrainingPages::nothing);
    }

    @GetMapping("/training")
    String list(Actor actor, Model model) {
        if (!actor.may(Verb.TRAINING_READ)) {
            if (actor.may(Verb.TRAINING_FIGURES)) return "redirect:/training/overview";
            throw nothing();
        }
        model.addAttribute("sessions", sessions.list(actor));
        model.addAttribute("today", sessions.today());
        model.addAttribute("keeps", actor.may(Verb.TRAINING_WRITE));
        model.addAttribute("due", checklists.due(actor));
        model.addAttribute("refreshers", certificates.refreshers(actor, LINES).size());
        return "training/sessions";
    }

    @GetMapping("/training/courses")
    String courses(Actor actor, Model model) {
        keeping(actor);
        PostedForm.nothing(model);
        return courseForm(actor, model);
    }

    @PostMapping("/training/courses")
    String add(Actor actor, Submission<AddCourse> submission) {
        keeping(actor);
        return Answer.page(
                submission,
                input -> sessions.add(actor, input),
                made -> "/training/courses?done=training.course-added",
                model -> courseForm(actor, model));
    }

    private String courseForm(Actor actor, Model model) {
        model.addAttribute("courses", sessions.courses(actor));
        model.addAttribute("ask", forms.fresh(AddCourse.class));
        return "training/courses";
    }

    @GetMapping("/training/new")
    String fresh(Actor actor, Model model) {
        keeping(actor);
        PostedForm.nothing(model);
        return planForm(actor, model);
    }

    @PostMapping("/training/new")
    String plan(Actor actor, Submission<PlanTraining> submission) {
        keeping(actor);
        return Answer.page(
                submission,
                input -> sessions.plan(actor, input),
                made -> "/training/sessions/" + made.code() + "?done=training.session-planned",
                model -> planForm(actor, model));
    }

    private String planForm(Actor actor, Model model) {
        Map<String, String> courses = new LinkedHashMap<>();
        sessions.courses(actor).forEach(one -> courses.put(one.name(), one.name() + " · " + one.title()));
        model.addAttribute("courses", courses);
        model.addAttribute("ask", forms.fresh(PlanTraining.class));
        return "training/session-new";
    }

    @GetMapping("/training/sessions/{code}")
    String show(Actor actor, @PathVariable String code, @RequestParam(defaultValue = "") String after, Model model) {
        PostedForm.nothing(model);
        return one(actor, code, after, model);
    }

    String one(Actor actor, String code, String after, Model model) {
        TrainingSession session = find(actor, code);
        List<Results> found = sessions.results(actor, session, after, LINES + 1);
        List<Results> shown = found.stream().limit(LINES).toList();
        boolean keeps = actor.may(Verb.TRAINING_WRITE);
        model.addAttribute("one", session);
        model.addAttribute("today", sessions.today());
        model.addAttribute("people", shown);
        model.addAttribute("rule", certificates.rule());
        model.addAttribute("first", after.isEmpty());
        model.addAttribute(
                "next", found.size() > LINES ? shown.getLast().participant().code() : null);
        model.addAttribute("keeps", keeps);
        model.addAttribute("summary", SessionSummary.of(sessions.results(actor, session, "", Integer.MAX_VALUE)));
        model.addAttribute("standings", certificates.standings(actor, session));
        model.addAttribute("endForms", results.endForms(actor, session));
        return "training/session";
    }

    @PostMapping("/training/sessions/{code}/certificates")
    String certify(Actor actor, @PathVariable String code, Submission<Certificates.ProposeCertificates> submission) {
        find(actor, code);
        return Answer.page(
                submission,
                input -> certificates.propose(actor, code, input.side()),
                asked -> "/training/sessions/" + code + "?done=training.certificates-asked",
                model -> one(actor, code, "", model));
    }

    @GetMapping("/training/sessions/{code}/edit")
    String edit(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return editForm(actor, code, model);
    }

    @PostMapping("/training/sessions/{code}/edit")
    String change(Actor actor, @PathVariable String code, Submission<ChangeTraining> submission) {
        find(actor, code);
        return Answer.page(
                submission,
                input -> sessions.change(actor, code, input),
                now -> "/training/sessions/" + code + "?done=training.session-changed",
                model -> editForm(actor, code, model));
    }

    @PostMapping("/training/sessions/{code}/cancellation")
    String cancel(Actor actor, @PathVariable String code, PostedForm posted) {
        find(actor, code);
        Integer version = posted.form().integer("version", 1, Integer.MAX_VALUE);
        return switch (sessions.cancel(actor, code, version)) {
            case Answer.Done<TrainingSession> done ->
                "redirect:/training/sessions/" + code + "?done=training.session-cancelled";
            case Answer.NotFound<TrainingSession> none -> throw nothing();
            case Answer.Forbidden<TrainingSession> no -> throw PageRefusal.forbidden();
            case Answer.Overtaken<TrainingSession>() -> throw PageRefusal.overtaken();
            case Answer.Refused<TrainingSession>(var why) -> posted.again(why, model -> editForm(actor, code, model));
        };
    }

    private String editForm(Actor actor, String code, Model model) {
        TrainingSession session = find(actor, code);
        keeping(actor);
        model.addAttribute("one", session);
        FormView ask = forms.view(ChangeTraining.class, null, session.version())
                .prefilled("town", session.town())
                .prefilled("startsOn", session.firstDay())
                .prefilled("endsOn", session.lastDay())
                .prefilled("capacity", session.capacity())
                .prefilled("trainers", session.trainers());
        model.addAttribute("ask", ask);
        return "training/session-edit";
    }

    @GetMapping("/training/sessions/{code}/participants/new")
    String enrolling(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return enrolForm(actor, code, model);
    }

    @PostMapping("/training/sessions/{code}/participants/new")
    String enrol(Actor actor, @PathVariable String code, Submission<EnrolParticipant> submission) {
        find(actor, code);
        return Answer.page(
                submission,
                input -> sessions.enrol(actor, code, input),
                made -> "/training/sessions/" + code + "/participants/new?done=training.enrolled",
                model -> enrolForm(actor, code, model));
    }

    private String enrolForm(Actor actor, String code, Model model) {
        TrainingSession session = find(actor, code);
        keeping(actor);
        model.addAttribute("one", session);
        model.addAttribute("ask", forms.fresh(EnrolParticipant.class));
        return "training/participant-new";
    }

    @GetMapping("/training/people/{participant}")
    String person(Actor actor, @PathVariable String participant, Model model) {
        PostedForm.nothing(model);
        return personPage(actor, participant, model);
    }

    String personPage(Actor actor, String participant, Model model) {
        Results found = sessions.result(actor, participant).orElseThrow(TrainingPages::nothing);
        Certificate newest = found.certificate();
        model.addAttribute(
                "of",
                TrainedPerson.of(
                        found,
                        sessions.find(actor, found.participant().session()).orElseThrow(),
                        certificates.of(actor, found.participant()),
                        checklists.of(actor, found.participant()),
                        certificates.rule()));
        model.addAttribute("today", sessions.today());
        model.addAttribute("good", checklists.good());
        model.addAttribute("keeps", actor.may(Verb.TRAINING_WRITE));
        boolean ends = actor.may(Verb.TRAINING_CERTIFY) && newest != null && newest.revokedAt() == null;
        model.addAttribute("ends", ends);
        model.addAttribute(
                "endAsked",
                ends
                        ? certificates
                                .endAsked(actor, found.participant(), Objects.requireNonNull(newest))
                                .orElse(null)
                        : null);
        model.addAttribute("revoke", forms.view(Certificates.RevokeCertificate.class));
        return "training/person";
    }

    @GetMapping("/training/people/{participant}/edit")
    String correcting(Actor actor, @PathVariable String participant, Model model) {
        PostedForm.nothing(model);
        return correctForm(actor, participant, model);
    }

    @PostMapping("/training/people/{participant}/edit")
    String correct(Actor actor, @PathVariable String participant, Submission<ChangeParticipant> submission) {
        return Answer.page(
                submission,
                input -> sessions.change(actor, participant, input),
                now -> "/training/people/" + participant + "?done=training.participant-changed&session="
                        + now.session(),
                model -> correctForm(actor, participant, model));
    }

    @PostMapping("/training/people/{participant}/withdrawal")
    String withdraw(Actor actor, @PathVariable String participant, PostedForm posted) {
        Integer version = posted.form().integer("version", 1, Integer.MAX_VALUE);
        return switch (sessions.withdraw(actor, participant, version)) {
            case Answer.Done<Participant>(Participant now) ->
                "redirect:/training/people/" + participant + "?done=training.withdrawn&session=" + now.session();
            case Answer.NotFound<Participant> none -> throw nothing();
            case Answer.Forbidden<Participant> no -> throw PageRefusal.forbidden();
            case Answer.Overtaken<Participant>() -> throw PageRefusal.overtaken();
            case Answer.Refused<Participant>(var why) ->
                posted.again(why, model -> correctForm(actor, participant, model));
        };
    }

    private String correctForm(Actor actor, String code, Model model) {
        Participant one =
                sessions.result(actor, code).orElseThrow(TrainingPages::nothing).participant();
        keeping(actor);
        model.addAttribute("one", one);
        model.addAttribute(
                "ask",
                forms.view(ChangeParticipant.class, null, one.version())
                        .prefilled("name", one.name())
                        .prefilled("structure", one.structure())
                        .prefilled("profession", one.profession())
                        .prefilled("sex", one.sex())
                        .prefilled("account", one.account()));
        return "training/participant-edit";
    }
}
