package org.akoma.protection.messages;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page of an inbox ended, as an opaque text: it opens nothing.
 *
 * @param waits 1 among the unread, which come first
 */
record InboxCursor(int waits, Instant at, UUID id) {

    private static final int LENGTH = 1 + Long.BYTES + 2 * Long.BYTES;
    private static final long MOST = 253_402_300_799_000_000L; // the end of the year 9999

    String text() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                .put((byte) waits)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty when the text is no cursor. */
    static Optional<InboxCursor> read(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != LENGTH) return Optional.empty();
            ByteBuffer read = ByteBuffer.wrap(bytes);
            int waits = read.get();
            long micros = read.getLong();
            UUID id = new UUID(read.getLong(), read.getLong());
            return (waits == 0 || waits == 1) && micros >= 0 && micros <= MOST
                    ? Optional.of(new InboxCursor(waits, Instant.EPOCH.plus(micros, ChronoUnit.MICROS), id))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
