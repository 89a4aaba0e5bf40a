package org.akoma.enforcement.operations;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is planned ({@code requirements.md 2.1, step 0}).
 *
 * @param country ISO 3166-1 alpha-2
 * @param sectors codes of the list {@code sector}, at least one
 * @param area in words; sealed, so that no name of a town lies in the database
 * @param officers deployed; null = not known yet
 * @param expectedChildren how many children may be found
 * @param careCapacity places that care holds ready for them
 * @param careConfirmedBy code of the structure that is asked to hold them ready; null = none was asked
 * @param careConfirmedOn when somebody of care confirmed it with their own account; null = not yet
 * @param participants codes of the police structures that take part; their people see the operation
 */
public record OperationPlan(
        String country,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        List<String> sectors,
        String area,
        @Nullable Integer officers,
        int expectedChildren,
        int careCapacity,
        @Nullable String careConfirmedBy,
        @Nullable LocalDate careConfirmedOn,
        Set<String> participants) {

    public OperationPlan {
        sectors = List.copyOf(sectors);
        participants = Set.copyOf(participants);
    }

    /** No operation without care for the children it may find [P, after S15]. */
    public boolean hasCare() {
        return careConfirmedBy != null && careConfirmedOn != null && careCapacity >= expectedChildren;
    }

    /** Whether what care confirmed of another plan holds for this one. */
    boolean asksNoMoreThan(OperationPlan other) {
        return keepsCareOf(other)
                && country.equals(other.country)
                && startsOn.equals(other.startsOn)
                && area.equals(other.area);
    }

    /** What is over is corrected, but not what care had said of it. */
    boolean keepsCareOf(OperationPlan other) {
        return careConfirmedBy != null
                && careConfirmedBy.equals(other.careConfirmedBy)
                && careCapacity == other.careCapacity
                && expectedChildren <= other.careCapacity;
    }
}
