package org.akoma.protection.tasks;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.reference.PolicyHistory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What is due, late and waiting for a person, computed from the records when asked ({@code requirements.md 2.4}). Row-level security
 * decides which records there are.
 */
@Service
public class TaskLists {

    private final DueStore store;
    private final DueCountStore counts;
    private final RiskStore risks;
    private final ActorTransactions transactions;
    private final PolicyHistory policies;
    private final Clock clock;

    TaskLists(
            DueStore store,
            DueCountStore counts,
            RiskStore risks,
            ActorTransactions transactions,
            PolicyHistory policies,
            Clock clock) {
        this.store = store;
        this.counts = counts;
        this.risks = risks;
        this.transactions = transactions;
        this.policies = policies;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.ofInstant(now(), ZoneOffset.UTC);
    }

    /** The scopes this person has; none on the police side, whose work is listed with its operations. */
    List<ListTasks.Scope> scopes(Actor actor) {
        if (actor.compartment() != Compartment.PROTECTION) return List.of();
        return actor.is(Role.CASE_SUPERVISOR)
                ? List.of(ListTasks.Scope.MINE, ListTasks.Scope.TEAM)
                : List.of(ListTasks.Scope.MINE);
    }

    /** In the order of {@link org.akoma.ground.pages.Urgency}. Nothing for a scope that the actor does not have. */
    List<DueItem> list(Actor actor, ListTasks wanted) {
        if (!scopes(actor).contains(wanted.scope())) return List.of();
        Map<String, Integer> hours = DueViews.hours(policies.at(wanted.asOf()));
        return transactions.as(actor, () -> {
            DueStore.Who who = who(actor);
            if (wanted.scope() == ListTasks.Scope.MINE) return store.mine(who, wanted, hours);
            return store.team(who, team(actor, wanted.worker()), wanted, hours);
        });
    }

    /**
     * The kinds of what is due, which a filter can lead to, and the one that is asked for. All kinds where there is more than one may ask for.
     *
     * @param found by {@code wanted}, and one more where there is a next page
     */
    List<String> kinds(Actor actor, ListTasks wanted, List<DueItem> found) {
        boolean all = wanted.kinds().isEmpty() && wanted.after() == null && found.size() <= wanted.limit();
        List<DueItem> due = all ? found : list(actor, wanted.ofAnyKind());
        if (due.size() >= ListTasks.MOST) return DueViews.kinds();
        Set<String> kinds = new TreeSet<>(wanted.kinds());
        due.forEach(item -> kinds.add(item.kind()));
        return List.copyOf(kinds);
    }

    /** This person's own tasks that are due until the end of that day. */
    List<DueItem> ownUntil(Actor actor, LocalDate last) {
        Instant until = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return list(actor, new ListTasks(ListTasks.Scope.MINE, List.of(), null, until, null, ListTasks.MOST, null));
    }

    private static final List<String> VISITS = List.of(
            "followup.visit",
            "followup.visit-milestone",
            "followup.visit-after-closure",
            "handover.joint-visit",
            "handover.meet");

    /** Visits that are due until then: of the team for who supervises, else the reader's own. */
    List<DueItem> visitsUntil(Actor actor, LocalDate last) {
        Instant until = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        ListTasks.Scope scope =
                scopes(actor).contains(ListTasks.Scope.TEAM) ? ListTasks.Scope.TEAM : ListTasks.Scope.MINE;
        return list(actor, new ListTasks(scope, VISITS, null, until, null, ListTasks.MOST, null));
    }

    /** How many of this person's own tasks are late or due on that day; what merely waits or was put off is none, nor is an alert, which rings itself. */
    int dueBy(Actor actor, LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return counts(actor, new DueCountStore.Days(now(), end, end, end)).stream()
                .filter(one -> one.key().when() != DueCountStore.When.NEVER)
                .filter(one -> !one.key().kind().equals("followup.alert-acknowledge"))
                .mapToInt(DueCountStore.Count::many)
                .sum();
    }

    /** How many of this person's own tasks there are of each kind. */
    List<DueCountStore.Count> counts(Actor actor, DueCountStore.Days days) {
        if (scopes(actor).isEmpty()) return List.of();
        Map<String, Integer> hours = DueViews.hours(policies.at(null));
        return transactions.as(actor, () -> counts.mine(who(actor), days, hours));
    }

    private List<UUID> team(Actor actor, @Nullable String worker) {
        List<UUID> people = store.people();
        return worker == null ? people : store.only(people, worker);
    }

    private DueStore.Who who(Actor actor) {
        boolean desk = actor.roles().stream().anyMatch(role -> role.reach() != Role.Reach.OWN);
        return new DueStore.Who(
                actor.personId(),
                actor.organisationId(),
                actor.roles().stream().map(Role::name).toList(),
                desk,
                now());
    }

    /**
     * What each worker of a supervisor carries; empty for everybody else.
     *
     * @param asOf the end of a past day; null = now
     */
    List<Caseload> caseloads(Actor actor, @Nullable Instant asOf) {
        if (!actor.is(Role.CASE_SUPERVISOR)) return List.of();
        Instant now = asOf == null ? now() : asOf;
        Policies then = policies.at(asOf);
        return transactions.as(actor, () -> {
            List<Caseload> loads = store.loads(
                    store.people(), DueViews.hours(then), now, asOf, then.count("caseload.max"), DueCountStore.COUNTED);
            if (asOf != null) return loads;
            Map<String, Caseload.Risks> all = risks.of(actor.personId());
            return loads.stream().map(load -> load.with(all)).toList();
        });
    }
}
