package org.akoma.assistance;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.reference.Policies;
import org.jspecify.annotations.Nullable;

/**
 * Ask for money for a child, under an id that the caller made.
 *
 * @param coversFrom the first day that it is for
 * @param override why there is a second payment for one period, a code of {@code payment-override}
 * @param payee whose hands it goes to; a name, sealed
 */
public record RequestPayment(
        UUID id,
        String type,
        Money money,
        LocalDate coversFrom,
        @Nullable UUID serviceId,
        @Nullable String override,
        @Nullable String payee) {

    /** The day after the last that a payment of this type covers. */
    LocalDate coversUntil(Policies policies) {
        return coversFrom.plusDays(policies.days("payment.period." + key()));
    }

    /** The most that one payment of this type may be, in its currency. */
    Money ceiling(Policies policies) {
        String currency = money.currency().name().toLowerCase(Locale.ROOT);
        return new Money(policies.amount("payment.ceiling." + key() + "." + currency), money.currency());
    }

    private String key() {
        return type.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The rule that refuses it, if any.
     *
     * @param approver whether who asks is one of those who approve
     * @param before the child's payments so far
     */
    Payment.@Nullable Rule against(boolean approver, List<Payment> before, Policies policies) {
        if (approver) return Payment.Rule.SAME_REQUESTER_AND_APPROVER;
        if (override == null && before.stream().anyMatch(one -> overlaps(one, policies))) return Payment.Rule.DUPLICATE;
        return money.compareTo(ceiling(policies)) > 0 ? Payment.Rule.OVER_CEILING : null;
    }

    private boolean overlaps(Payment other, Policies policies) {
        return other.type().equals(type)
                && other.counts()
                && other.coversFrom().isBefore(coversUntil(policies))
                && coversFrom.isBefore(other.coversUntil());
    }
}
