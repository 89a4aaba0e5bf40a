package org.akoma.protection.shelters;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.protection.cases.FileDangers;
import org.jspecify.annotations.Nullable;

/**
 * A child who sleeps in a shelter.
 *
 * @param code of the child's file
 * @param danger the gravest that runs, by kind alone; null = none, or none that the reader may know of
 * @param orderDue the last day for the order of a court or an authority (T12); null = none is asked, or it was made
 */
record Sleeping(UUID file, String code, @Nullable LocalDate orderDue, FileDangers.@Nullable Danger danger) {

    Sleeping in(FileDangers.@Nullable Danger found) {
        return new Sleeping(file, code, orderDue, found);
    }

    /** Dangers first: of death, then those that nobody has taken on. */
    int place() {
        if (danger == null) return 3;
        if (danger.type().equals("LIFE_IN_DANGER")) return 0;
        return danger.takenOnAt() == null ? 1 : 2;
    }
}
