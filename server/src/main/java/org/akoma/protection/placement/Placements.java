package org.akoma.protection.placement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.akoma.protection.shelters.Shelter;
import org.akoma.protection.shelters.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Where children live. A shelter sees a child's file as long as the child stays there, and no longer. */
@Service
public class Placements {

    public static final String HOME = "HOME";
    public static final String HOME_CHANGE = "HOME_CHANGE";

    private final PlacementStore store;
    private final PlacementRules rules;
    private final PlacementSteps steps;
    private final Shelters shelters;
    private final CaseFiles files;
    private final CaseWork work;
    private final Decisions decisions;
    private final Policies policies;
    private final Stays stays;
    private final MissingChildren missing;
    private final ShelterMoves moves;
    private final CareOrders orders;

    Placements(
            PlacementStore store,
            PlacementRules rules,
            PlacementSteps steps,
            Shelters shelters,
            CaseFiles files,
            CaseWork work,
            Decisions decisions,
            Policies policies,
            Stays stays,
            MissingChildren missing,
            ShelterMoves moves,
            CareOrders orders) {
        this.orders = orders;
        this.store = store;
        this.rules = rules;
        this.steps = steps;
        this.shelters = shelters;
        this.files = files;
        this.work = work;
        this.decisions = decisions;
        this.policies = policies;
        this.stays = stays;
        this.missing = missing;
        this.moves = moves;
    }

    /** Every placement with its address, newest first; the reading is journalled. */
    public Outcome<List<Placement>> of(Actor actor, String code) {
        return work.read(actor, code, Section.PLACEMENT, "cases.placements-read", file -> store.of(file.id()));
    }

    /** As the file said at the end of a past day. */
    Outcome<List<Placement>> of(Actor actor, String code, Instant then) {
        return work.read(actor, code, Section.PLACEMENT, "cases.placements-read", file -> store.of(file.id(), then));
    }

    /**
     * Where a child sleeps, without the address.
     *
     * @param kind null = no place is known
     * @param shelter code; null = it is none
     */
    public record Tonight(
            Placement.@Nullable Kind kind, @Nullable String shelter) {}

    /** For who reads where the child lives; the reading is journalled. */
    public Outcome<Tonight> tonight(Actor actor, String code) {
        return work.read(
                actor,
                code,
                Section.PLACEMENT,
                "cases.placements-read",
                file -> store.in(file.id(), Placement.State.CURRENT)
                        .map(home -> new Tonight(home.kind(), shelterCode(actor, home)))
                        .orElse(new Tonight(null, null)));
    }

    /** The address and with whom, of one placement; the reading is journalled. Empty where it does not exist for the actor. */
    public Optional<Placement.SealedText> reveal(Actor actor, String code, UUID placement) {
        Outcome<Optional<Placement.SealedText>> read = work.read(
                actor,
                code,
                Section.PLACEMENT,
                "cases.address-revealed",
                file -> isLeast(file)
                        ? Optional.<Placement.SealedText>empty()
                        : store.find(file.id(), placement).map(Placement::words));
        return read instanceof Outcome.Done<Optional<Placement.SealedText>>(var found) ? found : Optional.empty();
    }

    /** A shelter knows where it is itself; the words of a home, why it changed and with whom the child lived, are not for it. */
    private boolean isLeast(CaseFile file) {
        return stays.housesOnly(file);
    }

    /** Since when the child lives with the family that was found again, in the caller's transaction; empty when it lives elsewhere (T11). */
    public Optional<LocalDate> reunifiedOn(UUID file) {
        return store.in(file, Placement.State.CURRENT)
                .filter(home -> home.kind() == Placement.Kind.FAMILY_REUNIFIED)
                .map(Placement::since);
    }

    /** Whether the actor writes of the child as the manager of the shelter where it stays. */
    public boolean isHoused(Actor actor, String code) {
        return work.as(
                actor,
                () -> files.find(code.toUpperCase(Locale.ROOT))
                        .filter(file -> stays.houses(actor, file))
                        .isPresent());
    }

    /** The code of the shelter, where the placement is in one. */
    @Nullable
    String shelterCode(Actor actor, Placement one) {
        UUID shelter = one.shelterId();
        if (shelter == null) return null;
        return work.as(actor, () -> shelters.find(shelter)).map(Shelter::code).orElse(null);
    }

    /** As {@link #shelterCode}, with the name beside it for whom it is. */
    @Nullable
    String shelterCalled(Actor actor, Placement one) {
        UUID shelter = one.shelterId();
        if (shelter == null) return null;
        return work.as(actor, () -> shelters.find(shelter))
                .map(there -> shelters.called(actor, there))
                .orElse(null);
    }

    /**
     * Records where the child lives from a day on; what needs approval is proposed and begins with {@link #decide}. A return to a family or to relatives is
     * proposed when nothing is missing ({@link ReturnGate}), or while an exception waits or was agreed to.
     */
    public Outcome<Placement> place(Actor actor, String code, PlaceChild command) {
        return work.once(
                actor,
                code,
                Verb.PLACEMENT_WRITE,
                Section.PLACEMENT,
                new Once<>(command.id(), command, file -> store.find(file.id(), command.id())),
                file -> {
                    if (command.shelter() != null && work.onlyByEmergency(file)) return CaseWork.byEmergency();
                    Shelter home = command.shelter() == null
                            ? null
                            : shelters.find(command.shelter()).orElse(null);
                    if (command.shelter() != null && home == null)
                        return Outcome.Refused.because("shelter", "cases.no-such-shelter");
                    PlaceChild wanted = home == null ? command : command.in(home);
                    List<FieldError> why = rules.obstacles(file, wanted, home);
                    if (!why.isEmpty()) return new Outcome.Refused<>(why);
                    Placement current =
                            store.in(file.id(), Placement.State.CURRENT).orElse(null);
                    UUID shelter = home == null ? null : home.id();
                    PlacementRules.Beginning how = rules.beginning(file, wanted, home);
                    return record(actor, file, current, made(actor, wanted, shelter, how), how, wanted.answers());
                });
    }

    private static Placement made(
            Actor actor, PlaceChild command, @Nullable UUID shelter, PlacementRules.Beginning how) {
        return new Placement(
                command.id(),
                command.kind(),
                how == PlacementRules.Beginning.APPROVED_BEFORE ? Placement.State.PROPOSED : Placement.State.CURRENT,
                shelter,
                command.country(),
                command.since(),
                null,
                command.reason(),
                null,
                command.careOrderOn(),
                null,
                null,
                null,
                actor.personId(),
                command.words(),
                1);
    }

    private Outcome<Placement> record(
            Actor actor,
            CaseFile file,
            @Nullable Placement current,
            Placement made,
            PlacementRules.Beginning how,
            @Nullable UUID answers) {
        LocalDate orderDue = made.careOrderDue(store.of(file.id()), policies);
        if (made.state() == Placement.State.CURRENT) steps.leave(actor, file, current, made.since());
        boolean begins = made.state() == Placement.State.CURRENT;
        store.insert(file.id(), made, orderDue, begins && current != null ? current.id() : null, answers);
        if (made.state() == Placement.State.PROPOSED) steps.propose(actor, file, made);
        if (how == PlacementRules.Beginning.CONFIRMED_AFTER) moves.ask(actor, file, made);
        if (made.state() == Placement.State.CURRENT) steps.begin(actor, file, made);
        return steps.noted(
                file, made.id(), made.state() == Placement.State.CURRENT ? "cases.placed" : "cases.placement-proposed");
    }

    /** The decision that waits about it; empty when none does. */
    Optional<UUID> request(Actor actor, UUID placement) {
        return work.as(actor, () -> decisions.waiting(HOME, placement)).map(Decision::id);
    }

    public Outcome<Placement> decide(
            Actor actor, String code, UUID placement, boolean approved, @Nullable String reason) {
        return decide(actor, code, placement, null, approved, reason);
    }

    /**
     * A supervisor who did not propose it approves a placement, which begins, or refuses it with a reason.
     *
     * @param request the decision as it was read; null = not said
     */
    Outcome<Placement> decide(
            Actor actor,
            String code,
            UUID placement,
            @Nullable UUID request,
            boolean approved,
            @Nullable String reason) {
        return work.deciding(actor, code, Verb.PLACEMENT_APPROVE, Section.PLACEMENT, file -> {
            if (work.onlyByEmergency(file)) return CaseWork.byEmergency();
            Placement proposed = store.find(file.id(), placement).orElse(null);
            if (proposed == null) return new Outcome.NotFound<>();
            if (proposed.state() != Placement.State.PROPOSED || proposed.isAgreed())
                return Outcome.Refused.because("decision", "cases.nothing-waits");
            if (proposed.recordedBy().equals(actor.personId()))
                return Outcome.Refused.because("decision", "cases.own-work");
            if (!approved && reason == null) return Outcome.Refused.because("reason", "form.required");
            List<FieldError> why = approved ? rules.unready(file, proposed) : List.of();
            if (!why.isEmpty()) return new Outcome.Refused<>(why);
            Decision waiting = decisions.waiting(HOME, placement).orElse(null);
            if (waiting == null || waiting.version() != proposed.version())
                return Outcome.Refused.because("decision", "access.decision-changed");
            Decisions.Verdict verdict = decisions.decide(actor, waiting.id(), request, approved, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (approved) approve(actor, file, proposed);
            else
                store.refuse(
                        file.id(),
                        proposed,
                        proposed.words().refused(reason == null ? "" : reason),
                        actor.personId(),
                        work.now());
            return steps.noted(file, placement, approved ? "cases.placement-approved" : "cases.placement-refused");
        });
    }

    /** The proposal was withdrawn by its author. Inside the transaction of the withdrawal. */
    void withdrawn(UUID placement) {
        store.withdraw(placement);
    }

    /** A home abroad is agreed to, and begins with the child's arrival; any other begins now. No other home abroad is agreed to any more. */
    private void approve(Actor actor, CaseFile file, Placement proposed) {
        store.withdrawOtherAgreed(file.id(), proposed.id());
        if (rules.isAbroad(file, proposed)) {
            store.agree(proposed.id(), actor.personId(), work.now());
            return;
        }
        steps.leave(actor, file, store.in(file.id(), Placement.State.CURRENT).orElse(null), proposed.since());
        store.approve(proposed.id(), actor.personId(), work.now());
        steps.begin(actor, file, proposed);
    }

    /** The child is dead: nobody keeps a bed or sees the file for a stay any more. */
    public void leaveForEver(Actor actor, CaseFile file) {
        steps.leave(actor, file, store.in(file.id(), Placement.State.CURRENT).orElse(null), work.today());
        files.turn(file.id(), CaseFiles.Turn.CARE, null, work.now());
    }

    /** The child has left and lives nowhere that is known: ends the running placement. */
    public Outcome<Placement> end(Actor actor, String code, LeavePlace command) {
        if (actor.may(Verb.PLACEMENT_WRITE) && isHoused(actor, code)) return stays.leave(actor, code, command);
        return work.on(actor, code, Verb.PLACEMENT_WRITE, Section.PLACEMENT, file -> {
            Placement current = store.in(file.id(), Placement.State.CURRENT).orElse(null);
            if (current == null) return Outcome.Refused.because("until", "cases.no-placement");
            FieldError why = command.refusal(current, work.today());
            if (why == null) why = stays.kept(current, command.reason());
            if (why != null) return new Outcome.Refused<>(why);
            store.leave(file.id(), current, command);
            steps.endStay(actor, file, current);
            files.turn(file.id(), CaseFiles.Turn.CARE, null, work.now());
            missing.left(actor, file, command);
            return steps.noted(file, current.id(), "cases.placement-ended");
        });
    }

    /** The date of the court's or authority's order for the running stay (T12), which a supervisor confirms. */
    public Outcome<Placement> order(Actor actor, String code, LocalDate day) {
        if (actor.may(Verb.PLACEMENT_WRITE) && isHoused(actor, code)) return stays.order(actor, code, day);
        return work.on(actor, code, Verb.PLACEMENT_WRITE, Section.PLACEMENT, file -> {
            Placement current = store.in(file.id(), Placement.State.CURRENT).orElse(null);
            return orders.ask(actor, file, current, day, true);
        });
    }
}
