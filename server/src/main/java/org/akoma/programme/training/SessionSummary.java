package org.akoma.programme.training;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What those whom the reader sees learnt in a session, together: means with one decimal, of who sat both tests.
 *
 * @param gains share gained by module, in percent, of modules that were counted
 */
public record SessionSummary(
        int people,
        @Nullable Double before,
        @Nullable Double after,
        @Nullable Double gain,
        Map<TrainingModule, Double> gains) {

    static SessionSummary of(List<Results> all) {
        List<Results> there =
                all.stream().filter(one -> !one.participant().withdrawn()).toList();
        List<Results> both =
                there.stream().filter(one -> one.gain().points() != null).toList();
        Map<TrainingModule, Double> gains = new EnumMap<>(TrainingModule.class);
        for (TrainingModule module : TrainingModule.values()) {
            Double mean = Gain.mean(both.stream().map(one -> one.gain(module)).toList());
            if (mean != null) gains.put(module, mean);
        }
        return new SessionSummary(
                there.size(),
                mean(both, Results.Round.BEFORE),
                mean(both, Results.Round.AFTER),
                Gain.mean(both.stream().map(Results::gain).toList()),
                gains);
    }

    private static @Nullable Double mean(List<Results> people, Results.Round round) {
        List<Integer> points = new ArrayList<>();
        people.forEach(one -> points.add(Objects.requireNonNull(one.total(round))));
        OptionalDouble mean = points.stream().mapToInt(Integer::intValue).average();
        return mean.isPresent() ? Gain.oneDecimal(mean.getAsDouble()) : null;
    }
}
