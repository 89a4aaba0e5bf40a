package org.akoma.ground.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.forms.Submission;
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

/** The register of structures, as pages. */
@Controller
class OrganisationPages {

    private final Structures structures;

    OrganisationPages(Structures structures) {
        this.structures = structures;
    }

    @GetMapping("/organisations")
    String list(Actor actor, Model model, @RequestParam(defaultValue = "") String cursor) {
        List<Organisation> found = structures.page(actor, cursor, ListPage.ROWS);
        boolean more = found.size() > ListPage.ROWS;
        model.addAttribute("organisations", found.stream().limit(ListPage.ROWS).toList());
        model.addAttribute(
                "next",
                more ? "/organisations?cursor=" + found.get(ListPage.ROWS - 1).code() : null);
        model.addAttribute("mayWrite", actor.may(Verb.SETTINGS_WRITE));
        return "people/organisations";
    }

    @GetMapping("/organisations/new")
    String blank(Actor actor, Model model) {
        PeopleAnswers.allow(actor, Verb.SETTINGS_WRITE);
        Map<String, String[]> known = new LinkedHashMap<>();
        structures
                .find(actor, actor.organisation())
                .ifPresent(own -> known.put("country", new String[] {own.country()}));
        PostedForm.empty(model, Form.of(known));
        return form(model);
    }

    @PostMapping("/organisations/new")
    String make(Actor actor, Submission<MakeOrganisation> submission) {
        PeopleAnswers.allow(actor, Verb.SETTINGS_WRITE);
        PostedForm posted = submission.sent();
        MakeOrganisation input = submission.read();
        if (input == null) return posted.again(submission.errors(), OrganisationPages::form);
        Organisation made = input.organisation();
        FieldError wrong = structures.make(actor, made);
        return wrong == null
                ? "redirect:/organisations/" + made.code() + "?done=organisation-made"
                : posted.again(wrong, OrganisationPages::form);
    }

    /** By which another one can be followed: everybody but itself. */
    private List<String> others(Actor actor, Organisation one) {
        return structures.codes(actor, kind -> true).keySet().stream()
                .filter(code -> !code.equals(one.code()))
                .toList();
    }

    private static String form(Model model) {
        model.addAttribute("kinds", Organisation.Kind.values());
        return "people/organisation-new";
    }

    @GetMapping("/organisations/{code}")
    String show(Actor actor, @PathVariable String code, Model model) {
        PostedForm.nothing(model);
        return one(actor, code, model);
    }

    @PostMapping("/organisations/{code}/names")
    String correct(Actor actor, @PathVariable String code, Submission<CorrectOrganisation> submission) {
        Form form = submission.form();
        CorrectOrganisation input = submission.read();
        if (submission.lacksVersion()) return overtaken(actor, code, submission);
        if (input != null) {
            switch (structures.correct(actor, code, input)) {
                case DONE -> {
                    return "redirect:/organisations/" + code + "?done=organisation-corrected";
                }
                case WAITS -> {
                    return "redirect:/organisations/" + code + "?done=organisation-name-asked";
                }
                case ASKED_BY_ANOTHER -> form.wrong("label", Decisions.WAITS_OF_ANOTHER);
                case NOT_FOUND -> throw PeopleAnswers.nothing();
                case FORBIDDEN -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
                case CHANGED -> {
                    return overtaken(actor, code, submission);
                }
                case NAME_TAKEN -> form.wrong("label", Structures.NAME_TAKEN);
                case KIND_IN_USE -> form.wrong("kind", "access.kind-in-use");
                case COUNTRY_IN_USE -> form.wrong("country", Structures.COUNTRY_IN_USE);
            }
        }
        return submission.sent().again(form.errors(), m -> one(actor, code, m));
    }

    /** The structure as it is now, and the form as it was sent. */
    private String overtaken(Actor actor, String code, Submission<CorrectOrganisation> submission) {
        return submission.overtaken("house.changed", m -> one(actor, code, m));
    }

    @PostMapping("/organisations/{code}/end")
    String end(Actor actor, @PathVariable String code, Submission<CorrectOrganisation.OrganisationEnd> submission) {
        PeopleAnswers.allow(actor, Verb.SETTINGS_WRITE);
        Form form = submission.form();
        CorrectOrganisation.OrganisationEnd input = submission.read();
        if (input != null) {
            switch (structures.end(actor, code, input.validUntil(), input.successor())) {
                case DONE -> {
                    return "redirect:/organisations/" + code + "?done=organisation-ended";
                }
                case NOT_FOUND, FORBIDDEN -> throw PeopleAnswers.nothing();
                case NO_SUCCESSOR -> form.wrong("successor", "access.no-organisation");
                case WRONG_DAY -> form.wrong("validUntil", "access.life-order");
                case AT_WORK -> form.wrong("validUntil", "access.structure-at-work");
                case ANSWERS -> form.wrong("validUntil", "access.structure-answers");
            }
        }
        return submission.sent().again(form.errors(), m -> one(actor, code, m));
    }

    private String one(Actor actor, String code, Model model) {
        Organisation one = structures.find(actor, code).orElseThrow(PeopleAnswers::nothing);
        model.addAttribute("one", one);
        model.addAttribute("version", structures.version(actor, one));
        model.addAttribute("keepsNames", structures.keepsNames(actor, one));
        model.addAttribute("formerNames", structures.formerNames(actor, one));
        model.addAttribute("asked", structures.namesWaiting(actor).get(one.id()));
        model.addAttribute("others", others(actor, one));
        model.addAttribute("kinds", Organisation.Kind.values());
        model.addAttribute("mayWrite", actor.may(Verb.SETTINGS_WRITE));
        return "people/organisation";
    }
}
