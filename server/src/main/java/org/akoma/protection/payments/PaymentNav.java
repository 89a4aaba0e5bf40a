package org.akoma.protection.payments;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Payments for those who ask, approve and pay, with what waits for them. */
@Component
@Order(60)
class PaymentNav implements NavItems {

    private final PaymentLists payments;

    PaymentNav(PaymentLists payments) {
        this.payments = payments;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return actor.may(Verb.PAYMENT_READ)
                ? List.of(new NavItem("payments", "/payments", "coin", payments.waitingFor(actor)))
                : List.of();
    }
}
