package org.akoma.start;

import java.net.BindException;
import java.util.Optional;
import java.util.stream.Stream;
import org.akoma.Refused;
import org.akoma.Said;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** Keeps Spring from logging a refusal as a failure of the program: the command tells it in one sentence. Named in spring.factories. */
final class RefusedAtStart implements SpringBootExceptionReporter {

    RefusedAtStart(ConfigurableApplicationContext unused) {}

    @Override
    public boolean reportException(Throwable failure) {
        return in(failure).isPresent();
    }

    /** What is to be told of a failed start: a refusal of our own, or that the port could not be opened. */
    static Optional<Refused> in(Throwable failure) {
        return Refused.in(failure)
                .or(() -> Stream.iterate(failure, each -> each != null, Throwable::getCause)
                        .flatMap(each -> port(each).stream())
                        .findFirst()
                        .map(Refused::new));
    }

    private static Optional<Said> port(Throwable cause) {
        return switch (cause) {
            case PortInUseException taken -> Optional.of(Said.of("ready.port-taken", taken.getPort()));
            case BindException closed -> Optional.of(Said.of("ready.port-closed", closed.getMessage()));
            default -> Optional.empty();
        };
    }
}
