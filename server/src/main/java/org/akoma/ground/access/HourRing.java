package org.akoma.ground.access;

import java.util.Set;
import java.util.UUID;

/**
 * A {@link Notification} whose exact moment would reveal who caused it: it is delivered at once, and only its hour is stored.
 *
 * @param kind as of {@link Notification}, like about
 */
public record HourRing(Set<UUID> persons, String kind, UUID about) {
    public HourRing {
        persons = Set.copyOf(persons);
    }
}
