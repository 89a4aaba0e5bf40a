package org.akoma.protection.payments;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * So many units of a currency were worth so many XOF from that day on.
 *
 * @param source who said so
 */
public record Rate(Money.Currency currency, LocalDate since, BigDecimal units, BigDecimal xof, String source) {

    /** Such as {@code 1 GHS = 150 XOF}. */
    String value() {
        return units.stripTrailingZeros().toPlainString() + " " + currency + " = "
                + xof.stripTrailingZeros().toPlainString() + " XOF";
    }
}
