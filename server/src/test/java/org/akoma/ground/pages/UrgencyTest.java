package org.akoma.ground.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.pages.Urgency.Pace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrgencyTest {

    private static final Instant NOW = Instant.parse("2015-11-16T08:00:00Z");

    private static Urgency of(Pace pace, @Nullable String risk, @Nullable String due) {
        return Urgency.of(pace, risk, due == null ? null : Instant.parse(due), NOW);
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "ALERT, LOW, 2015-06-01T08:00:00Z, ALERT",
        "UNSAFE, , 2015-11-18T08:00:00Z, UNSAFE",
        "HOURS, LOW, 2015-11-17T08:00:00Z, CLOCK",
        "HOURS, LOW, 2015-11-17T08:00:01Z, TIME",
        "HOURS, , 2015-11-09T08:00:00Z, CLOCK",
        "HOURS, , 2015-11-09T07:59:59Z, TIME",
        "HOURS, HIGH, 2015-06-10T12:00:00Z, RISK",
        "DAYS, HIGH, 2015-11-17T00:00:00Z, RISK",
        "DAYS, HIGH, 2015-11-25T00:00:00Z, TIME",
        "DAYS, MEDIUM, 2015-06-09T00:00:00Z, TIME",
    })
    void urgencyFollowsDangerThenHoursThenRisk(Pace pace, @Nullable String risk, String due, Urgency expected) {
        assertThat(of(pace, risk, due)).isEqualTo(expected);
    }

    @Test
    void whatMerelyWaitsIsOnlyUrgentByDanger() {
        assertThat(of(Pace.UNSAFE, null, null)).isEqualTo(Urgency.UNSAFE);
        assertThat(of(Pace.HOURS, "HIGH", null)).isEqualTo(Urgency.TIME);
        assertThat(of(Pace.DAYS, "HIGH", null)).isEqualTo(Urgency.TIME);
    }

    @Test
    void theOrderIsThatOfTheRequirement() {
        assertThat(Urgency.values())
                .containsExactly(Urgency.ALERT, Urgency.UNSAFE, Urgency.CLOCK, Urgency.RISK, Urgency.TIME);
    }

    /** Open alerts first: by the risk of the child, then danger of death, then what nobody has taken on; first what still has time, then the newest. */
    @Test
    void placesFollowTheOrderOfTheRequirement() {
        Instant june = Instant.parse("2015-06-11T12:00:00Z");
        Instant yesterday = NOW.minusSeconds(86_400);
        Instant soon = NOW.plusSeconds(3_600);
        record Due(Urgency.Place place, @Nullable Instant at) {}
        List<Due> sorted = Stream.of(
                        new Due(Urgency.TIME.place(), NOW),
                        new Due(Urgency.TIME.place(), null),
                        new Due(Urgency.UNSAFE.place(), june),
                        new Due(Urgency.Place.OTHER_ALERT, NOW),
                        new Due(Urgency.Place.OTHER_ALERT, june),
                        new Due(Urgency.Place.OTHER_ALERT, yesterday),
                        new Due(Urgency.Place.OTHER_ALERT, soon),
                        new Due(Urgency.Place.NEW_ALERT, soon),
                        new Due(Urgency.Place.GRAVE, NOW),
                        new Due(Urgency.Place.HIGH_ALERT, NOW),
                        new Due(Urgency.Place.HIGH_GRAVE_TAKEN, june),
                        new Due(Urgency.Place.HIGH_GRAVE, NOW))
                .sorted(Urgency.order(Due::place, Due::at, NOW))
                .toList();
        assertThat(sorted)
                .containsExactly(
                        new Due(Urgency.Place.NEW_ALERT, soon),
                        new Due(Urgency.Place.HIGH_GRAVE, NOW),
                        new Due(Urgency.Place.HIGH_GRAVE_TAKEN, june),
                        new Due(Urgency.Place.HIGH_ALERT, NOW),
                        new Due(Urgency.Place.GRAVE, NOW),
                        new Due(Urgency.Place.OTHER_ALERT, NOW),
                        new Due(Urgency.Place.OTHER_ALERT, soon),
                        new Due(Urgency.Place.OTHER_ALERT, yesterday),
                        new Due(Urgency.Place.OTHER_ALERT, june),
                        new Due(Urgency.Place.NOT_SAFE, june),
                        new Due(Urgency.Place.ANY, NOW),
                        new Due(Urgency.Place.ANY, null));
    }

    @Test
    void aPlaceSaysHowUrgentItIs() {
        for (Urgency urgency : Urgency.values())
            assertThat(urgency.place().urgency()).isEqualTo(urgency);
        assertThat(Urgency.Place.grave(false).urgency()).isEqualTo(Urgency.ALERT);
        assertThat(Urgency.Place.grave(true).urgency()).isEqualTo(Urgency.UNSAFE);
    }
}
