package org.akoma.cases;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.access.Actor;
import org.akoma.access.Decision;
import org.akoma.access.Decisions;
import org.akoma.access.Grant;
import org.akoma.access.Grants;
import org.akoma.access.Proposal;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.akoma.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Where children live. A shelter sees a child's file as long as the child stays there, and no longer. */
@Service
public class Placements {

    /** STATUS too, read only: without the file's code and age the shelter could not find whom it looks after. */
    private static final Set<Section> SHELTER_SEES =
            Set.copyOf(EnumSet.of(Section.STATUS, Section.IDENTITY, Section.PLACEMENT));

    static final String HOME = "HOME";
    static final String HOME_CHANGE = "HOME_CHANGE";

    private final PlacementStore store;
    private final HomecomingStore homecomings;
    private final ShelterStore shelters;
    private final CaseStore files;
    private final CaseProgress progress;
    private final CaseWork work;
    private final Grants grants;
    private final Decisions decisions;
    private final ReturnExceptions exceptions;
    private final Policies policies;
    private final Stays stays;

    Placements(
            PlacementStore store,
            HomecomingStore homecomings,
            ShelterStore shelters,
            CaseStore files,
            CaseProgress progress,
            CaseWork work,
            Grants grants,
            Decisions decisions,
            ReturnExceptions exceptions,
            Policies policies,
            Stays stays) {
        this.store = store;
        this.homecomings = homecomings;
        this.shelters = shelters;
        this.files = files;
        this.progress = progress;
        this.work = work;
        this.grants = grants;
        this.decisions = decisions;
        this.exceptions = exceptions;
        this.policies = policies;
        this.stays = stays;
    }

    /** Every placement with its address, newest first; the reading is journalled. */
    public Outcome<List<Placement>> of(Actor actor, String code) {
        return work.read(actor, code, Section.PLACEMENT, "cases.placements-read", file -> store.of(file.id()));
    }

    /** The address and with whom, of one placement; the reading is journalled. Empty where it does not exist for the actor. */
    public Optional<Placement.Words> reveal(Actor actor, String code, UUID placement) {
        Outcome<Optional<Placement.Words>> read = work.read(
                actor,
                code,
                Section.PLACEMENT,
                "cases.address-revealed",
                file -> isLeast(file)
                        ? Optional.<Placement.Words>empty()
                        : store.find(file.id(), placement).map(Placement::words));
        return read instanceof Outcome.Done<Optional<Placement.Words>>(var found) ? found : Optional.empty();
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
    boolean isHoused(Actor actor, String code) {
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
        return work.as(actor, () -> shelters.find(shelter, work.today()))
                .map(Shelter::code)
                .orElse(null);
    }

    /**
     * Records where the child lives from a day on; what needs approval is proposed and begins with {@link #decide}. A return to a family is
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
                    if (command.shelter() != null && work.onlyByEmergency(file)) return new Outcome.Forbidden<>();
                    Shelter home = command.shelter() == null
                            ? null
                            : shelters.find(command.shelter(), work.today()).orElse(null);
                    if (command.shelter() != null && home == null)
                        return Outcome.Refused.because("shelter", "cases.no-such-shelter");
                    PlaceChild wanted = home == null ? command : command.in(home);
                    List<FieldError> why = obstacles(file, wanted, home);
                    if (!why.isEmpty()) return new Outcome.Refused<>(why);
                    Placement current =
                            store.in(file.id(), Placement.State.CURRENT).orElse(null);
                    UUID shelter = home == null ? null : home.id();
                    return record(actor, file, current, made(actor, wanted, shelter));
                });
    }

    private List<FieldError> obstacles(CaseFile file, PlaceChild wanted, @Nullable Shelter home) {
        Placement current = store.in(file.id(), Placement.State.CURRENT).orElse(null);
        FieldError why = wanted.refusal(file, current, work.today(), policies);
        if (why == null && !accepted(file, wanted.kind(), wanted.country(), home, wanted.since()))
            why = FieldError.of("country", "cases.placement-unaccepted");
        if (why == null && store.in(file.id(), Placement.State.PROPOSED).isPresent())
            why = FieldError.of("kind", "cases.placement-waits");
        if (why == null && home != null) why = noRoom(file, home, wanted);
        return why != null ? List.of(why) : unready(file, wanted.kind(), wanted.country(), wanted.since(), true);
    }

    /** What a return to a family still lacks, unless an exception covers it. */
    private List<FieldError> unready(
            CaseFile file, Placement.Kind kind, String country, LocalDate since, boolean proposing) {
        if (kind != Placement.Kind.FAMILY_REUNIFIED) return List.of();
        ReturnGate gate = exceptions.gate(file, country, since);
        boolean may = gate.isOpen() || exceptions.covers(file, gate, proposing);
        return may ? List.of() : gate.errors(file.code());
    }

    /**
     * A child lives in another country than the one where it is only once that country's authority has accepted it (T14). A first shelter of
     * the file's own structure is no move.
     */
    private boolean accepted(
            CaseFile file, Placement.Kind kind, String country, @Nullable Shelter home, LocalDate since) {
        boolean first = store.of(file.id()).stream()
                .allMatch(one -> one.state() == Placement.State.PROPOSED || one.state() == Placement.State.REFUSED);
        boolean own = home != null && home.organisationId().equals(file.organisationId());
        if (first && kind == Placement.Kind.SHELTER && own) return true;
        String from = store.countryNow(file.id()).orElse(file.country());
        return country.equals(from) || homecomings.of(file.id()).stream().anyMatch(way -> way.opens(country, since));
    }

    /** Sex, age, and a bed on every day from then on; the shelter is locked first, so that the answer holds. */
    private @Nullable FieldError noRoom(CaseFile file, Shelter shelter, PlaceChild command) {
        if (!shelter.takesOn(command.since())) return FieldError.of("shelter", "cases.shelter-closed", shelter.code());
        FieldError why = shelter.refusal(file.sex(), PlaceChild.age(file, command.since()));
        if (why != null) return why;
        shelters.lock(shelter.id());
        boolean full = shelters.fullest(shelter.id(), command.id(), command.since(), null) >= shelter.capacity();
        return full ? FieldError.of("shelter", "cases.shelter-full", shelter.code(), shelter.capacity()) : null;
    }

    private static Placement made(Actor actor, PlaceChild command, @Nullable UUID shelter) {
        return new Placement(
                command.id(),
                command.kind(),
                command.kind().needsApproval() ? Placement.State.PROPOSED : Placement.State.CURRENT,
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

    private Outcome<Placement> record(Actor actor, CaseFile file, @Nullable Placement current, Placement made) {
        LocalDate orderDue = made.careOrderDue(store.of(file.id()), policies);
        if (made.state() == Placement.State.CURRENT) leave(file, current, made.since());
        store.insert(file.id(), made, orderDue);
        if (made.state() == Placement.State.PROPOSED) propose(actor, file, made);
        if (made.state() == Placement.State.CURRENT) begin(actor, file, made);
        return noted(
                file, made.id(), made.state() == Placement.State.CURRENT ? "cases.placed" : "cases.placement-proposed");
    }

    private void propose(Actor actor, CaseFile file, Placement made) {
        decisions.propose(
                actor,
                Proposal.onFile(HOME, file.id(), made.id(), made.version())
                        .writtenBy(Set.of(made.recordedBy()))
                        .with(Proposed.sideBySide(Map.of(), PlacementDecisions.fields(made))));
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
            Actor actor, String code, UUID placement, @Nullable UUID request, boolean approved, @Nullable String reason) {
        return work.deciding(actor, code, Verb.PLACEMENT_APPROVE, Section.PLACEMENT, file -> {
            if (work.onlyByEmergency(file)) return new Outcome.Forbidden<>();
            Placement proposed = store.find(file.id(), placement).orElse(null);
            if (proposed == null) return new Outcome.NotFound<>();
            if (proposed.state() != Placement.State.PROPOSED)
                return Outcome.Refused.because("decision", "cases.nothing-waits");
            if (proposed.recordedBy().equals(actor.personId()))
                return Outcome.Refused.because("decision", "cases.own-work");
            if (!approved && reason == null) return Outcome.Refused.because("reason", "form.required");
            List<FieldError> why = approved ? unready(file, proposed) : List.of();
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
            return noted(file, placement, approved ? "cases.placement-approved" : "cases.placement-refused");
        });
    }

    /** Everything is judged again as it is on the day of the decision. */
    private List<FieldError> unready(CaseFile file, Placement proposed) {
        Shelter home = proposed.shelterId() == null
                ? null
                : shelters.find(proposed.shelterId(), work.today()).orElse(null);
        if (!accepted(file, proposed.kind(), proposed.country(), home, proposed.since()))
            return List.of(FieldError.of("decision", "cases.placement-unaccepted"));
        return unready(file, proposed.kind(), proposed.country(), proposed.since(), false);
    }

    /** Whoever proposed it took it back. Inside the transaction of the withdrawal. */
    void withdrawn(UUID placement) {
        store.withdraw(placement);
    }

    private void approve(Actor actor, CaseFile file, Placement proposed) {
        leave(file, store.in(file.id(), Placement.State.CURRENT).orElse(null), proposed.since());
        store.approve(proposed.id(), actor.personId(), work.now());
        begin(actor, file, proposed);
    }

    private void leave(CaseFile file, @Nullable Placement last, LocalDate day) {
        if (last == null) return;
        store.end(last.id(), day.isBefore(last.since()) ? last.since() : day);
        endStay(file, last);
    }

    private void endStay(CaseFile file, Placement last) {
        if (last.shelterId() != null) grants.end(file.id(), last.shelterId(), Grant.Reason.SHELTER_STAY);
    }

    private void begin(Actor actor, CaseFile file, Placement now) {
        if (now.shelterId() != null)
            grants.give(
                    actor,
                    grants.starting(
                            file.id(),
                            Grant.Kind.UNIT,
                            now.shelterId(),
                            SHELTER_SEES,
                            false,
                            null,
                            Grant.Reason.SHELTER_STAY));
        files.turn(file.id(), CaseStore.Turn.CARE, now.kind().name(), work.now());
        if (!now.country().equals(file.country()))
            files.turn(file.id(), CaseStore.Turn.COUNTRY, now.country(), work.now());
        boolean home = Placement.Kind.isHome(now.kind().name());
        if (home && file.status() == CaseFile.Status.ACTIVE) progress.move(file, CaseFile.Status.FOLLOW_UP);
    }

    /** The child is dead: nobody keeps a bed or sees the file for a stay any more. */
    void leaveForEver(CaseFile file) {
        leave(file, store.in(file.id(), Placement.State.CURRENT).orElse(null), work.today());
        files.turn(file.id(), CaseStore.Turn.CARE, null, work.now());
    }

    /** The child has left and lives nowhere that is known: ends the running placement. */
    public Outcome<Placement> end(Actor actor, String code, LeavePlace command) {
        if (actor.may(Verb.PLACEMENT_WRITE) && isHoused(actor, code)) return stays.leave(actor, code, command);
        return work.on(actor, code, Verb.PLACEMENT_WRITE, Section.PLACEMENT, file -> {
            Placement current = store.in(file.id(), Placement.State.CURRENT).orElse(null);
            if (current == null) return Outcome.Refused.because("until", "cases.no-placement");
            FieldError why = command.refusal(current, work.today());
            if (why != null) return new Outcome.Refused<>(why);
            store.leave(file.id(), current, command);
            endStay(file, current);
            files.turn(file.id(), CaseStore.Turn.CARE, null, work.now());
            return noted(file, current.id(), "cases.placement-ended");
        });
    }

    /** The exact place, to change it; the reading is journalled. Empty where it is over or does not exist for the actor. */
    public Optional<Versioned<Placement.Home>> home(Actor actor, String code, UUID placement) {
        Outcome<Optional<Versioned<Placement.Home>>> read = work.read(
                actor,
                code,
                Section.PLACEMENT,
                "cases.address-revealed",
                file -> store.find(file.id(), placement)
                        .filter(one -> !isLeast(file) && one.stands())
                        .map(one -> new Versioned<>(one.words().home(), one.version())));
        return read instanceof Outcome.Done<Optional<Versioned<Placement.Home>>>(var found) ? found : Optional.empty();
    }

    /** What stands after a change was asked for. @param waiting the decision that a supervisor has to take first; null = it holds already */
    public record HomeChange(
            Versioned<Placement.Home> home, @Nullable UUID waiting) {}

    /**
     * Puts right where exactly and with whom the child lives or is to live, on condition that it still has this version. What a supervisor
     * approved is changed by another supervisor's word only: until then it waits. What is still proposed is proposed anew.
     */
    public Outcome<HomeChange> correct(Actor actor, String code, UUID placement, Placement.Home wanted, int version) {
        return work.on(actor, code, Verb.PLACEMENT_WRITE, Section.PLACEMENT, file -> {
            Placement before = store.find(file.id(), placement).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            if (!before.stands()) return Outcome.Refused.because("address", "cases.placement-over");
            List<String> fields = Differences.between(before.words().home().fields(), wanted.fields());
            Versioned<Placement.Home> held = new Versioned<>(before.words().home(), before.version());
            if (before.version() != version) return new Outcome.Stale<>(new HomeChange(held, null), fields);
            boolean approved =
                    before.state() == Placement.State.CURRENT && before.kind().needsApproval();
            return approved
                    ? new Outcome.Done<>(ask(actor, file, before, wanted))
                    : rewrite(actor, file, before, wanted, fields);
        });
    }

    private HomeChange ask(Actor actor, CaseFile file, Placement before, Placement.Home wanted) {
        Decision waiting = decisions.propose(
                actor,
                Proposal.onFile(HOME_CHANGE, file.id(), before.id(), before.version())
                        .with(Proposed.sideBySide(before.words().home().fields(), wanted.fields())));
        work.note(file, Section.PLACEMENT, "cases.home-change-asked", Map.of());
        return new HomeChange(new Versioned<>(before.words().home(), before.version()), waiting.id());
    }

    private Outcome<HomeChange> rewrite(
            Actor actor, CaseFile file, Placement before, Placement.Home wanted, List<String> fields) {
        Versioned<Placement.Home> held = new Versioned<>(before.words().home(), before.version());
        if (!store.rewrite(file.id(), before.id(), before.words().at(wanted), before.version()))
            return new Outcome.Stale<>(new HomeChange(held, null), fields);
        work.note(file, Section.PLACEMENT, "cases.placement-corrected", Map.of("fields", fields));
        if (before.state() == Placement.State.PROPOSED)
            propose(actor, file, store.find(file.id(), before.id()).orElseThrow());
        return new Outcome.Done<>(new HomeChange(new Versioned<>(wanted, before.version() + 1), null));
    }

    /** A supervisor who did not ask for it agrees to another address or other people in an approved home. */
    Outcome<Placement> decideChange(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.deciding(actor, code, Verb.PLACEMENT_APPROVE, Section.PLACEMENT, file -> {
            Placement before = store.find(file.id(), decision.subject()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            if (before.version() != decision.version() || before.state() != Placement.State.CURRENT)
                return Outcome.Refused.because("decision", "access.decision-changed");
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (agreed) store.rewrite(file.id(), before.id(), before.words().at(home(decision)), before.version());
            return noted(file, before.id(), agreed ? "cases.home-change-agreed" : "cases.home-change-refused");
        });
    }

    private static Placement.Home home(Decision decision) {
        return new Placement.Home(Proposed.text(decision, "address"), Proposed.text(decision, "withWhom"));
    }

    /** The date of the court's or authority's order for the running stay (T12). */
    public Outcome<Placement> order(Actor actor, String code, LocalDate day) {
        if (actor.may(Verb.PLACEMENT_WRITE) && isHoused(actor, code)) return stays.order(actor, code, day);
        return work.on(actor, code, Verb.PLACEMENT_WRITE, Section.PLACEMENT, file -> {
            Placement current = store.in(file.id(), Placement.State.CURRENT).orElse(null);
            if (current == null) return Outcome.Refused.because("careOrderOn", "cases.no-placement");
            if (day.isAfter(work.today())) return Outcome.Refused.because("careOrderOn", "form.future");
            store.order(current.id(), day);
            return noted(file, current.id(), "cases.care-order");
        });
    }

    private Outcome<Placement> noted(CaseFile file, UUID placement, String act) {
        Placement now = store.find(file.id(), placement).orElseThrow();
        work.note(
                file,
                Section.PLACEMENT,
                act,
                Map.of("kind", now.kind().name(), "since", now.since().toString()));
        return new Outcome.Done<>(now);
    }
}
