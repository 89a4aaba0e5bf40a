package org.akoma.exchange.scenario;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The hours (UTC) that are assumed where a scenario gives only a day, and comparisons of its moments. */
final class ScenarioTime {

    private ScenarioTime() {}

    static Instant morning(LocalDate day) {
        return day.atTime(6, 0).toInstant(ZoneOffset.UTC);
    }

    static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
