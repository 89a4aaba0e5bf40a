package org.akoma.protection.messages;

import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * Opens a conversation with its first message.
 *
 * @param id made by the caller: sent again, it opens nothing new
 * @param file code of the child's file, or null: between structures
 * @param participants user names of the others
 * @param about code of a referral of the file, or null
 */
record BeginConversation(
        UUID id,
        @Nullable String file,
        Section section,
        String subject,
        String text,
        Set<String> participants,
        @Nullable String about) {

    public BeginConversation {
        participants = Set.copyOf(participants);
    }

    public BeginConversation(
            UUID id, @Nullable String file, Section section, String subject, String text, Set<String> participants) {
        this(id, file, section, subject, text, participants, null);
    }
}
