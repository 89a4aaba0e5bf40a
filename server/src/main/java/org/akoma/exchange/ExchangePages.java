package org.akoma.exchange;

import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

/** What comes in and what goes out, as far as the person may. */
@Controller
class ExchangePages {

    @GetMapping("/exchange")
    String show(Actor actor, Model model) {
        if (!ExchangeNav.uses(actor)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        model.addAttribute("imports", actor.may(Verb.IMPORT_FILES));
        model.addAttribute("exports", actor.may(Verb.EXPORT_PSEUDONYMOUS));
        return "exchange/exchange";
    }
}
