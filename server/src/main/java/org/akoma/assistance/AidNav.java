package org.akoma.assistance;

import java.util.ArrayList;
import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.Role;
import org.akoma.access.Verb;
import org.akoma.pages.NavItem;
import org.akoma.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Payments for those who ask, approve and pay, with what waits for them; providers for those who plan. */
@Component
@Order(60)
class AidNav implements NavItems {

    private final PaymentLists payments;

    AidNav(PaymentLists payments) {
        this.payments = payments;
    }

    /** Those who find services in no file, or only their own; the others come by the child, or from the providers. */
    private static boolean byTheList(Actor actor) {
        return actor.may(Verb.SERVICE_READ)
                && (Services.budgetsOnly(actor) || actor.is(Role.PROVIDER) || actor.is(Role.SHELTER_MANAGER));
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        List<NavItem> items = new ArrayList<>();
        if (actor.may(Verb.PAYMENT_READ))
            items.add(new NavItem("payments", "/payments", "coin", payments.waitingFor(actor)));
        if (byTheList(actor)) items.add(NavItem.of("services", "/services", "hand"));
        if (actor.may(Verb.PROVIDER_READ)) items.add(NavItem.of("providers", "/services/providers", "hand"));
        return items;
    }
}
