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
import org.akoma.access.Grant;
import org.akoma.access.Grants;
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

    private final PlacementStore store;
    private final HomecomingStore homecomings;
    private final ShelterStore shelters;
    private final CaseStore files;
    private final CaseProgress progress;
    private final CaseWork work;
    private final Grants grants;
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
            Policies policies,
            Stays stays) {
        this.store = store;
        this.homecomings = homecomings;
        this.shelters = shelters;
        this.files = files;
        this.progress = progress;
        this.work = work;
        this.grants = grants;
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
        return work.as(actor, () -> files.find(code.toUpperCase(Locale.ROOT))
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

    /** Records where the child lives from a day on; what needs approval is proposed and begins with {@link #decide}. */
    public Outcome<Placement> place(Actor actor, String code, PlaceChild command) {
        return work.once(
                actor,
                code,
                Verb.PLACEMENT_WRITE,
                Section.PLACEMENT,
                file -> store.find(file.id(), command.id()),
                file -> {
                    if (command.shelter() != null && work.onlyByEmergency(file)) return new Outcome.Forbidden<>();
                    Placement current =
                            store.in(file.id(), Placement.State.CURRENT).orElse(null);
                    FieldError why = command.refusal(file, current, work.today(), policies);
                    if (why != null) return new Outcome.Refused<>(why);
                    if (!accepted(file, current, command.kind(), command.country(), command.since()))
                        return Outcome.Refused.because("country", "cases.placement-unaccepted");
                    if (store.in(file.id(), Placement.State.PROPOSED).isPresent())
                        return Outcome.Refused.because("kind", "cases.placement-waits");
                    UUID shelter = null;
                    if (command.shelter() != null) {
                        Shelter wanted =
                                shelters.find(command.shelter(), work.today()).orElse(null);
                        FieldError no = wanted == null
                                ? FieldError.of("shelter", "cases.no-such-shelter")
                                : noRoom(file, wanted, command);
                        if (no != null) return new Outcome.Refused<>(List.of(no));
                        shelter = wanted == null ? null : wanted.id();
                    }
                    return record(actor, file, current, made(actor, command, shelter));
                });
    }

    /** A child lives in another country only once its authority has accepted it in writing (T14); a first shelter is no move. */
    private boolean accepted(
            CaseFile file, @Nullable Placement current, Placement.Kind kind, String country, LocalDate since) {
        if (current == null && kind == Placement.Kind.SHELTER) return true;
        String from = current == null ? file.country() : current.country();
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
        if (made.state() == Placement.State.CURRENT) begin(actor, file, made);
        return noted(
                file, made.id(), made.state() == Placement.State.CURRENT ? "cases.placed" : "cases.placement-proposed");
    }

    /** A supervisor who did not propose it approves a placement, which begins, or refuses it with a reason. */
    public Outcome<Placement> decide(
            Actor actor, String code, UUID placement, boolean approved, @Nullable String reason) {
        return work.on(actor, code, Verb.PLACEMENT_APPROVE, Section.PLACEMENT, file -> {
            if (work.onlyByEmergency(file)) return new Outcome.Forbidden<>();
            Placement proposed = store.find(file.id(), placement).orElse(null);
            if (proposed == null) return new Outcome.NotFound<>();
            if (proposed.state() != Placement.State.PROPOSED)
                return Outcome.Refused.because("decision", "cases.nothing-waits");
            if (proposed.recordedBy().equals(actor.personId()))
                return Outcome.Refused.because("decision", "cases.own-work");
            if (!approved && reason == null) return Outcome.Refused.because("reason", "form.required");
            Placement current = store.in(file.id(), Placement.State.CURRENT).orElse(null);
            if (approved && !accepted(file, current, proposed.kind(), proposed.country(), proposed.since()))
                return Outcome.Refused.because("decision", "cases.placement-unaccepted");
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
        if (isHoused(actor, code)) return stays.leave(actor, code, command);
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

    /** Puts right where exactly and with whom the child lives or is to live, on condition that it still has this version. */
    public Outcome<Versioned<Placement.Home>> correct(
            Actor actor, String code, UUID placement, Placement.Home wanted, int version) {
        return work.on(actor, code, Verb.PLACEMENT_WRITE, Section.PLACEMENT, file -> {
            Placement before = store.find(file.id(), placement).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            if (!before.stands()) return Outcome.Refused.because("address", "cases.placement-over");
            List<String> fields = Differences.between(before.words().home().fields(), wanted.fields());
            if (before.version() != version
                    || !store.rewrite(file.id(), placement, before.words().at(wanted), version))
                return new Outcome.Stale<>(new Versioned<>(before.words().home(), before.version()), fields);
            work.note(file, Section.PLACEMENT, "cases.placement-corrected", Map.of("fields", fields));
            return new Outcome.Done<>(new Versioned<>(wanted, version + 1));
        });
    }

    /** The date of the court's or authority's order for the running stay (T12). */
    public Outcome<Placement> order(Actor actor, String code, LocalDate day) {
        if (isHoused(actor, code)) return stays.order(actor, code, day);
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
