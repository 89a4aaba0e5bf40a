package org.akoma.protection.visits;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.visits.ListVisits.Scope;
import org.springframework.stereotype.Service;

/** Lists of visits: mine, my team's, my structure's. */
@Service
class VisitLists {

    /** Days ahead for which a visit is something to do. */
    private static final int AHEAD = 14;

    /** Workers whose visits make one list. */
    private static final int MOST_WORKERS = 200;

    private final VisitListStore store;
    private final ActorTransactions transactions;
    private final People people;
    private final Policies policies;
    private final Clock clock;

    VisitLists(VisitListStore store, ActorTransactions transactions, People people, Policies policies, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.people = people;
        this.policies = policies;
        this.clock = clock;
    }

    /** The scopes that a person's roles open, in the order in which they are offered. */
    public static List<Scope> scopes(Actor actor) {
        List<Scope> scopes = new ArrayList<>();
        boolean supervises = actor.is(Role.CASE_SUPERVISOR) && actor.may(Verb.VISIT_READ);
        boolean holds = actor.is(Role.CASE_WORKER) || actor.is(Role.MINISTRY_OFFICER);
        if (holds) scopes.add(Scope.MINE);
        if (supervises) scopes.addAll(List.of(Scope.TEAM, Scope.ORGANISATION));
        if (supervises && !holds) scopes.add(Scope.MINE);
        return scopes;
    }

    /** Codes of the files on which an alert runs. */
    Set<String> alarmed(Actor actor) {
        return Set.copyOf(transactions.as(actor, store::alarmed).values());
    }

    /** The people whose supervisor this is now, by code. */
    List<Person> team(Actor actor) {
        return transactions.as(actor, () -> {
            Set<UUID> team = people.team();
            return people.withRole(Role.CASE_WORKER).stream()
                    .filter(person -> team.contains(person.id()))
                    .limit(MOST_WORKERS)
                    .toList();
        });
    }

    /** Empty when the scope is not open to the actor, or the worker is not of it. */
    public Optional<ListVisits.Page> list(Actor actor, ListVisits wanted) {
        if (!scopes(actor).contains(wanted.scope())) return Optional.empty();
        return transactions.as(actor, () -> {
            List<UUID> workers = workers(actor, wanted);
            boolean ofNobody = workers.isEmpty() && (wanted.scope() != Scope.ORGANISATION || wanted.worker() != null);
            return Optional.of(ofNobody ? new ListVisits.Page(List.of(), null) : page(actor, wanted, workers));
        });
    }

    private List<UUID> workers(Actor actor, ListVisits wanted) {
        List<UUID> all = switch (wanted.scope()) {
            case MINE -> List.of(actor.personId());
            case TEAM -> team(actor).stream().map(Person::id).toList();
            case ORGANISATION -> List.of();
        };
        if (wanted.worker() == null) return all;
        return people.find(wanted.worker()).map(Person::id).stream()
                .filter(id -> wanted.scope() == Scope.ORGANISATION || all.contains(id))
                .toList();
    }

    private ListVisits.Page page(Actor actor, ListVisits wanted, List<UUID> workers) {
        LocalDate today = LocalDate.now(clock);
        LocalDate day = wanted.asOf() == null ? today : wanted.asOf();
        VisitListStore.Question asked = new VisitListStore.Question(
                wanted,
                workers,
                actor.organisationId(),
                day,
                !day.isBefore(today),
                AHEAD,
                VisitState.Limits.of(policies),
                VisitListStore.Part.ALL,
                Set.of(),
                wanted.after());
        boolean first = asked.live() && wanted.show().dangerFirst();
        Map<UUID, String> alarmed = first ? store.alarmed() : Map.of();
        List<VisitLine> found = first
                ? dangerFirst(asked, alarmed.keySet(), wanted.limit() + 1)
                : store.page(asked, wanted.limit() + 1);
        if (found.size() <= wanted.limit()) return new ListVisits.Page(found, null);
        VisitLine last = found.get(wanted.limit() - 1);
        boolean danger = alarmed.containsValue(last.code());
        return new ListVisits.Page(
                found.subList(0, wanted.limit()), new ListVisits.Cursor(danger, last.plannedOn(), last.id()).text());
    }

    /** The visits of children in danger by their days, then all others by theirs. */
    private List<VisitLine> dangerFirst(VisitListStore.Question asked, Set<UUID> alarmed, int most) {
        ListVisits.Cursor after = asked.after();
        boolean inDanger = after == null || after.danger();
        List<VisitLine> found = new ArrayList<>();
        if (inDanger && !alarmed.isEmpty())
            found.addAll(store.page(asked.of(VisitListStore.Part.IN_DANGER, alarmed, after), most));
        if (found.size() < most)
            found.addAll(store.page(
                    asked.of(VisitListStore.Part.OTHERS, alarmed, inDanger ? null : after), most - found.size()));
        return found;
    }
}
