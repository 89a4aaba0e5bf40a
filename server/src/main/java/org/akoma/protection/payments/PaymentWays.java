package org.akoma.protection.payments;

import java.util.List;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.stereotype.Component;

/** What follows each step of a payment: a second person approves it, finance pays it, and the next one waits. */
@Component
class PaymentWays implements WaysOn {

    @Override
    public List<WayOn> waysOn() {
        return List.of(
                WayOn.to("done.assistance.payment-requested", "/payments/{payment}", Verb.PAYMENT_READ),
                WayOn.to("done.assistance.payment-approved", "/decisions", Verb.PAYMENT_APPROVE),
                WayOn.to("done.assistance.payment-paid", "/payments", Verb.PAYMENT_READ),
                WayOn.to("done.assistance.payment-refused", "/decisions", Verb.PAYMENT_APPROVE),
                WayOn.to("done.assistance.payment-cancelled", "/payments", Verb.PAYMENT_READ),
                WayOn.to("done.assistance.payment-returned", "/payments", Verb.PAYMENT_READ),
                WayOn.to("done.assistance.rate-recorded", "/payments", Verb.PAYMENT_READ),
                WayOn.to("done.assistance.rate-withdrawn", "#h-rate", null));
    }
}
