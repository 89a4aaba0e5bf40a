package org.akoma.protection.payments;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page: payments for who approves and pays. */
@Component
@Order(60)
class PaymentCards implements HomeCards {

    private static final int FEW = 8;

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

    /** What is to be paid, oldest request first, and what was paid this month in each currency. */
    private List<HomeCard> toPay(Actor actor, LocalDate today) {
        List<HomeCard.Line> lines = payments.first(actor, Payment.State.APPROVED, FEW).stream()
                .map(this::line)
                .toList();
        List<HomeCard.Figure> paid = payments.paidSince(actor, today.withDayOfMonth(1)).stream()
                .map(total -> new HomeCard.Figure(
                        total.currency().name(),
                        words.money(total.amount(), total.currency().name()),
                        null,
                        null))
                .toList();
        List<HomeCard> cards = new ArrayList<>();
        cards.add(HomeCard.work("to-pay", List.of(), lines, "/payments?state=APPROVED"));
        if (!paid.isEmpty()) cards.add(HomeCard.summary("paid", paid, "/payments?state=PAID"));
        return cards;
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
