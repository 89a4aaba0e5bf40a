package org.akoma.operations;

import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The numbers that the records of an operation give. Call inside an {@code Entry}. */
@Component
class Records {

    private final ScreeningStore screenings;
    private final SuspectStore suspects;

    Records(ScreeningStore screenings, SuspectStore suspects) {
        this.screenings = screenings;
        this.suspects = suspects;
    }

    Map<Measure, Integer> of(Operation operation) {
        Map<Measure, Integer> recorded = new EnumMap<>(Measure.class);
        recorded.put(
                Measure.CHILDREN, screenings.counts(operation.id()).getOrDefault(ScreeningStatus.CONFIRMED_VICTIM, 0));
        recorded.put(Measure.ARRESTED, suspects.count(operation.id(), false));
        recorded.put(Measure.REFERRED, suspects.count(operation.id(), true));
        if (operation.plan().officers() != null)
            recorded.put(Measure.OFFICERS, operation.plan().officers());
        return recorded;
    }
}
