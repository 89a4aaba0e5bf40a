package org.akoma.protection.homecoming;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.forms.FormView;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.Revealed;
import org.akoma.protection.cases.WithdrawnProposals;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the way home. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/homecoming")
class FamilyReturnPages {

    private final FileShell shell;
    private final FamilyReturns familyReturns;
    private final Policies policies;
    private final Revealed revealed;
    private final Formats words;
    private final WithdrawnProposals takenBack;
    private final Forms forms;

    FamilyReturnPages(
            FileShell shell,
            FamilyReturns familyReturns,
            Policies policies,
            Revealed revealed,
            Formats words,
            WithdrawnProposals takenBack,
            Forms forms) {
        this.shell = shell;
        this.familyReturns = familyReturns;
        this.policies = policies;
        this.revealed = revealed;
        this.words = words;
        this.takenBack = takenBack;
        this.forms = forms;
    }

    @GetMapping
    String page(
            Actor actor, @PathVariable String code, @RequestParam(required = false) @Nullable UUID again, Model model) {
        PostedForm.empty(model, takenBack.form(actor, code, again));
        return show(actor, code, model);
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        CaseFile file = frame.file();
        List<FamilyReturn> all = PageResponses.read(familyReturns.of(actor, file.code()));
        FamilyReturn running =
                all.stream().filter(FamilyReturn::runs).findFirst().orElse(null);
        model.addAttribute("homecomings", all);
        model.addAttribute("running", running);
        model.addAttribute(
                "arrivalDue", running == null ? null : running.arrivalDue(policies.hours("arrival-confirmation.max")));
        model.addAttribute("waiting", running == null ? null : familyReturns.waiting(actor, running.id()));
        model.addAttribute("refused", running == null ? null : familyReturns.refused(actor, running.id()));
        model.addAttribute("letters", letters(actor, file.code()));
        model.addAttribute("authorities", authorities(actor, file.code(), running));
        boolean departs = running != null && familyReturns.mayDepart(actor, file.code(), running);
        model.addAttribute("departs", departs);
        model.addAttribute("barred", running != null && familyReturns.arrivesIntoDanger(actor, file.code(), running));
        model.addAttribute("ask", ask(running, next(running, departs)));
        model.addAttribute(
                "writes", actor.may(Verb.CASE_WRITE) && frame.writes(Section.PLACEMENT) && !frame.byEmergency());
        return "homecoming/homecoming";
    }

    /** Codes of the authorities that answer here for a journey ahead; "" = none. */
    private String authorities(Actor actor, String code, @Nullable FamilyReturn running) {
        return running != null && running.crossBorder() && running.isAhead()
                ? String.join(", ", familyReturns.authorities(actor, code, running))
                : "";
    }

    /** The steps that may come next; no departure is offered across a border that is closed, nor to a home that is not agreed. */
    private static List<FamilyReturn.State> next(@Nullable FamilyReturn running, boolean departs) {
        if (running == null) return List.of(FamilyReturn.State.PLANNED, FamilyReturn.State.ACCEPTED);
        boolean closed = running.crossBorder() && running.state() != FamilyReturn.State.ACCEPTED;
        return Stream.of(FamilyReturn.State.values())
                .filter(to -> to == running.state() || running.state().mayBecome(to))
                .filter(to -> to != FamilyReturn.State.DEPARTED || departs && !closed || running.state() == to)
                .toList();
    }

    private Map<String, String> letters(Actor actor, String code) {
        Map<String, String> letters = new LinkedHashMap<>();
        familyReturns
                .papers(actor, code)
                .forEach(paper -> letters.put(
                        paper.id().toString(),
                        words.code("attachment-kind", paper.kind()) + ", " + words.moment(paper.addedAt())));
        return letters;
    }

    private FormView ask(@Nullable FamilyReturn running, List<FamilyReturn.State> states) {
        FormView ask = running == null
                ? forms.view(PlanReturn.Input.class).prefilled("state", FamilyReturn.State.PLANNED)
                : forms.view(PlanReturn.Input.class, running.id(), running.version())
                        .prefilled("state", running.state());
        return ask.offering("state", states);
    }

    @PostMapping
    String plan(Actor actor, @PathVariable String code, Submission<PlanReturn.Input> submission) {
        String file = code.toUpperCase(Locale.ROOT);
        return PageResponses.answer(
                submission,
                input -> PageResponses.compared(
                        submission.sent(),
                        familyReturns.plan(actor, file, input.command(), input.document()),
                        FamilyReturn::fields,
                        PageResponses.typed(submission.form(), submission.fields())),
                (input, now) -> "/cases/" + file + "/homecoming?done=cases." + done(actor, file, input, now),
                m -> show(actor, code, m));
    }

    private String done(Actor actor, String code, PlanReturn.Input input, FamilyReturn now) {
        if (!input.isAskedFor(now)) return overWith(actor, code, now);
        Decision waits = familyReturns.waiting(actor, now.id());
        return (waits == null ? FamilyReturns.KIND : waits.kind()).toLowerCase(Locale.ROOT) + "-asked";
    }

    /** A child who arrived at no home, or turned back to none, needs a place to sleep. */
    private String overWith(Actor actor, String code, FamilyReturn now) {
        if (now.runs() || !now.isGone() || familyReturns.hasPlace(actor, code)) return "homecoming";
        return now.state() == FamilyReturn.State.ARRIVED ? "arrived-without-home" : "turned-back";
    }

    @RecentFactor
    @PostMapping(path = "/{id}/reveal", headers = Revealed.BY_SCRIPT)
    ResponseEntity<String> addressAlone(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return revealed.alone(address(actor, code, id));
    }

    @RecentFactor
    @PostMapping("/{id}/reveal")
    String addressPage(Actor actor, @PathVariable String code, @PathVariable UUID id, Model model) {
        String file = code.toUpperCase(Locale.ROOT);
        return revealed.page(
                model, address(actor, code, id), "cases.homecoming.address.the", "/cases/" + file + "/homecoming");
    }

    private String address(Actor actor, String code, UUID id) {
        return familyReturns.address(actor, code.toUpperCase(Locale.ROOT), id).orElseThrow(FileShell::notFound);
    }
}
