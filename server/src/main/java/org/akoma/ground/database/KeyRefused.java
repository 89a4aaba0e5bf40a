package org.akoma.ground.database;

import org.akoma.Said;

/** A key is not there, or is none; it says which. */
public final class KeyRefused extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final transient Said said;

    /** @param key of a sentence of the commands; the message is its English, for the log */
    public KeyRefused(String key, Object... args) {
        this(Said.of(key, args));
    }

    private KeyRefused(Said said) {
        super(said.english());
        this.said = said;
    }

    /** For who runs the command. */
    public Said said() {
        return said;
    }
}
