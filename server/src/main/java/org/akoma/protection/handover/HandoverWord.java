package org.akoma.protection.handover;

/** What the functions of the schema handover answer. */
enum HandoverWord {
    SENT,
    BLOCKED,
    DONE,
    FORBIDDEN,
    /** Who proposes recorded the yes that followed a no. */
    OWN_YES,
    NO_RECEIVER,
    CLOSED,
    WAITS,
    NOT_WAITING,
    NO_WORKER,
    NOT_ACCEPTED,
    NOT_SENT,
    NOT_DUE,
    DONE_ALREADY,
    TOO_LONG
}
