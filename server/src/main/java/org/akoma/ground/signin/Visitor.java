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

    /** Whether a password of their own, or the code of conduct, is still due: before anything else. */
    boolean begins() {
        return mustChangePassword || !acceptedConduct;
    }

    /** @param secondFactors false in the demo only */
    boolean mayGoIn(boolean secondFactors) {
        return !begins() && isProtected(secondFactors);
    }

    /** Whether no second factor is due. */
    boolean isProtected(boolean secondFactors) {
        return hasSecondFactor || !secondFactors || !needsSecondFactor();
    }

    boolean needsSecondFactor() {
        return actor.roles().stream().anyMatch(Role::needsSecondFactor);
    }
}
