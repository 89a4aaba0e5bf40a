package org.akoma.protection.cases;

import java.util.Map;
import org.akoma.TypedCode;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.emergencies.BreakGlasses;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Opening a file in an emergency. It has an address of its own, so that the page of a file that does not exist and of one that is
 * not mine stay the same.
 */
@Controller
class EmergencyPages {

    private final Emergencies emergencies;
    private final BreakGlasses glasses;

    EmergencyPages(Emergencies emergencies, BreakGlasses glasses) {
        this.emergencies = emergencies;
        this.glasses = glasses;
    }

    @GetMapping("/emergency")
    String ask(Actor actor, @RequestParam(defaultValue = "") String code, Model model) {
        if (!actor.may(Verb.BREAK_GLASS)) throw PageRefusal.forbidden();
        String wanted = TypedCode.of(code);
        boolean isCode = wanted.matches("[A-Z]{2,6}-[0-9]{3,9}");
        PostedForm.empty(model, Form.ofJson(isCode ? Map.of("code", wanted) : Map.of()));
        return page(actor, model);
    }

    private String page(Actor actor, Model model) {
        model.addAttribute("asksFactor", emergencies.asksFactor(actor));
        model.addAttribute("stopped", glasses.stopped(actor));
        model.addAttribute("hours", emergencies.hours());
        model.addAttribute("toCall", emergencies.toCall(actor));
        return "cases/emergency";
    }

    @PostMapping("/emergency")
    String open(Actor actor, Submission<OpenEmergency> submission) {
        return PageResponses.answer(
                submission,
                input -> open(actor, input),
                input -> "/cases/" + TypedCode.of(input.code()) + "?done=cases.emergency",
                m -> page(actor, m));
    }

    /** Here the code is a field: that no file bears it is said beside it. */
    private Outcome<Emergencies.Opened> open(Actor actor, OpenEmergency input) {
        Outcome<Emergencies.Opened> outcome =
                emergencies.open(actor, TypedCode.of(input.code()), input.reason(), input.secondFactor());
        return outcome instanceof Outcome.NotFound<Emergencies.Opened>
                ? Outcome.Refused.because("code", "cases.emergency-no-file")
                : outcome;
    }
}
