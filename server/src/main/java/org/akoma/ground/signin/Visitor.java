package org.akoma.ground.signin;

import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;

/**
 * A person who has given the right password, and the steps that are left before they may act.
 *
 * @param readsOnly by a token that changes nothing
 */
record Visitor(
        Actor actor,
        String language,
        boolean mustChangePassword,
        boolean hasSecondFactor,
        boolean acceptedConduct,
        boolean readsOnly) {

    /** @param secondFactors false in the demo only */
    boolean mayGoIn(boolean secondFactors) {
        return !mustChangePassword && acceptedConduct && (hasSecondFactor || !secondFactors || !needsSecondFactor());
    }

    boolean needsSecondFactor() {
        return actor.roles().stream().anyMatch(Role::needsSecondFactor);
    }
}
