package org.akoma.ground.safeguarding;

import java.time.Clock;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * The safeguarding focal point of each structure (PSEA): named by the data protection officer, visible to everybody, because a person who
 * complains must know who will read it.
 */
@Service
public class FocalPoints {

    private final FocalPointStore store;
    private final People people;
    private final Organisations organisations;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FocalPoints(
            FocalPointStore store,
            People people,
            Organisations organisations,
            ActorTransactions transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.people = people;
        this.organisations = organisations;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    public List<FocalPoint> all(Actor actor) {
        return transactions.as(actor, () -> store.all(clock.instant()));
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

    /** Whom a complaint about people of this structure reaches. Call inside an actor's transaction. */
    public Set<UUID> safeguards(UUID organisation) {
        return store.safeguards(organisation);
    }

    public enum Named {
        DONE,
        /** They follow, house or supervise children of that structure. */
        IN_TEAM,
        FORBIDDEN,
        NO_SUCH_STRUCTURE,
        NO_SUCH_PERSON
    }

    /** Named again, nothing changes. */
    public Named name(Actor actor, UUID id, String structure, String username) {
        if (!actor.may(Verb.FOCAL_POINT_NAME)) return Named.FORBIDDEN;
        return transactions.as(actor, () -> {
            Organisation at = organisations.findToday(structure).orElse(null);
            if (at == null) return Named.NO_SUCH_STRUCTURE;
            Person person = people.find(username).orElse(null);
            if (person == null || person.id().equals(actor.personId())) return Named.NO_SUCH_PERSON;
            if (store.isOfTeam(person.id(), at.id())) return Named.IN_TEAM;
            store.insert(id, at.id(), person.id(), actor.personId(), clock.instant());
            tell(actor, "access.focal-point-named", Map.of("structure", at.code(), "person", person.code()));
            return Named.DONE;
        });
    }

    public boolean end(Actor actor, UUID id) {
        if (!actor.may(Verb.FOCAL_POINT_NAME)) return false;
        return transactions.as(actor, () -> {
            if (!store.end(id, clock.instant())) return false;
            tell(actor, "access.focal-point-ended", Map.of("id", id.toString()));
            return true;
        });
    }

    private void tell(Actor actor, String act, Map<String, ?> facts) {
        events.publishEvent(new Acted(actor, act, facts));
    }
}
