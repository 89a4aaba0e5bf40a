package org.akoma.ground.database;

import org.akoma.Explained;
import org.akoma.Said;
import org.jspecify.annotations.Nullable;

/** The data folder, its keys and the database do not belong together; it says what to bring back or to change. */
public sealed class StartRefused extends RuntimeException implements Explained permits PortTaken {
    private static final long serialVersionUID = 1L;

    private final transient Said said;

    /** @param key of a sentence of the commands; the message is its English, for the log */
    StartRefused(String key, @Nullable Object... args) {
        this(Said.of(key, args));
    }

    private StartRefused(Said said) {
        super(said.english());
        this.said = said;
    }

    @Override
    public Said said() {
        return said;
    }
}
