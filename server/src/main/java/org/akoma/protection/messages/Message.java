package org.akoma.protection.messages;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was said in a conversation, or who came and went. Never changed; its author may withdraw it, which leaves the place and takes the
 * text away for good.
 *
 * @param number within the conversation, from 1, without a gap
 * @param text null when it was withdrawn, and of comings and goings
 * @param about who was added, removed or left
 */
record Message(
        UUID id,
        UUID conversationId,
        int number,
        Kind kind,
        UUID author,
        Instant at,
        @Nullable String text,
        @Nullable UUID about,
        List<UUID> mentions,
        @Nullable Instant withdrawnAt) {

    public enum Kind {
        SAID,
        ADDED,
        REMOVED,
        LEFT
    }

    public Message {
        mentions = List.copyOf(mentions);
    }

    public boolean said() {
        return kind == Kind.SAID;
    }

    boolean mayWithdraw(UUID actor) {
        return said() && author.equals(actor);
    }
}
