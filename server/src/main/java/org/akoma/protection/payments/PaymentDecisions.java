package org.akoma.protection.payments;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The three kinds of decision about money, for the page of what is to be decided. */
@Configuration(proxyBeanMethods = false)
class PaymentDecisions {

    /** The version of a payment that was never sent back: the only one in which a period can be another. */
    static final int FIRST = 1;

    /** What the room does with a verdict. */
    private interface Act {
        Outcome<Payment> take(Actor actor, Decision decision, boolean agreed, @Nullable String reason);
    }

    private record Kind(String kind, PaymentStore store, PersonCodes people, Decisions decisions, Act act)
            implements Decidable {

        @Override
        public Optional<Shown> show(Actor actor, Decision decision) {
            return store.find(decision.subject())
                    .map(one -> new Shown(one.code(), "/payments/" + one.id(), fields(actor, one)));
        }

        private List<Shown.Field> fields(Actor actor, Payment one) {
            boolean again = one.override() != null && !kind.equals(PaymentVerdicts.REVERSAL);
            Payment first = again ? first(one) : null;
            List<Shown.Field> fields = new ArrayList<>(List.of(
                    Shown.Field.text("assistance.child", null, one.caseCode()),
                    Shown.Field.text("assistance.requested-by", null, person(actor, one.requestedBy())),
                    Shown.Field.code(
                            "assistance.type", "payment-type", first == null ? null : first.type(), one.type()),
                    Shown.Field.money("assistance.amount", first == null ? null : amount(first), amount(one)),
                    Shown.Field.day(
                            "assistance.covers-from", first == null ? null : first.coversFrom(), one.coversFrom()),
                    Shown.Field.day(
                            "assistance.covers-until",
                            first == null ? null : first.coversUntil().minusDays(1),
                            one.coversUntil().minusDays(1)),
                    Shown.Field.code("assistance.pay-to", "payment-receiver", null, one.payTo())));
            UUID through = one.payToId();
            if (through != null) fields.add(Shown.Field.text("assistance.pay-to-worker", null, person(actor, through)));
            if (one.override() != null)
                fields.add(Shown.Field.code("assistance.override", "payment-override", null, one.override()));
            store.purpose(one.id()).ifPresent(purpose -> {
                fields.add(Shown.Field.code("assistance.purpose", "assistance", null, purpose.code()));
                fields.add(Shown.Field.code(
                        "assistance.purpose-state",
                        "service-status",
                        null,
                        purpose.state().name()));
            });
            if (again && kind.equals(PaymentVerdicts.PAYMENT))
                fields.add(Shown.Field.text("assistance.period-agreed-by", null, agreedToPeriod(actor, one)));
            if (first != null) {
                fields.add(Shown.Field.text("assistance.payment", first.code(), one.code()));
                fields.add(Shown.Field.day("assistance.paid-on", first.paidOn(), null));
            }
            if (kind.equals(PaymentVerdicts.REVERSAL)) {
                fields.add(Shown.Field.day("assistance.paid-on", null, one.paidOn()));
                fields.add(Shown.Field.text("assistance.receipt", null, one.receipt()));
            }
            return fields;
        }

        private @Nullable String person(Actor actor, UUID id) {
            return people.of(actor, List.of(id)).get(id);
        }

        /** Who agreed to a second payment of the period, before it came to who approves the money. */
        private @Nullable String agreedToPeriod(Actor actor, Payment one) {
            return decisions.of(PaymentVerdicts.OVERRIDE, one.id()).stream()
                    .filter(last -> last.state() == Decision.State.AGREED)
                    .map(Decision::decidedBy)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .map(by -> person(actor, by))
                    .orElse(null);
        }

        private static String amount(Payment one) {
            return one.money().amount().toPlainString() + " "
                    + one.money().currency().name();
        }

        /** The payment that the same time is covered by already, or else the last one of the type. */
        private @Nullable Payment first(Payment one) {
            return store.of(one.fileId()).stream()
                    .filter(other ->
                            !other.id().equals(one.id()) && other.type().equals(one.type()) && counts(other))
                    .filter(other -> other.coversFrom().isBefore(one.coversUntil()))
                    .max(java.util.Comparator.comparing(Payment::coversUntil))
                    .orElse(null);
        }

        private static boolean counts(Payment other) {
            return other.refusal() == null && other.cancelledAt() == null && other.reversedAt() == null;
        }

        @Override
        public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
            return Verdicts.of(act.take(actor, decision, agreed, reason), decisions, decision);
        }
    }

    @Bean
    Decidable paymentToDecide(Payments payments, PaymentStore store, PersonCodes people, Decisions decisions) {
        return new Kind(
                PaymentVerdicts.PAYMENT,
                store,
                people,
                decisions,
                (actor, decision, agreed, reason) -> agreed
                        ? payments.approve(actor, decision.subject())
                        : payments.refuse(actor, decision.subject(), "OTHER"));
    }

    @Bean
    Decidable paymentPeriodToDecide(Payments payments, PaymentStore store, PersonCodes people, Decisions decisions) {
        return new Kind(
                PaymentVerdicts.OVERRIDE,
                store,
                people,
                decisions,
                (actor, decision, agreed, reason) -> payments.agreeToPeriod(actor, decision.subject(), agreed, reason));
    }

    @Bean
    Decidable paymentReversalToDecide(Payments payments, PaymentStore store, PersonCodes people, Decisions decisions) {
        return new Kind(
                PaymentVerdicts.REVERSAL,
                store,
                people,
                decisions,
                (actor, decision, agreed, reason) -> payments.reverse(actor, decision.subject(), agreed, reason));
    }
}
