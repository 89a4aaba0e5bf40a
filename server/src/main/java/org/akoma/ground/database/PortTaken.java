package org.akoma.ground.database;

/** Another program took the port of the database between the look for a free one and the start. */
final class PortTaken extends StartRefused {
    private static final long serialVersionUID = 1L;

    PortTaken(String key, Object... args) {
        super(key, args);
    }
}
