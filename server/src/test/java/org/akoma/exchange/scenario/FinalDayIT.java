package org.akoma.exchange.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.akoma.start.FilledDemo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The reference scenario on the last day of its final evaluation: the demo of the eve of the mission, in which it went on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FinalDayIT {

    private final FilledDemo demo = FilledDemo.goneOnUntil(Instant.parse("2015-12-09T20:00:00Z"));

    @AfterAll
    void end() {
        demo.close();
    }

    @Test
    void theStoryGoesOnWhereItStood() {
        assertThat(demo.toldAgain()).contains(" 0 new files").doesNotContain("refused");
    }

    @Test
    void theIndicatorsAreWhatItsMakersExpect() {
        new IndicatorsInTheScenario(FilledDemo.scenario(), demo.api("pm-01"), List.of()).checkFinalDay();
    }
}
