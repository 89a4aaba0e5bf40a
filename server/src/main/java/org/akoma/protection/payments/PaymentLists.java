package org.akoma.protection.payments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.MuchReading;
import org.akoma.protection.cases.CaseWork;
import org.springframework.stereotype.Component;

/** Lists and sums of payments: a worker's own children, a supervisor's team, all of them for who approves and who pays. */
@Component
class PaymentLists {

    /** How far is counted what waits. */
    static final int COUNTED = 1_000;

    private final PaymentListStore store;
    private final CaseWork work;
    private final MuchReading reading;

    PaymentLists(PaymentListStore store, CaseWork work, MuchReading reading) {
        this.store = store;
        this.work = work;
        this.reading = reading;
    }

    /** Paid and refused by the end of a day, with totals by currency; every currency is there, also with nothing. */
    public record Summary(long paid, long refused, Map<String, BigDecimal> totals) {}

    /** Empty when the actor reads no payments. */
    Optional<ListPayments.Page> page(Actor actor, ListPayments wanted) {
        if (!actor.may(Verb.PAYMENT_READ)) return Optional.empty();
        List<ListPayments.Line> lines = work.as(actor, () -> {
            List<ListPayments.Line> found = store.list(actor, wanted);
            List<String> children =
                    found.stream().map(line -> line.payment().caseCode()).toList();
            reading.listed(actor, "payments", children, wanted.after() != null);
            return found;
        });
        boolean more = lines.size() > wanted.limit();
        List<ListPayments.Line> shown = more ? lines.subList(0, wanted.limit()) : lines;
        return Optional.of(new ListPayments.Page(
                shown, more ? PaymentCursor.after(shown.getLast().payment()) : null));
    }

    List<ListPayments.Total> totals(Actor actor, ListPayments wanted) {
        return actor.may(Verb.PAYMENT_READ) ? work.as(actor, () -> store.totals(actor, wanted)) : List.of();
    }

    /**
     * Of the whole project; for who reads summaries.
     *
     * @param day not in the future
     */
    public Summary summary(Actor actor, LocalDate day) {
        if (day.isAfter(work.today())) throw new IllegalArgumentException("form.future");
        return work.as(actor, () -> {
            ListPayments all = new ListPayments(null, null, null, null, day, 1, null);
            Map<String, BigDecimal> totals = new LinkedHashMap<>();
            for (Money.Currency currency : Money.Currency.values()) totals.put(currency.name(), BigDecimal.ZERO);
            long paid = 0;
            for (ListPayments.Total total : store.totals(actor, all)) {
                paid += total.payments();
                totals.put(total.currency().name(), shown(total));
            }
            return new Summary(paid, store.refused(day), totals);
        });
    }

    private static BigDecimal shown(ListPayments.Total total) {
        return new BigDecimal(total.amount().stripTrailingZeros().toPlainString());
    }

    /** What waits for this person; 0 for who neither approves nor pays. */
    int waitingFor(Actor actor) {
        int toApprove = actor.may(Verb.PAYMENT_APPROVE) ? waiting(actor, Payment.State.REQUESTED) : 0;
        return toApprove + (actor.may(Verb.PAYMENT_PAY) ? waiting(actor, Payment.State.APPROVED) : 0);
    }

    /** The first that were approved, those asked for longest ago first: numbers, amounts and periods, no child. */
    List<ListPayments.ToPay> approved(Actor actor, int most) {
        return work.as(actor, () -> store.approved(most));
    }

    /** What was paid since a day by month and currency, the newest month first: sums of different currencies are never added. */
    List<ListPayments.Month> months(Actor actor, LocalDate first, LocalDate today) {
        return work.as(actor, () -> store.months(first, today));
    }

    /** How many are in a state now, counted up to 1,000. */
    int waiting(Actor actor, Payment.State state) {
        return work.as(actor, () -> store.waiting(state, COUNTED));
    }
}
