package org.akoma.protection.shelters;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * A shelter, without its location: that is known only to its own people and to those who work for a child who stays or stayed there.
 *
 * @param name what it is called; says no place, and is shown to those who place children or run the shelter; null = none
 * @param leastAge in years, inclusive, like mostAge
 * @param occupied children there today
 * @param closedOn the first day on which nobody stays there any more; null = open
 * @param located whether the caller may ask where it lies
 * @param agreed whether a second person agreed to it: nobody is placed there before
 */
public record Shelter(
        UUID id,
        String code,
        UUID organisationId,
        String country,
        int capacity,
        SexRule sexRule,
        int leastAge,
        int mostAge,
        long occupied,
        boolean located,
        @Nullable LocalDate closedOn,
        boolean agreed,
        int version,
        @Nullable String name) {

    /** A shelter as it is opened. */
    public Shelter(
            UUID id,
            String code,
            UUID organisationId,
            String country,
            int capacity,
            SexRule sexRule,
            int leastAge,
            int mostAge,
            long occupied,
            int version) {
        this(
                id,
                code,
                organisationId,
                country,
                capacity,
                sexRule,
                leastAge,
                mostAge,
                occupied,
                false,
                null,
                false,
                version,
                null);
    }

    /** This one under that name. */
    public Shelter named(@Nullable String called) {
        return new Shelter(
                id,
                code,
                organisationId,
                country,
                capacity,
                sexRule,
                leastAge,
                mostAge,
                occupied,
                located,
                closedOn,
                agreed,
                version,
                called);
    }

    /** {@code Maison des Palmiers (SH-SP)}; the code alone where it has no name. */
    public String called() {
        return name == null ? code : name + " (" + code + ")";
    }

    public enum SexRule {
        MIXED_SEPARATE_WINGS,
        MIXED,
        BOYS_ONLY,
        GIRLS_ONLY;

        /** A child whose sex is neither or not known goes where both may. */
        boolean admits(String sex) {
            return switch (this) {
                case MIXED, MIXED_SEPARATE_WINGS -> true;
                case BOYS_ONLY -> sex.equals("M");
                case GIRLS_ONLY -> sex.equals("F");
            };
        }
    }

    /** Sealed (C4). */
    public record Location(
            String town, @Nullable String address, @Nullable String phone) {}

    public boolean takesOn(LocalDate day) {
        return closedOn == null || day.isBefore(closedOn);
    }

    /**
     * Whether this child may stay here.
     *
     * @param age in years on that day; null = not known, which turns nobody away
     */
    public @Nullable FieldError refusal(String sex, @Nullable Integer age) {
        if (!sexRule.admits(sex)) return FieldError.of("shelter", "cases.shelter-sex", called(), sexRule.name());
        if (age != null && (age < leastAge || age > mostAge))
            return FieldError.of("shelter", "cases.shelter-age", called(), leastAge, mostAge);
        return null;
    }

    public long free() {
        return Math.max(0, capacity - occupied);
    }
}
