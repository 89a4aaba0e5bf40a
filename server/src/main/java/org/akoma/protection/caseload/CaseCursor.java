package org.akoma.protection.caseload;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * The place in a list where a page ended, as an opaque text. It says no more than the line shown last, and opens nothing: every page
 * is asked for with the caller's own grants.
 *
 * @param place microseconds since 1970 of the registration, the day since 1970 of the visit, the rank of the risk, or the place in the order of urgency
 */
record CaseCursor(ListCases.Order order, long place, UUID id) {

    private static final int LENGTH = 1 + Long.BYTES + 2 * Long.BYTES;

    /** The years 1900 to 2200. */
    private static final long LONGEST_AGO =
            Instant.parse("1900-01-01T00:00:00Z").getEpochSecond() * 1_000_000;

    private static final long LATEST = Instant.parse("2200-01-01T00:00:00Z").getEpochSecond() * 1_000_000;

    static CaseCursor after(ListCases.Order order, CaseLine line) {
        return switch (order) {
            case REGISTERED ->
                new CaseCursor(order, ChronoUnit.MICROS.between(Instant.EPOCH, line.registeredAt()), line.id());
            case VISIT -> {
                LocalDate due = line.nextVisitDue();
                yield new CaseCursor(order, due == null ? 0 : due.toEpochDay(), line.id());
            }
            case URGENT -> new CaseCursor(order, line.urgent(), line.id());
            case RISK -> new CaseCursor(order, rank(line.risk()), line.id());
        };
    }

    Instant registeredAt() {
        return Instant.EPOCH.plus(place, ChronoUnit.MICROS);
    }

    LocalDate due() {
        return LocalDate.ofEpochDay(place);
    }

    int rank() {
        return Math.toIntExact(place);
    }

    /** The highest first. */
    static int rank(CaseFile.@Nullable Risk risk) {
        return risk == null
                ? 0
                : switch (risk) {
                    case HIGH -> 1;
                    case MEDIUM -> 2;
                    case LOW -> 3;
                };
    }

    String text() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                .put((byte) order.ordinal())
                .putLong(place)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty when the text is not a cursor of this order. */
    static Optional<CaseCursor> read(ListCases.Order order, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != LENGTH) return Optional.empty();
        ByteBuffer read = ByteBuffer.wrap(bytes);
        boolean rightOrder = read.get() == order.ordinal();
        CaseCursor cursor = new CaseCursor(order, read.getLong(), new UUID(read.getLong(), read.getLong()));
        return rightOrder && cursor.place > LONGEST_AGO && cursor.place < LATEST
                ? Optional.of(cursor)
                : Optional.empty();
    }
}
