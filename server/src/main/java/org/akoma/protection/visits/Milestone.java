package org.akoma.protection.visits;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;

/**
 * A day after the return to the family by which somebody is to have seen how the child is ({@code requirements.md 2.4, T11}). Met by any visit
 * near it, whatever it was planned for.
 *
 * @param days after the reunification
 * @param visitedOn the visit nearest to it; null = none
 * @param open whether a visit can still meet it
 */
record Milestone(
        int days, LocalDate dueOn, State state, @Nullable LocalDate visitedOn, boolean open) {

    public enum State {
        FUTURE,
        MET,
        NOT_MET
    }

    /** Days before and after that count, by how long after the return the milestone is. */
    record Tolerance(int firstWeek, int later) {
        static Tolerance of(Policies policies) {
            return new Tolerance(
                    policies.days("reunification.milestone.first.tolerance"),
                    policies.days("reunification.milestone.tolerance"));
        }

        int at(int days) {
            return days <= 7 ? firstWeek : later;
        }
    }

    /**
     * @param visits days on which a visit was made
     * @param day as of that day
     */
    static List<Milestone> of(
            LocalDate reunifiedOn,
            List<Integer> milestones,
            Collection<LocalDate> visits,
            LocalDate day,
            Tolerance tolerance) {
        return milestones.stream()
                .map(days -> of(days, reunifiedOn.plusDays(days), visits, day, tolerance.at(days)))
                .toList();
    }

    private static Milestone of(int days, LocalDate due, Collection<LocalDate> visits, LocalDate day, int tolerance) {
        if (due.isAfter(day)) return new Milestone(days, due, State.FUTURE, null, true);
        LocalDate near = visits.stream()
                .filter(visit -> !visit.isAfter(day) && apart(visit, due) <= tolerance)
                .min(Comparator.comparingLong((LocalDate visit) -> apart(visit, due))
                        .thenComparing(Comparator.naturalOrder()))
                .orElse(null);
        boolean open = near == null && !day.isAfter(due.plusDays(tolerance));
        return new Milestone(days, due, near == null ? State.NOT_MET : State.MET, near, open);
    }

    private static long apart(LocalDate one, LocalDate other) {
        return Math.abs(ChronoUnit.DAYS.between(one, other));
    }
}
