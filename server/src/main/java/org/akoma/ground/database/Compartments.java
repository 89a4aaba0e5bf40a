package org.akoma.ground.database;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The compartments that this host serves: all, or those that {@code AKOMA_COMPARTMENTS} names, so that the police can have a host of
 * their own, without a login or a key of the care side ({@code house.md 4}). Every host knows people, the counts and what was published.
 */
public record Compartments(Set<Compartment> served) {

    private static final Set<Compartment> EVERYWHERE = EnumSet.of(
            Compartment.ADMINISTRATION,
            Compartment.PUBLICATION,
            Compartment.STATISTICS,
            Compartment.DOOR,
            Compartment.JOBS);

    public Compartments {
        served = Set.copyOf(served);
    }

    /**
     * @param names such as {@code enforcement}; none: all
     * @throws IllegalArgumentException when one is no compartment
     */
    static Compartments named(List<String> names) {
        if (names.isEmpty()) return new Compartments(EnumSet.allOf(Compartment.class));
        EnumSet<Compartment> served = EnumSet.copyOf(EVERYWHERE);
        for (String name : names) served.add(Compartment.valueOf(name.strip().toUpperCase(Locale.ROOT)));
        return new Compartments(served);
    }

    static Compartments fromEnvironment() {
        return written(System.getenv("AKOMA_COMPARTMENTS"));
    }

    /** @throws StartRefused when one of them is no compartment */
    public static Compartments written(@Nullable String names) {
        try {
            return named(names == null || names.isBlank() ? List.of() : Arrays.asList(names.split(",")));
        } catch (IllegalArgumentException unknown) {
            throw new StartRefused("refused.compartments", names);
        }
    }

    public boolean serves(Compartment compartment) {
        return served.contains(compartment);
    }

    /** Whether nothing is left out. */
    boolean areAll() {
        return served.size() == Compartment.values().length;
    }
}
