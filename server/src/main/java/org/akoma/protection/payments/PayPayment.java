package org.akoma.protection.payments;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The money went over: receipt, day, to whom, and whether they signed.
 *
 * @param receipt its number, unique in the whole programme
 * @param receivedBy a code of {@code payment-receiver}
 * @param receiver user name of the member of staff who received it for the family; only then, and null = the one for whom it was approved
 * @param witness user name of the member of staff who saw it given; where nobody signed
 */
public record PayPayment(
        String receipt,
        LocalDate on,
        String receivedBy,
        @Nullable String receiver,
        boolean signed,
        @Nullable String witness) {}
