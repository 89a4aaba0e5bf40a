package org.akoma.protection.payments;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Ask for money for a child, under an id that the caller made.
 *
 * @param coversFrom the first day that it is for; null = as it follows from the type and the last payment. Another day than that needs an
 *     override
 * @param override why the period is not the one that follows, a code of {@code payment-override}; a second person must agree to it
 * @param payTo who is to receive it, a code of {@code payment-receiver}: who approves agrees to this one, and nobody else receives it
 * @param payToWorker user name of the case worker through whom it goes; only and always then
 * @param payee whose hands it goes to; a name, sealed
 */
public record RequestPayment(
        UUID id,
        String type,
        Money money,
        @Nullable LocalDate coversFrom,
        @Nullable UUID serviceId,
        @Nullable String override,
        String payTo,
        @Nullable String payToWorker,
        @Nullable String payee) {

    /**
     * The fields that people and programs fill in.
     *
     * @param payTo null = who usually receives a payment of this type
     */
    @InputForm(name = "assistance.request-payment", labels = "assistance")
    record Input(
            UUID id,
            @Field(list = "payment-type") String type,

            @Pattern(regexp = AMOUNT, message = "assistance.amount")
            BigDecimal amount,

            @Field(list = "currency") Money.Currency currency,

            @Field(label = "assistance.covers-from") @Nullable
            LocalDate coversFrom,

            @Nullable UUID service,
            @Field(list = "payment-override") @Nullable String override,

            @Field(list = "payment-receiver", label = "assistance.pay-to") @Nullable
            String payTo,

            @Field(label = "assistance.pay-to-worker", example = "sw-01") @Size(max = 40) @Nullable
            String payToWorker,

            @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String payee)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            List<FieldError> wrong = new ArrayList<>();
            if (!Money.fits(amount, currency))
                wrong.add(FieldError.of("amount", "assistance.decimals", currency.name(), currency.decimals()));
            if (STAFF.equals(payTo) && payToWorker == null)
                wrong.add(FieldError.of("payToWorker", "assistance.worker-who"));
            return wrong;
        }

        RequestPayment command() {
            return new RequestPayment(
                    id,
                    type,
                    new Money(amount, currency),
                    coversFrom,
                    service,
                    override,
                    payTo == null ? usualReceiver(type) : payTo,
                    STAFF.equals(payTo) ? payToWorker : null,
                    payee);
        }
    }

    /** Two decimals at most: three figures after a point or a comma are thousands to who types them. */
    private static final String AMOUNT = "\\d{1,12}(?:[.,]\\d{1,2})?";

    /** The code of {@code payment-receiver} that is a member of staff, who must then be named. */
    static final String STAFF = "CASE_WORKER";

    private static final int DIGITS = 10;

    /** Who usually receives a payment of this type, where the request does not say. */
    public static String usualReceiver(String type) {
        return switch (type) {
            case "SCHOOL_FEE",
                    "SCHOOL_KIT",
                    "VOCATIONAL_FEE",
                    "TOOL_KIT",
                    "RETURN_TRAVEL",
                    "MEDICAL_COST",
                    "CERTIFICATE_FEE",
                    "LEGAL_COST",
                    "TRACING_COST" -> "PROVIDER";
            case "FOSTER_ALLOWANCE" -> "FOSTER_FAMILY";
            default -> "CAREGIVER";
        };
    }

    /** Whether it is what an immediate service of this code costs: after a no to case management nothing else is paid. The database holds the same. */
    boolean isImmediate(String service) {
        return switch (service) {
            case "IMM_RETURN_TRAVEL" -> type.equals("RETURN_TRAVEL");
            case "IMM_MEDICAL_SCREENING", "IMM_MEDICAL_TREATMENT" -> type.equals("MEDICAL_COST");
            case "IMM_LEGAL_AID" -> type.equals("LEGAL_COST");
            case "IMM_FAMILY_TRACING" -> type.equals("TRACING_COST");
            case "IMM_SHELTER", "IMM_FOOD", "IMM_CLOTHING_HYGIENE" -> type.equals("FOSTER_ALLOWANCE");
            default -> false;
        };
    }

    /**
     * The days it is for.
     *
     * @param before the child's payments so far
     */
    PaymentPeriod period(List<Payment> before, LocalDate today, Policies policies) {
        if (coversFrom != null) return PaymentPeriod.beginning(coversFrom, type, policies);
        return override == null
                ? PaymentPeriod.next(type, before, today, policies)
                : PaymentPeriod.beginning(today, type, policies);
    }

    /** The same without a reason that it does not need. */
    RequestPayment plain() {
        return new RequestPayment(id, type, money, coversFrom, serviceId, null, payTo, payToWorker, payee);
    }

    /** The most that the payments of this type may be for one child and period, in its currency. */
    Money ceiling(Policies policies) {
        return ceiling(money.currency(), policies);
    }

    private Money ceiling(Money.Currency currency, Policies policies) {
        String key = "payment.ceiling." + PaymentPeriod.key(type) + "."
                + currency.name().toLowerCase(Locale.ROOT);
        return new Money(policies.amount(key), currency);
    }

    /**
     * The rule that refuses it, if any.
     *
     * @param approver whether who asks is one of those who approve
     * @param before the child's payments so far
     */
    Payment.@Nullable Rule against(boolean approver, List<Payment> before, LocalDate today, Policies policies) {
        if (approver) return Payment.Rule.SAME_REQUESTER_AND_APPROVER;
        PaymentPeriod asked = period(before, today, policies);
        if (asked.isFar(today)) return Payment.Rule.OTHER_PERIOD;
        Payment.Rule irregular = irregular(before, today, policies);
        if (override == null && irregular != null) return irregular;
        return share(asked, before, policies).compareTo(BigDecimal.ONE) > 0 ? Payment.Rule.OVER_CEILING : null;
    }

    /** What is wrong with its period, which an override may lift; null when it is the one that follows. */
    Payment.@Nullable Rule irregular(List<Payment> before, LocalDate today, Policies policies) {
        PaymentPeriod asked = period(before, today, policies);
        if (asked.isAhead(today, policies) || before.stream().anyMatch(one -> takes(one, asked)))
            return Payment.Rule.DUPLICATE;
        return asked.equals(PaymentPeriod.next(type, before, today, policies)) ? null : Payment.Rule.OTHER_PERIOD;
    }

    private boolean takes(Payment other, PaymentPeriod asked) {
        return other.type().equals(type) && other.counts() && asked.overlaps(other);
    }

    /** How much of the ceiling is used by this payment and all others of its type that touch its period, whatever their currency. */
    private BigDecimal share(PaymentPeriod asked, List<Payment> before, Policies policies) {
        return before.stream()
                .filter(one -> takes(one, asked))
                .map(Payment::money)
                .map(one -> part(one, policies))
                .reduce(part(money, policies), BigDecimal::add);
    }

    private BigDecimal part(Money one, Policies policies) {
        return one.amount().divide(ceiling(one.currency(), policies).amount(), DIGITS, RoundingMode.HALF_UP);
    }
}
