package org.akoma.ground.access;

/** The result of a small act on a person's account. */
public enum ChangeOutcome {
    DONE,
    /** No such person, role or request, or not one the actor may see; or it was settled already. */
    NOT_FOUND,
    FORBIDDEN,
    /** Nobody does this to themselves. */
    TO_ONESELF,
    /** Somebody else changed it in the meantime. */
    CHANGED,
    /** It waits for a second person. */
    WAITS,
    /** Who agrees has to show their second factor again. */
    FACTOR,
    /** The installation, or a structure with open files, would be left without anybody who decides: a successor is named first. */
    SUCCESSOR_FIRST,
    /** The account names a supervisor whose role is not approved: that role comes first. */
    SUPERVISOR_FIRST,
    /** One person ends the roles of a few people a day, no more. */
    TOO_MANY
}
