package org.akoma.access;

/** Somebody who has shown a password, and what they still have to do before they may go in. */
record Visitor(
        Actor actor, String language, boolean mustChangePassword, boolean hasSecondFactor, boolean acceptedConduct) {

    /** @param secondFactors false in the demo only */
    boolean mayGoIn(boolean secondFactors) {
        return !mustChangePassword && acceptedConduct && (hasSecondFactor || !secondFactors || !needsSecondFactor());
    }

    boolean needsSecondFactor() {
        return actor.roles().stream().anyMatch(Role::needsSecondFactor);
    }
}
