package org.akoma.ground.people;

import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.DecisionList;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What waits for a second person: roles, and new second factors. Each is decided on the page of its decision. */
@Controller
class ApprovalPages {

    private final Accounts accounts;
    private final DecisionList decisions;

    ApprovalPages(Accounts accounts, DecisionList decisions) {
        this.accounts = accounts;
        this.decisions = decisions;
    }

    @GetMapping("/approvals")
    String waiting(Actor actor, Model model) {
        PeopleAnswers.allow(actor, Verb.PEOPLE_READ);
        model.addAttribute("waiting", accounts.waitingRoles(actor));
        model.addAttribute("resets", accounts.waitingResets(actor));
        model.addAttribute("roleDecisions", decisions.waitingOf(actor, RoleDecisions.KIND));
        model.addAttribute("resetDecisions", decisions.waitingOf(actor, SecondFactorDecisions.KIND));
        model.addAttribute("mayApprove", actor.may(Verb.ROLE_APPROVE));
        return "people/approvals";
    }
}
