package org.akoma;

import java.util.Optional;
import java.util.stream.Stream;

/** A command cannot do what was asked; the message tells the person why and what to do. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
        super(message);
    }

    /** The refusal that lies at the bottom of a failed start. */
    public static Optional<Refused> in(Throwable problem) {
        return Stream.iterate(problem, each -> each != null, Throwable::getCause)
                .filter(Refused.class::isInstance)
                .map(Refused.class::cast)
                .findFirst();
    }
}
