package org.akoma.protection.handover;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.BorderPapers;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The hand-over of a file to an authority, on one page: what is missing, what is asked, what became of it. */
@Controller
@RequestMapping("/cases/" + FileShell.CODE + "/handover")
class HandoverPages {

    private static final String HERE = "/handover";

    private final FileShell shell;
    private final Handovers handovers;
    private final HandoverStandings standings;
    private final AcceptedHandovers accepted;
    private final Forms forms;
    private final ChecklistFacts facts;
    private final Formats words;

    HandoverPages(
            FileShell shell,
            Handovers handovers,
            HandoverStandings standings,
            AcceptedHandovers accepted,
            Forms forms,
            ChecklistFacts facts,
            Formats words) {
        this.words = words;
        this.shell = shell;
        this.handovers = handovers;
        this.standings = standings;
        this.accepted = accepted;
        this.forms = forms;
        this.facts = facts;
    }

    @GetMapping
    String page(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return show(actor, code, model);
    }

    private String show(Actor actor, String code, Model model) {
        FileFrame frame = shell.around(actor, code, model);
        HandoverStandings.Standing standing = PageResponses.read(standings.of(actor, frame.code()));
        Handover runs = standing.running();
        model.addAttribute("standing", standing);
        model.addAttribute("runs", runs);
        Decision waiting = standing.waiting();
        boolean mine = waiting != null && waiting.concerns(actor);
        boolean leads = actor.may(Verb.CASE_ASSIGN)
                && frame.mayWrite(Section.STATUS)
                && !frame.byEmergency()
                && frame.file().status().open();
        model.addAttribute("mine", mine);
        model.addAttribute("transfers", actor.may(Verb.CASE_ASSIGN) && frame.worksOnIt() && standing.transferable());
        model.addAttribute("leads", leads);
        model.addAttribute(
                "answers", waiting != null && !mine && waiting.kind().equals(Handovers.KIND) && frame.proposed());
        boolean open = runs != null && runs.state() == Handover.State.WAITING;
        boolean writes = open
                && !standing.answersHere()
                && waiting == null
                && actor.is(Role.CASE_WORKER)
                && frame.mayWrite(Section.STATUS);
        model.addAttribute("enters", writes);
        model.addAttribute("letters", writes ? titled(standings.letters(actor, frame.code())) : Map.of());
        model.addAttribute(
                "visits",
                runs != null
                        && runs.sentAt() != null
                        && actor.may(Verb.VISIT_WRITE)
                        && frame.writes(Section.FOLLOW_UP));
        boolean names = runs != null
                && runs.state() == Handover.State.ACCEPTED
                && !runs.minimum()
                && actor.is(Role.MINISTRY_OFFICER)
                && frame.mayWrite(Section.STATUS);
        model.addAttribute("names", names);
        model.addAttribute("workers", names ? accepted.workers(actor) : List.of());
        model.addAttribute("checks", frame.holds(Section.FOLLOW_UP) && frame.worksOnIt() && !frame.proposed());
        boolean mayPropose = leads && (runs == null || runs.isOver());
        model.addAttribute("proposes", mayPropose);
        if (mayPropose) {
            model.addAttribute("receivers", standings.receivers(actor, frame.code()));
            model.addAttribute("ask", forms.fresh(ProposeHandover.class));
        }
        model.addAttribute("facts", facts);
        model.addAttribute(
                "sends",
                leads
                        && runs != null
                        && runs.state() == Handover.State.BLOCKED
                        && (runs.minimum()
                                || standing.consent() == null
                                || standing.consent() == Handover.Consent.GIVEN));
        model.addAttribute("send", forms.view(ProposeHandover.Send.class).prefilled("why", standing.wordsKept()));
        model.addAttribute("minimum", forms.view(ProposeHandover.Minimum.class));
        model.addAttribute("reply", forms.view(ProposeHandover.Reply.class));
        model.addAttribute("enter", forms.view(ProposeHandover.EnterLetter.class));
        model.addAttribute("joint", forms.view(ProposeHandover.JointVisit.class));
        model.addAttribute("check", forms.view(ProposeHandover.CheckUp.class));
        return "handover/file";
    }

    /** Id of each document, and what a person calls it. */
    private Map<String, String> titled(List<BorderPapers.Paper> papers) {
        Map<String, String> titled = new LinkedHashMap<>();
        papers.forEach(one -> titled.put(
                one.id().toString(),
                one.title() == null
                        ? words.code("attachment-kind", one.kind()) + ", " + words.date(one.addedAt())
                        : one.title()));
        return titled;
    }

    @PostMapping
    String propose(Actor actor, @PathVariable String code, Submission<ProposeHandover> submission) {
        return PageResponses.answer(
                submission,
                command -> handovers.propose(actor, upper(code), command),
                (command, made) ->
                        next(code, made.state() == Handover.State.BLOCKED ? "handover.blocked" : "handover.proposed"),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/sending")
    String send(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeHandover.Send> submission) {
        return PageResponses.answer(
                submission,
                command -> handovers.send(actor, upper(code), id, command),
                command -> next(code, "handover.proposed"),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/withdrawal")
    String takeBack(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted) {
        return PageResponses.answer(
                posted,
                handovers.takeBack(actor, upper(code), id),
                next(code, "handover.withdrawn"),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/minimum")
    String minimum(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeHandover.Minimum> submission) {
        return PageResponses.answer(
                submission,
                command -> handovers.askMinimum(actor, upper(code), id, command),
                command -> next(code, "handover.minimum-asked"),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/answer")
    String answer(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeHandover.Reply> submission) {
        return PageResponses.answer(
                submission,
                command -> handovers.reply(actor, upper(code), id, command),
                command -> command.agreed() ? next(code, "handover.accepted") : "/handovers?done=handover.returned",
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/letter")
    String letter(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeHandover.EnterLetter> submission) {
        return PageResponses.answer(
                submission,
                command -> handovers.enterLetter(actor, upper(code), id, command),
                command -> next(code, "handover.letter-entered"),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/widening")
    String widen(Actor actor, @PathVariable String code, @PathVariable UUID id, PostedForm posted) {
        return PageResponses.answer(
                posted,
                accepted.widen(actor, upper(code), id),
                next(code, "handover.widened"),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/joint-visit")
    String jointVisit(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeHandover.JointVisit> submission) {
        return PageResponses.answer(
                submission,
                command -> accepted.visitedTogether(actor, upper(code), id, command.on()),
                command -> next(code, "handover.joint-visit"),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/worker")
    String worker(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            Submission<ProposeHandover.NameWorker> submission) {
        return PageResponses.answer(
                submission,
                command -> accepted.nameWorker(actor, upper(code), id, command.worker()),
                command -> next(code, "handover.worker-named"),
                m -> show(actor, code, m));
    }

    @PostMapping("/{id}/checks/{days:30|90}")
    String check(
            Actor actor,
            @PathVariable String code,
            @PathVariable UUID id,
            @PathVariable int days,
            Submission<ProposeHandover.CheckUp> submission) {
        return PageResponses.answer(
                submission,
                said -> accepted.checkUp(actor, upper(code), id, days, said),
                done -> next(code, isGood(submission) ? "handover.checked" : "handover.checked-bad"),
                m -> show(actor, code, m));
    }

    private static boolean isGood(Submission<ProposeHandover.CheckUp> submission) {
        ProposeHandover.CheckUp said = submission.read();
        return said != null && said.isGood();
    }

    private static String next(String code, String done) {
        return "/cases/" + upper(code) + HERE + "?done=" + done;
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
