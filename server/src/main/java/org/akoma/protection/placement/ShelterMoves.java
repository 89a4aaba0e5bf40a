package org.akoma.protection.placement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.Verdicts;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Moves into a shelter that begin at once: for the child's safety, for the first night in another structure's shelter, or for a child who has nowhere
 * to sleep. A supervisor confirms each within 24 hours, or reverses it: then the stay ends, the child lives again where it lived before, and the shelter
 * no longer sees the file ({@code trust.md 2}).
 */
@Service
public class ShelterMoves {

    static final String KIND = "SHELTER_MOVE";

    private final PlacementStore store;
    private final StayStore stays;
    private final PlacementSteps steps;
    private final Shelters shelters;
    private final CaseFiles files;
    private final CaseWork work;
    private final Decisions decisions;
    private final MissingChildren missing;
    private final ApplicationEventPublisher events;

    ShelterMoves(
            PlacementStore store,
            StayStore stays,
            PlacementSteps steps,
            Shelters shelters,
            CaseFiles files,
            CaseWork work,
            Decisions decisions,
            MissingChildren missing,
            ApplicationEventPublisher events) {
        this.store = store;
        this.stays = stays;
        this.steps = steps;
        this.shelters = shelters;
        this.files = files;
        this.work = work;
        this.decisions = decisions;
        this.missing = missing;
        this.events = events;
    }

    /** Puts a move that has begun to a supervisor; the child's worker and supervisor hear of it, both shelters, and at once who runs
     * the one to which it comes. Call inside an actor's transaction. */
    void ask(Actor actor, CaseFile file, Placement begun) {
        UUID id = begun.shelterId();
        String shelter =
                id == null ? null : shelters.find(id).map(Shelter::code).orElse(null);
        Map<String, @Nullable Object> shown = PlacementDecisions.fields(begun, shelter);
        shown.put("searchedSince", file.lostSince());
        Map<String, Object> fields = Proposed.sideBySide(Map.of(), shown);
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), begun.id(), 1)
                        .writtenBy(Set.of(begun.recordedBy()))
                        .with(fields));
        Set<UUID> rung = new HashSet<>(Set.of(file.workerId()));
        UUID supervisor = file.supervisorId();
        if (supervisor != null) rung.add(supervisor);
        Notification.others(rung, actor.personId(), Notification.TASK)
                .map(ring -> ring.onFile(file.id(), Matter.SHELTER_MOVE))
                .ifPresent(events::publishEvent);
        if (id != null)
            Notification.others(store.shelterKeepers(id), actor.personId(), Notification.ALERT)
                    .map(ring -> ring.onFile(file.id(), Matter.SHELTER_MOVE))
                    .ifPresent(events::publishEvent);
    }

    /** The managers of a shelter, whom to call while its address is hidden because the move is not confirmed. */
    List<UUID> toCall(Actor actor, UUID shelter) {
        return work.as(actor, () -> store.shelterPeople(shelter));
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

    /** The state of the move's decision at that moment; null where it needed no decision. */
    Decision.@Nullable State state(Actor actor, String code, UUID placement, Instant then) {
        return of(actor, code, placement)
                .map(one -> one.endedAt() == null || one.endedAt().isAfter(then) ? Decision.State.WAITING : one.state())
                .orElse(null);
    }

    /**
     * The refusal of a stay, while it is of these last days and the child lives, on paper, where it led back to.
     *
     * @param home null = nowhere
     */
    Optional<Decision> refused(Actor actor, String code, Placement stay, @Nullable UUID home) {
        LocalDate since = work.today().minusDays(REFUSAL_DAYS);
        if (stay.until() == null || stay.until().isBefore(since)) return Optional.empty();
        return of(actor, code, stay.id())
                .filter(one -> one.state() == Decision.State.REFUSED)
                .filter(one -> Objects.equals(
                        home, work.as(actor, () -> store.before(stay.id())).orElse(null)));
    }

    private static final int REFUSAL_DAYS = 14;

    /** A supervisor who did not move the child confirms the move, or reverses it with a reason. */
    public Outcome<Placement> decide(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.PLACEMENT_APPROVE, Section.PLACEMENT, file -> {
            if (work.onlyByEmergency(file)) return new Outcome.Forbidden<>();
            if (store.find(file.id(), decision.subject()).isEmpty()) return new Outcome.NotFound<>();
            FieldError kept = agreed ? null : kept(decision.subject()).orElse(null);
            if (kept != null) return new Outcome.Refused<>(List.of(kept));
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (agreed) events.publishEvent(new HomeConfirmed(file));
            else reverse(actor, file, decision.subject(), reason);
            return steps.noted(file, decision.subject(), agreed ? "cases.move-confirmed" : "cases.move-reversed");
        });
    }

    /**
     * Why a move is neither refused nor taken back: it would lead the child back into a danger that an alert names. Then it is agreed to, and another home is
     * proposed. Nor does who made it take it back where it leads to no place while a danger runs. The database holds the same. Inside an actor's transaction.
     */
    Optional<FieldError> kept(UUID move) {
        if (store.leadsIntoDanger(move)) return Optional.of(FieldError.of("agreed", ReturnGate.IN_DANGER));
        return store.before(move).isEmpty()
                ? Optional.ofNullable(stays.kept(move)).map(code -> FieldError.of("agreed", code))
                : Optional.empty();
    }

    /**
     * The stay ends, by a supervisor's no or because who moved the child took it back, and the child lives again where it lived before. Inside the
     * transaction of that. Where the child has left the stay since, nothing follows.
     */
    void reverse(Actor actor, CaseFile file, UUID move, @Nullable String reason) {
        Placement stay = store.in(file.id(), Placement.State.CURRENT).orElse(null);
        if (stay == null || !stay.id().equals(move)) return;
        LocalDate day = work.today().isBefore(stay.since()) ? stay.since() : work.today();
        LeavePlace left = new LeavePlace(day, LeavePlace.Reason.OTHER, reason);
        store.leave(file.id(), stay, left);
        steps.endStay(actor, file, stay);
        Placement before =
                store.before(move).flatMap(home -> store.find(file.id(), home)).orElse(null);
        if (before == null) leaveNowhere(actor, file, left);
        else goBack(actor, file, before);
    }

    private void goBack(Actor actor, CaseFile file, Placement before) {
        store.goBack(before.id());
        steps.begin(actor, file, before);
    }

    private void leaveNowhere(Actor actor, CaseFile file, LeavePlace left) {
        files.turn(file.id(), CaseFiles.Turn.CARE, null, work.now());
        missing.left(actor, file, left);
    }

    /** What is shown of it to who decides. */
    static final List<String> FIELDS = List.of("searchedSince", "kind", "shelter", "country", "since", "moveReason");
}
