package org.akoma.protection.payments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.akoma.protection.assistance.ServiceForm;
import org.jspecify.annotations.Nullable;

/** What is typed of a payment, in a page, an address or as JSON. */
final class PaymentForm {

    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(?:[.,]\\d{1,4})?");
    private static final Pattern RECEIPT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ./-]{0,39}");
    /** The code of {@code payment-receiver} that is a member of staff, who must then be named. */
    static final String STAFF = "CASE_WORKER";

    private static final int PAGE = 25;
    private static final int CURSOR = 60;
    private static final int MONTH = 7;

    private PaymentForm() {}

    /** {@code 30000}, {@code 30 000} or {@code 166,50}. */
    static @Nullable BigDecimal amount(Form form, String field) {
        String typed = form.required(field, 40);
        if (typed == null) return null;
        String plain = typed.replaceAll("[\\s\u00a0\u202f]", "");
        if (!AMOUNT.matcher(plain).matches()) return form.wrong(field, "assistance.amount");
        BigDecimal amount = new BigDecimal(plain.replace(',', '.'));
        return amount.signum() > 0 ? amount : form.wrong(field, "assistance.amount");
    }

    /** Filters of a list; {@link Form#isSound} tells whether they make sense. A day past the clock is today. */
    static ListPayments list(Form form, CodeLists lists, LocalDate today) {
        Payment.State state = form.choice("state", Payment.State.class);
        String type = form.choice("type", ServiceForm.codes(lists, "payment-type"));
        Money.Currency currency = form.choice("currency", Money.Currency.class);
        YearMonth month = month(form);
        LocalDate asOf = form.pastDay("asOf", today);
        Integer limit = form.integer("limit", 1, ListPayments.MOST);
        String cursor = form.text("cursor", CURSOR);
        ListPayments.Place after =
                cursor == null ? null : PaymentCursor.read(cursor).orElse(null);
        if (cursor != null && after == null) form.wrong("cursor", "assistance.bad-cursor");
        form.text("lang", 2);
        return new ListPayments(
                state, type, currency, month, asOf == null ? today : asOf, limit == null ? PAGE : limit, after);
    }

    /** {@code month=2015-11}: paid in that month. */
    private static @Nullable YearMonth month(Form form) {
        String typed = form.text("month", MONTH);
        if (typed == null) return null;
        try {
            return YearMonth.parse(typed);
        } catch (DateTimeParseException notAMonth) {
            return form.wrong("month", "assistance.month");
        }
    }

    /** Why a payment that was made is undone. */
    static List<String> reversals(CodeLists lists) {
        return ServiceForm.codes(lists, "payment-reversal");
    }

    /** Codes that a person may choose as the reason; the others are set by rules. */
    static List<String> refusals(CodeLists lists) {
        return ServiceForm.codes(lists, "payment-refusal").stream()
                .filter(code -> !isRule(code))
                .toList();
    }

    private static boolean isRule(String code) {
        for (Payment.Rule rule : Payment.Rule.values()) if (rule.name().equals(code)) return true;
        return false;
    }
}
