package org.akoma.enforcement.operations;

/**
 * Intercepted is not victim ({@code requirements.md 1.2, 2.2}). In doubt it is a child and a victim: who was ruled out may be presumed
 * a victim again.
 */
public enum ScreeningStatus {
    SCREENED,
    PRESUMED_VICTIM,
    CONFIRMED_VICTIM,
    NOT_A_VICTIM,
    ADULT;

    boolean mayBecome(ScreeningStatus next) {
        return switch (this) {
            case SCREENED -> next == PRESUMED_VICTIM || next == NOT_A_VICTIM || next == ADULT;
            case PRESUMED_VICTIM -> next == CONFIRMED_VICTIM || next == NOT_A_VICTIM || next == ADULT;
            case CONFIRMED_VICTIM, NOT_A_VICTIM, ADULT -> next == PRESUMED_VICTIM;
        };
    }

    /** Presuming protects, so any officer may; to confirm or to rule out takes a coordinator. More: {@link Screened#needsCoordinator}. */
    boolean needsCoordinator() {
        return this != PRESUMED_VICTIM;
    }

    boolean isVictim() {
        return this == PRESUMED_VICTIM || this == CONFIRMED_VICTIM;
    }
}
