package org.akoma.protection.payments;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Payments to which notifications lead, and that they were paid; that one was approved or refused is said by its decision. */
@Component
class PaymentTargets implements Bells.Room {

    private final Payments payments;
    private final Formats words;

    PaymentTargets(Payments payments, Formats words) {
        this.payments = payments;
        this.words = words;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        return Bells.Room.found(
                ids,
                id -> payments.find(actor, id)
                        .map(one -> Bells.Target.about(
                                "/payments/" + id,
                                became(actor, one),
                                words.text("notices.about.payment", one.code()))));
    }

    private @Nullable String became(Actor actor, Payment one) {
        return one.state() == Payment.State.PAID && one.requestedBy().equals(actor.personId())
                ? words.text("notices.became.payment.PAID", one.code(), one.caseCode())
                : null;
    }
}
