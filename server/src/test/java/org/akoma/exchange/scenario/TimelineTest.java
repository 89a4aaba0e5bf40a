package org.akoma.exchange.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.protection.cases.Outcome;
import org.junit.jupiter.api.Test;

class TimelineTest {

    static final Instant NOW = Instant.parse("2015-06-10T08:00:00Z");

    final Timeline timeline = new Timeline(Clock.fixed(NOW, ZoneOffset.UTC), FieldError::code);
    final List<String> done = new ArrayList<>();

    @Test
    void whatLiesAfterTheClockHasNotHappened() {
        timeline.at(NOW.plusMillis(1), () -> done.add("tomorrow"));
        timeline.at(NOW, () -> {
            done.add("now");
            timeline.at(NOW.plusSeconds(1), () -> done.add("told too late"));
        });
        timeline.run();
        assertThat(done).containsExactly("now");
    }

    @Test
    void actsRunByTheirMomentAndThoseOfOneMomentAsTold() {
        timeline.at(hours(2), () -> done.add("third"));
        timeline.at(hours(1), () -> done.add("first"));
        timeline.at(hours(1), () -> done.add("second"));
        assertThat(done).isEmpty();
        timeline.run();
        timeline.run();
        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void anActMayTellWhatFollowsFromIt() {
        timeline.at(hours(1), () -> timeline.at(hours(3), () -> done.add("last")));
        timeline.at(hours(2), () -> done.add("first"));
        timeline.run();
        assertThat(done).containsExactly("first", "last");
    }

    @Test
    void aRefusalIsToldUnlessTheFileWasThereBefore() {
        timeline.known("AK-002");
        timeline.at(hours(1), "AK-001", "visit V-1", Outcome.NotFound::new);
        timeline.at(hours(1), "AK-002", "visit V-2", Outcome.NotFound::new);
        timeline.at(hours(1), "payment P-1", Outcome.NotFound::new);
        timeline.at(hours(1), "payment P-2", () -> new Outcome.Done<>("paid"));
        timeline.run();
        assertThat(timeline.refused())
                .containsExactly(
                        "AK-001 visit V-1: there is no such record for who acts",
                        "payment P-1: there is no such record for who acts");
    }

    private static Instant hours(int n) {
        return NOW.minusSeconds(86_400).plusSeconds(3_600L * n);
    }
}
