package org.akoma;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A command cannot do what was asked; it tells the person why and what to do. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String own;

    /** @param message that needs no translation, or has it */
    public Refused(String message) {
        super(message);
        this.own = message;
    }

    /** @param said its English is the message, for the log */
    public Refused(Said said) {
        super(said.english());
        this.own = said.own();
    }

    /** @param key of a sentence of the commands */
    public static Refused of(String key, @Nullable Object... args) {
        return new Refused(Said.of(key, args));
    }

    /** In the language of who runs the command. */
    public String own() {
        return own;
    }

    /** The refusal that lies at the bottom of a failed start. */
    public static Optional<Refused> in(Throwable problem) {
        return Stream.iterate(problem, each -> each != null, Throwable::getCause)
                .filter(Refused.class::isInstance)
                .map(Refused.class::cast)
                .findFirst();
    }
}
