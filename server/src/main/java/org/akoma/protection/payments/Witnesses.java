package org.akoma.protection.payments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Money that nobody signed for is attested by who saw it given, with their own account. They see of it what they were there for, and no other payment of the
 * child. Call inside an actor's transaction.
 */
@Component
class Witnesses implements Decidable {

    static final String KIND = "WITNESS";

    private final Decisions decisions;
    private final People people;
    private final UnseenMoney unseen;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    Witnesses(
            Decisions decisions, People people, UnseenMoney unseen, Journal journal, ApplicationEventPublisher events) {
        this.decisions = decisions;
        this.people = people;
        this.unseen = unseen;
        this.journal = journal;
        this.events = events;
    }

    /** The witness hears of it. */
    void ask(Actor actor, Payment paid) {
        decisions.propose(
                actor,
                Proposal.of(KIND, paid.id(), paid.version())
                        .with(Map.of(
                                "payment", paid.code(),
                                "child", paid.caseCode(),
                                "amount",
                                        paid.money().amount().toPlainString() + " "
                                                + paid.money().currency().name(),
                                "pay-to", paid.payTo(),
                                "paid-on", String.valueOf(paid.paidOn()),
                                "receipt", String.valueOf(paid.receipt()))));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean mayWithdraw() {
        return false;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return Optional.of(new Shown(
                text(decision, "payment"),
                actor.personId().equals(decision.proposedBy()) ? "/payments/" + decision.subject() : null,
                fields(decision)));
    }

    static List<Shown.Field> fields(Decision decision) {
        return List.of(
                Shown.Field.text("assistance.child", null, text(decision, "child")),
                Shown.Field.money("assistance.amount", null, text(decision, "amount")),
                Shown.Field.code("assistance.pay-to", "payment-receiver", null, text(decision, "pay-to")),
                Shown.Field.code("assistance.paid-on", Shown.DAYS_OF_YEAR, null, text(decision, "paid-on")),
                Shown.Field.text("assistance.receipt", null, text(decision, "receipt")));
    }

    static String text(Decision decision, String field) {
        Object value = decision.fields().get(field);
        return value == null ? "" : value.toString();
    }

    /** Where the witness saw nothing, project managers hear of it at once and have to find whether it arrived. */
    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Decisions.Verdict.Done)) return verdict;
        journal.noteOwn(
                actor,
                agreed ? "assistance.payment-witnessed" : "assistance.payment-not-witnessed",
                Map.of("payment", text(decision, "payment")));
        Set<UUID> managers =
                people.withRole(Role.PROJECT_MANAGER).stream().map(Person::id).collect(Collectors.toSet());
        if (agreed) return verdict;
        unseen.ask(actor, decision, String.valueOf(reason));
        Notification.others(managers, actor.personId(), Notification.TASK)
                .map(ring -> ring.of(decision.subject()))
                .ifPresent(events::publishEvent);
        return verdict;
    }
}
