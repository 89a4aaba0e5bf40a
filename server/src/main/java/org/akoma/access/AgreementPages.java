package org.akoma.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Form;
import org.akoma.access.ProposeAgreement.Result;
import org.jspecify.annotations.Nullable;
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
    private static final UUID LAST = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

    private final Agreements agreements;

    AgreementPages(Agreements agreements) {
        this.agreements = agreements;
    }

    /** @param structure whose agreements; empty = everybody's */
    @GetMapping("/agreements")
    String list(
            Actor actor,
            Model model,
            @RequestParam(defaultValue = "") String structure,
            @RequestParam(defaultValue = "") String cursor) {
        PeoplePages.allow(actor, Verb.AGREEMENT_READ);
        Cursor from = Cursor.of(cursor);
        String of = OrganisationForm.upper(structure.strip());
        List<Agreement> found =
                agreements.list(actor, of == null || of.isEmpty() ? null : of, from.day(), from.id(), PAGE);
        model.addAttribute("agreements", found.stream().limit(PAGE).toList());
        model.addAttribute("structure", of);
        model.addAttribute("structures", agreements.structures(actor));
        model.addAttribute("today", agreements.today());
        model.addAttribute("next", found.size() > PAGE ? Cursor.after(found.get(PAGE - 1)) : null);
        model.addAttribute("mayPropose", actor.may(Verb.AGREEMENT_PROPOSE));
        return "access/agreements";
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
        PeoplePages.allow(actor, Verb.AGREEMENT_PROPOSE);
        return form(actor, model, Form.of(Map.of()), List.of());
    }

    @PostMapping("/agreements/new")
    String propose(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        PeoplePages.allow(actor, Verb.AGREEMENT_PROPOSE);
        Form form = Form.of(request.getParameterMap());
        ProposeAgreement command = AgreementForm.read(form);
        List<FieldError> errors = form.errors();
        if (command != null) {
            switch (agreements.propose(actor, command)) {
                case Result.Done(Agreement made) -> {
                    return "redirect:/agreements/" + made.id() + "?done=agreements.proposed";
                }
                case Result.Refused(var why) -> errors = why;
                case Result.NotFound() -> throw PersonPages.nothing();
                case Result.Forbidden() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(actor, model, form, errors);
    }

    private String form(Actor actor, Model model, Form form, List<FieldError> errors) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("structures", agreements.structures(actor));
        model.addAttribute("sections", AgreementForm.SECTIONS);
        return "access/agreement-new";
    }

    @GetMapping("/agreements/{id}")
    String show(Actor actor, @PathVariable UUID id, Model model) {
        return one(actor, id, model, Form.of(Map.of()), List.of());
    }

    @PostMapping("/agreements/{id}/confirmation")
    @Nullable
    String confirm(Actor actor, @PathVariable UUID id, HttpServletResponse response, Model model) {
        PeoplePages.allow(actor, Verb.AGREEMENT_CONFIRM);
        return answer(actor, id, agreements.confirm(actor, id), "confirmed", Form.of(Map.of()), response, model);
    }

    @PostMapping("/agreements/{id}/end")
    @Nullable
    String end(
            Actor actor, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response, Model model) {
        if (!Agreements.ends(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        Form form = Form.of(request.getParameterMap());
        LocalDate day = form.requiredDate("endedOn");
        Result result = day == null ? new Result.Refused(form.errors()) : agreements.end(actor, id, day);
        return answer(actor, id, result, "ended", form, response, model);
    }

    private String answer(
            Actor actor, UUID id, Result result, String done, Form form, HttpServletResponse response, Model model) {
        return switch (result) {
            case Result.Done(Agreement now) -> "redirect:/agreements/" + id + "?done=agreements." + done;
            case Result.NotFound() -> throw PersonPages.nothing();
            case Result.Forbidden() -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case Result.Refused(var why) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield one(actor, id, model, form, why);
            }
        };
    }

    private String one(Actor actor, UUID id, Model model, Form form, List<FieldError> errors) {
        PeoplePages.allow(actor, Verb.AGREEMENT_READ);
        Agreement found = agreements.find(actor, id).orElseThrow(PersonPages::nothing);
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
        model.addAttribute("mayEnd", open && Agreements.ends(actor));
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        return "access/agreement";
    }
}
