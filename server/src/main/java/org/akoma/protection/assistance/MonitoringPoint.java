package org.akoma.protection.assistance;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One thing by which a kind of service is monitored ({@code requirements.md 3}), as the table {@code assistance.monitoring_point} declares it.
 *
 * @param point code of the list {@code monitoring}
 * @param answers codes of {@code monitoring-answer}, where it is answered by one
 * @param months so many after the beginning it is asked for; empty = it is not missed
 * @param most the largest number that it takes; null where it takes none
 * @param repeats asked for again and again while the service goes on
 */
record MonitoringPoint(
        String point,
        Value value,
        List<String> answers,
        List<Integer> months,
        boolean repeats,
        @Nullable Integer most) {

    /** Digits of a number that say something; the others are zeros. */
    private static final int DIGITS = 4;

    /** Not more than {@link #most}, and as round as such a number is known. */
    boolean takes(int number) {
        int round = (int) Math.pow(10, Math.max(0, String.valueOf(number).length() - DIGITS));
        return most != null && number <= most && number % round == 0;
    }

    enum Value {
        DAY,
        NUMBER,
        ANSWER,
        LANGUAGE
    }

    /**
     * When it is asked for.
     *
     * @param noted whether something was noted for it
     */
    record Due(LocalDate on, boolean noted) {
        public boolean isMissing(LocalDate today) {
            return !noted && !on.isAfter(today);
        }
    }

    /**
     * What is asked for of a service that has begun; of one that was broken off, only until then.
     *
     * @param noted the days for which it was noted
     * @param rhythm days after which it is asked for again
     */
    List<Due> dues(Service service, List<LocalDate> noted, int rhythm) {
        if (service.startedAt() == null) return List.of();
        LocalDate begun = LocalDate.ofInstant(service.startedAt(), ZoneOffset.UTC);
        if (repeats) {
            LocalDate last = noted.stream().max(LocalDate::compareTo).orElse(begun);
            return service.state().open() ? List.of(new Due(last.plusDays(rhythm), false)) : List.of();
        }
        return IntStream.range(0, months.size())
                .mapToObj(i -> due(begun, i, noted))
                .filter(due -> due.noted || !isOver(service, due.on))
                .toList();
    }

    /** Each record is for the nearest of the days on which it is asked for. */
    private Due due(LocalDate begun, int i, List<LocalDate> noted) {
        LocalDate on = begun.plusMonths(months.get(i));
        return new Due(on, noted.stream().anyMatch(day -> nearest(begun, day) == i));
    }

    private int nearest(LocalDate begun, LocalDate day) {
        return IntStream.range(0, months.size())
                .boxed()
                .min((a, b) -> Long.compare(distance(begun, a, day), distance(begun, b, day)))
                .orElse(-1);
    }

    private long distance(LocalDate begun, int i, LocalDate day) {
        return Math.abs(ChronoUnit.DAYS.between(begun.plusMonths(months.get(i)), day));
    }

    private static boolean isOver(Service service, LocalDate on) {
        return service.state() == Service.State.INTERRUPTED
                && on.isAfter(LocalDate.ofInstant(Objects.requireNonNull(service.endedAt()), ZoneOffset.UTC));
    }
}
