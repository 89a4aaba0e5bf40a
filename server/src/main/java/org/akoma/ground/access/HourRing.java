package org.akoma.ground.access;

import java.util.Set;
import java.util.UUID;

/**
 * A {@link Ring} whose moment would tell who caused it: it rings at once, and only its hour is kept.
 *
 * @param kind as of {@link Ring}
 */
public record HourRing(Set<UUID> persons, String kind) {
    public HourRing {
        persons = Set.copyOf(persons);
    }
}
