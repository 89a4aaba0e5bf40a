package org.akoma.programme.training;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session as its reader sees it.
 *
 * @param country ISO 3166-1 alpha-2
 * @param town null = not recorded
 * @param days in order
 * @param capacity null = not limited
 * @param trainers null = not recorded, or not for the reader
 * @param participants who take part, of those whom the reader sees
 * @param certified of these, who hold a certificate that was not revoked
 */
public record TrainingSession(
        UUID id,
        String code,
        Course course,
        String country,
        @Nullable String town,
        List<LocalDate> days,
        @Nullable Integer capacity,
        @Nullable String trainers,
        boolean cancelled,
        int participants,
        int certified,
        int version) {

    public TrainingSession {
        days = List.copyOf(days);
    }

    public LocalDate firstDay() {
        return days.getFirst();
    }

    public LocalDate lastDay() {
        return days.getLast();
    }

    /** How it is on a day, for a list. */
    public Stage on(LocalDate today) {
        if (cancelled) return Stage.CANCELLED;
        if (firstDay().isAfter(today)) return Stage.AHEAD;
        return lastDay().isBefore(today) ? Stage.OVER : Stage.UNDER_WAY;
    }

    /** Where a session is in its life. */
    public enum Stage {
        AHEAD,
        UNDER_WAY,
        OVER,
        CANCELLED
    }
}
