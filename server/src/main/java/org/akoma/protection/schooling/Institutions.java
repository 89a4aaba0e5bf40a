package org.akoma.protection.schooling;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** The schools, centres and master craftsmen where children learn. A school's own people see their own alone. */
@Service
public class Institutions {

    static final int PAGE = 200;

    /** Who says for a structure that it enters attendance. */
    private static final Set<Role> ANSWER = Set.of(Role.PROVIDER, Role.CASE_SUPERVISOR, Role.MINISTRY_OFFICER);

    private final InstitutionStore store;
    private final Organisations organisations;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final SentCommands sent;
    private final People people;
    private final ApplicationEventPublisher events;

    Institutions(
            InstitutionStore store,
            Organisations organisations,
            ActorTransactions transactions,
            Journal journal,
            SentCommands sent,
            People people,
            ApplicationEventPublisher events) {
        this.people = people;
        this.events = events;
        this.sent = sent;
        this.store = store;
        this.organisations = organisations;
        this.transactions = transactions;
        this.journal = journal;
    }

    /**
     * By code, one more than the limit when there are more.
     *
     * @param after the last code of the page before, or ""
     */
    public List<Institution> page(Actor actor, String after, int limit) {
        if (!actor.may(Verb.SCHOOL_READ)) return List.of();
        return transactions.as(
                actor,
                () -> ownOnly(actor)
                        ? store.own(actor.organisationId()).stream()
                                .filter(one -> one.code().compareTo(after) > 0)
                                .limit(limit + 1L)
                                .toList()
                        : store.page(after, limit + 1));
    }

    /** Empty where it does not exist for the actor. */
    public Optional<Institution> find(Actor actor, String code) {
        if (!actor.may(Verb.SCHOOL_READ)) return Optional.empty();
        return transactions.as(
                actor,
                () -> ownOnly(actor)
                        ? store.own(actor.organisationId()).stream()
                                .filter(one -> one.code().equals(code))
                                .findFirst()
                        : store.find(code));
    }

    /** The same by id. */
    Optional<Institution> find(Actor actor, UUID id) {
        if (!actor.may(Verb.SCHOOL_READ)) return Optional.empty();
        return transactions.as(actor, () -> store.find(id)).flatMap(one -> find(actor, one.code()));
    }

    static boolean ownOnly(Actor actor) {
        return actor.is(Role.PROVIDER) && !actor.is(Role.CASE_WORKER) && !actor.is(Role.CASE_SUPERVISOR);
    }

    /** Adds one; the same id again answers with the one that it made. */
    public Outcome<Institution> add(Actor actor, KeepInstitution command) {
        if (!actor.may(Verb.SCHOOL_WRITE)) return new Outcome.Forbidden<>();
        return transactions.as(actor, () -> {
            FieldError other = sent.refusal(command.id(), command);
            if (other != null) return new Outcome.Refused<>(other);
            Institution there = store.find(command.code()).orElse(null);
            if (there != null)
                return there.id().equals(command.id())
                        ? new Outcome.Done<>(there)
                        : Outcome.Refused.because("code", "assistance.code-taken");
            Organisation runs = runs(command.organisation());
            if (command.organisation() != null && runs == null)
                return Outcome.Refused.because("organisation", "assistance.no-such-structure");
            Institution made = made(actor, command, runs);
            if (!store.insert(made)) return Outcome.Refused.because("id", "cases.id-taken");
            sent.keep(command.id(), command);
            journal.noteOwn(actor, "assistance.institution-added", Map.of("institution", made.code()));
            if (made.askedId() != null) ring(actor, made.id(), made.askedId());
            return new Outcome.Done<>(made);
        });
    }

    private @Nullable Organisation runs(@Nullable String code) {
        return code == null ? null : organisations.findToday(code).orElse(null);
    }

    /** Notifies those who answer for the structure that it is asked. */
    private void ring(Actor actor, UUID institution, UUID structure) {
        List<UUID> asked = people.at(structure).stream()
                .filter(person -> !Collections.disjoint(person.roles(), ANSWER))
                .map(Person::id)
                .toList();
        Notification.others(asked, actor.personId(), Notification.TASK)
                .map(ring -> ring.of(institution))
                .ifPresent(events::publishEvent);
    }

    /** One's own structure enters attendance at once; another one is asked first. */
    private static Institution made(Actor actor, KeepInstitution command, @Nullable Organisation runs) {
        Organisation own = runs != null && runs.id().equals(actor.organisationId()) ? runs : null;
        return new Institution(
                command.id(),
                command.code(),
                command.kind(),
                command.country(),
                own == null ? null : own.id(),
                own == null ? null : own.deskId(),
                own != null || runs == null ? null : runs.id(),
                actor.organisationId(),
                actor.personId(),
                command.closedOn(),
                command.words(),
                1);
    }

    /** Changes kind, words and closing day; code, country and structure stay, since pupils' records hang on them. */
    public Outcome<Institution> change(Actor actor, KeepInstitution command) {
        if (!actor.may(Verb.SCHOOL_WRITE)) return new Outcome.Forbidden<>();
        return transactions.as(actor, () -> {
            Institution before = store.find(command.code()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            if (!mayChange(actor, before)) return Outcome.Refused.because("code", "assistance.institution-of-others");
            Integer version = command.version();
            if (version == null) return new Outcome.Refused<>(List.of(FieldError.of("version", "form.required")));
            Institution now = new Institution(
                    before.id(),
                    before.code(),
                    command.kind(),
                    before.country(),
                    before.organisationId(),
                    before.deskId(),
                    before.askedId(),
                    before.keptBy(),
                    before.madeBy(),
                    command.closedOn(),
                    command.words(),
                    version + 1);
            if (!store.update(now, version)) return Outcome.Stale.between(before, now, Institutions::fields);
            journal.noteOwn(actor, "assistance.institution-changed", Map.of("institution", before.code()));
            return new Outcome.Done<>(now);
        });
    }

    /** Who added it, and the people of the structures that keep it. */
    static boolean mayChange(Actor actor, Institution one) {
        return actor.may(Verb.SCHOOL_WRITE)
                && (one.madeBy().equals(actor.personId())
                        || one.keptBy().equals(actor.organisationId())
                        || actor.organisationId().equals(one.organisationId()));
    }

    /** Whether this person says for their structure that it enters attendance here. */
    static boolean mayAnswer(Actor actor, Institution one) {
        return actor.may(Verb.SCHOOL_READ)
                && actor.organisationId().equals(one.askedId())
                && !one.madeBy().equals(actor.personId())
                && !Collections.disjoint(actor.roles(), ANSWER);
    }

    /** Those that wait for this person's answer. */
    List<Institution> asking(Actor actor) {
        if (!actor.may(Verb.SCHOOL_READ)) return List.of();
        return transactions.as(
                actor,
                () -> store.asking(actor.organisationId()).stream()
                        .filter(one -> mayAnswer(actor, one))
                        .toList());
    }

    /** The structure that is asked says by an account of its own whether it enters attendance there: from then on it sees that its pupils are there. */
    public Outcome<Institution> answer(Actor actor, String code, boolean agreed) {
        if (!actor.may(Verb.SCHOOL_READ)) return new Outcome.Forbidden<>();
        return transactions.as(actor, () -> {
            Institution before = store.find(code).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            if (!mayAnswer(actor, before) || !store.answer(before.id(), agreed)) return new Outcome.Forbidden<>();
            journal.noteOwn(
                    actor,
                    agreed ? "assistance.institution-agreed" : "assistance.institution-declined",
                    Map.of("institution", code));
            return new Outcome.Done<>(store.find(code).orElseThrow());
        });
    }

    private static Map<String, @Nullable Object> fields(Institution one) {
        return Differences.fields(
                "kind", one.kind(),
                "closedOn", one.closedOn(),
                "name", one.words().name(),
                "place", one.words().place(),
                "focalPoint", one.words().focalPoint(),
                "hours", one.words().hours());
    }
}
