package org.akoma.protection.visits;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a child is to be seen: every so many days by the level of risk (T10), and on fixed days after the return to the family (T11). A
 * routine visit that would fall beside a milestone is left out.
 *
 * @param interval days between two routine visits
 * @param milestones days after the reunification
 * @param reunifiedOn null when the child does not live with the family again
 * @param tolerance days within which one visit serves for another
 */
public record VisitCalendar(
        int interval, List<Integer> milestones, @Nullable LocalDate reunifiedOn, int tolerance) {

    public VisitCalendar {
        if (interval < 1) throw new IllegalArgumentException("no interval");
        milestones = List.copyOf(milestones);
    }

    public record Day(LocalDate on, Visit.Type type) {}

    /**
     * The days from {@code from} to {@code until}, both included, in order.
     *
     * @param last the day from which routine visits are counted
     */
    List<Day> days(LocalDate last, LocalDate from, LocalDate until) {
        List<Day> milestones = milestones(from, until);
        Stream<Day> routine = routine(last, from, until).stream()
                .filter(day -> milestones.stream().noneMatch(one -> isBeside(one.on(), day.on())));
        return Stream.concat(milestones.stream(), routine)
                .sorted(Comparator.comparing(Day::on))
                .toList();
    }

    private List<Day> milestones(LocalDate from, LocalDate until) {
        LocalDate home = reunifiedOn;
        if (home == null) return List.of();
        return milestones.stream()
                .map(home::plusDays)
                .filter(day -> !day.isBefore(from) && !day.isAfter(until))
                .map(day -> new Day(day, Visit.Type.MILESTONE))
                .toList();
    }

    private List<Day> routine(LocalDate last, LocalDate from, LocalDate until) {
        List<Day> found = new ArrayList<>();
        long passed = Math.max(0, ChronoUnit.DAYS.between(last, from) - 1) / interval;
        for (LocalDate day = last.plusDays((passed + 1) * interval); !day.isAfter(until); day = day.plusDays(interval))
            if (!day.isBefore(from)) found.add(new Day(day, Visit.Type.ROUTINE));
        return found;
    }

    boolean isBeside(LocalDate one, LocalDate other) {
        return Math.abs(ChronoUnit.DAYS.between(one, other)) <= tolerance;
    }
}
