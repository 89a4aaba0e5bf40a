package org.akoma.programme.training;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is certified: the test afterwards, the days, the practical ({@code requirements.md 5}). PostgreSQL holds the same
 * ({@code training.is_passed}, {@code training.modules_passed}).
 *
 * @param mark points of 100 that the test afterwards needs
 * @param days on which one has to have come
 */
public record PassRule(int mark, int days) {

    /** What is missing to a certificate. */
    public enum Missing {
        TEST,
        DAYS,
        PRACTICAL
    }

    static PassRule of(Policies policies) {
        return new PassRule(policies.percent("training.pass-mark"), policies.days("training.days.min"));
    }

    /** Empty = passed. */
    Set<Missing> missing(@Nullable Integer after, int attended, Participant.@Nullable Practical practical) {
        Set<Missing> missing = EnumSet.noneOf(Missing.class);
        if (after == null || after < mark) missing.add(Missing.TEST);
        if (attended < days) missing.add(Missing.DAYS);
        if (practical != Participant.Practical.PASS) missing.add(Missing.PRACTICAL);
        return missing;
    }

    public Set<Missing> missing(Results one) {
        return missing(
                one.total(Results.Round.AFTER),
                one.daysAttended(),
                one.participant().practical());
    }

    /** Modules whose points afterwards are below the mark: no certificate names them. */
    Set<TrainingModule> failed(Results one) {
        Set<TrainingModule> failed = EnumSet.noneOf(TrainingModule.class);
        one.modules().getOrDefault(Results.Round.AFTER, Map.of()).forEach((module, points) -> {
            if (points < mark) failed.add(module);
        });
        return failed;
    }
}
