package org.akoma.enforcement.operations;

import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The numbers that the records of an operation give. Call inside an actor's transaction. */
@Component
class Records {

    private final ScreeningStore screenings;
    private final ArrestCounts arrests;

    Records(ScreeningStore screenings, ArrestCounts arrests) {
        this.screenings = screenings;
        this.arrests = arrests;
    }

    Map<Measure, Integer> of(Operation operation) {
        Map<Measure, Integer> recorded = new EnumMap<>(Measure.class);
        recorded.put(
                Measure.CHILDREN, screenings.counts(operation.id()).getOrDefault(ScreeningStatus.CONFIRMED_VICTIM, 0));
        recorded.put(Measure.ARRESTED, arrests.arrested(operation.id()));
        recorded.put(Measure.REFERRED, arrests.referred(operation.id()));
        if (operation.plan().officers() != null)
            recorded.put(Measure.OFFICERS, operation.plan().officers());
        return recorded;
    }
}
