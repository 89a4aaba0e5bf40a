package org.akoma.ground.notices;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One notification of a person.
 *
 * @param kind one of {@link org.akoma.ground.access.Notification}'s
 * @param overAt when what it asks was done, by anybody
 * @param target the record to which it leads; null = the list of its kind
 * @param what became of an account, whose person the target is: the end of a key {@code notices.what}; null = said by the kind alone
 */
record Notice(
        UUID id,
        String kind,
        Instant rungAt,
        @Nullable Instant readAt,
        @Nullable Instant overAt,
        @Nullable UUID target,
        @Nullable String what) {}
