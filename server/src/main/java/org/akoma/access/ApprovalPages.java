package org.akoma.access;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** What waits for a second person: roles, and new second factors. */
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
        PeoplePages.allow(actor, Verb.PEOPLE_READ);
        model.addAttribute("waiting", accounts.waitingRoles(actor));
        model.addAttribute("resets", accounts.waitingResets(actor));
        model.addAttribute("roleDecisions", decisions.waitingOf(actor, RoleDecisions.KIND));
        model.addAttribute("resetDecisions", decisions.waitingOf(actor, SecondFactorDecisions.KIND));
        model.addAttribute("mayApprove", actor.may(Verb.ROLE_APPROVE));
        return "access/approvals";
    }

    @PostMapping("/approvals/roles/{id}")
    String role(Actor actor, @PathVariable UUID id) {
        return after(accounts.approve(actor, id), "role-approved");
    }

    @PostMapping("/approvals/second-factors/{id}")
    String secondFactor(Actor actor, @PathVariable UUID id) {
        return after(accounts.approveReset(actor, id), "code-approved");
    }

    private static String after(Outcome outcome, String done) {
        return switch (outcome) {
            case DONE -> "redirect:/approvals?done=" + done;
            case TO_ONESELF, CHANGED, WAITS -> "redirect:/approvals?done=not-oneself";
            case NOT_FOUND -> throw PersonPages.nothing();
            case FORBIDDEN -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }
}
