package org.akoma.programme.publication;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A story of a child, without anything that tells who it is. */
record Story(
        UUID id,
        String code,
        Text french,
        Text english,
        String writtenBy,
        Instant writtenAt,
        @Nullable Instant careAt,
        @Nullable Instant dataAt,
        @Nullable Instant endedAt,
        @Nullable Instant unpublishedAt,
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
        UNPUBLISHED,
        TURNED_DOWN
    }

    public State state() {
        if (endedAt != null) return State.TURNED_DOWN;
        if (unpublishedAt != null) return State.UNPUBLISHED;
        return careAt != null && dataAt != null ? State.SHOWN : State.WITH_OTHERS;
    }
}
