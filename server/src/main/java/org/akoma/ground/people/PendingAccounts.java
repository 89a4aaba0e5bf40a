package org.akoma.ground.people;

import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.springframework.stereotype.Service;

/** How many requests about accounts wait for somebody. */
@Service
public class PendingAccounts {

    private final Accounts accounts;

    PendingAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Roles and second factors that the actor may approve. */
    public int approvals(Actor actor) {
        if (!actor.may(Verb.ROLE_APPROVE)) return 0;
        long roles = accounts.waitingRoles(actor).stream()
                .filter(shown -> !shown.role().concerns(actor))
                .count();
        long resets = accounts.waitingResets(actor).stream()
                .filter(reset -> !reset.username().equals(actor.username()))
                .count();
        return (int) (roles + resets);
    }
}
