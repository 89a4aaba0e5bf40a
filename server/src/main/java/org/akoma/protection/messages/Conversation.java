package org.akoma.protection.messages;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * People writing to each other: inside a child's file, for those who hold one section of it, or between structures, for its participants
 * alone. Police and care never meet in one ({@code requirements.md 8.2}).
 *
 * @param dossierId what it is sealed with: the child's file, or itself
 * @param fileCode null when it is in no child's file
 * @param section who holds it reads along; {@link Section#NOTES} between structures
 * @param lastNumber of the newest message
 * @param referralId when it is about a referral, whose sections it is for
 */
record Conversation(
        UUID id,
        UUID dossierId,
        boolean onFile,
        @Nullable String fileCode,
        Section section,
        String subject,
        UUID openedBy,
        Instant openedAt,
        int lastNumber,
        Instant lastAt,
        @Nullable UUID referralId) {

    /** In a child's file: which section's holders a conversation may be for. Not the identity, and not the status that everybody holds. */
    public static final Set<Section> CIRCLES =
            Set.of(Section.NOTES, Section.HEALTH, Section.PLACEMENT, Section.ASSISTANCE, Section.FOLLOW_UP);

    /** Refuses a section that the actor does not hold, as a choice that is not offered; null = it is held. */
    static @Nullable FieldError refusal(Section section, Collection<Section> held) {
        if (held.contains(section)) return null;
        String offered = held.stream().map(Section::name).sorted().collect(Collectors.joining(", "));
        return FieldError.of("section", "form.choice", offered);
    }

    Conversation named(@Nullable String code) {
        return new Conversation(
                id, dossierId, onFile, code, section, subject, openedBy, openedAt, lastNumber, lastAt, referralId);
    }

    /** Who opened it may remove others; everybody may leave. */
    boolean mayRemove(UUID actor, UUID person) {
        return actor.equals(person) || actor.equals(openedBy);
    }
}
