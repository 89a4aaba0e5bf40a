package org.akoma.protection.consent;

import org.akoma.ground.access.Actor;
import org.akoma.ground.web.PostedForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** A child's consents for the data protection officer, as a page. */
@Controller
class OverseenConsentPages {

    private final OverseenConsents consents;

    OverseenConsentPages(OverseenConsents consents) {
        this.consents = consents;
    }

    @GetMapping("/journal/consents/{code}")
    String page(Actor actor, @PathVariable String code, Model model) {
        if (!OverseenConsents.reads(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        PostedForm.nothing(model);
        model.addAttribute(
                "answers",
                consents.of(actor, code).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        model.addAttribute("code", code);
        return "consent/overseen";
    }
}
