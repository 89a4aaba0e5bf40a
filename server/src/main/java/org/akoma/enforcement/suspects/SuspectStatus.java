package org.akoma.enforcement.suspects;

/** State of proceedings. A short procedure may skip steps; a judgment may be appealed, a released person investigated again. */
public enum SuspectStatus {
    ARRESTED,
    UNDER_INVESTIGATION,
    ON_TRIAL,
    CONVICTED,
    ACQUITTED,
    RELEASED_NO_CHARGE;

    public boolean mayBecome(SuspectStatus next) {
        return switch (this) {
            case ARRESTED -> next != ARRESTED;
            case UNDER_INVESTIGATION -> next != ARRESTED && next != UNDER_INVESTIGATION;
            case ON_TRIAL -> next == CONVICTED || next == ACQUITTED || next == RELEASED_NO_CHARGE;
            case CONVICTED, ACQUITTED -> next == ON_TRIAL;
            case RELEASED_NO_CHARGE -> next == UNDER_INVESTIGATION || next == ARRESTED;
        };
    }
}
