package org.akoma.protection.payments;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
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
        @Nullable String witness) {

    /**
     * The fields that people and programs fill in.
     *
     * @param paidOn null = today
     */
    @InputForm(name = "assistance.pay-payment", labels = "assistance")
    record Input(
            @Field(label = "assistance.receipt.number", example = "R-12")
            @Size(max = 40)
            @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}", message = "assistance.receipt")
            String receipt,

            @Field(label = "assistance.paid-on") @Nullable LocalDate paidOn,

            @Field(list = "payment-receiver", label = "assistance.pay-to")
            String receivedBy,

            @Field(label = "assistance.pay-to-worker", example = "sw-01") @Size(max = 40) @Nullable
            String receiver,

            Boolean signed,

            @Field(example = "sw-02") @Size(max = 40) @Nullable
            String witness)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            return !signed && isStaff() ? List.of(FieldError.of("signed", "assistance.staff-signs")) : List.of();
        }

        private boolean isStaff() {
            return RequestPayment.STAFF.equals(receivedBy);
        }

        PayPayment command(LocalDate today) {
            return new PayPayment(
                    receipt, paidOn == null ? today : paidOn, receivedBy, isStaff() ? receiver : null, signed, witness);
        }
    }
}
