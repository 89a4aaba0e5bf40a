package org.akoma.protection.rights;

import org.akoma.ground.access.Actor;
import org.akoma.ground.web.PageRefusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The list of requests about the data of children, for the data protection officer. */
@Controller
class RightsRequestPages {

    static final String HERE = "/rights-requests";

    private final RightsRequests requests;

    RightsRequestPages(RightsRequests requests) {
        this.requests = requests;
    }

    @GetMapping(HERE)
    String list(Actor actor, Model model) {
        if (!RightsRequests.reads(actor)) throw PageRefusal.notFound();
        model.addAttribute("requests", requests.all(actor));
        model.addAttribute("now", requests.now());
        return "rights/officer";
    }
}
