package org.akoma.protection.payments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** An exact amount in its own currency; the francs have no cents. Never a floating-point number, never converted. */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    public enum Currency {
        XOF(0),
        GHS(2),
        GNF(0);

        private final int decimals;

        Currency(int decimals) {
            this.decimals = decimals;
        }

        public int decimals() {
            return decimals;
        }
    }

    public Money {
        amount =
                amount.setScale(currency.decimals(), RoundingMode.UNNECESSARY); // more decimals are a bug of the caller
    }

    /** Whether the currency has as many decimals as this amount uses. */
    static boolean fits(BigDecimal amount, Currency currency) {
        return amount.stripTrailingZeros().scale() <= currency.decimals();
    }

    /** What it was worth in XOF at a rate, in whole francs, rounded down. For information. */
    @Nullable
    BigDecimal inXof(@Nullable Rate rate) {
        if (currency == Currency.XOF) return amount;
        return rate == null ? null : amount.multiply(rate.xof()).divide(rate.units(), 0, RoundingMode.FLOOR);
    }

    /** Within one currency only. */
    @Override
    public int compareTo(Money other) {
        if (currency != other.currency) throw new IllegalArgumentException("Amounts of two currencies do not compare");
        return amount.compareTo(other.amount);
    }
}
