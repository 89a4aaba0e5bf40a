package org.akoma.protection.placement;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.BorderPapers;
import org.akoma.protection.cases.CareOrder;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The order of a court or an authority for a stay (T12): its day is said by one person and confirmed by a supervisor, who reads the order itself on the
 * file. The clock runs until then.
 */
@Service
class CareOrders {

    static final String KIND = "CARE_ORDER";

    private final PlacementStore store;
    private final PlacementSteps steps;
    private final BorderPapers papers;
    private final CaseWork work;
    private final Decisions decisions;

    CareOrders(PlacementStore store, PlacementSteps steps, BorderPapers papers, CaseWork work, Decisions decisions) {
        this.store = store;
        this.steps = steps;
        this.papers = papers;
        this.work = work;
        this.decisions = decisions;
    }

    /**
     * Puts the day to a supervisor. Call inside an actor's transaction.
     *
     * @param attached whether the order has to be on the file already
     */
    Outcome<Placement> ask(Actor actor, CaseFile file, @Nullable Placement current, LocalDate day, boolean attached) {
        if (current == null) return Outcome.Refused.because("careOrderOn", "cases.no-placement");
        FieldError why = CareOrder.refusal(file, day, work.today());
        UUID order = newest(file);
        if (why == null && attached && order == null) why = FieldError.of("careOrderOn", "cases.care-order-document");
        if (why != null) return new Outcome.Refused<>(List.of(why));
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("orderedOn", day);
        fields.put("kind", current.kind());
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), current.id(), current.version())
                        .writtenBy(Set.of(actor.personId()))
                        .restingOn(order)
                        .with(Proposed.sideBySide(Map.of(), fields))
                        .writing(Map.of("care_order_on", day)));
        work.note(file, Section.PLACEMENT, "cases.care-order-asked", Map.of("on", day.toString()));
        return new Outcome.Done<>(current);
    }

    /** The newest order on the file that the actor may read; null = none. */
    private @Nullable UUID newest(CaseFile file) {
        return papers.of(file).stream()
                .filter(BorderPapers.Paper::isOrder)
                .max(Comparator.comparing(BorderPapers.Paper::addedAt))
                .map(BorderPapers.Paper::id)
                .orElse(null);
    }

    /** Where the order is read on which the decision rests; null = none was attached when it was asked, nor since. */
    @Nullable
    String address(CaseFile file, Decision decision) {
        return store.orderOf(decision.id())
                .map(order -> "/cases/" + file.code() + "/attachments/" + order)
                .orElse(null);
    }

    private @Nullable FieldError unread(CaseFile file, Decision decision) {
        UUID order = store.orderOf(decision.id()).orElse(null);
        if (order == null) return FieldError.of("decision", "cases.care-order-document");
        return papers.of(file).stream().anyMatch(one -> one.id().equals(order))
                ? null
                : FieldError.of("decision", "cases.care-order-unread");
    }

    /** A supervisor who did not say it confirms the day, with the order on the file. */
    Outcome<Placement> decide(Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.PLACEMENT_APPROVE, Section.PLACEMENT, file -> {
            Placement stay = store.find(file.id(), decision.subject()).orElse(null);
            if (stay == null) return new Outcome.NotFound<>();
            if (agreed && stay.version() != decision.version())
                return Outcome.Refused.because("decision", "access.decision-changed");
            FieldError why = agreed ? unread(file, decision) : null;
            if (why != null) return new Outcome.Refused<>(why);
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (agreed)
                store.order(stay.id(), LocalDate.parse(Objects.requireNonNull(Proposed.text(decision, "orderedOn"))));
            return steps.noted(file, stay.id(), agreed ? "cases.care-order" : "cases.care-order-refused");
        });
    }
}
