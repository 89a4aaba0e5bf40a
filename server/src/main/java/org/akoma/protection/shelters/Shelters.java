package org.akoma.protection.shelters;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.FileDangers;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Shelters and how full they are. An address is read by a separate, journalled request; the database decides who may read it. */
@Service
public class Shelters {

    static final String OPENING = "SHELTER";
    static final String CHANGE = "SHELTER_CHANGE";

    private final ShelterStore store;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final CaseWork work;
    private final Organisations organisations;
    private final SentCommands sent;
    private final Decisions decisions;
    private final FileDangers dangers;

    Shelters(
            ShelterStore store,
            ActorTransactions transactions,
            Journal journal,
            CaseWork work,
            Organisations organisations,
            SentCommands sent,
            Decisions decisions,
            FileDangers dangers) {
        this.dangers = dangers;
        this.decisions = decisions;
        this.sent = sent;
        this.store = store;
        this.transactions = transactions;
        this.journal = journal;
        this.work = work;
        this.organisations = organisations;
    }

    /** Every shelter for those who place children, one's own for who runs one, none for others. */
    public List<Shelter> of(Actor actor) {
        return of(actor, work.today());
    }

    /** With the children who were there on that day, which is not in the future, and the places of that day; rules are those of today. */
    List<Shelter> of(Actor actor, LocalDate day) {
        if (!actor.may(Verb.SHELTER_READ)) return List.of();
        return transactions.as(actor, () -> runsOne(actor) ? store.own(day) : store.all(day));
    }

    private static boolean runsOne(Actor actor) {
        return actor.is(Role.SHELTER_MANAGER) && !actor.is(Role.CASE_WORKER) && !actor.is(Role.CASE_SUPERVISOR);
    }

    /** How full they were on that day, which is not in the future. */
    public List<ShelterFigure> figures(Actor actor, LocalDate day) {
        if (day.isAfter(work.today())) throw new IllegalArgumentException("form.future");
        List<ShelterFigure> all = transactions.forStatistics(() -> store.figures(day));
        if (actor.may(Verb.SHELTER_FIGURES)) return all;
        List<String> mine = of(actor).stream().map(Shelter::code).toList();
        return all.stream().filter(figure -> mine.contains(figure.code())).toList();
    }

    /** One of those that {@link #of} shows; empty for others. */
    public Optional<Shelter> find(Actor actor, String code) {
        return of(actor).stream().filter(one -> one.code().equals(code)).findFirst();
    }

    /** How many children were there on each day of the last months; empty where the shelter does not exist for the actor. */
    Optional<Occupancy> occupancy(Actor actor, String code, LocalDate first, LocalDate last) {
        return find(actor, code)
                .map(one ->
                        new Occupancy(one.capacity(), transactions.as(actor, () -> store.days(one.id(), first, last))));
    }

    /**
     * The children who sleep in one of the actor's shelters tonight, of whose files the actor sees; where a child is decides who sees the stay. Those in
     * danger first, as far as who runs the shelter is told of it.
     */
    List<Sleeping> asleep(Actor actor, Shelter one, LocalDate day) {
        return transactions.as(actor, () -> {
            List<Sleeping> all = store.asleep(one.id(), day);
            Map<UUID, FileDangers.Danger> told = actor.is(Role.SHELTER_MANAGER)
                    ? dangers.whereTheySleep(all.stream().map(Sleeping::file).toList())
                    : Map.of();
            return all.stream()
                    .map(child -> child.in(told.get(child.file())))
                    .sorted(Comparator.comparing(Sleeping::place))
                    .toList();
        });
    }

    /** Whether the actor opens, changes and closes the shelters of this structure: its supervisor, or the deputy of its supervisors. */
    boolean keeps(Actor actor, UUID organisation) {
        return actor.may(Verb.PLACEMENT_APPROVE) && transactions.as(actor, () -> store.keeps(organisation));
    }

    /** The country of the actor's structure; empty where it is not known. */
    Optional<String> country(Actor actor) {
        return transactions.as(
                actor, () -> organisations.find(actor.organisation()).map(Organisation::country));
    }

    /** The codes of the structures for which the actor may open one. */
    List<String> runners(Actor actor) {
        return actor.may(Verb.PLACEMENT_APPROVE) ? transactions.as(actor, store::runners) : List.of();
    }

    /** With its name beside its code for those who place children or run a shelter; its code for others who read where the child is. */
    public String called(Actor actor, Shelter one) {
        return actor.may(Verb.SHELTER_READ) ? one.called() : one.code();
    }

    /** Opens one, or answers with the one that this id opened; for a supervisor. */
    Outcome<Shelter> add(Actor actor, OpenShelter input) {
        return add(actor, input.command(), input.structure(), input.location());
    }

    /** As {@link #add(Actor, OpenShelter)}. */
    public Outcome<Shelter> add(Actor actor, KeepShelter command, String structure, Shelter.Location location) {
        if (!actor.may(Verb.PLACEMENT_APPROVE)) return new Outcome.Forbidden<>();
        return transactions.as(actor, () -> {
            Organisation runs = organisations.findToday(structure).orElse(null);
            if (runs == null) return Outcome.Refused.because("organisation", "cases.unknown-organisation");
            FieldError why = command.refusal();
            if (why != null) return new Outcome.Refused<>(why);
            if (!store.mayRun(runs.id())) return Outcome.Refused.because("organisation", "cases.shelter-runner");
            if (!store.keeps(runs.id())) return Outcome.Refused.because("organisation", "cases.shelter-elsewhere");
            if (!command.country().equals(runs.country()))
                return Outcome.Refused.because("country", "cases.shelter-abroad");
            FieldError place = ShelterName.refusal(command.name(), location);
            if (place != null) return new Outcome.Refused<>(place);
            Shelter there = store.find(command.code(), work.today()).orElse(null);
            List<Object> content = List.of(command, structure, location);
            FieldError other = sent.refusal(command.id(), content);
            if (other != null) return new Outcome.Refused<>(other);
            if (there != null)
                return there.id().equals(command.id())
                        ? new Outcome.Done<>(there)
                        : Outcome.Refused.because("code", "cases.shelter-code-taken");
            if (!open(actor, command.opened(runs.id()), location))
                return Outcome.Refused.because("code", "cases.shelter-code-taken");
            sent.keep(command.id(), content);
            return new Outcome.Done<>(store.find(command.code(), work.today()).orElseThrow());
        });
    }

    private static Map<String, @Nullable Object> rules(
            @Nullable String name, int capacity, Shelter.SexRule rule, int least, int most) {
        Map<String, @Nullable Object> rules = new LinkedHashMap<>();
        if (name != null) rules.put("name", name);
        rules.putAll(Differences.fields("capacity", capacity, "sexRule", rule, "leastAge", least, "mostAge", most));
        return rules;
    }

    /** Asks for another name, other places and rules; never fewer places than children who stay, and nobody is put out by a new rule. */
    public Outcome<Shelter> change(Actor actor, KeepShelter command, int version) {
        if (!actor.may(Verb.PLACEMENT_APPROVE)) return new Outcome.Forbidden<>();
        return transactions.as(actor, () -> {
            Shelter before = store.find(command.code(), work.today()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            if (!store.keeps(before.organisationId()))
                return Outcome.Refused.because("code", "cases.shelter-elsewhere");
            FieldError why = command.refusal();
            if (why != null) return new Outcome.Refused<>(why);
            Shelter.Location where = store.location(before.id()).orElse(null);
            FieldError place = where == null ? null : ShelterName.refusal(command.name(), where);
            if (place != null) return new Outcome.Refused<>(place);
            store.lock(before.id());
            long fullest = store.fullest(before.id(), before.id(), work.today(), null);
            if (command.capacity() < fullest)
                return Outcome.Refused.because("capacity", "cases.shelter-too-small", fullest);
            Map<String, @Nullable Object> was =
                    rules(before.name(), before.capacity(), before.sexRule(), before.leastAge(), before.mostAge());
            String name = command.name() == null ? before.name() : command.name();
            Map<String, @Nullable Object> wanted =
                    rules(name, command.capacity(), command.sexRule(), command.leastAge(), command.mostAge());
            List<String> changed = Differences.between(was, wanted);
            if (before.version() != version) return new Outcome.Stale<>(before, changed);
            if (changed.isEmpty()) return Outcome.Refused.because("capacity", "cases.shelter-same");
            Map<String, Object> fields = Proposed.sideBySide(was, wanted);
            fields.put("code", before.code());
            decisions.propose(
                    actor,
                    Proposal.of(CHANGE, before.id(), version)
                            .with(fields)
                            .writing(store.columns(before.id(), command, name)));
            return new Outcome.Done<>(before);
        });
    }

    /** The project manager agrees to other places and rules, or does not. */
    Decisions.Verdict decideChange(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Shelter before = store.find(decision.subject(), work.today()).orElse(null);
        if (before == null) return new Decisions.Verdict.NotFound();
        if (agreed && before.version() != decision.version()) return new Decisions.Verdict.Changed();
        KeepShelter wanted = KeepShelter.proposed(before, decision);
        if (agreed && !store.writes(decision, before.id(), wanted.name())) return new Decisions.Verdict.Changed();
        if (agreed) {
            store.lock(before.id());
            long fullest = store.fullest(before.id(), before.id(), work.today(), null);
            if (wanted.capacity() < fullest)
                return Decisions.Verdict.Refused.because("decision", "cases.shelter-too-small", fullest);
        }
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!agreed || !(verdict instanceof Decisions.Verdict.Done)) return verdict;
        if (!store.update(before.id(), wanted, decision)) return new Decisions.Verdict.Changed();
        journal.noteOwn(
                actor,
                "cases.shelter-changed",
                Map.of("shelter", before.code(), "capacity", List.of(before.capacity(), wanted.capacity())));
        return verdict;
    }

    /** The project manager or the data protection officer agrees that children are placed there, or does not. */
    Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (verdict instanceof Decisions.Verdict.Done)
            journal.noteOwn(
                    actor,
                    agreed ? "cases.shelter-agreed" : "cases.shelter-declined",
                    Map.of("shelter", String.valueOf(Proposed.text(decision, "code"))));
        return verdict;
    }

    /** Whether a registered child whose file is open has never had a place to live: no number, since who decides about a shelter sees no file. */
    boolean isChildWithoutPlace(Actor actor) {
        return transactions.as(actor, store::isChildWithoutPlace);
    }

    /** Agrees to a shelter that waits. False where none waits for this person. */
    public boolean agree(Actor actor, UUID shelter) {
        return transactions.as(
                actor,
                () -> decisions
                        .waiting(OPENING, shelter)
                        .map(waiting -> decide(actor, waiting, true, null) instanceof Decisions.Verdict.Done)
                        .orElse(false));
    }

    /** Closes one from a day on, once nobody stays there. */
    public Outcome<Shelter> close(Actor actor, String code, LocalDate day) {
        if (!actor.may(Verb.PLACEMENT_APPROVE)) return new Outcome.Forbidden<>();
        return transactions.as(actor, () -> {
            Shelter before = store.find(code, work.today()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            if (!store.keeps(before.organisationId()))
                return Outcome.Refused.because("closedOn", "cases.shelter-elsewhere");
            if (before.closedOn() != null) return Outcome.Refused.because("closedOn", "cases.shelter-closed-already");
            if (day.isBefore(work.today())) return Outcome.Refused.because("closedOn", "cases.shelter-closed-past");
            store.lock(before.id());
            long staying = store.fullest(before.id(), before.id(), day, null);
            if (staying > 0) return Outcome.Refused.because("closedOn", "cases.shelter-not-empty", staying);
            store.close(before.id(), day);
            journal.noteOwn(actor, "cases.shelter-closed", Map.of("shelter", code, "on", day.toString()));
            return new Outcome.Done<>(store.find(code, work.today()).orElseThrow());
        });
    }

    /** Where it lies, for its own people and for those who work for a child of it; empty for everybody else. Journalled. */
    public Optional<Shelter.Location> reveal(Actor actor, String code) {
        if (!actor.may(Verb.SHELTER_READ)) return Optional.empty();
        return transactions.as(actor, () -> {
            Optional<Shelter.Location> found =
                    store.find(code, work.today()).flatMap(shelter -> store.location(shelter.id()));
            if (found.isPresent()) journal.noteOwn(actor, "cases.shelter-revealed", Map.of("shelter", code));
            return found;
        });
    }

    /** All that who decides has to see: also where it lies. */
    private Map<String, @Nullable Object> shown(Shelter made, Shelter.Location location) {
        Map<String, @Nullable Object> shown =
                rules(made.name(), made.capacity(), made.sexRule(), made.leastAge(), made.mostAge());
        shown.put("code", made.code());
        shown.put(
                "structure",
                organisations.all().stream()
                        .filter(one -> one.id().equals(made.organisationId()))
                        .map(Organisation::code)
                        .findFirst()
                        .orElse(null));
        shown.put("country", made.country());
        shown.put("town", location.town());
        shown.put("address", location.address());
        shown.put("phone", location.phone());
        return shown;
    }

    /** Nobody is placed there before a second person agreed. False when the code is taken or the actor is no supervisor. */
    public boolean open(Actor actor, Shelter made, Shelter.Location location) {
        if (!actor.may(Verb.PLACEMENT_APPROVE)) return false;
        return transactions.as(actor, () -> {
            boolean opened = store.insert(made, location);
            if (!opened) return false;
            decisions.propose(
                    actor,
                    Proposal.of(OPENING, made.id(), 1).with(Proposed.sideBySide(Map.of(), shown(made, location))));
            journal.noteOwn(actor, "cases.shelter-opened", Map.of("shelter", made.code()));
            return true;
        });
    }

    /** As it is today. Call inside an actor's transaction. */
    public Optional<Shelter> find(UUID shelter) {
        return store.find(shelter, work.today());
    }

    /**
     * As it is today.
     *
     * @param code such as {@code SH-01}. Call inside an actor's transaction.
     */
    public Optional<Shelter> find(String code) {
        return store.find(code, work.today());
    }

    /**
     * Whether no bed is left on some day from then on. The shelter is locked until the transaction ends, so that the answer holds. Call inside an actor's transaction.
     *
     * @param leavingOut a placement that is not counted
     */
    public boolean isFull(Shelter shelter, UUID leavingOut, LocalDate since) {
        store.lock(shelter.id());
        return store.fullest(shelter.id(), leavingOut, since, null) >= shelter.capacity();
    }
}
