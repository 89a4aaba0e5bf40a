package org.akoma.protection.visits;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A list of visits over many files. What is to be done begins with children in danger.
 *
 * @param worker code of one worker; null = everybody of the scope
 * @param aloneSince only visits of this day or later in which the child was seen alone, of files that are open; null = any
 * @param asOf as of the end of that day; null = now
 */
record ListVisits(
        Scope scope,
        Show show,
        @Nullable String worker,
        @Nullable LocalDate aloneSince,
        @Nullable LocalDate asOf,
        int limit,
        @Nullable Cursor after) {

    /** Whose visits: on files that I hold, that my team holds, that my structure holds. */
    public enum Scope {
        MINE,
        TEAM,
        ORGANISATION
    }

    /** Which of them. */
    public enum Show {
        /** Not made yet, up to two weeks ahead. */
        DUE(false),
        /** Their day has passed. */
        LATE(false),
        /** Too late to be made, or made too late. */
        MISSED(true),
        /** Recorded, and not yet looked through by a supervisor. */
        REVIEW(false),
        DONE(true);

        private final boolean newestFirst;

        Show(boolean newestFirst) {
            this.newestFirst = newestFirst;
        }

        boolean newestFirst() {
            return newestFirst;
        }

        /** Of what is to be done, the visits of children in danger come first. */
        boolean dangerFirst() {
            return this == DUE || this == LATE;
        }
    }

    /**
     * Where a page ended.
     *
     * @param danger whether among the visits of children in danger, which come first
     */
    public record Cursor(boolean danger, LocalDate plannedOn, UUID id) {

        private static final int LENGTH = 1 + Long.BYTES * 3;

        String text() {
            ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                    .put((byte) (danger ? 1 : 0))
                    .putLong(plannedOn.toEpochDay())
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        }

        static Optional<Cursor> read(String text) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(text);
                if (bytes.length != LENGTH) return Optional.empty();
                ByteBuffer read = ByteBuffer.wrap(bytes);
                boolean danger = read.get() != 0;
                long day = read.getLong();
                if (Math.abs(day) > 100_000) return Optional.empty();
                return Optional.of(
                        new Cursor(danger, LocalDate.ofEpochDay(day), new UUID(read.getLong(), read.getLong())));
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }
    }

    /**
     * One page.
     *
     * @param next null on the last
     */
    public record Page(List<VisitLine> items, @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
