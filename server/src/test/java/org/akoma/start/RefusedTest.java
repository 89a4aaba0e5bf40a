package org.akoma.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import org.akoma.Refused;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/** What a person hears when a start was refused: the sentence, and no stack of calls. */
class RefusedTest {

    private static final Refused SAID = new Refused("The scenario could not be imported.");

    @Test
    void isFoundBelowWhateverSpringPutAroundIt() {
        assertThat(Refused.in(new IllegalStateException(new RuntimeException(SAID))))
                .contains(SAID);
        assertThat(Refused.in(new IllegalStateException("a fault"))).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsOneSentence() {
        assertThat(RefusedAtStart.in(new IllegalStateException(new PortInUseException(8080))))
                .get()
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("Port 8080 is in use already.");
        assertThat(RefusedAtStart.in(new IllegalStateException(new BindException("Permission denied"))))
                .get()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("Permission denied", "--port");
        assertThat(RefusedAtStart.in(new IllegalStateException("a fault"))).isEmpty();
    }

    @Test
    void isNotLoggedAsAFaultOfTheProgram() {
        var context = new GenericApplicationContext();
        var reporters = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        SpringBootExceptionReporter.class,
                        ArgumentResolver.of(org.springframework.context.ConfigurableApplicationContext.class, context));
        assertThat(reporters).anyMatch(reporter -> reporter.reportException(new RuntimeException(SAID)));
        assertThat(reporters)
                .filteredOn(RefusedAtStart.class::isInstance)
                .singleElement()
                .matches(reporter -> !reporter.reportException(new RuntimeException("a fault")));
    }
}
