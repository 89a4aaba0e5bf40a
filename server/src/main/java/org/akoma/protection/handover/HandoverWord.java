package org.akoma.protection.handover;

/** What the functions of the schema handover answer. */
enum HandoverWord {
    SENT,
    BLOCKED,
    DONE,
    FORBIDDEN,
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
