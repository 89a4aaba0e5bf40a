package org.akoma.protection.caseload;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.MuchReading;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.reference.PolicyHistory;
import org.akoma.protection.caseload.CaseListStore.Question;
import org.akoma.protection.caseload.ListCases.Order;
import org.akoma.protection.caseload.ListCases.Scope;
import org.springframework.stereotype.Service;

/** Lists of files: mine, my team's, my structure's, shared with me, or all for oversight. Never a name. */
@Service
class CaseLists {

    /** A count goes no further: "more than 1,000". */
    static final int COUNTED = 1_000;

    private final CaseListStore store;
    private final ActorTransactions transactions;
    private final Organisations organisations;
    private final People people;
    private final PolicyHistory policies;
    private final Clock clock;
    private final MuchReading reading;

    CaseLists(
            CaseListStore store,
            ActorTransactions transactions,
            Organisations organisations,
            People people,
            PolicyHistory policies,
            Clock clock,
            MuchReading reading) {
        this.store = store;
        this.transactions = transactions;
        this.organisations = organisations;
        this.people = people;
        this.policies = policies;
        this.clock = clock;
        this.reading = reading;
    }

    /** The scopes that a person's roles open, in the order in which they are offered. */
    public static List<Scope> scopes(Actor actor) {
        if (!actor.may(Verb.CASE_LIST)) return List.of();
        List<Scope> scopes = new ArrayList<>();
        boolean supervises = actor.is(Role.CASE_SUPERVISOR);
        if (actor.is(Role.CASE_WORKER)) scopes.add(Scope.MINE);
        if (supervises) scopes.addAll(List.of(Scope.TEAM, Scope.ORGANISATION));
        if (supervises && !actor.is(Role.CASE_WORKER)) scopes.add(Scope.MINE);
        if (actor.roles().stream().anyMatch(CaseLists::sharesFiles)) scopes.add(Scope.SHARED);
        if (actor.is(Role.PROJECT_MANAGER)) scopes.add(Scope.ALL);
        return scopes;
    }

    /** Oversight comes to no file by a grant of its own. */
    private static boolean sharesFiles(Role role) {
        return role != Role.PROJECT_MANAGER && role.verbs().contains(Verb.CASE_LIST);
    }

    /** One page of the list asked for. */
    public ListCases.Result list(Actor actor, ListCases wanted) {
        List<Scope> open = scopes(actor);
        if (open.isEmpty() || wanted.scope() != null && !open.contains(wanted.scope()))
            return new ListCases.Result.Forbidden();
        List<Scope> scopes = walked(actor, open, wanted);
        if (scopes.isEmpty()) return new ListCases.Result.Forbidden();
        CaseListStore.Limits limits = limits(wanted);
        return transactions.as(actor, () -> {
            Ids workers = workers(wanted.workers());
            Ids structures = structures(wanted.organisations());
            if (workers.unknown) return new ListCases.Result.Unknown("worker");
            if (structures.unknown) return new ListCases.Result.Unknown("organisation");
            ListCases.Result found = page(question(actor, wanted, structures.ids, workers.ids, limits), scopes);
            if (found instanceof ListCases.Result.Page page)
                reading.listed(
                        actor,
                        "cases",
                        page.items().stream().map(CaseLine::code).toList(),
                        wanted.after() != null);
            return found;
        });
    }

    /** Those of the scopes in which the reader may hold every column that is asked by; what is not shown there finds nothing there. */
    private static List<Scope> walked(Actor actor, List<Scope> open, ListCases wanted) {
        List<Scope> asked = wanted.scope() == null ? open : List.of(wanted.scope());
        return asked.stream()
                .filter(scope -> wanted.askedBy().stream()
                        .allMatch(column -> column.offeredTo(actor, scope == ListCases.Scope.ALL)))
                .toList();
    }

    /** Each scope gives its first lines; of all of them the first make the page, each file once. */
    private ListCases.Result page(Question question, List<Scope> scopes) {
        Order order = question.wanted().order();
        int limit = question.wanted().limit();
        Map<UUID, CaseLine> found = new LinkedHashMap<>();
        if (!question.wanted().filtered() && question.wanted().until() == null) store.keepPlans();
        for (Scope scope : scopes)
            for (CaseLine line : store.page(scope, question, limit + 1)) found.putIfAbsent(line.id(), line.shown());
        List<CaseLine> sorted = found.values().stream()
                .sorted(comparing(order))
                .limit(limit + 1)
                .toList();
        if (sorted.size() <= limit) return new ListCases.Result.Page(sorted, null);
        List<CaseLine> items = sorted.subList(0, limit);
        return new ListCases.Result.Page(
                items, CaseCursor.after(order, items.getLast()).text());
    }

    /** Of the files that this person follows or supervises, those whose child is in danger. */
    Set<UUID> alarmed(Actor actor) {
        return transactions.as(actor, store::alarmed);
    }

    /** Of the same, those whose risk is proposed to be high. */
    Set<UUID> proposedHigh(Actor actor) {
        return transactions.as(actor, store::proposedHigh);
    }

    private static Comparator<CaseLine> comparing(Order order) {
        Comparator<CaseLine> byId = Comparator.comparing(line -> line.id().toString()); // as PostgreSQL compares uuid
        return switch (order) {
            case REGISTERED ->
                Comparator.comparing(CaseLine::registeredAt).thenComparing(byId).reversed();
            case VISIT ->
                Comparator.comparing(CaseLine::nextVisitDue, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder()))
                        .thenComparing(byId);
            case URGENT -> Comparator.comparingLong(CaseLine::urgent).thenComparing(byId);
            case RISK ->
                Comparator.comparingInt((CaseLine line) -> CaseCursor.rank(line.risk()))
                        .thenComparing(byId);
        };
    }

    /** How many files the scope holds, or {@link #COUNTED} + 1 for more than can be counted on a page. */
    public int count(Actor actor, ListCases wanted, Scope scope) {
        if (!walked(actor, scopes(actor), wanted.in(scope)).contains(scope)
                || !scopes(actor).contains(scope)) return 0;
        CaseListStore.Limits limits = limits(wanted);
        return transactions.as(actor, () -> {
            Ids workers = workers(wanted.workers());
            Ids structures = structures(wanted.organisations());
            if (workers.unknown || structures.unknown) return 0;
            return store.count(scope, question(actor, wanted, structures.ids, workers.ids, limits), COUNTED + 1);
        });
    }

    private Question question(
            Actor actor, ListCases wanted, List<UUID> structures, List<UUID> workers, CaseListStore.Limits limits) {
        LocalDate today = LocalDate.ofInstant(then(wanted), ZoneOffset.UTC);
        return new Question(wanted, actor.personId(), actor.organisationId(), structures, workers, today, limits);
    }

    private Instant then(ListCases wanted) {
        return wanted.until() == null ? clock.instant() : wanted.until();
    }

    /** Of the day that is asked about. */
    private CaseListStore.Limits limits(ListCases wanted) {
        Policies held = policies.at(wanted.until());
        Instant now = then(wanted);
        return new CaseListStore.Limits(
                now.minus(held.hours("medical-screening.max")),
                now.minus(held.hours("registration.max")),
                now.minus(java.time.Duration.ofDays(held.days("guardian.max"))),
                now.minus(held.hours("initial-assessment.high.max")),
                now.minus(java.time.Duration.ofDays(held.days("case-plan.max"))));
    }

    private record Ids(List<UUID> ids, boolean unknown) {}

    private Ids workers(List<String> codes) {
        List<Optional<UUID>> found =
                codes.stream().map(code -> people.find(code).map(Person::id)).toList();
        return ids(found);
    }

    private Ids structures(List<String> codes) {
        List<Optional<UUID>> found = codes.stream()
                .map(code -> organisations.find(code).map(Organisation::id))
                .toList();
        return ids(found);
    }

    private static Ids ids(List<Optional<UUID>> found) {
        return new Ids(
                found.stream().flatMap(Optional::stream).toList(),
                found.stream().anyMatch(Optional::isEmpty));
    }
}
