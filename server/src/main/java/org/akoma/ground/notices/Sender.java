package org.akoma.ground.notices;

/** A channel by which notices are delivered. */
interface Sender {

    String EMAIL = "EMAIL";
    String GATEWAY = "GATEWAY";

    enum Outcome {
        SENT,
        /** Surely not delivered; later perhaps. */
        TRY_AGAIN,
        /** Never will be. */
        REFUSED,
        /** Perhaps delivered: not sent again. */
        UNKNOWN
    }

    String channel();

    /** Whether this channel is configured. */
    boolean isReady();

    Outcome send(OutgoingNotice notice);
}
