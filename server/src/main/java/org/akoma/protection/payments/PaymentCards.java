package org.akoma.protection.payments;

import java.time.LocalDate;
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

    private final PaymentLists payments;
    private final Formats words;

    PaymentCards(PaymentLists payments, Formats words) {
        this.payments = payments;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        if (!actor.may(Verb.PAYMENT_PAY) && !actor.may(Verb.PAYMENT_APPROVE)) return List.of();
        return List.of(HomeCard.brief(
                "payments",
                List.of(
                        figure(actor, "payments.to-approve", Payment.State.REQUESTED),
                        figure(actor, "payments.to-pay", Payment.State.APPROVED)),
                "/payments"));
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
