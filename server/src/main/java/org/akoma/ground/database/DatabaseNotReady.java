package org.akoma.ground.database;

/** The operator's own PostgreSQL lacks something that its superuser must do; the message says what. */
public final class DatabaseNotReady extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseNotReady(String message, Throwable cause) {
        super(message, cause);
    }
}
