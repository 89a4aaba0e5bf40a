package org.akoma.protection.closure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.WithdrawnProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which a file is closed, criterion by criterion, and taken up again. */
@Controller
class ClosurePages {

    private static final String PAGE = "/cases/" + FileShell.CODE + "/closure";

    private final FileShell shell;
    private final Closures closures;
    private final Reopenings reopenings;
    private final ReceivedSignals signals;
    private final WithdrawnProposals takenBack;
    private final Forms forms;
    private final PersonCodes people;

    ClosurePages(
            FileShell shell,
            Closures closures,
            Reopenings reopenings,
            ReceivedSignals signals,
            WithdrawnProposals takenBack,
            Forms forms,
            PersonCodes people) {
        this.people = people;
        this.forms = forms;
        this.shell = shell;
        this.closures = closures;
        this.reopenings = reopenings;
        this.signals = signals;
        this.takenBack = takenBack;
    }

    @GetMapping(PAGE)
    String page(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID again, Model model) {
        PostedForm.empty(model, takenBack.form(actor, code, again));
        return show(actor, code, model, null);
    }

    /** @param typed what was typed into a request that was refused, and counts for its criteria; null = nothing was */
    private String show(Actor actor, String code, Model model, Closure.@Nullable SealedText typed) {
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        Closures.Standing standing = PageResponses.read(closures.of(actor, file.code()));
        List<Reopening> back = PageResponses.read(reopenings.of(actor, file.code()));
        model.addAttribute("findings", typed == null ? standing.findings() : said(standing.findings(), typed));
        model.addAttribute("requests", standing.requests());
        model.addAttribute("lacks", standing.lacks());
        Closure waiting = waiting(standing.requests());
        Closure end = file.status().open() ? null : end(standing.requests());
        model.addAttribute("end", end);
        model.addAttribute(
                "people",
                end == null
                        ? Map.of()
                        : people.of(
                                actor,
                                Stream.of(end.requestedBy(), end.decidedBy())
                                        .filter(Objects::nonNull)
                                        .toList()));
        Reopening asked =
                back.stream().filter(r -> r.decidedAt() == null).findFirst().orElse(null);
        model.addAttribute("waiting", waiting);
        model.addAttribute(
                "request",
                waiting == null ? null : closures.request(actor, waiting.id()).orElse(null));
        model.addAttribute("reopenings", back);
        model.addAttribute("back", asked);
        model.addAttribute(
                "reopeningRequest",
                asked == null ? null : reopenings.request(actor, asked.id()).orElse(null));
        model.addAttribute(
                "ask",
                forms.view(RequestClosure.Input.class)
                        .offering(
                                "code",
                                Stream.of(Closure.Code.values())
                                        .filter(one -> one != Closure.Code.TRANSFERRED && one.mayEnd(file.status()))
                                        .filter(one -> one != Closure.Code.DUPLICATE
                                                || frame.same() != null
                                                        && frame.same().closes())
                                        .toList()));
        model.addAttribute("askReopening", forms.view(RequestClosure.Reopen.class));
        model.addAttribute(
                "asks",
                actor.may(Verb.CLOSURE_REQUEST)
                        && frame.mayWrite(Section.NOTES)
                        && file.status().mayBecome(CaseFile.Status.CLOSURE_REQUESTED));
        model.addAttribute("decides", actor.may(Verb.CLOSURE_DECIDE));
        model.addAttribute(
                "reopens",
                actor.may(Verb.CASE_WRITE)
                        && frame.mayWrite(Section.NOTES)
                        && !file.status().open());
        model.addAttribute("myself", actor.personId());
        showSignals(actor, frame, model);
        return "closure/closure";
    }

    private void showSignals(Actor actor, FileFrame frame, Model model) {
        List<ReceivedSignal> received = PageResponses.read(signals.of(actor, frame.code()));
        model.addAttribute("signals", received);
        model.addAttribute("now", signals.now());
        received.stream()
                .filter(ReceivedSignal::isAsked)
                .findFirst()
                .flatMap(one -> signals.request(actor, one.id()))
                .ifPresent(one -> model.addAttribute("signalRequest", one));
        UUID next = answered(received);
        boolean answers = next != null
                && actor.may(Verb.CASE_WRITE)
                && (frame.mayWrite(Section.NOTES) || signals.isMine(actor, next));
        model.addAttribute("answering", answers ? next : null);
        model.addAttribute("askAnswer", forms.view(AnswerSignal.class));
    }

    /** The oldest that waits and of which nobody has said anything yet: they are answered one after another. */
    static @Nullable UUID answered(List<ReceivedSignal> received) {
        return received.reversed().stream()
                .filter(one -> one.waits() && !one.isAsked())
                .map(ReceivedSignal::id)
                .findFirst()
                .orElse(null);
    }

    @PostMapping(PAGE + "/signals/{id}")
    String answerSignal(
            Actor actor, @PathVariable String code, @PathVariable UUID id, Submission<AnswerSignal> submission) {
        return PageResponses.answer(
                submission,
                command -> signals.answer(actor, upper(code), id, command),
                command -> "/cases/" + upper(code) + "/closure?done=signals.answer-asked",
                m -> show(actor, code, m, null));
    }

    /** The criteria as they are with what was typed. */
    private static List<ClosureFinding> said(List<ClosureFinding> findings, Closure.SealedText typed) {
        return findings.stream()
                .map(one -> switch (one.criterion()) {
                    case VIEWS_RECORDED -> ClosureCriteria.views(typed);
                    case CONTACT_KNOWN -> ClosureCriteria.contact(typed);
                    default -> one;
                })
                .toList();
    }

    private static Closure.SealedText typed(Form form) {
        return new Closure.SealedText(
                typed(form, "childsView"), typed(form, "caregiversView"), typed(form, "whomToCall"), null, null);
    }

    private static @Nullable String typed(Form form, String field) {
        return form.typed(field).isBlank() ? null : form.typed(field);
    }

    /** The request by which the file was closed last. */
    private static @Nullable Closure end(List<Closure> requests) {
        return requests.stream()
                .filter(one -> one.decision() == Closure.Decision.CLOSED)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Closure waiting(List<Closure> requests) {
        return requests.stream()
                .filter(one -> one.decision() == null)
                .findFirst()
                .orElse(null);
    }

    @PostMapping(PAGE)
    String request(Actor actor, @PathVariable String code, Submission<RequestClosure.Input> submission) {
        return PageResponses.answer(
                submission,
                input -> closures.request(actor, upper(code), input.command()),
                input -> next(code, "closure-requested"),
                m -> show(actor, code, m, typed(submission.form())));
    }

    @PostMapping(PAGE + "/withdrawal")
    String withdraw(Actor actor, @PathVariable String code, PostedForm posted) {
        Outcome<Closure> outcome = closures.withdraw(actor, upper(code));
        UUID taken = outcome instanceof Outcome.Done<Closure>(var closure) ? closure.id() : null;
        String again = takenBack.parameter(actor, Closures.KIND, taken);
        return answer(posted, outcome, actor, code, "closure-withdrawn" + again);
    }

    @PostMapping(PAGE + "/reopening/withdrawal")
    String withdrawReopening(Actor actor, @PathVariable String code, PostedForm posted) {
        Outcome<Reopening> outcome = reopenings.withdraw(actor, upper(code));
        UUID taken = outcome instanceof Outcome.Done<Reopening>(var reopening) ? reopening.id() : null;
        String again = takenBack.parameter(actor, Reopenings.KIND, taken);
        return answer(posted, outcome, actor, code, "reopening-withdrawn" + again);
    }

    @PostMapping(PAGE + "/reopening")
    String reopen(Actor actor, @PathVariable String code, Submission<RequestClosure.Reopen> submission) {
        return PageResponses.answer(
                submission,
                input -> reopenings.ask(actor, upper(code), input.id(), input.reason()),
                input -> next(code, "reopening-asked"),
                m -> show(actor, code, m, null));
    }

    private <T> String answer(PostedForm posted, Outcome<T> outcome, Actor actor, String code, String done) {
        return PageResponses.answer(posted, outcome, next(code, done), m -> show(actor, code, m, null));
    }

    private static String next(String code, String done) {
        return "/cases/" + upper(code) + "/closure?done=cases." + done;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
