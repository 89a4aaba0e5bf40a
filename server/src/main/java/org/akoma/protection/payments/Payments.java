package org.akoma.protection.payments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.assistance.Service;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.ConsentGate;
import org.akoma.protection.identity.Cases;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Money for a child: asked for by the worker, approved by the project manager, paid by finance. What a rule refuses is kept as refused, with the
 * reason, so that an attempt stays visible. The people who approve and pay have no key of the file: their acts are in their own chain of the
 * journal, with the number of the payment, and on the payment itself.
 */
@Component
public class Payments {

    private final PaymentStore store;
    private final Cases cases;
    private final CaseWork work;
    private final Journal journal;
    private final Policies policies;
    private final PaymentVerdicts verdicts;
    private final Receipts receipts;
    private final ConsentGate consent;
    private final Witnesses witnesses;
    private final PaymentNotices notices;

    Payments(
            PaymentStore store,
            Cases cases,
            CaseWork work,
            Journal journal,
            Policies policies,
            PaymentVerdicts verdicts,
            Receipts receipts,
            ConsentGate consent,
            Witnesses witnesses,
            PaymentNotices notices) {
        this.store = store;
        this.cases = cases;
        this.work = work;
        this.journal = journal;
        this.policies = policies;
        this.verdicts = verdicts;
        this.receipts = receipts;
        this.consent = consent;
        this.witnesses = witnesses;
        this.notices = notices;
    }

    /** The child's payments, the newest first, for who reads the file's assistance. The reading is journalled. */
    public Outcome<List<Payment>> of(Actor actor, String code) {
        if (!actor.may(Verb.PAYMENT_READ)) return new Outcome.NotFound<>();
        return work.read(actor, code, Section.ASSISTANCE, "assistance.payments-read", file -> store.of(file.id()));
    }

    /** Empty when no service is named, or one that is not for the reader. */
    public Optional<Payment.Purpose> purpose(Actor actor, UUID payment) {
        return actor.may(Verb.PAYMENT_READ) ? work.as(actor, () -> store.purpose(payment)) : Optional.empty();
    }

    /** What who approves or pays should know before; empty for everybody else. */
    List<String> notes(Actor actor, UUID payment) {
        return actor.may(Verb.PAYMENT_READ) ? work.as(actor, () -> store.notes(payment)) : List.of();
    }

    /** The last time that finance sent it back; empty when it never did, or not for the actor. */
    Optional<Payment.Returned> lastReturn(Actor actor, UUID payment) {
        return actor.may(Verb.PAYMENT_READ) ? work.as(actor, () -> store.lastReturn(payment)) : Optional.empty();
    }

    /** One payment; empty when it does not exist for the actor. */
    public Optional<Payment> find(Actor actor, UUID id) {
        return actor.may(Verb.PAYMENT_READ) ? work.as(actor, () -> store.find(id)) : Optional.empty();
    }

    /** The payments of which a name may be asked for. */
    public Set<UUID> named(Actor actor, String code) {
        return work.peek(actor, code, Section.FAMILY, file -> store.named(file.id()))
                .orElse(Set.of());
    }

    /** Whose hands it goes to, for who works with the family; empty for everybody else. Journalled. */
    public Optional<String> reveal(Actor actor, String code, UUID payment) {
        return work.open(actor, code, Section.FAMILY, "assistance.payee-read", file -> store.payee(file.id(), payment))
                .flatMap(found -> found);
    }

    /** Asks for money. Who approves payments asks for none: their attempt is kept as refused. */
    public Outcome<Payment> request(Actor actor, String code, RequestPayment command) {
        if (actor.may(Verb.PAYMENT_APPROVE)) return attempt(actor, code, command);
        Outcome<Payment> outcome = work.once(
                actor,
                code,
                Verb.PAYMENT_REQUEST,
                Section.ASSISTANCE,
                new Once<>(
                        command.id(),
                        command,
                        file -> store.find(command.id())
                                .filter(one -> one.fileId().equals(file.id()))),
                file -> begin(actor, file, command, false));
        return refusedStays(outcome, command);
    }

    private Outcome<Payment> attempt(Actor actor, String code, RequestPayment command) {
        return work.as(actor, () -> {
            CaseFile file = cases.find(actor, code).orElse(null);
            if (file == null) return new Outcome.NotFound<>();
            if (store.find(command.id()).isEmpty()) begin(actor, file, command, true);
            return why(Payment.Rule.SAME_REQUESTER_AND_APPROVER, command);
        });
    }

    private Outcome<Payment> begin(Actor actor, CaseFile file, RequestPayment command, boolean approver) {
        FieldError why = approver ? null : against(file, command);
        if (why == null && !approver) why = receipts.refusal(file.id(), command);
        if (why != null) return new Outcome.Refused<>(why);
        List<Payment> before = approver ? List.of() : store.of(file.id());
        Payment.Rule rule = command.against(approver, before, work.today(), policies);
        PaymentPeriod period = command.period(before, work.today(), policies);
        boolean regular = command.irregular(before, work.today(), policies) == null;
        UUID through = approver ? null : receipts.through(command);
        store.insert(file, regular ? command.plain() : command, through, period, actor.personId(), work.now(), rule);
        if (rule == null && command.payee() != null) store.name(file.id(), command.id(), command.payee());
        Payment made = store.find(command.id()).orElseThrow();
        Map<String, Object> facts = Map.of("payment", made.code(), "type", made.type());
        String act = rule == null ? "assistance.payment-requested" : "assistance.payment-refused";
        if (approver) journal.noteOwn(actor, act, facts);
        else work.note(file, Section.ASSISTANCE, act, facts);
        if (rule == null) verdicts.ask(actor, made);
        return rule == null ? new Outcome.Done<>(made) : why(rule, command);
    }

    /** After a no to case management money is asked for what a running immediate service costs, and for nothing else. */
    private @Nullable FieldError against(CaseFile file, RequestPayment command) {
        UUID service = command.serviceId();
        Payment.Purpose purpose =
                service == null ? null : store.service(file.id(), service).orElse(null);
        if (service != null && purpose == null) return FieldError.of("service", "assistance.unknown-service");
        Optional<String> lacks = store.lacks(file.id(), command);
        boolean homeless = lacks.filter("assistance.no-foster-family"::equals).isPresent();
        if (lacks.isPresent() && !homeless) return FieldError.of("payment", lacks.get());
        FieldError refused = stopped(file, command, purpose);
        return refused == null && homeless ? FieldError.of("type", "assistance.no-foster-family") : refused;
    }

    private @Nullable FieldError stopped(CaseFile file, RequestPayment command, Payment.@Nullable Purpose purpose) {
        FieldError refused = consent.refusal(file);
        if (refused == null && file.lostSince() != null) refused = FieldError.of("payment", "assistance.child-lost");
        if (refused == null || purpose == null || !Service.isImmediate(purpose.code())) return refused;
        if (!command.isImmediate(purpose.code())) return FieldError.of("type", "assistance.no-immediate-money");
        return purpose.state() == Service.State.STARTED
                ? null
                : FieldError.of("service", "assistance.service-not-running");
    }

    private static Outcome<Payment> stopped() {
        return Outcome.Refused.because("payment", "assistance.money-stops");
    }

    /** Whether the care that a waiting payment is for has ended. */
    boolean stops(Actor actor, Payment payment) {
        return work.as(actor, () -> store.stops(payment.id()));
    }

    /** Sent again, a request that a rule refused is answered as before. */
    private Outcome<Payment> refusedStays(Outcome<Payment> outcome, RequestPayment command) {
        if (!(outcome instanceof Outcome.Done<Payment>(Payment found)) || found.state() != Payment.State.REFUSED)
            return outcome;
        return found.refusedBy() == null && found.refusal() != null
                ? why(Payment.Rule.valueOf(found.refusal()), command)
                : outcome;
    }

    private Outcome<Payment> why(Payment.Rule rule, RequestPayment command) {
        return switch (rule) {
            case OVER_CEILING -> {
                Money most = command.ceiling(policies);
                yield Outcome.Refused.because(
                        "amount",
                        rule.error(),
                        most.amount().toPlainString(),
                        most.currency().name());
            }
            case DUPLICATE, OTHER_PERIOD -> Outcome.Refused.because("coversFrom", rule.error());
            case SAME_REQUESTER_AND_APPROVER, SAME_PERSON_PAYS, FILE_CLOSED ->
                Outcome.Refused.because("payment", rule.error());
        };
    }

    /** The project manager approves; who asked for it and approves it has it refused. */
    public Outcome<Payment> approve(Actor actor, UUID id) {
        return step(actor, id, Verb.PAYMENT_APPROVE, payment -> {
            if (payment.state() == Payment.State.APPROVED && actor.personId().equals(payment.approvedBy()))
                return new Outcome.Done<>(payment);
            if (payment.state() != Payment.State.REQUESTED) return new Outcome.Refused<>(List.of(payment.notNow()));
            Payment.Rule rule = payment.againstApproval(actor.personId());
            if (rule != null) return refuseByRule(actor, payment, rule);
            if (payment.payToId() != null && store.isOneself(payment.payToId()))
                return Outcome.Refused.because("payment", "assistance.receiver-is-another");
            if (store.bearsPayeesName(id)) return Outcome.Refused.because("payment", "assistance.payee-has-your-name");
            if (store.stops(id)) return stopped();
            Outcome<Payment> stands = verdicts.take(actor, payment, true, null);
            if (stands != null) return stands;
            store.approve(id, actor.personId(), work.now());
            notices.waits(actor, id, Role.FINANCE_OFFICER);
            if (payment.refusal() != null)
                notices.tell(actor, id, Set.of(payment.requestedBy())); // finance asked the second time
            return noted(actor, id, "assistance.payment-approved");
        });
    }

    /** @param refusal a code of {@code payment-refusal} */
    public Outcome<Payment> refuse(Actor actor, UUID id, String refusal) {
        return step(actor, id, Verb.PAYMENT_APPROVE, payment -> {
            if (!payment.state().waits()) return new Outcome.Refused<>(List.of(payment.notNow()));
            Outcome<Payment> stands =
                    payment.state() == Payment.State.APPROVED ? null : verdicts.take(actor, payment, false, refusal);
            if (stands != null) return stands;
            store.refuse(id, actor.personId(), refusal, work.now());
            notices.tell(actor, id, Set.of(payment.requestedBy()));
            return noted(actor, id, "assistance.payment-refused");
        });
    }

    /**
     * Finance sends back what it cannot pay: who approves decides once more.
     *
     * @param reason a code of {@code payment-refusal}
     */
    Outcome<Payment> sendBack(Actor actor, UUID id, String reason) {
        return step(actor, id, Verb.PAYMENT_PAY, payment -> {
            if (payment.state() != Payment.State.APPROVED || !store.sendBack(id, reason))
                return new Outcome.Refused<>(List.of(payment.notNow()));
            verdicts.askAgain(actor, store.find(id).orElseThrow(), reason);
            notices.tell(actor, id, Set.of(payment.requestedBy()));
            return noted(actor, id, "assistance.payment-returned");
        });
    }

    /**
     * Finance asks for a payment to be undone; a project manager decides.
     *
     * @param reason a code of {@code payment-reversal}
     */
    Outcome<Payment> askReversal(Actor actor, UUID id, String reason) {
        return step(actor, id, Verb.PAYMENT_PAY, payment -> {
            if (payment.state() != Payment.State.PAID) return new Outcome.Refused<>(List.of(payment.notNow()));
            verdicts.askReversal(actor, payment, reason);
            return noted(actor, id, "assistance.payment-reversal-asked");
        });
    }

    /**
     * A project manager decides whether a payment is undone.
     *
     * @param why where they do not agree
     */
    Outcome<Payment> reverse(Actor actor, UUID id, boolean agreed, @Nullable String why) {
        return step(actor, id, Verb.PAYMENT_APPROVE, payment -> {
            Outcome<Payment> stands = verdicts.takeReversal(actor, payment, agreed, why);
            if (stands != null) return stands;
            if (agreed) store.reverse(id, actor.personId(), work.now());
            return noted(actor, id, agreed ? "assistance.payment-reversed" : "assistance.payment-stands");
        });
    }

    /**
     * The child's supervisor agrees that a payment has another period than the one that follows, or refuses it.
     *
     * @param why where they do not agree
     */
    public Outcome<Payment> agreeToPeriod(Actor actor, UUID id, boolean agreed, @Nullable String why) {
        if (!actor.may(Verb.PAYMENT_READ)) return new Outcome.NotFound<>();
        return work.as(actor, () -> {
            Payment payment = store.find(id).orElse(null);
            if (payment == null) return new Outcome.NotFound<>();
            if (agreed && store.stops(id)) return stopped();
            Outcome<Payment> stands = verdicts.takePeriod(actor, payment, agreed, why);
            if (stands != null) return stands;
            if (!agreed) store.refuse(id, actor.personId(), Payment.Rule.OTHER_PERIOD.name(), work.now());
            return noted(actor, id, agreed ? "assistance.payment-period-agreed" : "assistance.payment-refused");
        });
    }

    PaymentVerdicts.Waiting waiting(Actor actor, Payment payment) {
        return work.as(actor, () -> verdicts.waiting(payment));
    }

    /** What prevents asking for this money, without asking for it; null when nothing does. */
    public @Nullable FieldError obstacle(Actor actor, String code, RequestPayment command) {
        return work.peek(actor, code, Section.ASSISTANCE, file -> {
                    Payment.Rule rule = command.against(false, store.of(file.id()), work.today(), policies);
                    return Optional.ofNullable(rule).map(one -> FieldError.of("coversFrom", one.error()));
                })
                .flatMap(found -> found)
                .orElse(null);
    }

    /** Finance pays, against a receipt. */
    public Outcome<Payment> pay(Actor actor, UUID id, PayPayment command) {
        try {
            return give(actor, id, command);
        } catch (DuplicateKeyException sameReceiptBesideThisOne) {
            return give(actor, id, command);
        }
    }

    private Outcome<Payment> give(Actor actor, UUID id, PayPayment command) {
        return step(actor, id, Verb.PAYMENT_PAY, payment -> {
            if (payment.state() == Payment.State.PAID && command.receipt().equals(payment.receipt()))
                return receipts.isSame(actor, payment, command)
                        ? new Outcome.Done<>(payment)
                        : Outcome.Refused.because("receipt", CaseWork.OTHER_CONTENT);
            FieldError why = payment.refusalToPay(command.on(), work.today());
            if (why != null) return new Outcome.Refused<>(why);
            Payment.Rule rule = payment.againstPaying(actor.personId());
            if (rule != null) return refuseByRule(actor, payment, rule);
            if (store.hasHand(id, actor.personId()))
                return Outcome.Refused.because("payment", "assistance.hand-of-namesake");
            if (store.bearsPayeesName(id)) return Outcome.Refused.because("payment", "assistance.payee-has-your-name");
            if (store.stops(id)) return stopped();
            FieldError receipt = store.receipted(command.receipt())
                    .map(other -> FieldError.of("receipt", "assistance.receipt-used", other.code()))
                    .orElse(null);
            if (receipt != null) return new Outcome.Refused<>(receipt);
            return handOver(actor, payment, command);
        });
    }

    private Outcome<Payment> handOver(Actor actor, Payment payment, PayPayment command) {
        Receipts.Hands hands = receipts.hands(payment, command);
        FieldError why = receipts.refusal(payment, command, hands);
        if (why != null) return new Outcome.Refused<>(why);
        store.pay(payment.id(), command, hands.receiver(), hands.witness(), actor.personId(), work.now());
        if (hands.witness() != null)
            witnesses.ask(actor, store.find(payment.id()).orElseThrow());
        notices.tell(actor, payment.id(), hands.concerned(payment));
        return noted(actor, payment.id(), "assistance.payment-paid");
    }

    /** Who asked for it takes it back before it is paid. */
    public Outcome<Payment> cancel(Actor actor, String code, UUID id) {
        return work.onAny(actor, code, Verb.PAYMENT_REQUEST, Section.ASSISTANCE, file -> {
            Payment payment =
                    store.lock(id).filter(one -> one.fileId().equals(file.id())).orElse(null);
            if (payment == null) return new Outcome.NotFound<>();
            if (!payment.requestedBy().equals(actor.personId())) return new Outcome.Forbidden<>();
            if (!payment.state().waits()) return new Outcome.Refused<>(List.of(payment.notNow()));
            verdicts.takeBack(actor, payment);
            store.cancel(id, actor.personId(), work.now());
            work.note(file, Section.ASSISTANCE, "assistance.payment-cancelled", Map.of("payment", payment.code()));
            return new Outcome.Done<>(store.find(id).orElseThrow());
        });
    }

    private Outcome<Payment> refuseByRule(Actor actor, Payment payment, Payment.Rule rule) {
        store.refuse(payment.id(), null, rule.name(), work.now());
        noted(actor, payment.id(), "assistance.payment-refused");
        return Outcome.Refused.because("payment", rule.error());
    }

    private Outcome<Payment> step(Actor actor, UUID id, Verb verb, Function<Payment, Outcome<Payment>> decided) {
        if (!actor.may(Verb.PAYMENT_READ)) return new Outcome.NotFound<>();
        return work.as(actor, () -> {
            Payment seen = store.find(id).orElse(null);
            if (seen == null) return new Outcome.NotFound<>();
            if (!actor.may(verb)) return new Outcome.Forbidden<>();
            return decided.apply(store.lock(id).orElseThrow());
        });
    }

    private Outcome<Payment> noted(Actor actor, UUID id, String act) {
        Payment now = store.find(id).orElseThrow();
        journal.noteOwn(actor, act, Map.of("payment", now.code(), "code", now.caseCode()));
        return new Outcome.Done<>(now);
    }
}
