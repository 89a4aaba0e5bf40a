package org.akoma.access;

import java.util.Set;
import java.util.UUID;

/**
 * The doorbell: something waits for these people. Published as an application event inside the transaction of what
 * happened, so that it is undone with it; whoever rings listens after commit. It says no name, code, place or reason,
 * because what is rung may be read on a locked screen.
 *
 * @param persons who is to be rung; never the person who acted
 * @param kind what waits: {@link #MESSAGE}, {@link #TASK}, {@link #REFERRAL} or {@link #ALERT}
 */
public record Ring(Set<UUID> persons, String kind) {

    public static final String MESSAGE = "message";
    public static final String TASK = "task";
    public static final String REFERRAL = "referral";
    public static final String ALERT = "alert";

    private static final Set<String> KINDS = Set.of(MESSAGE, TASK, REFERRAL, ALERT);

    public Ring {
        persons = Set.copyOf(persons);
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("no such kind of ring");
        }
    }
}
