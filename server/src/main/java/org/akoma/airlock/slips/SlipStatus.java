package org.akoma.airlock.slips;

/** The status of a slip. A signed slip is never changed: a refused one is replaced by a new one. */
public enum SlipStatus {
    /** Written, and shown to the receiver as announced. */
    OPEN,
    SIGNED_BY_OFFICER,
    /** Signed by the receiver and turned into a child's file, in one transaction. */
    ACCEPTED,
    /** Sent back by the receiver, with a reason. */
    REFUSED
}
