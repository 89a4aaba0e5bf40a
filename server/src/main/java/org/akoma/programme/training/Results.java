package org.akoma.programme.training;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A participant with what is recorded of them.
 *
 * @param attended by day; a day without a record is not in it
 * @param totals of the test, by round
 * @param modules of the test, by round, where it was counted by module
 * @param certificate the newest; null = none
 */
public record Results(
        Participant participant,
        Map<LocalDate, Boolean> attended,
        Map<Round, Integer> totals,
        Map<Round, Map<TrainingModule, Integer>> modules,
        @Nullable Certificate certificate) {

    public Results {
        attended = Map.copyOf(attended);
        totals = Map.copyOf(totals);
        modules = Map.copyOf(modules);
    }

    public int daysAttended() {
        return (int) attended.values().stream().filter(present -> present).count();
    }

    public @Nullable Integer total(Round round) {
        return totals.get(round);
    }

    public @Nullable Integer points(Round round, TrainingModule module) {
        return modules.getOrDefault(round, Map.of()).get(module);
    }

    public Gain gain() {
        return Gain.between(totals.get(Round.BEFORE), totals.get(Round.AFTER));
    }

    public Gain gain(TrainingModule module) {
        return Gain.between(points(Round.BEFORE, module), points(Round.AFTER, module));
    }

    /** Whether anything is recorded of them. */
    boolean isEmpty() {
        return attended.isEmpty() && totals.isEmpty() && participant.practical() == null;
    }

    /** The same test is written twice. */
    public enum Round {
        BEFORE,
        AFTER
    }
}
