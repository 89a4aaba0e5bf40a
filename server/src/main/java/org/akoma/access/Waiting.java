package org.akoma.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How much waits for somebody at the doors. */
@Service
public class Waiting {

    private final Accounts accounts;
    private final BreakGlasses glasses;

    Waiting(Accounts accounts, BreakGlasses glasses) {
        this.accounts = accounts;
        this.glasses = glasses;
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

    /** @param due by when the first is to be judged; null = none waits */
    public record Emergencies(int count, @Nullable Instant due) {}

    /** Files opened in an emergency that nobody has judged yet. */
    public Emergencies emergencies(Actor actor) {
        return glasses.waiting(actor);
    }
}
