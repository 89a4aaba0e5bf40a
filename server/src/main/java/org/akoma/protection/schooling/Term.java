package org.akoma.protection.schooling;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * A term of a country's schools. Children are expected from Monday to Friday, less the closed days.
 *
 * @param endsOn the last day, inclusive
 * @param closed days on which schools are closed, in order
 */
public record Term(
        UUID id,
        String country,
        String code,
        LocalDate startsOn,
        LocalDate endsOn,
        List<LocalDate> closed,
        int version) {

    static final int MOST_CLOSED = 120;

    public Term {
        closed = closed.stream().distinct().sorted().toList();
    }

    public boolean holds(LocalDate day) {
        return !day.isBefore(startsOn) && !day.isAfter(endsOn);
    }

    /** @param others terms of the same country */
    @Nullable
    FieldError refusal(List<Term> others) {
        if (endsOn.isBefore(startsOn)) return FieldError.of("endsOn", "assistance.period-order");
        if (startsOn.plusDays(366).isBefore(endsOn)) return FieldError.of("endsOn", "assistance.term-long");
        if (closed.size() > MOST_CLOSED) return FieldError.of("closed", "assistance.closed-many", MOST_CLOSED);
        if (!closed.stream().allMatch(this::holds)) return FieldError.of("closed", "assistance.closed-outside");
        return others.stream()
                .filter(one -> !one.code().equals(code))
                .filter(one -> !one.startsOn().isAfter(endsOn) && !one.endsOn().isBefore(startsOn))
                .findFirst()
                .map(one -> FieldError.of("startsOn", "assistance.term-overlaps", one.code()))
                .orElse(null);
    }
}
