package org.akoma.protection.payments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of payments, the newest request first.
 *
 * @param month in which they were paid
 * @param asOf the day whose picture is asked for: what was asked for, approved, paid by the end of it
 * @param after where the page before ended; null = the first page
 */
record ListPayments(
        Payment.@Nullable State state,
        @Nullable String type,
        Money.@Nullable Currency currency,
        @Nullable YearMonth month,
        LocalDate asOf,
        int limit,
        @Nullable Place after) {

    static final int MOST = 200;

    /** The line that a page ended with. */
    record Place(Instant at, UUID id) {}

    ListPayments first(int most) {
        return new ListPayments(state, type, currency, month, asOf, most, null);
    }

    /** @param next null on the last page */
    record Page(List<Line> items, @Nullable String next) {
        Page {
            items = List.copyOf(items);
        }
    }

    /**
     * One payment as it was on the day, with the codes of the people involved.
     *
     * @param organisation code of the structure that follows the child
     * @param payToWorker the member of staff through whom it goes
     * @param receiver the member of staff who received it
     * @param witness the member of staff who saw it given
     * @param service that it is for, a code of {@code assistance}; null when none is named, or one of health
     */
    public record Line(
            Payment payment,
            Payment.State state,
            @Nullable String organisation,
            String requestedBy,
            @Nullable String approvedBy,
            @Nullable String paidBy,
            @Nullable String payToWorker,
            @Nullable String receiver,
            @Nullable String witness,
            @Nullable String service) {}

    /** Paid amounts of one currency. */
    record Total(Money.Currency currency, java.math.BigDecimal amount, long payments) {}

    /** What was paid in a month, in one currency. */
    record Month(YearMonth month, Money money) {}

    /** @param stops whether a rule forbids to pay it, so that it has to go back */
    record ToPay(Payment payment, boolean stops) {}
}
