package org.akoma.protection.payments;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Payments in the one search box, by their code. */
@Component
@Order(50)
class PaymentsFound implements Finder {

    private final PaymentStore store;

    PaymentsFound(PaymentStore store) {
        this.store = store;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        if (!actor.may(Verb.PAYMENT_READ)) return List.of();
        return text.number("P")
                .flatMap(store::numbered)
                .map(one -> new FoundGroup.Hit(one.code(), "/payments/" + one.id(), null, true))
                .map(hit -> FoundGroup.of("payments", List.of(hit)))
                .orElse(List.of());
    }
}
