package org.akoma.protection.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.web.Form;
import org.akoma.protection.assistance.ServiceForm;
import org.junit.jupiter.api.Test;

/** What the rules of money say, without a database. */
class MoneyRulesTest {

    private static final LocalDate DAY = LocalDate.parse("2015-10-05");
    private final Policies policies = new Policies(Map.of());
    private final CodeLists lists = new CodeLists();

    private static Money xof(String amount) {
        return new Money(new BigDecimal(amount), Money.Currency.XOF);
    }

    private static RequestPayment asked(String type, Money money, LocalDate from, String override) {
        return new RequestPayment(UUID.randomUUID(), type, money, from, null, override, "CAREGIVER", null, null);
    }

    private Payment paid(String type, LocalDate from, Payment.State state) {
        UUID requester = UUID.randomUUID();
        return new Payment(
                UUID.randomUUID(),
                12,
                UUID.randomUUID(),
                "AK-001",
                type,
                xof("24900"),
                null,
                from,
                PaymentPeriod.beginning(from, type, policies).until(),
                null,
                "CAREGIVER",
                null,
                state,
                requester,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                1);
    }

    @Test
    void everyTypeHasAPeriodAndACeilingInEachCurrency() {
        for (String type : ServiceForm.codes(lists, "payment-type"))
            for (Money.Currency currency : Money.Currency.values()) {
                RequestPayment one = asked(type, new Money(BigDecimal.ONE, currency), DAY, null);
                assertThat(one.ceiling(policies).amount()).isPositive();
                assertThat(PaymentPeriod.beginning(DAY, type, policies).until()).isAfter(DAY);
                assertThat(policies.get("payment.ceiling."
                                        + type.toLowerCase(Locale.ROOT).replace('_', '-') + "."
                                        + currency.name().toLowerCase(Locale.ROOT))
                                .basis())
                        .isEqualTo("[P]");
            }
    }

    @Test
    void aPaymentTakesItsPeriod() {
        List<Payment> before = List.of(paid("SCHOOL_FEE", DAY, Payment.State.PAID));
        LocalDate soon = DAY.plusDays(8);
        RequestPayment again = asked("SCHOOL_FEE", xof("24900"), null, null);
        assertThat(again.against(false, before, soon, policies)).isEqualTo(Payment.Rule.DUPLICATE);
        assertThat(asked("SCHOOL_FEE", xof("24900"), soon, null).against(false, before, soon, policies))
                .isEqualTo(Payment.Rule.DUPLICATE);
        assertThat(asked("SCHOOL_FEE", xof("24900"), soon, "EMERGENCY").against(false, before, soon, policies))
                .isNull();
        assertThat(asked("SCHOOL_KIT", xof("24900"), null, null).against(false, before, soon, policies))
                .isNull();
        LocalDate usedUp = before.getFirst().coversUntil();
        assertThat(again.against(false, before, usedUp, policies)).isNull();
        assertThat(again.period(before, usedUp.minusDays(3), policies).from()).isEqualTo(usedUp);
        for (Payment.State gone : List.of(Payment.State.REFUSED, Payment.State.CANCELLED))
            assertThat(again.against(false, List.of(paid("SCHOOL_FEE", DAY, gone)), soon, policies))
                    .isNull();
    }

    /** Three payments of one day, for today, for 1990 and for 2019, are one payment and two attempts. */
    @Test
    void whoAsksDoesNotChooseThePeriod() {
        for (String other : List.of("1990-01-01", "2015-10-04", "2015-10-06", "2019-01-01"))
            assertThat(asked("FAMILY_CASH", xof("1"), LocalDate.parse(other), null)
                            .against(false, List.of(), DAY, policies))
                    .as(other)
                    .isNotNull();
        assertThat(asked("FAMILY_CASH", xof("1"), LocalDate.parse("1990-01-01"), "CORRECTION")
                        .against(false, List.of(), DAY, policies))
                .as("no reason makes it right")
                .isEqualTo(Payment.Rule.OTHER_PERIOD);
    }

    @Test
    void aCeilingIsForAllPaymentsOfAPeriodTogetherInWhateverCurrency() {
        List<Payment> before = List.of(paid("FAMILY_CASH", DAY, Payment.State.PAID));
        assertThat(asked("FAMILY_CASH", xof("75100"), null, "INSTALMENT").against(false, before, DAY, policies))
                .isNull();
        assertThat(asked("FAMILY_CASH", xof("75101"), null, "INSTALMENT").against(false, before, DAY, policies))
                .isEqualTo(Payment.Rule.OVER_CEILING);
        Money cedis = new Money(new BigDecimal("600"), Money.Currency.GHS);
        assertThat(asked("FAMILY_CASH", cedis, null, "INSTALMENT").against(false, before, DAY, policies))
                .isEqualTo(Payment.Rule.OVER_CEILING);
    }

    @Test
    void anOverrideLiftsNoCeilingAndWhoApprovesAsksForNothing() {
        RequestPayment dear = asked("FAMILY_CASH", xof("100001"), DAY, "EMERGENCY");
        assertThat(dear.against(false, List.of(), DAY, policies)).isEqualTo(Payment.Rule.OVER_CEILING);
        assertThat(asked("FAMILY_CASH", xof("100000"), DAY, null).against(false, List.of(), DAY, policies))
                .isNull();
        assertThat(dear.against(true, List.of(), DAY, policies)).isEqualTo(Payment.Rule.SAME_REQUESTER_AND_APPROVER);
        Policies strict = new Policies(Map.of("payment.ceiling.family-cash.xof", "5000"));
        assertThat(asked("FAMILY_CASH", xof("5001"), DAY, null).against(false, List.of(), DAY, strict))
                .isEqualTo(Payment.Rule.OVER_CEILING);
    }

    @Test
    void francsHaveNoCentsAndCurrenciesDoNotMix() {
        assertThat(Money.fits(new BigDecimal("166.50"), Money.Currency.GHS)).isTrue();
        assertThat(Money.fits(new BigDecimal("166.505"), Money.Currency.GHS)).isFalse();
        assertThat(Money.fits(new BigDecimal("1.5"), Money.Currency.XOF)).isFalse();
        assertThat(Money.fits(new BigDecimal("1.00"), Money.Currency.GNF)).isTrue();
        Money cedi = new Money(BigDecimal.ONE, Money.Currency.GHS);
        assertThatThrownBy(() -> cedi.compareTo(xof("1"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWorthIsForInformationAndRoundedDown() {
        Rate rate = new Rate(Money.Currency.GNF, DAY, new BigDecimal("12"), BigDecimal.ONE, "x");
        Money francs = new Money(new BigDecimal("298799"), Money.Currency.GNF);
        assertThat(francs.inXof(rate)).isEqualByComparingTo("24899");
        assertThat(francs.inXof(null)).isNull();
        assertThat(Rates.on(List.of(rate), Money.Currency.GNF, DAY.minusDays(1)))
                .isEmpty();
    }

    @Test
    void amountsAreReadAsPeopleWriteThem() {
        assertThat(amount("30 000")).isEqualByComparingTo("30000");
        assertThat(amount("30\u00a0000")).isEqualByComparingTo("30000");
        assertThat(amount("166,50")).isEqualByComparingTo("166.5");
        for (String wrong : List.of("-5", "0", "1e5", "0x10", "12.34567", "NaN", "trente"))
            assertThat(amount(wrong)).as(wrong).isNull();
    }

    private static BigDecimal amount(String typed) {
        return PaymentForm.amount(Form.ofJson(Map.of("amount", typed)), "amount");
    }

    @Test
    void aCursorIsReadBackAndNothingElseIs() {
        Payment last = paid("SCHOOL_FEE", DAY, Payment.State.PAID);
        ListPayments.Place place = PaymentCursor.read(PaymentCursor.after(last)).orElseThrow();
        assertThat(place).isEqualTo(new ListPayments.Place(last.requestedAt(), last.id()));
        for (String wrong : List.of("", "x", "1", "1.2", "-1." + last.id(), "99999999999999999999." + last.id()))
            assertThat(PaymentCursor.read(wrong)).as(wrong).isEmpty();
    }
}
