package org.akoma.protection.payments;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who received the money and who saw it given, as finance writes it down when it pays. Call inside an actor's transaction.
 */
@Component
class Receipts {

    private final PaymentStore store;
    private final People people;

    Receipts(PaymentStore store, People people) {
        this.store = store;
        this.people = people;
    }

    /**
     * The members of staff of a receipt.
     *
     * @param receiver who takes the money over for the family; null = nobody does, or the user name is unknown
     * @param witness who saw it given to somebody who did not sign; null = nobody is named, or the user name is unknown
     */
    record Hands(@Nullable UUID receiver, @Nullable UUID witness) {

        /** Who hears that it was paid: who asked; and where it goes through a named receiver, that person and who approved it. */
        Set<UUID> concerned(Payment payment) {
            Set<UUID> concerned = new HashSet<>(Set.of(payment.requestedBy()));
            if (receiver != null) concerned.add(receiver);
            if (receiver != null && payment.approvedBy() != null) concerned.add(payment.approvedBy());
            return concerned;
        }
    }

    Hands hands(Payment payment, PayPayment command) {
        boolean agreed = command.receiver() == null && PaymentForm.STAFF.equals(command.receivedBy());
        return new Hands(agreed ? payment.payToId() : person(command.receiver()), person(command.witness()));
    }

    private @Nullable UUID person(@Nullable String username) {
        return username == null ? null : people.find(username).map(Person::id).orElse(null);
    }

    /** Whether it is the receipt that was written down, sent once more. */
    boolean isSame(Actor actor, Payment paid, PayPayment command) {
        return actor.personId().equals(paid.paidBy())
                && command.on().equals(paid.paidOn())
                && command.receivedBy().equals(paid.receivedBy())
                && Boolean.valueOf(command.signed()).equals(paid.signed())
                && hands(paid, command).equals(new Hands(paid.receivedById(), paid.witnessId()));
    }

    /** Null when the receipt may be written down: it goes to whom it was approved for, and a receiver of the staff works with the child. */
    @Nullable
    FieldError refusal(Payment payment, PayPayment command, Hands hands) {
        if (!command.receivedBy().equals(payment.payTo()))
            return FieldError.of("receivedBy", "assistance.another-receiver");
        FieldError why = otherHands(payment, command, hands);
        if (why == null) why = attested(command, hands);
        if (why == null && !Objects.equals(hands.receiver(), payment.payToId()))
            why = FieldError.of("receiver", "assistance.another-receiver");
        if (why == null && hands.receiver() != null && !store.mayTakeOver(payment.fileId(), hands.receiver()))
            why = FieldError.of("receiver", "assistance.receiver-of-the-file");
        if (why == null && hands.witness() != null && store.isOwnWorker(payment.id(), hands.witness()))
            why = FieldError.of("witness", "assistance.witness-is-the-worker");
        if (why == null && hands.witness() != null && !store.mayWitness(payment.id(), hands.witness()))
            why = FieldError.of("witness", "assistance.witness-of-the-file");
        return why;
    }

    /**
     * Whom money goes to when it is asked for: to nobody with the name of who asks, and through staff only to a case worker who works with the child
     * and is not who asks.
     */
    @Nullable
    FieldError refusal(UUID file, RequestPayment command) {
        if (command.payee() != null && store.isOwnName(command.payee()))
            return FieldError.of("payee", "assistance.payee-is-yourself");
        if (command.payToWorker() == null) return null;
        UUID named = person(command.payToWorker());
        String why = named == null
                ? "assistance.receiver-unknown"
                : store.isOneself(named)
                        ? "assistance.receiver-is-another"
                        : store.mayTakeOver(file, named) ? null : "assistance.receiver-of-the-file";
        return why == null ? null : FieldError.of("payToWorker", why);
    }

    /** The member of staff whom a request names; null = none, or unknown. */
    @Nullable
    UUID through(RequestPayment command) {
        return person(command.payToWorker());
    }

    /** Who received it or saw it neither asked for it, nor approved, nor pays it, by another account either. */
    private @Nullable FieldError otherHands(Payment payment, PayPayment command, Hands hands) {
        if (command.receiver() != null && hands.receiver() == null)
            return FieldError.of("receiver", "assistance.receiver-unknown");
        if (command.witness() != null && hands.witness() == null)
            return FieldError.of("witness", "assistance.receiver-unknown");
        if (tookPart(payment, hands.receiver())) return FieldError.of("receiver", "assistance.receiver-is-another");
        return tookPart(payment, hands.witness())
                        || hands.witness() != null && Objects.equals(hands.witness(), hands.receiver())
                ? FieldError.of("witness", "assistance.witness-is-another")
                : null;
    }

    private boolean tookPart(Payment payment, @Nullable UUID person) {
        return person != null && (store.isOneself(person) || store.hasHand(payment.id(), person));
    }

    /** A receipt is signed, always by staff, or somebody saw the money given. */
    private static @Nullable FieldError attested(PayPayment command, Hands hands) {
        if (command.signed()) return null;
        if (hands.receiver() != null) return FieldError.of("signed", "assistance.staff-signs");
        return hands.witness() == null ? FieldError.of("witness", "assistance.witness-who") : null;
    }
}
