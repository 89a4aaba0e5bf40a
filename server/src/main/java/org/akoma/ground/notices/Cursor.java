package org.akoma.ground.notices;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last notification of a page, where the next page begins. */
record Cursor(Instant at, UUID id) {

    static Cursor after(Notice last) {
        return new Cursor(last.rungAt(), last.id());
    }

    /** Null when it is not one of ours. */
    static @Nullable Cursor read(String text) {
        int between = text.indexOf('_');
        if (between < 0) return null;
        try {
            return new Cursor(Instant.parse(text.substring(0, between)), UUID.fromString(text.substring(between + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return at + "_" + id;
    }
}
