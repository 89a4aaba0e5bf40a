package org.akoma.ground.safeguarding;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Owner;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * The safeguarding focal point of each structure (PSEA): named by a data protection officer, agreed to by another one or a project manager,
 * visible to everybody, because a person who complains must know who will read it. They read what is told since.
 */
@Service
public class FocalPoints {

    private final FocalPointStore store;
    private final People people;
    private final Organisations organisations;
    private final ActorTransactions transactions;
    private final Decisions decisions;
    private final Owner owner;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FocalPoints(
            FocalPointStore store,
            People people,
            Organisations organisations,
            ActorTransactions transactions,
            Decisions decisions,
            Owner owner,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.people = people;
        this.organisations = organisations;
        this.transactions = transactions;
        this.decisions = decisions;
        this.owner = owner;
        this.events = events;
        this.clock = clock;
    }

    public List<FocalPoint> all(Actor actor) {
        return transactions.as(actor, () -> store.all(clock.instant()));
    }

    /** Somebody who waits for a second person. Codes as they are shown. */
    public record Waiting(String organisation, String person) {}

    /** Those who wait for a second person; for who names them. */
    public List<Waiting> waiting(Actor actor) {
        if (!actor.may(Verb.FOCAL_POINT_NAME)) return List.of();
        return transactions.as(
                actor,
                () -> store.waiting().stream()
                        .map(one -> new Waiting(one.organisation(), one.person()))
                        .toList());
    }

    /** Those who no longer count, because they follow, house or supervise children of their structure by now; for who names them. */
    public Set<UUID> joined(Actor actor) {
        return actor.may(Verb.FOCAL_POINT_NAME)
                ? transactions.as(actor, () -> store.joined(clock.instant()))
                : Set.of();
    }

    /** Those of these people who may be named for this structure; for who names them. */
    public Set<UUID> outside(Actor actor, String structure, Collection<UUID> candidates) {
        return actor.may(Verb.FOCAL_POINT_NAME)
                ? transactions.as(actor, () -> store.outside(structure, candidates))
                : Set.of();
    }

    /** Whether somebody is one, for whichever structure. */
    public boolean is(Actor actor) {
        return transactions.as(actor, () -> store.anyFor(actor.personId(), clock.instant()));
    }

    /** Whether somebody was one: they keep what was told before. */
    public boolean was(Actor actor) {
        return transactions.as(actor, () -> store.ended(actor.personId(), clock.instant()));
    }

    /** Those whom the actor may end: not where an open complaint names them or their colleagues. */
    public Set<UUID> toEnd(Actor actor) {
        return actor.may(Verb.FOCAL_POINT_NAME)
                ? transactions.as(actor, () -> store.toEnd(actor.personId()))
                : Set.of();
    }

    /** Whom a complaint about people of this structure reaches. Call inside an actor's transaction. */
    public Set<UUID> safeguards(UUID organisation) {
        return store.safeguards(organisation);
    }

    public enum Named {
        DONE,
        /** They follow, house or supervise children of that structure. */
        IN_TEAM,
        /** They are of no side that reads about children, or work for the police. */
        NOT_OF_CARE,
        /** Nobody but the actor and this person could agree to it. */
        NO_SECOND,
        /** An open complaint about that structure names the actor, or is about their colleagues. */
        BY_ANOTHER,
        FORBIDDEN,
        NO_SUCH_STRUCTURE,
        NO_SUCH_PERSON
    }

    /** Proposed to a second person, who is rung. Named again, nothing changes. */
    public Named name(Actor actor, UUID id, String structure, String username) {
        if (!actor.may(Verb.FOCAL_POINT_NAME)) return Named.FORBIDDEN;
        return transactions.as(actor, () -> {
            Organisation at = organisations.findToday(structure).orElse(null);
            if (at == null) return Named.NO_SUCH_STRUCTURE;
            Person person = people.find(username).orElse(null);
            if (person == null || person.id().equals(actor.personId())) return Named.NO_SUCH_PERSON;
            Named refused = refused(actor, at.id(), person.id());
            if (refused != null) return refused;
            if (!store.propose(id, at.id(), person.id(), actor.personId())) return Named.DONE;
            decisions.propose(
                    actor, Proposal.of(FocalPointDecisions.KIND, id, 1).writtenBy(Set.of(person.id())));
            tell(actor, "access.focal-point-named", Map.of("structure", at.code(), "person", person.code()));
            return Named.DONE;
        });
    }

    private @Nullable Named refused(Actor actor, UUID structure, UUID person) {
        if (!store.mayReceive(person)) return Named.NOT_OF_CARE;
        if (store.isOfTeam(person, structure)) return Named.IN_TEAM;
        if (!store.names(actor.personId(), structure)) return Named.BY_ANOTHER;
        return store.hasSecond(person, structure) ? null : Named.NO_SECOND;
    }

    /** By a scenario, as the owner of the tables: in force without a second person. */
    public boolean settle(UUID id, String structure, String username, Instant from) {
        FocalPointStore.of(owner.source()).found(id, structure, username, from);
        return true;
    }

    /** What is told from now on they do not read; what was told before they keep. */
    public boolean end(Actor actor, UUID id) {
        if (!actor.may(Verb.FOCAL_POINT_NAME)) return false;
        return transactions.as(actor, () -> {
            if (!store.end(id)) return false;
            tell(actor, "access.focal-point-ended", Map.of("id", id.toString()));
            return true;
        });
    }

    private void tell(Actor actor, String act, Map<String, ?> facts) {
        events.publishEvent(new Acted(actor, act, facts));
    }
}
