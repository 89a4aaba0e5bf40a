package org.akoma.ground.agreements;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.akoma.EnumSets;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * What one structure may disclose to another about children, as data ({@code requirements.md 8.3}): for which purposes, which sections, which
 * way, by which channel, and how long it is kept. In force once a second person has confirmed it.
 *
 * @param from code of the structure that discloses; when {@code bothWays}, each may disclose to the other
 * @param retentionDays how long the receiver keeps what was disclosed, in days
 * @param expiresOn the first day on which it no longer holds
 * @param endedOn ended before its time: the first day on which it no longer holds
 */
public record Agreement(
        UUID id,
        String from,
        String to,
        boolean bothWays,
        Set<Purpose> purposes,
        Set<Section> sections,
        Channel channel,
        int retentionDays,
        LocalDate signedOn,
        LocalDate expiresOn,
        String proposedBy,
        Instant proposedAt,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable LocalDate endedOn) {

    public Agreement {
        purposes = EnumSets.inOrder(Purpose.class, purposes);
        sections = EnumSets.inOrder(Section.class, sections);
    }

    /** Why one structure tells another about a child. */
    public enum Purpose {
        CARE,
        PROTECTION,
        TRACING,
        RETURN
    }

    public enum Channel {
        AKOMA,
        ENCRYPTED_FILE,
        SEALED_LETTER,
        CALL_BACK
    }

    public enum State {
        WAITING,
        IN_FORCE,
        NOT_YET,
        EXPIRED,
        ENDED
    }

    public State on(LocalDate day) {
        if (endedOn != null && !day.isBefore(endedOn)) return State.ENDED;
        if (!day.isBefore(expiresOn)) return State.EXPIRED;
        if (confirmedBy == null) return State.WAITING;
        return day.isBefore(signedOn) ? State.NOT_YET : State.IN_FORCE;
    }

    /** The first day after it, whichever end comes first. */
    public LocalDate lastsUntil() {
        return endedOn != null && endedOn.isBefore(expiresOn) ? endedOn : expiresOn;
    }

    public boolean leads(String teller, String listener) {
        return from.equals(teller) && to.equals(listener) || bothWays && from.equals(listener) && to.equals(teller);
    }
}
