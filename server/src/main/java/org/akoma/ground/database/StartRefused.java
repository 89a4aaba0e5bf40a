package org.akoma.ground.database;

/** The data folder, its keys and the database do not belong together; the message says what to bring back or to change. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartRefused(String message) {
        super(message);
    }
}
