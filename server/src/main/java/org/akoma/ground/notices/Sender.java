package org.akoma.ground.notices;

/** A way to somebody's door. */
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

    /** Whether this house was told how to send by it. */
    boolean isReady();

    Outcome send(Errand errand);
}
