package org.akoma.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.access.Actor;
import org.akoma.access.Decision;
import org.akoma.access.Decisions;
import org.akoma.access.Proposal;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Moves into a shelter that begin at once: for the child's safety, or for the first night in another structure's shelter. A supervisor confirms each
 * within 24 hours, or reverses it: then the stay ends, and the shelter no longer sees the file ({@code trust.md 2}).
 */
@Service
public class ShelterMoves {

    static final String KIND = "SHELTER_MOVE";

    private final PlacementStore store;
    private final PlacementSteps steps;
    private final ShelterStore shelters;
    private final CaseStore files;
    private final CaseWork work;
    private final Decisions decisions;

    ShelterMoves(
            PlacementStore store,
            PlacementSteps steps,
            ShelterStore shelters,
            CaseStore files,
            CaseWork work,
            Decisions decisions) {
        this.store = store;
        this.steps = steps;
        this.shelters = shelters;
        this.files = files;
        this.work = work;
        this.decisions = decisions;
    }

    /** Puts a move that has begun to a supervisor. Call inside an Entry. */
    void ask(Actor actor, CaseFile file, Placement begun) {
        UUID id = begun.shelterId();
        String shelter = id == null
                ? null
                : shelters.find(id, work.today()).map(Shelter::code).orElse(null);
        Map<String, Object> fields = Proposed.sideBySide(Map.of(), PlacementDecisions.fields(begun, shelter));
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), begun.id(), 1)
                        .writtenBy(Set.of(begun.recordedBy()))
                        .with(fields));
    }

    /** The last decision about the move by which this stay began; empty where it needed none. */
    public Optional<Decision> of(Actor actor, String code, UUID placement) {
        return work.peek(
                        actor,
                        code,
                        Section.PLACEMENT,
                        file -> decisions.of(KIND, placement).stream().findFirst())
                .flatMap(found -> found);
    }

    /** A supervisor who did not move the child confirms the move, or reverses it with a reason. */
    public Outcome<Placement> decide(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.PLACEMENT_APPROVE, Section.PLACEMENT, file -> {
            if (work.onlyByEmergency(file)) return new Outcome.Forbidden<>();
            if (store.find(file.id(), decision.subject()).isEmpty()) return new Outcome.NotFound<>();
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (!agreed) reverse(file, decision.subject(), reason);
            return steps.noted(file, decision.subject(), agreed ? "cases.move-confirmed" : "cases.move-reversed");
        });
    }

    /** The stay ends: by a supervisor's no, or because who moved the child took it back. Inside the transaction of that. */
    void reverse(CaseFile file, UUID placement, @Nullable String reason) {
        Placement stay = store.in(file.id(), Placement.State.CURRENT).orElse(null);
        if (stay == null || !stay.id().equals(placement)) return;
        LocalDate day = work.today().isBefore(stay.since()) ? stay.since() : work.today();
        store.leave(file.id(), stay, new LeavePlace(day, LeavePlace.Reason.OTHER, reason));
        steps.endStay(file, stay);
        files.turn(file.id(), CaseStore.Turn.CARE, null, work.now());
    }

    /** What is shown of it to who decides. */
    static final List<String> FIELDS = List.of("kind", "shelter", "country", "since", "moveReason");
}
