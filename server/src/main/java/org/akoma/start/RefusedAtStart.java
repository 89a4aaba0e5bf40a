package org.akoma.start;

import org.akoma.Refused;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;

/** Keeps Spring from logging a refusal as a failure of the program: the command tells it in one sentence. Named in spring.factories. */
final class RefusedAtStart implements SpringBootExceptionReporter {

    RefusedAtStart(ConfigurableApplicationContext unused) {}

    @Override
    public boolean reportException(Throwable failure) {
        return Refused.in(failure).isPresent();
    }
}
