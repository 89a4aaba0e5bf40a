package org.akoma.protection.referrals;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** One referral, as both its sides read it: the request, its state, and what the reader can do. */
@Controller
class ReferralPages {

    static final String CODE = "{code:[A-Za-z]{2,4}-[0-9]{3,9}}";
    private static final String PAGE = "/referrals/" + CODE;

    private final Referrals referrals;
    private final ReferralAnswers answers;
    private final ReferralLists lists;
    private final WhomToCall whom;
    private final Returns returns;
    private final GuardianRequests guardians;
    private final CaseWork work;
    private final Forms forms;
    private final Formats words;

    ReferralPages(
            Referrals referrals,
            ReferralAnswers answers,
            ReferralLists lists,
            WhomToCall whom,
            Returns returns,
            GuardianRequests guardians,
            CaseWork work,
            Forms forms,
            Formats words) {
        this.referrals = referrals;
        this.answers = answers;
        this.lists = lists;
        this.whom = whom;
        this.returns = returns;
        this.guardians = guardians;
        this.work = work;
        this.forms = forms;
        this.words = words;
    }

    /** A task names its record by id; the page of a referral has the code in its address. */
    @GetMapping("/referrals/{id:[0-9a-f]{8}-[0-9a-f-]{27}}")
    String byId(Actor actor, @PathVariable UUID id) {
        return "redirect:/referrals/" + answers.code(actor, id).orElseThrow(PageRefusal::notFound);
    }

    @GetMapping(PAGE)
    String page(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return show(actor, code, model);
    }

    private String show(Actor actor, String code, Model model) {
        ReferralAnswers.Opened opened = opened(actor, code);
        Referral referral = opened.referral();
        Instant now = work.now();
        Referral.Status status = referral.at(now);
        boolean answersHere = referral.received() && actor.may(Verb.REFERRAL_ANSWER);
        boolean writes = answers.writes(actor, referral);
        boolean forThem =
                !answersHere && writes && status != Referral.Status.DRAFT && !answers.answersHere(actor, referral);
        model.addAttribute("one", referral);
        model.addAttribute("said", opened.said());
        ReferralLists.Line line = lists.line(referral, now);
        model.addAttribute("line", line);
        model.addAttribute("calls", answersHere ? List.of() : whom.about(actor, line));
        model.addAttribute(
                "receiving", writes && referral.course().sentAt() != null ? whom.receiving(actor, referral) : null);
        model.addAttribute("status", status);
        model.addAttribute("steps", answersHere || forThem ? steps(status) : List.of());
        model.addAttribute("forThem", forThem);
        model.addAttribute("answerWaits", forThem ? answers.waitingAnswer(actor, referral) : null);
        model.addAttribute("written", referrals.isWritten(actor, referral) ? answers.entered(actor, referral) : null);
        model.addAttribute("yesAfterNo", referrals.yesAfterNo(actor, referral));
        model.addAttribute("letters", forThem ? letters(actor, referral) : Map.of());
        model.addAttribute("writes", writes);
        model.addAttribute("ends", writes && !steps(status).isEmpty());
        boolean draft = writes && status == Referral.Status.DRAFT;
        model.addAttribute("confirming", referrals.confirming(actor, referral));
        ReferralsInDanger.Asked asked = referrals.askedInDanger(actor, referral);
        boolean stopped = asked != null && STOPPED.contains(asked.decision().state());
        List<FieldError> obstacles = draft ? obstacles(actor, referral) : List.of();
        model.addAttribute("danger", draft && obstacles.isEmpty() && referrals.isInDanger(actor, referral));
        model.addAttribute("asked", asked);
        model.addAttribute("forGuardian", draft && obstacles.isEmpty() && referrals.isForGuardian(actor, referral));
        GuardianRequests.Asked guardian = guardians.asked(actor, referral).orElse(null);
        model.addAttribute("guardianAsked", guardian);
        model.addAttribute("stopped", stopped);
        model.addAttribute("nobodyThere", (draft || stopped) && !answers.answersHere(actor, referral));
        model.addAttribute("obstacles", obstacles);
        boolean lacksAgreement = obstacles.stream().anyMatch(ReferralPages::isOfAgreement);
        model.addAttribute("lacksAgreement", lacksAgreement);
        boolean waits = guardian != null && guardian.decision().waits();
        model.addAttribute("waitsForGuardian", waits && obstacles.stream().allMatch(ReferralPages::isOfConsent));
        boolean lacksConsent = obstacles.stream().anyMatch(ReferralPages::isOfConsent);
        model.addAttribute("lacksConsent", lacksConsent);
        model.addAttribute("passesNo", passesNo(actor, obstacles));
        model.addAttribute("lacksGuardian", lacksConsent && guardians.isOpen(actor, referral.fileCode()));
        model.addAttribute("careFirst", lacksAgreement && referral.priority() == Referral.Priority.URGENT);
        model.addAttribute(
                "returning",
                writes && status == Referral.Status.ACCEPTED ? returns.waitingFor(actor, referral) : List.of());
        if (answersHere || forThem) model.addAttribute("ask", ask(referral, status, forThem));
        return "referrals/referral";
    }

    /** What was accepted is completed on purpose only. Only an answer from elsewhere says when it came and where it is written; the completion of what was accepted has no reason to decline. */
    private FormView ask(Referral referral, Referral.Status status, boolean forThem) {
        List<Referral.Step> steps = steps(status);
        FormView ask = forms.view(AnswerReferral.class, null, referral.version())
                .offering("step", steps)
                .without("letter");
        if (!steps.isEmpty() && status != Referral.Status.ACCEPTED) ask = ask.prefilled("step", steps.getFirst());
        if (!forThem) ask = ask.without("at");
        return status == Referral.Status.ACCEPTED ? ask.without("reason").labelled("words", "referral.outcome") : ask;
    }

    private static final Set<Decision.State> STOPPED = Set.of(Decision.State.REFUSED, Decision.State.WITHDRAWN);

    private static final Set<String> SAID_NO = Set.of("referrals.consent-refused", "referrals.consent-withdrawn");

    private static boolean isOfConsent(FieldError obstacle) {
        return obstacle.code().startsWith("referrals.consent-");
    }

    /** Where somebody said no, only who supervises records that nobody can answer and a life is in danger. */
    private static boolean passesNo(Actor actor, List<FieldError> obstacles) {
        return actor.may(Verb.CASE_APPROVE) || obstacles.stream().noneMatch(one -> SAID_NO.contains(one.code()));
    }

    private static boolean isOfAgreement(FieldError obstacle) {
        return obstacle.code().startsWith("access.agreement") || obstacle.code().startsWith("referrals.outside");
    }

    private List<FieldError> obstacles(Actor actor, Referral draft) {
        String file = draft.fileCode();
        return file == null ? List.of() : PageResponses.read(referrals.obstacles(actor, file, draft.id()));
    }

    private Map<String, String> letters(Actor actor, Referral referral) {
        Map<String, String> letters = new LinkedHashMap<>();
        answers.letters(actor, referral)
                .forEach(one -> letters.put(
                        one.id().toString(),
                        (one.title() == null ? words.code("attachment-kind", one.kind()) : one.title())
                                + ", "
                                + words.moment(one.addedAt())));
        return letters;
    }

    /** What may come next. */
    private static List<Referral.Step> steps(Referral.Status status) {
        return switch (status) {
            case SENT -> List.of(Referral.Step.ACKNOWLEDGE, Referral.Step.ACCEPT, Referral.Step.DECLINE);
            case ACKNOWLEDGED -> List.of(Referral.Step.ACCEPT, Referral.Step.DECLINE);
            case ACCEPTED -> List.of(Referral.Step.COMPLETE);
            case DRAFT, DECLINED, COMPLETED, EXPIRED -> List.of();
        };
    }

    private ReferralAnswers.Opened opened(Actor actor, String code) {
        return answers.open(actor, upper(code)).orElseThrow(PageRefusal::notFound);
    }

    @PostMapping(PAGE + "/sending")
    String send(Actor actor, @PathVariable String code, PostedForm posted) {
        Referral draft = opened(actor, code).referral();
        String file = file(draft);
        return PageResponses.step(
                posted,
                version -> referrals.send(actor, file, draft.id(), version),
                next(code, "sent"),
                m -> show(actor, code, m));
    }

    @PostMapping(PAGE + "/confirmation")
    String askConfirmation(Actor actor, @PathVariable String code, PostedForm posted) {
        Referral draft = opened(actor, code).referral();
        return answer(
                actor, code, referrals.askConfirmation(actor, file(draft), draft.id()), "confirmation-asked", posted);
    }

    @PostMapping(PAGE + "/end")
    String end(Actor actor, @PathVariable String code, Submission<EndReferral> submission) {
        Referral running = opened(actor, code).referral();
        String file = file(running);
        return PageResponses.answer(
                submission,
                input -> referrals.end(actor, file, running.id(), input.version(), input.endReason()),
                input -> next(code, "ended"),
                m -> show(actor, code, m));
    }

    /** The code of the file; 403 for a reader who does not see the file. */
    private static String file(Referral referral) {
        String file = referral.fileCode();
        if (file == null) throw PageRefusal.forbidden();
        return file;
    }

    @PostMapping(PAGE + "/answer")
    String answer(Actor actor, @PathVariable String code, Submission<AnswerReferral> submission) {
        return PageResponses.answer(
                submission,
                command -> answers.answer(actor, upper(code), command),
                (command, now) -> next(
                        code,
                        now.has(command.step()) ? command.step().name().toLowerCase(Locale.ROOT) : "answer-entered"),
                m -> show(actor, code, m));
    }

    @PostMapping(PAGE + "/return")
    String takeOver(Actor actor, @PathVariable String code, PostedForm posted) {
        return answer(actor, code, returns.takeOver(actor, code), "return", posted);
    }

    private String answer(Actor actor, String code, Outcome<?> outcome, String done, PostedForm posted) {
        return PageResponses.answer(posted, outcome, next(code, done), m -> show(actor, code, m));
    }

    private static String next(String code, String done) {
        return "/referrals/" + upper(code) + "?done=referrals." + done;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
