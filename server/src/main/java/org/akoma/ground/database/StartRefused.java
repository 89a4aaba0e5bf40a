package org.akoma.ground.database;

/** The data folder, its keys and the database do not belong together; the message says what to bring back or to change. */
public sealed class StartRefused extends RuntimeException permits PortTaken {
    private static final long serialVersionUID = 1L;

    StartRefused(String message) {
        super(message);
    }
}
