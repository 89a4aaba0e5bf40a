package org.akoma.protection.payments;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.akoma.ground.reference.Policies;

/**
 * The days that a payment is for ({@code requirements.md 3}: one payment for a child, type and period). They follow from the type and the
 * last payment: who asks does not choose them.
 *
 * @param until exclusive
 */
record PaymentPeriod(LocalDate from, LocalDate until) {

    /** How far from today an irregular period may lie, in days either way. */
    private static final int FARTHEST = 366;

    static PaymentPeriod beginning(LocalDate from, String type, Policies policies) {
        return new PaymentPeriod(from, from.plusDays(policies.days("payment.period." + key(type))));
    }

    /** The period of the next payment of a type: from today, or from when the last one is used up. */
    static PaymentPeriod next(String type, List<Payment> before, LocalDate today, Policies policies) {
        LocalDate from = before.stream()
                .filter(one -> one.type().equals(type) && one.counts())
                .map(Payment::coversUntil)
                .filter(until -> until.isAfter(today))
                .max(LocalDate::compareTo)
                .orElse(today);
        return beginning(from, type, policies);
    }

    static String key(String type) {
        return type.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean overlaps(Payment other) {
        return other.coversFrom().isBefore(until) && from.isBefore(other.coversUntil());
    }

    /** Whether it begins too late for money that is asked for today. */
    boolean isAhead(LocalDate today, Policies policies) {
        return from.isAfter(today.plusDays(policies.days("payment.advance.max")));
    }

    /** Whether no reason makes it right. */
    boolean isFar(LocalDate today) {
        return from.isBefore(today.minusDays(FARTHEST)) || from.isAfter(today.plusDays(FARTHEST));
    }
}
