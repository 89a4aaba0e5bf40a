package org.akoma.protection.messages;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in whose inbox a conversation is.
 *
 * @param until when they left it or were removed; null = takes part
 */
record Participant(UUID personId, Instant since, @Nullable Instant until, UUID addedBy, int readTo, int unread) {

    public boolean takesPart() {
        return until == null;
    }
}
