package org.akoma.ground.people;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.DecisionList;
import org.springframework.stereotype.Service;

/** How many requests about accounts wait for somebody. */
@Service
public class PendingAccounts {

    private final Accounts accounts;

    private final DecisionList decisions;

    PendingAccounts(Accounts accounts, DecisionList decisions) {
        this.accounts = accounts;
        this.decisions = decisions;
    }

    /** Roles, invitations, passwords and second factors that the actor may approve. */
    public int approvals(Actor actor) {
        if (!actor.may(Verb.ROLE_APPROVE)) return 0;
        long roles = accounts.waitingRoles(actor).stream()
                .filter(shown -> !shown.role().concerns(actor))
                .count();
        long resets = accounts.waitingResets(actor).stream()
                .filter(reset -> !reset.username().equals(actor.username()))
                .count();
        long passwords = passwords(actor).stream()
                .filter(one -> !one.decision().concerns(actor))
                .count();
        return (int) (roles + resets + passwords);
    }

    private List<DecisionList.Line> passwords(Actor actor) {
        return decisions.of(
                actor, decisions.waitingOf(actor, PasswordDecisions.KIND).values());
    }

    /** Roles, invitations, passwords and second factors that wait for somebody else's answer; 0 for who does not keep accounts. */
    public int unanswered(Actor actor) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return 0;
        return accounts.waitingRoles(actor).size()
                + accounts.waitingResets(actor).size()
                + passwords(actor).size();
    }

    /** Codes of accounts whose people never came in; none for who does not keep accounts. */
    public List<String> neverIn(Actor actor, int most) {
        return accounts.neverIn(actor, most);
    }
}
