package org.akoma.protection.payments;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a page of payments ended, as a text. It opens nothing: every page is asked for with the caller's own rights. */
final class PaymentCursor {

    private static final Pattern FORM = Pattern.compile("(\\d{1,17})\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private PaymentCursor() {}

    static String after(Payment last) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, last.requestedAt()) + "." + last.id();
    }

    static Optional<ListPayments.Place> read(String text) {
        Matcher found = FORM.matcher(text);
        return found.matches()
                ? Optional.of(new ListPayments.Place(
                        Instant.EPOCH.plus(Long.parseLong(found.group(1)), ChronoUnit.MICROS),
                        UUID.fromString(found.group(2))))
                : Optional.empty();
    }
}
