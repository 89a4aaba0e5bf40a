package org.akoma.slips;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.access.Actor;
import org.akoma.access.Decidable;
import org.akoma.access.Decision;
import org.akoma.access.Decisions;
import org.akoma.access.Decisions.Verdict;
import org.akoma.access.Ring;
import org.akoma.access.Shown;
import org.akoma.database.Compartment;
import org.akoma.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Two slips are said to be one child's, and nobody is reminded of the one that was sent back any more: another supervisor who answers for the child, or
 * who coordinates the operation, agrees with both slips side by side.
 */
@Component
class SlipSettlements implements Decidable {

    static final String KIND = "SLIP_SETTLEMENT";

    private final SlipStore store;
    private final Decisions decisions;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    SlipSettlements(SlipStore store, Decisions decisions, Journal journal, ApplicationEventPublisher events) {
        this.store = store;
        this.decisions = decisions;
        this.journal = journal;
        this.events = events;
    }

    /** What a slip says of the child. */
    record Child(String number, String site, int childNumber, String sex, int age, Instant foundAt) {

        Shown.Line line() {
            LocalDate day = LocalDate.ofInstant(foundAt, ZoneOffset.UTC);
            return new Shown.Line(List.of(
                    new Shown.Part(null, number),
                    new Shown.Part(null, site + " / " + childNumber),
                    new Shown.Part("sex", sex),
                    new Shown.Part(null, String.valueOf(age)),
                    new Shown.Part(Shown.DAYS_OF_YEAR, day.toString())));
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        List<Child> both = store.settlement(decision.subject());
        if (both.size() != 2) return Optional.empty();
        return Optional.of(new Shown(
                both.getFirst().number(),
                "/slips/" + both.getFirst().number(),
                List.of(field("slips.settle.back", both.getFirst()), field("slips.settle.other", both.getLast()))));
    }

    private static Shown.Field field(String label, Child child) {
        return new Shown.Field(label, null, List.of(), List.of(child.line()));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        List<Child> both = store.settlement(decision.subject());
        if (both.size() != 2) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed && !store.settle(decision.subject()))
            throw new IllegalStateException("a slip that was agreed to be the same child's cannot be settled");
        journal.noteOwn(
                actor,
                agreed ? "slips.settled" : "slips.settlement-refused",
                Map.of("slip", both.getFirst().number(), "other", both.getLast().number()));
        if (actor.compartment() == Compartment.PROTECTION)
            Ring.others(store.policeOf(decision.subject()), actor.personId(), Ring.TASK)
                    .ifPresent(events::publishEvent);
        return verdict;
    }
}
