package org.akoma.ground.decisions;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Pages of the requests that wait for the reader's verdict, and of the reader's own requests. */
@Controller
class DecisionPages {

    private final DecisionList list;
    private final FactorAgain factor;

    private final Clock clock;

    DecisionPages(DecisionList list, FactorAgain factor, Clock clock) {
        this.clock = clock;
        this.list = list;
        this.factor = factor;
    }

    /** @param last what was just decided: its page is where the work goes on, as long as the reader sees it */
    @GetMapping("/decisions")
    String all(Actor actor, @RequestParam(required = false) @Nullable UUID last, Model model) {
        DecisionDetail decided = last == null ? null : list.find(actor, last).orElse(null);
        List<DecisionList.Line> waiting = list.waiting(actor);
        model.addAttribute("last", decided);
        model.addAttribute("today", LocalDate.now(clock));
        model.addAttribute("waiting", waiting);
        model.addAttribute(
                "severalRoles",
                waiting.stream().anyMatch(one -> one.decision().kind().equals("ROLE")));
        model.addAttribute("next", decided == null ? null : next(waiting, decided));
        List<DecisionList.Line> mine = list.mine(actor);
        model.addAttribute(
                "asked", mine.stream().filter(one -> one.decision().waits()).toList());
        model.addAttribute(
                "settled", mine.stream().filter(one -> !one.decision().waits()).toList());
        model.addAttribute("decided", list.decided(actor));
        model.addAttribute("decides", DecidingRoles.decides(actor));
        model.addAttribute("deputies", Deputy.readBy(actor));
        return "decisions/decisions";
    }

    /** What of the same child waits, else the first of the list. */
    private static DecisionList.@Nullable Line next(List<DecisionList.Line> waiting, DecisionDetail decided) {
        UUID file = decided.decision().fileId();
        return waiting.stream()
                .min(Comparator.comparing(
                        one -> file == null || !file.equals(one.decision().fileId())))
                .orElse(null);
    }

    @GetMapping("/decisions/{id}")
    String one(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return show(actor, id, model);
    }

    /** From a task or the page of a record, to the decision about it that waits for the reader. */
    @GetMapping("/decisions/of/{subject}")
    String of(Actor actor, @PathVariable UUID subject) {
        return list.waiting(actor).stream()
                .map(DecisionList.Line::decision)
                .filter(one -> one.subject().equals(subject))
                .findFirst()
                .map(one -> "redirect:/decisions/" + one.id())
                .orElse("redirect:/decisions");
    }

    private String show(Actor actor, UUID id, Model model) {
        DecisionDetail one = list.read(actor, id).orElseThrow(DecisionPages::nothing);
        model.addAttribute("one", one);
        model.addAttribute(
                "bar",
                one.decision().concerns(actor) ? null : list.bar(actor, id).orElse(null));
        model.addAttribute("namesDeputies", Deputy.namedBy(actor));
        model.addAttribute("asksFactor", one.mayDecide() && one.asksFactor() && factor.isAsked(actor));
        return "decisions/decision";
    }

    @PostMapping("/decisions/{id}/verdict")
    String decide(Actor actor, @PathVariable UUID id, Submission<DecideProposal> submission) {
        PostedForm posted = submission.sent();
        DecideProposal said = submission.read();
        if (said == null) return posted.again(submission.errors(), m -> show(actor, id, m));
        Verdict verdict = list.decide(actor, id, said);
        return answer(actor, id, verdict, said.agreed() ? "agreed" : "refused", posted);
    }

    @PostMapping("/decisions/{id}/withdrawal")
    String withdraw(Actor actor, @PathVariable UUID id, PostedForm posted) {
        return answer(actor, id, list.withdraw(actor, id), "withdrawn", posted);
    }

    private String answer(Actor actor, UUID id, Verdict verdict, String done, PostedForm posted) {
        return switch (verdict) {
            case Verdict.Done(Decision decided) -> "redirect:" + next(actor, decided, done);
            case Verdict.NotFound none -> throw nothing();
            case Verdict.Forbidden others -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Verdict.OwnWork own -> again(actor, id, "access.decision-own", posted);
            case Verdict.Changed anew -> again(actor, id, "access.decision-changed", posted);
            case Verdict.NotWaiting over -> again(actor, id, "access.decision-over", posted);
            case Verdict.Refused(var errors) -> posted.again(errors, m -> show(actor, id, m));
        };
    }

    /**
     * What was taken back leads to its form, with what was proposed: nothing has to be typed again. The second half of a password is read where it
     * was decided.
     */
    private String next(Actor actor, Decision decided, String done) {
        if (handsPassword(actor, decided)) return "/decisions/" + decided.id() + "?done=decisions.password";
        String form = (done.equals("withdrawn")
                        ? list.again(actor, decided.id())
                        : list.afterwards(actor, decided.id()))
                .orElse(null);
        String said = done.equals("agreed") && decided.kind().equals("BULK_READ") ? "agreed-list" : done;
        if (form == null) return "/decisions?done=decisions." + said + "&last=" + decided.id();
        return form + (form.contains("?") ? "&" : "?") + "done=decisions." + done;
    }

    private boolean handsPassword(Actor actor, Decision decided) {
        return list.read(actor, decided.id()).stream()
                .flatMap(one -> one.shown().fields().stream())
                .anyMatch(field -> field.label().equals(Shown.PASSWORD_HALF));
    }

    private static ResponseStatusException nothing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private String again(Actor actor, UUID id, String why, PostedForm posted) {
        return posted.again(FieldError.of("agreed", why), m -> show(actor, id, m));
    }
}
