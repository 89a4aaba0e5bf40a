package org.akoma.airlock.slips;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * A request to treat two slips as one child's and to stop the reminders for the slip that was sent back. Another supervisor who answers for the child, or
 * the coordinator of the operation, decides with both slips shown next to each other.
 */
@Component
class SlipSettlements implements Decidable {

    static final String KIND = "SLIP_SETTLEMENT";

    private final SlipStore store;
    private final SettlementStore settlements;
    private final Decisions decisions;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    SlipSettlements(
            SlipStore store,
            SettlementStore settlements,
            Decisions decisions,
            Journal journal,
            ApplicationEventPublisher events) {
        this.store = store;
        this.settlements = settlements;
        this.decisions = decisions;
        this.journal = journal;
        this.events = events;
    }

    /** What a slip says of the child. */
    record Child(String number, String site, int childNumber, String sex, int age, Instant foundAt, String structure) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        List<Child> both = settlements.settlement(decision.subject());
        if (both.size() != 2) return Optional.empty();
        Child back = both.getFirst();
        Child other = both.getLast();
        boolean opens = store.find(back.number()).isPresent()
                && store.find(other.number()).isPresent();
        return Optional.of(new Shown(back.number(), "/slips/" + back.number(), compared(back, other, opens)));
    }

    /**
     * Field by field, so that what differs is seen.
     *
     * @param opens whether the reader may open both slips
     */
    private static List<Shown.Field> compared(Child back, Child other, boolean opens) {
        return List.of(
                new Shown.Field(
                        "slips.number", opens ? Shown.SLIP : null, List.of(back.number()), List.of(other.number())),
                Shown.Field.code("slips.sex", "sex", back.sex(), other.sex()),
                Shown.Field.text("slips.age", String.valueOf(back.age()), String.valueOf(other.age())),
                new Shown.Field("slips.found", null, List.of(back.foundAt()), List.of(other.foundAt())),
                Shown.Field.text("slips.site", back.site(), other.site()),
                Shown.Field.text(
                        "slips.child-number", String.valueOf(back.childNumber()), String.valueOf(other.childNumber())),
                Shown.Field.text("slips.receiving", back.structure(), other.structure()));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        List<Child> both = settlements.settlement(decision.subject());
        if (both.size() != 2) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed && !settlements.settle(decision.subject()))
            throw new IllegalStateException("a slip that was agreed to be the same child's cannot be settled");
        journal.noteOwn(
                actor,
                agreed ? "slips.settled" : "slips.settlement-refused",
                Map.of("slip", both.getFirst().number(), "other", both.getLast().number()));
        if (actor.compartment() == Compartment.PROTECTION)
            Notification.others(store.policeOf(decision.subject()), actor.personId(), Notification.TASK)
                    .map(ring -> ring.of(decision.subject()))
                    .ifPresent(events::publishEvent);
        return verdict;
    }
}
