package org.akoma.protection.messages;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Case conferences: planned on a file, held with minutes and decisions, each decision answered for ({@code requirements.md 2.1 step 14, T9}).
 */
@Service
public class Conferences {

    private final ConferenceStore store;
    private final ConferenceWork conferences;
    private final ConferenceMinutes minutes;
    private final ConferencePresence presence;
    private final CaseWork work;
    private final Grants grants;
    private final Policies policies;

    Conferences(
            ConferenceStore store,
            ConferenceWork conferences,
            ConferenceMinutes minutes,
            ConferencePresence presence,
            CaseWork work,
            Grants grants,
            Policies policies) {
        this.store = store;
        this.conferences = conferences;
        this.minutes = minutes;
        this.presence = presence;
        this.work = work;
        this.grants = grants;
        this.policies = policies;
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
    Map<Section, List<Recipient>> invitable(Actor actor, String code) {
        if (!actor.may(Verb.CONFERENCE_READ)) return Map.of();
        return work.peek(
                        actor,
                        code,
                        Section.STATUS,
                        file -> circles(file).stream()
                                .collect(Collectors.toMap(
                                        Function.identity(),
                                        section -> List.copyOf(conferences
                                                .readers(file, section)
                                                .values()),
                                        (one, same) -> one,
                                        java.util.LinkedHashMap::new)))
                .orElseGet(java.util.LinkedHashMap::new);
    }

    /** @param circles sections that a new one may be for */
    Outcome<Conference> plan(Actor actor, String code, PlanConference.Input input, Collection<Section> circles) {
        FieldError why = Conversation.refusal(input.section(), circles);
        return why == null ? plan(actor, code, input.command()) : new Outcome.Refused<>(why);
    }

    /** Asks people to come; the same id again answers what was planned. */
    public Outcome<Conference> plan(Actor actor, String code, PlanConference command) {
        Integer version = command.version();
        if (version != null) return change(actor, code, command, version);
        return work.once(
                actor,
                code,
                Verb.CONFERENCE_WRITE,
                command.section(),
                new Once<>(command.id(), command, file -> store.find(file, command.id())),
                file -> {
                    if (!Conversation.CIRCLES.contains(command.section()))
                        return Outcome.Refused.because("section", "referrals.circle-not-held");
                    Map<String, Recipient> readers = conferences.readers(file, command.section());
                    List<FieldError> wrong = command.wrong(readers, work.now(), file.registeredAt());
                    if (!wrong.isEmpty()) return new Outcome.Refused<>(wrong);
                    return new Outcome.Done<>(conferences.ask(
                            actor,
                            file,
                            command.id(),
                            command.section(),
                            command.plannedFor(),
                            ConferenceWork.reader(readers, command.chair()),
                            ConferenceWork.readers(readers, command.everybody()),
                            command.agenda()));
                });
    }

    private static Map<String, @Nullable Object> fields(Instant plannedFor, UUID chair, Conference.Agenda agenda) {
        return Differences.fields(
                "plannedFor", plannedFor, "chair", chair, "agenda", agenda.text(), "place", agenda.place());
    }

    private Outcome<Conference> change(Actor actor, String code, PlanConference command, int version) {
        return conferences.planned(actor, code, command.id(), null, Map.of(), before -> false, (file, before) -> {
            if (!before.ledBy(actor.personId()) && !actor.is(Role.CASE_SUPERVISOR))
                return Outcome.Refused.because("state", ConferenceWork.NOT_THE_CHAIR);
            Map<String, Recipient> readers = conferences.readers(file, before.section());
            List<FieldError> wrong = command.wrong(readers, work.now(), file.registeredAt());
            if (!wrong.isEmpty()) return new Outcome.Refused<>(wrong);
            Recipient chair = ConferenceWork.reader(readers, command.chair());
            if (!store.change(file, before.id(), command.plannedFor(), chair.id(), command.agenda(), version))
                return new Outcome.Stale<>(
                        before,
                        Differences.between(
                                fields(before.plannedFor(), before.chair(), before.agenda()),
                                fields(command.plannedFor(), chair.id(), command.agenda())));
            Conference after = store.find(file, before.id()).orElseThrow();
            List<Recipient> people = ConferenceWork.readers(readers, command.everybody());
            people.forEach(person -> store.ask(after, person));
            Set<UUID> coming = people.stream().map(Recipient::id).collect(Collectors.toSet());
            store.askOnly(before.id(), coming);
            work.note(
                    file,
                    before.section(),
                    "referrals.conference-changed",
                    ConferenceWork.facts(command.plannedFor(), coming.size()));
            boolean moved = !command.plannedFor().equals(before.plannedFor());
            Set<UUID> told = new HashSet<>(coming);
            if (!moved) before.coming().forEach(told::remove);
            conferences.ring(actor, before.fileId(), told);
            return new Outcome.Done<>(store.find(file, before.id()).orElseThrow());
        });
    }

    /**
     * Cancels it; the invited people are notified of a change.
     *
     * @param version the version that the caller read; null = any
     */
    public Outcome<Conference> cancel(Actor actor, String code, UUID id, String reason, @Nullable Integer version) {
        Map<String, @Nullable Object> wanted =
                Differences.fields("state", Conference.State.CANCELLED, "minutes", reason);
        Predicate<Conference> same = over -> over.state() == Conference.State.CANCELLED;
        return conferences.planned(actor, code, id, version, wanted, same, (file, before) -> {
            if (!before.ledBy(actor.personId())) return Outcome.Refused.because("state", ConferenceWork.NOT_THE_CHAIR);
            Conference.Minutes why = new Conference.Minutes(reason, null);
            store.settle(file, id, Conference.State.CANCELLED, null, why, actor.personId(), null);
            store.calledOff(id);
            if (file.risk() == CaseFile.Risk.HIGH && file.status().open())
                store.dueAgain(file.id(), policies.days("case-conference.emergency"));
            work.note(file, before.section(), "referrals.conference-cancelled", Map.of());
            conferences.ring(actor, before.fileId(), new HashSet<>(before.coming()));
            return new Outcome.Done<>(store.find(file, id).orElseThrow());
        });
    }

    /**
     * Writes the minutes.
     *
     * @param version as {@link #cancel}
     */
    public Outcome<Conference> hold(
            Actor actor, String code, UUID id, HoldConference command, @Nullable Integer version) {
        return minutes.hold(actor, code, id, command, version);
    }

    /** The actor says for themselves whether they were there. */
    public Outcome<Conference> say(Actor actor, String code, UUID id, boolean wasThere) {
        return presence.say(actor, code, id, new SayPresence(null, wasThere));
    }

    Outcome<Conference> say(Actor actor, String code, UUID id, SayPresence said) {
        return presence.say(actor, code, id, said);
    }

    /** Those of which the actor has still to say whether they were there. */
    List<ConferenceStore.Line> unanswered(Actor actor, int limit) {
        return actor.may(Verb.CONFERENCE_READ)
                ? work.as(actor, () -> store.unanswered(actor.personId(), limit))
                : List.of();
    }

    /** The actor's own conferences, ahead or behind. */
    List<ConferenceStore.Line> mine(Actor actor, boolean past, @Nullable InboxCursor from, int limit) {
        return actor.may(Verb.CONFERENCE_READ)
                ? work.as(actor, () -> store.mine(actor.personId(), past, from, limit))
                : List.of();
    }
}
