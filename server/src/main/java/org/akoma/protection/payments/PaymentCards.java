package org.akoma.protection.payments;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Chart;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page: payments for who approves and pays. */
@Component
@Order(60)
class PaymentCards implements HomeCards {

    private static final int FEW = 5;
    private static final int LOOKED_AT = 100;

    private final PaymentLists payments;
    private final Formats words;

    PaymentCards(PaymentLists payments, Formats words) {
        this.payments = payments;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        if (!actor.may(Verb.PAYMENT_PAY) && !actor.may(Verb.PAYMENT_APPROVE)) return List.of();
        List<HomeCard> cards = new ArrayList<>();
        if (actor.may(Verb.PAYMENT_PAY)) cards.addAll(toPay(actor, today));
        cards.add(counts(actor));
        return cards;
    }

    private HomeCard counts(Actor actor) {
        return HomeCard.brief(
                "payments",
                List.of(
                        figure(actor, "payments.to-approve", Payment.State.REQUESTED),
                        figure(actor, "payments.to-pay", Payment.State.APPROVED)),
                "/payments");
    }

    private List<HomeCard.Line> lines(Stream<ListPayments.ToPay> some) {
        return some.map(one -> line(one.payment())).toList();
    }

    /** What is to be paid, oldest request first, what a rule stops and has to go back, and what was paid in each of the last months. */
    private List<HomeCard> toPay(Actor actor, LocalDate today) {
        List<ListPayments.ToPay> found = payments.approved(actor, LOOKED_AT);
        List<HomeCard.Line> back = lines(found.stream().filter(ListPayments.ToPay::stops));
        List<HomeCard> cards = new ArrayList<>();
        cards.add(few("to-pay", lines(found.stream().filter(one -> !one.stops()))));
        if (!back.isEmpty()) cards.add(few("to-return", back));
        List<HomeCard.Line> months = byMonth(payments.months(actor, Chart.since(today), today));
        if (!months.isEmpty()) cards.add(HomeCard.work("paid", List.of(), months, "/payments?state=PAID"));
        return cards;
    }

    private static HomeCard few(String key, List<HomeCard.Line> lines) {
        return HomeCard.work(key, List.of(), lines.stream().limit(FEW).toList(), "/payments?state=APPROVED");
    }

    /** A month is one line that leads to its payments; amounts of several currencies stand beside each other. */
    private List<HomeCard.Line> byMonth(List<ListPayments.Month> paid) {
        Map<YearMonth, List<String>> months = new LinkedHashMap<>();
        for (ListPayments.Month one : paid)
            months.computeIfAbsent(one.month(), any -> new ArrayList<>())
                    .add(words.money(
                            one.money().amount(), one.money().currency().name()));
        return months.entrySet().stream()
                .map(month -> new HomeCard.Line(
                        words.month(month.getKey()),
                        null,
                        month.getValue(),
                        "/payments?state=PAID&month=" + month.getKey()))
                .toList();
    }

    private HomeCard.Line line(Payment payment) {
        return new HomeCard.Line(
                payment.code(),
                null,
                List.of(
                        words.money(
                                payment.money().amount(),
                                payment.money().currency().name()),
                        words.code("payment-type", payment.type()),
                        words.code("payment-receiver", payment.payTo()),
                        words.text(
                                "card.to-pay.covers",
                                words.shortDate(payment.coversFrom()),
                                words.shortDate(payment.coversUntil().minusDays(1)))),
                "/payments/" + payment.id());
    }

    private HomeCard.Figure figure(Actor actor, String key, Payment.State state) {
        int count = payments.waiting(actor, state);
        String value = count >= PaymentLists.COUNTED
                ? words.text("card.more-than", PaymentLists.COUNTED - 1)
                : words.number(count);
        return new HomeCard.Figure(
                words.text("card." + key), value, null, count == 0 ? null : "/payments?state=" + state);
    }
}
