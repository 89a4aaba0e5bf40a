package org.akoma.ground.agreements;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.agreements.ProposeAgreement.Result;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.people.PeopleAnswers;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PostedForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Sharing agreements between structures, as pages. */
@Controller
class AgreementPages {

    static final int PAGE = 50;

    /** What an agreement may name; code and state of the file always go along. */
    private static final List<Section> SECTIONS = List.copyOf(EnumSet.complementOf(EnumSet.of(Section.STATUS)));

    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final Agreements agreements;
    private final AgreementReaders readers;

    AgreementPages(Agreements agreements, AgreementReaders readers) {
        this.agreements = agreements;
        this.readers = readers;
    }

    /** @param structure whose agreements; empty = everybody's */
    @GetMapping("/agreements")
    String list(
            Actor actor,
            Model model,
            @RequestParam(defaultValue = "") String structure,
            @RequestParam(defaultValue = "") String cursor) {
        PeopleAnswers.allow(actor, Verb.AGREEMENT_READ);
        Cursor from = Cursor.of(cursor);
        String of = structure.strip().toUpperCase(Locale.ROOT);
        List<Agreement> found = agreements.list(actor, of.isEmpty() ? null : of, from.day(), from.id(), ListPage.ROWS);
        model.addAttribute("agreements", found.stream().limit(ListPage.ROWS).toList());
        model.addAttribute("structure", of);
        model.addAttribute("structures", agreements.structures(actor));
        model.addAttribute("today", agreements.today());
        model.addAttribute("next", found.size() > ListPage.ROWS ? Cursor.after(found.get(ListPage.ROWS - 1)) : null);
        model.addAttribute("mayPropose", actor.may(Verb.AGREEMENT_PROPOSE));
        return "agreements/agreements";
    }

    /** Where a page of the list begins. */
    record Cursor(LocalDate day, UUID id) {
        static Cursor of(String text) {
            try {
                return text.isEmpty()
                        ? new Cursor(LocalDate.of(9999, 1, 1), LAST)
                        : new Cursor(LocalDate.parse(text.substring(0, 10)), UUID.fromString(text.substring(11)));
            } catch (RuntimeException notOurs) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
        }

        static String after(Agreement last) {
            return last.signedOn() + "_" + last.id();
        }
    }

    @GetMapping("/agreements/new")
    String blank(Actor actor, Model model) {
        PeopleAnswers.allow(actor, Verb.AGREEMENT_PROPOSE);
        PostedForm.empty(model, Form.of(Map.of("from", new String[] {actor.organisation()})));
        return form(actor, model);
    }

    /** Sent by the second button of the form: the same page with who could read what, and nothing is proposed. */
    @PostMapping(value = "/agreements/new", params = "preview")
    String preview(Actor actor, PostedForm posted) {
        PeopleAnswers.allow(actor, Verb.AGREEMENT_PROPOSE);
        Form form = posted.form();
        Model model = posted.model();
        PostedForm.empty(model, form);
        model.addAttribute(
                "sides",
                readers.of(
                        actor,
                        form.typed("from"),
                        form.typed("to"),
                        form.ticked("bothWays"),
                        AgreementReaders.sections(form)));
        return form(actor, model);
    }

    @PostMapping(value = "/agreements/new", params = "!preview")
    String propose(Actor actor, Submission<ProposeAgreement.Input> submission) {
        PeopleAnswers.allow(actor, Verb.AGREEMENT_PROPOSE);
        PostedForm posted = submission.sent();
        ProposeAgreement.Input input = submission.read();
        if (input == null) return posted.again(submission.errors(), m -> form(actor, m));
        return switch (agreements.propose(actor, input.command())) {
            case Result.Done(Agreement made) -> "redirect:/agreements/" + made.id() + "?done=agreements.proposed";
            case Result.Waits(Agreement made) -> "redirect:/agreements/" + made.id() + "?done=agreements.proposed";
            case Result.Refused(var why) -> posted.again(why, m -> form(actor, m));
            case Result.NotFound() -> throw PeopleAnswers.nothing();
            case Result.Forbidden() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    private String form(Actor actor, Model model) {
        model.addAttribute("givers", agreements.givers(actor));
        model.addAttribute("receivers", agreements.receivers(actor));
        model.addAttribute("sections", SECTIONS);
        model.addAttribute("bothOffered", actor.is(Role.PROJECT_MANAGER));
        return "agreements/agreement-new";
    }

    @GetMapping("/agreements/{id}")
    String show(Actor actor, @PathVariable UUID id, Model model) {
        PostedForm.nothing(model);
        return one(actor, id, model);
    }

    @PostMapping("/agreements/{id}/confirmation")
    String confirm(Actor actor, @PathVariable UUID id, Submission<ConfirmAgreement> submission) {
        PeopleAnswers.allow(actor, Verb.AGREEMENT_CONFIRM);
        ConfirmAgreement said = submission.read();
        if (said == null) return submission.sent().again(submission.errors(), m -> one(actor, id, m));
        FieldError unseen = readers.unseen(actor, id, said.drawn());
        return unseen == null
                ? answer(actor, id, agreements.confirm(actor, id), "confirmed", submission.sent())
                : submission.sent().again(unseen, m -> one(actor, id, m));
    }

    @PostMapping("/agreements/{id}/end")
    String end(Actor actor, @PathVariable UUID id, Submission<EndAgreement> submission) {
        if (!Agreements.ends(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        EndAgreement input = submission.read();
        return input == null
                ? submission.sent().again(submission.errors(), m -> one(actor, id, m))
                : answer(actor, id, agreements.end(actor, id, input.endedOn()), "ended", submission.sent());
    }

    private String answer(Actor actor, UUID id, Result result, String done, PostedForm posted) {
        return switch (result) {
            case Result.Done(Agreement now) -> "redirect:/agreements/" + id + "?done=agreements." + done;
            case Result.Waits(Agreement now) -> "redirect:/agreements/" + id + "?done=agreements.end-asked";
            case Result.NotFound() -> throw PeopleAnswers.nothing();
            case Result.Forbidden() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Result.Refused(var why) -> posted.again(why, m -> one(actor, id, m));
        };
    }

    private String one(Actor actor, UUID id, Model model) {
        PeopleAnswers.allow(actor, Verb.AGREEMENT_READ);
        Agreement found = agreements.find(actor, id).orElseThrow(PeopleAnswers::nothing);
        LocalDate today = agreements.today();
        boolean open = found.endedOn() == null && found.on(today) != Agreement.State.EXPIRED;
        model.addAttribute("one", found);
        model.addAttribute("state", found.on(today));
        model.addAttribute(
                "mayConfirm",
                open
                        && found.confirmedBy() == null
                        && actor.may(Verb.AGREEMENT_CONFIRM)
                        && !found.proposedBy().equals(actor.code()));
        List<AgreementReaders.Side> sides = AgreementReaders.shows(actor) ? readers.of(actor, found) : null;
        model.addAttribute("sides", sides);
        model.addAttribute("drawn", sides == null ? null : AgreementReaders.print(sides));
        UUID asked = open ? agreements.endAsked(actor, id) : null;
        model.addAttribute("endAsked", asked);
        model.addAttribute(
                "mayEnd", open && agreements.mayEnd(actor, id) && (asked == null || agreements.isOfASide(actor, id)));
        return "agreements/agreement";
    }
}
