package org.akoma.protection.alerts;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of the list of alerts.
 *
 * @param then the moment whose picture is asked for
 */
record AlertQuery(boolean openOnly, Instant then, Place after, int limit) {

    static final int PAGE = 25;

    AlertQuery first(int most) {
        return new AlertQuery(openOnly, then, after, most);
    }

    /** Where a page ended: opaque to who holds it, and opens nothing. */
    record Place(int rank, Instant at, UUID id) {

        private static final int LENGTH = 1 + 3 * Long.BYTES;

        static final Place START = new Place(0, Instant.parse("1900-01-01T00:00:00Z"), new UUID(0, 0));

        String text() {
            ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                    .put((byte) rank)
                    .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
        }

        static Optional<Place> read(String text) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(text);
                if (bytes.length != LENGTH) return Optional.empty();
                ByteBuffer read = ByteBuffer.wrap(bytes);
                int rank = read.get();
                Instant at = Instant.EPOCH.plus(read.getLong(), ChronoUnit.MICROS);
                if (at.isBefore(START.at()) || at.isAfter(Instant.parse("2300-01-01T00:00:00Z")))
                    return Optional.empty();
                return Optional.of(new Place(rank, at, new UUID(read.getLong(), read.getLong())));
            } catch (IllegalArgumentException | java.time.DateTimeException | ArithmeticException notAPlace) {
                return Optional.empty();
            }
        }
    }
}
