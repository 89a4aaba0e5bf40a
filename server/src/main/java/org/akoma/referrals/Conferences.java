package org.akoma.referrals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.access.Actor;
import org.akoma.access.Grants;
import org.akoma.access.Ring;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.akoma.cases.CaseFile;
import org.akoma.cases.CaseWork;
import org.akoma.cases.Differences;
import org.akoma.cases.Outcome;
import org.akoma.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Case conferences: planned on a file, held with minutes and decisions, each decision answered for ({@code requirements.md 2.1 step 14, T9}).
 */
@Service
public class Conferences {

    private final ConferenceStore store;
    private final DecisionStore decisions;
    private final Circles circles;
    private final CaseWork work;
    private final Grants grants;
    private final Policies policies;
    private final ApplicationEventPublisher events;

    Conferences(
            ConferenceStore store,
            DecisionStore decisions,
            Circles circles,
            CaseWork work,
            Grants grants,
            Policies policies,
            ApplicationEventPublisher events) {
        this.store = store;
        this.decisions = decisions;
        this.circles = circles;
        this.work = work;
        this.grants = grants;
        this.policies = policies;
        this.events = events;
    }

    /** The conferences of a file that the actor may read, the latest first; the reading is journalled. */
    public Outcome<List<Conference>> of(Actor actor, String code) {
        if (!actor.may(Verb.CONFERENCE_READ)) return new Outcome.NotFound<>();
        return work.peek(actor, code, Section.STATUS, file -> read(file))
                .flatMap(found -> found)
                .<Outcome<List<Conference>>>map(Outcome.Done::new)
                .orElseGet(Outcome.NotFound::new);
    }

    private Optional<List<Conference>> read(CaseFile file) {
        List<Section> held = circles(file);
        if (held.isEmpty()) return Optional.empty();
        work.note(file, held.getFirst(), "referrals.conferences-read", Map.of());
        return Optional.of(store.of(file));
    }

    /** The sections of the file that a conference of the caller may be for, the widest circle of people last. */
    private List<Section> circles(CaseFile file) {
        return grants.sections(file.id()).stream()
                .filter(Conversation.CIRCLES::contains)
                .sorted(java.util.Comparator.comparing(Section::bit).reversed())
                .toList();
    }

    /** Who may be asked to a conference of each section that the actor may plan one for. */
    public Map<Section, List<Reader>> invitable(Actor actor, String code) {
        if (!actor.may(Verb.CONFERENCE_READ)) return Map.of();
        return work.peek(
                        actor,
                        code,
                        Section.STATUS,
                        file -> circles(file).stream()
                                .collect(Collectors.toMap(
                                        Function.identity(),
                                        section -> List.copyOf(
                                                readers(file, section).values()),
                                        (one, same) -> one,
                                        java.util.LinkedHashMap::new)))
                .orElseGet(java.util.LinkedHashMap::new);
    }

    private Map<String, Reader> readers(CaseFile file, Section section) {
        return circles.of(file.id(), section, Verb.CONFERENCE_READ);
    }

    /** Asks people to come; the same id again answers what was planned. */
    public Outcome<Conference> plan(Actor actor, String code, PlanConference command) {
        Integer version = command.version();
        if (version != null) return change(actor, code, command, version);
        return work.once(
                actor, code, Verb.CONFERENCE_WRITE, command.section(), file -> store.find(file, command.id()), file -> {
                    if (!Conversation.CIRCLES.contains(command.section()))
                        return Outcome.Refused.because("section", "referrals.circle-not-held");
                    Map<String, Reader> readers = readers(file, command.section());
                    List<FieldError> wrong = command.wrong(readers, work.now(), file.registeredAt());
                    if (!wrong.isEmpty()) return new Outcome.Refused<>(wrong);
                    return new Outcome.Done<>(ask(
                            actor,
                            file,
                            command.id(),
                            command.section(),
                            command.plannedFor(),
                            reader(readers, command.chair()),
                            readers(readers, command.everybody()),
                            command.agenda()));
                });
    }

    private Conference ask(
            Actor actor,
            CaseFile file,
            UUID id,
            Section section,
            Instant at,
            Reader chair,
            Collection<Reader> people,
            Conference.Agenda agenda) {
        Conference made = new Conference(
                id,
                file.id(),
                file.code(),
                section,
                Conference.State.PLANNED,
                at,
                actor.personId(),
                chair.id(),
                agenda,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                1);
        store.noLongerDue(file.id());
        store.insert(file, made);
        people.forEach(person -> store.ask(made, person));
        work.note(file, section, "referrals.conference-planned", facts(at, people.size()));
        if (at.isAfter(work.now())) ring(actor, people.stream().map(Reader::id).collect(Collectors.toSet()));
        return store.find(file, id).orElseThrow();
    }

    private static Map<String, Object> facts(Instant at, int people) {
        return Map.of("for", at.toString(), "people", people);
    }

    private Outcome<Conference> change(Actor actor, String code, PlanConference command, int version) {
        return planned(actor, code, command.id(), null, Map.of(), before -> false, (file, before) -> {
            Map<String, Reader> readers = readers(file, before.section());
            List<FieldError> wrong = command.wrong(readers, work.now(), file.registeredAt());
            if (!wrong.isEmpty()) return new Outcome.Refused<>(wrong);
            Reader chair = reader(readers, command.chair());
            if (!store.change(file, before.id(), command.plannedFor(), chair.id(), command.agenda(), version))
                return new Outcome.Stale<>(
                        before,
                        Differences.between(
                                Differences.fields(
                                        "plannedFor",
                                        before.plannedFor(),
                                        "chair",
                                        before.chair(),
                                        "agenda",
                                        before.agenda().text(),
                                        "place",
                                        before.agenda().place()),
                                Differences.fields(
                                        "plannedFor",
                                        command.plannedFor(),
                                        "chair",
                                        chair.id(),
                                        "agenda",
                                        command.agenda().text(),
                                        "place",
                                        command.agenda().place())));
            Conference after = store.find(file, before.id()).orElseThrow();
            List<Reader> people = readers(readers, command.everybody());
            people.forEach(person -> store.ask(after, person));
            Set<UUID> coming = people.stream().map(Reader::id).collect(Collectors.toSet());
            store.askOnly(before.id(), coming);
            work.note(
                    file, before.section(), "referrals.conference-changed", facts(command.plannedFor(), coming.size()));
            boolean moved = !command.plannedFor().equals(before.plannedFor());
            Set<UUID> told = new HashSet<>(coming);
            if (!moved) before.coming().forEach(told::remove);
            ring(actor, told);
            return new Outcome.Done<>(store.find(file, before.id()).orElseThrow());
        });
    }

    /**
     * It does not take place; those who were asked are told that something changed.
     *
     * @param version on which it was decided; null = on whatever there is
     */
    public Outcome<Conference> cancel(Actor actor, String code, UUID id, String reason, @Nullable Integer version) {
        Map<String, @Nullable Object> wanted =
                Differences.fields("state", Conference.State.CANCELLED, "minutes", reason);
        Predicate<Conference> same = over -> over.state() == Conference.State.CANCELLED;
        return planned(actor, code, id, version, wanted, same, (file, before) -> {
            Conference.Minutes why = new Conference.Minutes(reason, null);
            store.settle(file, id, Conference.State.CANCELLED, null, why, actor.personId(), null);
            store.calledOff(id);
            if (file.risk() == CaseFile.Risk.HIGH && file.status().open())
                store.dueAgain(file.id(), policies.days("case-conference.emergency"));
            work.note(file, before.section(), "referrals.conference-cancelled", Map.of());
            ring(actor, new HashSet<>(before.coming()));
            return new Outcome.Done<>(store.find(file, id).orElseThrow());
        });
    }

    /** Writes the minutes: who came, what was said and decided, when they meet again. They stand as they are written. @param version as {@link #cancel} */
    public Outcome<Conference> hold(
            Actor actor, String code, UUID id, HoldConference command, @Nullable Integer version) {
        Map<String, @Nullable Object> wanted = Differences.fields(
                "state", Conference.State.HELD,
                "heldAt", command.heldAt(),
                "minutes", command.minutes().text(),
                "others", command.minutes().others());
        return planned(actor, code, id, version, wanted, over -> over.isHeld(command), (file, before) -> {
            Map<String, Reader> readers = readers(file, before.section());
            Map<String, UUID> asked = work.as(actor, () -> circles.names(before.coming()));
            List<FieldError> wrong = command.wrong(asked.keySet(), readers, work.now(), file.registeredAt());
            if (!wrong.isEmpty()) return new Outcome.Refused<>(wrong);
            store.noLongerDue(file.id());
            store.settle(
                    file,
                    id,
                    Conference.State.HELD,
                    command.heldAt(),
                    command.minutes(),
                    actor.personId(),
                    again(file, command));
            store.attended(id, command.present().stream().map(asked::get).toList());
            decide(actor, before, command, readers);
            work.note(
                    file,
                    before.section(),
                    "referrals.conference-held",
                    Map.of(
                            "came",
                            command.present().size(),
                            "decisions",
                            command.decisions().size()));
            Instant next = command.next();
            if (next != null) meetAgain(actor, file, before, readers, next);
            return new Outcome.Done<>(store.find(file, id).orElseThrow());
        });
    }

    /** T9: a child at high risk is talked about again within a week; nothing is due when the next one is planned. */
    private @Nullable LocalDate again(CaseFile file, HoldConference held) {
        return file.risk() != CaseFile.Risk.HIGH || held.next() != null
                ? null
                : LocalDate.ofInstant(held.heldAt(), ZoneOffset.UTC)
                        .plusDays(policies.days("case-conference.emergency"));
    }

    private void decide(Actor actor, Conference in, HoldConference command, Map<String, Reader> readers) {
        int number = 0;
        for (HoldConference.Decided one : command.decisions())
            decisions.insert(in, one.id(), ++number, one.text(), reader(readers, one.owner()), one.dueOn());
        ring(
                actor,
                command.decisions().stream()
                        .map(one -> reader(readers, one.owner()).id())
                        .collect(Collectors.toSet()));
    }

    private void meetAgain(Actor actor, CaseFile file, Conference last, Map<String, Reader> readers, Instant at) {
        List<Reader> people = readers.values().stream()
                .filter(reader -> last.coming().contains(reader.id()))
                .toList();
        Reader chair = readers.values().stream()
                .filter(reader -> reader.id().equals(last.chair()))
                .findFirst()
                .orElseGet(() -> reader(readers, actor.username()));
        List<Reader> all = new ArrayList<>(people);
        if (!all.contains(chair)) all.add(chair);
        ask(actor, file, Ids.next(), last.section(), at, chair, all, last.agenda());
    }

    private static Map<String, @Nullable Object> fields(Conference now) {
        Conference.Minutes minutes = now.minutes();
        return Differences.fields(
                "state",
                now.state(),
                "heldAt",
                now.heldAt(),
                "minutes",
                minutes == null ? null : minutes.text(),
                "others",
                minutes == null ? null : minutes.others());
    }

    /**
     * @param version on which the step was decided, or null
     * @param wanted what it makes of the fields
     * @param same whether it is over by this very command, sent once more
     */
    private Outcome<Conference> planned(
            Actor actor,
            String code,
            UUID id,
            @Nullable Integer version,
            Map<String, @Nullable Object> wanted,
            Predicate<Conference> same,
            BiFunction<CaseFile, Conference, Outcome<Conference>> then) {
        Section section = actor.may(Verb.CONFERENCE_READ)
                ? work.peek(actor, code, Section.STATUS, file -> store.section(file.id(), id))
                        .flatMap(found -> found)
                        .orElse(null)
                : null;
        if (section == null) return new Outcome.NotFound<>();
        return work.on(actor, code, Verb.CONFERENCE_WRITE, section, file -> {
            Conference before = store.find(file, id).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            Optional<Outcome<Conference>> overtaken =
                    Outcome.Stale.since(before, before.version(), version, fields(before), wanted);
            if (overtaken.isPresent()) return overtaken.get();
            if (same.test(before)) return new Outcome.Done<>(before);
            if (!before.planned()) return Outcome.Refused.because("state", "referrals.conference-over");
            return then.apply(file, before);
        });
    }

    private static Reader reader(Map<String, Reader> readers, String name) {
        return java.util.Objects.requireNonNull(readers.get(name), name);
    }

    private static List<Reader> readers(Map<String, Reader> readers, Collection<String> names) {
        return names.stream().map(name -> reader(readers, name)).toList();
    }

    private void ring(Actor actor, Set<UUID> persons) {
        Set<UUID> others = new HashSet<>(persons);
        others.remove(actor.personId());
        if (!others.isEmpty()) events.publishEvent(new Ring(others, Ring.TASK));
    }

    /** The actor's own conferences, ahead or behind. */
    List<ConferenceStore.Line> mine(Actor actor, boolean past, @Nullable InboxCursor from, int limit) {
        return actor.may(Verb.CONFERENCE_READ)
                ? work.as(actor, () -> store.mine(actor.personId(), past, from, limit))
                : List.of();
    }
}
