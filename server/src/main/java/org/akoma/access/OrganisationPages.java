package org.akoma.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.Form;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The register of structures, as pages. */
@Controller
class OrganisationPages {

    private final Structures structures;

    OrganisationPages(Structures structures) {
        this.structures = structures;
    }

    @GetMapping("/organisations")
    String list(Actor actor, Model model, @RequestParam(defaultValue = "") String cursor) {
        List<Organisation> found = structures.page(actor, cursor, Structures.PAGE);
        boolean more = found.size() > Structures.PAGE;
        model.addAttribute(
                "organisations", found.stream().limit(Structures.PAGE).toList());
        model.addAttribute(
                "next",
                more ? "/organisations?cursor=" + found.get(Structures.PAGE - 1).code() : null);
        model.addAttribute("mayWrite", actor.may(Verb.SETTINGS_WRITE));
        return "access/organisations";
    }

    @GetMapping("/organisations/new")
    String blank(Actor actor, Model model) {
        PeoplePages.allow(actor, Verb.SETTINGS_WRITE);
        return form(model, Form.of(Map.of()), List.of());
    }

    @PostMapping("/organisations/new")
    String make(Actor actor, HttpServletRequest request, HttpServletResponse response, Model model) {
        PeoplePages.allow(actor, Verb.SETTINGS_WRITE);
        Form form = Form.of(request.getParameterMap());
        Organisation made = OrganisationForm.make(form);
        if (made != null && structures.make(actor, made))
            return "redirect:/organisations/" + made.code() + "?done=organisation-made";
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(model, form, made == null ? form.errors() : List.of(FieldError.of("code", "access.name-taken")));
    }

    private static String form(Model model, Form form, List<FieldError> errors) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("kinds", Organisation.Kind.values());
        return "access/organisation-new";
    }

    @GetMapping("/organisations/{code}")
    String show(Actor actor, @PathVariable String code, Model model) {
        return one(actor, code, model, Form.of(Map.of()), List.of());
    }

    @PostMapping("/organisations/{code}/end")
    String end(
            Actor actor,
            @PathVariable String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        PeoplePages.allow(actor, Verb.SETTINGS_WRITE);
        Form form = Form.of(request.getParameterMap());
        LocalDate until = form.requiredDate("validUntil");
        String successor = OrganisationForm.upper(form.text("successor", 40));
        if (until != null && form.isSound()) {
            switch (structures.end(actor, code, until, successor)) {
                case DONE -> {
                    return "redirect:/organisations/" + code + "?done=organisation-ended";
                }
                case NOT_FOUND, FORBIDDEN -> throw PersonPages.nothing();
                case NO_SUCCESSOR -> form.wrong("successor", "access.no-organisation");
                case WRONG_DAY -> form.wrong("validUntil", "access.life-order");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return one(actor, code, model, form, form.errors());
    }

    private String one(Actor actor, String code, Model model, Form form, List<FieldError> errors) {
        model.addAttribute("one", structures.find(actor, code).orElseThrow(PersonPages::nothing));
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("mayWrite", actor.may(Verb.SETTINGS_WRITE));
        return "access/organisation";
    }
}
