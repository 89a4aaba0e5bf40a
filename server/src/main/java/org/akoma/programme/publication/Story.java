package org.akoma.programme.publication;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A story of a child, without anything that tells who it is.
 *
 * @param oddWords words that may be names, which who agrees looks at first
 * @param looked whether the reader said of them that they are none
 * @param shown whether everybody reads it now: both agreed, and the yes under which it was written still holds
 */
public record Story(
        UUID id,
        String code,
        Text french,
        Text english,
        List<String> oddWords,
        boolean looked,
        String writtenBy,
        Instant writtenAt,
        @Nullable Instant careAt,
        @Nullable Instant dataAt,
        @Nullable Instant endedAt,
        @Nullable Instant unpublishedAt,
        boolean shown,
        int version) {

    /** In one language. */
    record Text(String title, String text) {}

    /** As everybody reads it. */
    record Published(Text french, Text english, LocalDate publishedOn) {
        public Text in(String language) {
            return language.equals("en") ? english : french;
        }
    }

    /** Where it is on its way. */
    enum State {
        WITH_OTHERS,
        SHOWN,
        /** Agreed to, but not on the public page now. */
        NOT_SHOWN,
        UNPUBLISHED,
        TURNED_DOWN
    }

    public Story {
        oddWords = List.copyOf(oddWords);
    }

    private boolean isAgreed() {
        return careAt != null && dataAt != null;
    }

    /** Whether somebody may still take it off, for ever. */
    public boolean canBeTakenOff() {
        return isAgreed() && endedAt == null && unpublishedAt == null;
    }

    public State state() {
        if (endedAt != null) return State.TURNED_DOWN;
        if (unpublishedAt != null) return State.UNPUBLISHED;
        if (shown) return State.SHOWN;
        return isAgreed() ? State.NOT_SHOWN : State.WITH_OTHERS;
    }
}
