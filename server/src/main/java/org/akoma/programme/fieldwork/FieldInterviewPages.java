package org.akoma.programme.fieldwork;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The interviews of a mission, for its evaluators: the list, a new one, one with its answers, distress and harm. */
@Controller
class FieldInterviewPages {

    private static final String LIST = "/evaluations/{code}/interviews";
    private static final String ONE = "/interviews/{id}";

    private final FieldInterviews interviews;
    private final Missions missions;
    private final Forms forms;
    private final Clock clock;

    FieldInterviewPages(FieldInterviews interviews, Missions missions, Forms forms, Clock clock) {
        this.interviews = interviews;
        this.missions = missions;
        this.forms = forms;
        this.clock = clock;
    }

    private Mission evaluated(Actor actor, String code) {
        return missions.find(actor, code)
                .filter(one -> interviews.reads(actor, one))
                .orElseThrow(PageRefusal::notFound);
    }

    @GetMapping(LIST)
    String list(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return listed(actor, code, model);
    }

    private String listed(Actor actor, String code, Model model) {
        Mission mission = evaluated(actor, code);
        model.addAttribute("mission", mission);
        model.addAttribute("interviews", interviews.of(actor, mission));
        model.addAttribute("children", interviews.approached(actor, mission));
        model.addAttribute("writes", mission.isDraft() && mission.isOpen());
        return "fieldwork/interviews";
    }

    @PostMapping(LIST + "/children")
    String ask(Actor actor, @PathVariable String code, Submission<AskForChild> submission) {
        return Answer.page(
                submission,
                input -> interviews.ask(actor, code, input),
                of -> "/evaluations/" + of.code() + "/interviews?done=evaluation.child-asked-for",
                m -> listed(actor, code, m));
    }

    @GetMapping(LIST + "/new")
    String begin(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return begun(actor, code, model);
    }

    private String begun(Actor actor, String code, Model model) {
        Mission mission = evaluated(actor, code);
        if (!mission.isDraft() || !mission.isOpen()) throw PageRefusal.forbidden();
        model.addAttribute("mission", mission);
        model.addAttribute("children", mayBeAsked(actor, mission));
        model.addAttribute("ask", forms.fresh(BeginInterview.class));
        return "fieldwork/interview-new";
    }

    /** Children who said yes, and whose guardian did, by their study code. */
    private List<String> mayBeAsked(Actor actor, Mission mission) {
        return interviews.approached(actor, mission).entrySet().stream()
                .filter(one -> one.getValue() == FieldInterview.Approach.YES)
                .map(Map.Entry::getKey)
                .toList();
    }

    @PostMapping(LIST + "/new")
    String begin(Actor actor, @PathVariable String code, Submission<BeginInterview> submission) {
        return Answer.page(
                submission,
                input -> interviews.begin(actor, code, input),
                done -> "/interviews/" + done.id() + "?done=evaluation.interview-begun",
                m -> begun(actor, code, m));
    }

    @GetMapping(ONE)
    String one(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return shown(actor, id, model);
    }

    private String shown(Actor actor, UUID id, Model model) {
        FieldInterview one = interviews.find(actor, id).orElseThrow(PageRefusal::notFound);
        FormView ask = forms.view(WriteAnswers.class, null, one.version());
        List<Guide.Question> questions = one.guide().questions();
        for (int n = 0; n < questions.size(); n++) {
            String answer = one.answers().get(questions.get(n).id());
            if (answer != null) ask = ask.prefilled("words-" + (n + 1), answer);
        }
        model.addAttribute("interview", one);
        model.addAttribute("questions", questions);
        model.addAttribute("ask", ask);
        model.addAttribute("writes", one.own() && !one.isOver());
        Instant until = one.endsBy();
        model.addAttribute("late", until != null && clock.instant().isAfter(until));
        model.addAttribute("reasons", Arrays.asList(FieldInterview.Distress.values()));
        return "fieldwork/interview";
    }

    @PostMapping(ONE)
    String write(Actor actor, @PathVariable UUID id, Submission<WriteAnswers> submission) {
        return Answer.page(
                submission,
                input -> interviews.write(actor, id, input),
                done -> to(done, done.isOver() ? "interview-ended" : "interview-written"),
                m -> shown(actor, id, m));
    }

    /** What is typed is kept, as far as it may be, before the child's words about a danger are asked: these wait for no wording. */
    @PostMapping(ONE + "/before-harm")
    String beforeHarm(Actor actor, @PathVariable UUID id, Submission<BeforeHarm> submission) {
        BeforeHarm input = submission.read();
        return switch (interviews.keepBeforeHarm(actor, id, input == null ? List.of() : input.answers())) {
            case Answer.Done<Boolean>(Boolean all) ->
                "redirect:/interviews/" + id + "/harm" + (all && input != null ? "" : "?unkept=true");
            case Answer.Forbidden<Boolean>() -> throw PageRefusal.forbidden();
            default -> throw PageRefusal.notFound();
        };
    }

    private static String to(FieldInterview one, String done) {
        return "/interviews/" + one.id() + "?done=evaluation." + done + "&evaluation=" + one.mission();
    }

    @PostMapping(ONE + "/stop")
    String stop(Actor actor, @PathVariable UUID id, Submission<StopInterview> submission) {
        return Answer.page(
                submission,
                input -> interviews.stop(actor, id, input),
                done -> to(done, done.accused().isEmpty() ? "interview-stopped" : "stopped-by-staff"),
                m -> shown(actor, id, m));
    }

    @GetMapping(ONE + "/harm")
    String harm(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return told(actor, id, model);
    }

    private String told(Actor actor, UUID id, Model model) {
        FieldInterview one = interviews.find(actor, id).orElseThrow(PageRefusal::notFound);
        if (!one.own() || one.study() == null) throw PageRefusal.forbidden();
        model.addAttribute("interview", one);
        model.addAttribute("fresh", Ids.next());
        model.addAttribute("kinds", Arrays.asList(FieldInterview.Harm.values()));
        return "fieldwork/harm";
    }

    @PostMapping(ONE + "/harm")
    String report(Actor actor, @PathVariable UUID id, Submission<ReportHarm> submission) {
        return Answer.page(
                submission,
                input -> interviews.report(actor, id, input),
                done -> to(done, done.accused().isEmpty() ? "harm-reported" : "harm-by-staff"),
                m -> told(actor, id, m));
    }
}
