package org.akoma.ground.people;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.Ids;
import org.akoma.ground.access.AccountSummary;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.ChangeOutcome;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.PeopleFilter;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.signin.OneTimePassword;
import org.akoma.ground.signin.Passwords;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * The acts of an administrator on accounts, contracts, roles and credentials. An administrator alone gives nobody access to a file: a role and a
 * new second factor wait for a project manager or data protection officer ({@code requirements.md 9}).
 */
@Service
class Accounts {

    static final String SUCCESSOR_FIRST = "access.successor-first";
    static final String TOO_MANY = "access.too-many-ends";
    static final String SUPERVISOR_FIRST = "access.supervisor-first";

    private final ActorTransactions transactions;
    private final People people;
    private final AccountStore store;
    private final RoleStore roles;
    private final GivenRoles given;
    private final Organisations organisations;
    private final CredentialStore credentials;
    private final ResetStore resets;
    private final Decisions decisions;
    private final Passwords passwords;
    private final SecondHalf half;
    private final CalledPeople called;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Accounts(
            ActorTransactions transactions,
            People people,
            AccountStore store,
            RoleStore roles,
            GivenRoles given,
            Organisations organisations,
            CredentialStore credentials,
            ResetStore resets,
            Decisions decisions,
            Passwords passwords,
            SecondHalf half,
            CalledPeople called,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.people = people;
        this.store = store;
        this.roles = roles;
        this.given = given;
        this.organisations = organisations;
        this.credentials = credentials;
        this.resets = resets;
        this.decisions = decisions;
        this.passwords = passwords;
        this.half = half;
        this.called = called;
        this.events = events;
        this.clock = clock;
    }

    /** The people whom the actor's side may know of, by user name. Colleagues need it to hand work over: no verb is asked. */
    List<Person> page(Actor actor, PeopleFilter filter) {
        return transactions.as(actor, () -> people.page(filter));
    }

    /** Those of these people who never came in. */
    Set<UUID> neverIn(Actor actor, List<Person> found) {
        return transactions.as(
                actor, () -> people.neverIn(found.stream().map(Person::id).toList()));
    }

    Optional<Person> find(Actor actor, String username) {
        return transactions.as(actor, () -> people.find(username));
    }

    /** Empty when there is no such person for the actor, or the actor may not read accounts. */
    Optional<AccountSummary> standing(Actor actor, String username) {
        if (!actor.may(Verb.PEOPLE_READ)) return Optional.empty();
        return transactions.as(
                actor,
                () -> people.standing(username.toLowerCase(Locale.ROOT))
                        .map(account -> account.with(roles.of(account.person().id()))));
    }

    MakePerson.Result make(Actor actor, MakePerson command) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return new MakePerson.Result.Forbidden();
        String half = command.invites() ? OneTimePassword.invitation() : OneTimePassword.half();
        String hash = passwords.alone(half); // slow: before the transaction
        return transactions.as(actor, () -> make(actor, command, half, hash));
    }

    /** Inside an actor's transaction; half: of the first password, or the end of a link. */
    MakePerson.Result make(Actor actor, MakePerson command, String half, String hash) {
        if (!roles.administers(command.role().compartment())) return new MakePerson.Result.Forbidden();
        Organisation organisation = organisations.find(command.organisation()).orElse(null);
        if (organisation == null || !organisation.existsOn(command.contractFrom()))
            return new MakePerson.Result.NoOrganisation();
        if (!organisation.kind().employs(command.role(), command.side())) return new MakePerson.Result.InPolice();
        Person supervisor =
                Optional.ofNullable(command.supervisor()).flatMap(people::find).orElse(null);
        if (command.supervisor() != null && (supervisor == null || !leads(supervisor, command.role(), organisation)))
            return new MakePerson.Result.NoSupervisor();
        if (!given.unitFits(command.role(), command.unit(), organisation.id())) return new MakePerson.Result.NoUnit();
        Person person = command.person(Ids.next(), organisation, supervisor);
        if (!store.insert(person, command.contractFrom(), actor.personId(), command.language()))
            return new MakePerson.Result.NameTaken();
        if (!credentials.give(person.id(), hash)) return new MakePerson.Result.Forbidden();
        tell(actor, "access.person-made", Map.of("person", person.code(), "organisation", organisation.code()));
        GiveRole.Result result = give(actor, new GiveRole(person.id(), command.role(), command.unit(), command.side()));
        if (command.card() != null && called.keep(actor, person.code(), command.card()) != ChangeOutcome.DONE)
            throw new IllegalStateException("The card of a person who was just made cannot be written");
        if (result instanceof GiveRole.Result.Given(GivenRole role))
            return new MakePerson.Result.Made(person, role, half);
        throw new IllegalStateException("A person who was just made cannot be given a role: " + result);
    }

    /**
     * The care side's supervisors see files by it: they supervise cases in that structure, or their role there waits and is approved first. On the other
     * sides it is a line of work only.
     */
    private boolean leads(Person supervisor, Role role, Organisation at) {
        return supervisor.mayLead(role)
                && (role.compartment() != Compartment.PROTECTION
                        || people.mayLead(supervisor.id(), at.id())
                        || roles.willLead(supervisor.id(), at.id()));
    }

    GiveRole.Result give(Actor actor, GiveRole command) {
        return transactions.as(actor, () -> {
            GiveRole.Result result = given.give(actor, command);
            if (result instanceof GiveRole.Result.Given(GivenRole role))
                tell(
                        actor,
                        "access.role-given",
                        Map.of(
                                "person",
                                code(role.username()),
                                "role",
                                role.role().name()));
            return result;
        });
    }

    /** Roles that wait for a second person, oldest first; the actor's own and those they gave are not theirs to approve. */
    List<GivenRole.Shown> waitingRoles(Actor actor) {
        if (!actor.may(Verb.PEOPLE_READ)) return List.of();
        return transactions.as(actor, () -> roles.waiting(clock.instant()));
    }

    /** People who never came in since their account was made, in the order of their codes. */
    List<String> neverIn(Actor actor, int most) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return List.of();
        return transactions.as(actor, () -> store.neverIn(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), most));
    }

    List<ResetStore.Reset> waitingResets(Actor actor) {
        if (!actor.may(Verb.PEOPLE_READ)) return List.of();
        return transactions.as(actor, resets::waiting);
    }

    /** The code of the person to whom this role was given; inside an actor's transaction. */
    String personOf(UUID role) {
        return roles.find(role).map(shown -> code(shown.role().username())).orElse("");
    }

    /** @param secondHalf of the first password of the account, for who agreed to call the person; null: the person has a password */
    record Approval(ChangeOutcome outcome, @Nullable String secondHalf) {
        @Override
        public String toString() {
            return "Approval[" + outcome + "]";
        }
    }

    Approval approve(Actor actor, UUID role) {
        if (!actor.may(Verb.ROLE_APPROVE)) return new Approval(ChangeOutcome.FORBIDDEN, null);
        return transactions.as(actor, () -> {
            GivenRole.Shown shown = roles.waiting(clock.instant()).stream()
                    .filter(one -> one.role().id().equals(role))
                    .findFirst()
                    .orElse(null);
            Decision asked = decisions.waiting(RoleDecisions.KIND, role).orElse(null);
            if (shown == null || asked == null) return new Approval(ChangeOutcome.NOT_FOUND, null);
            if (shown.role().concerns(actor)) return new Approval(ChangeOutcome.TO_ONESELF, null);
            if (roles.supervisorFirst(role)) return new Approval(ChangeOutcome.SUPERVISOR_FIRST, null);
            ChangeOutcome said = decide(actor, RoleDecisions.KIND, role);
            return said == ChangeOutcome.DONE ? approved(actor, shown.role(), asked) : new Approval(said, null);
        });
    }

    private Approval approved(Actor actor, GivenRole role, Decision asked) {
        if (!roles.approve(role.id())) throw new IllegalStateException("a role that was agreed to cannot hold");
        tell(
                actor,
                "access.role-approved",
                Map.of("person", code(role.username()), "role", role.role().name()));
        return new Approval(
                ChangeOutcome.DONE, half.hand(asked) ? half.shown(asked).orElse(null) : null);
    }

    /**
     * Ends a role, or takes back one that still waits. Nobody ends their own: a house must keep an administrator; nor the last that oversees the
     * house or decides for a structure with open files.
     */
    ChangeOutcome endRole(Actor actor, String username, UUID role) {
        return onAccount(actor, username, person -> {
            if (roles.isNeeded(person.id(), role, clock.instant())) return ChangeOutcome.SUCCESSOR_FIRST;
            if (roles.isHeld(role) && roles.endsEnough(person.id())) return ChangeOutcome.TOO_MANY;
            if (!roles.end(person.id(), role, clock.instant())) return ChangeOutcome.NOT_FOUND;
            tell(actor, "access.role-ended", Map.of("person", person.code(), "role", role));
            return ChangeOutcome.DONE;
        });
    }

    /**
     * A contract that has ended, or of a person whose role waits for a second person, is extended only when a second person agrees.
     *
     * @param until the first day without a contract; null = open-ended.
     * @param version what the actor saw
     */
    ChangeOutcome changeContract(Actor actor, String username, @Nullable LocalDate until, int version) {
        return onAccount(actor, username, person -> {
            LocalDate now = person.contractUntil();
            boolean longer = now != null && (until == null || until.isAfter(now));
            if (longer && (isOver(person) || roles.awaitsOne(person.id())))
                return askToExtend(actor, person, until, version);
            if (until != null && roles.isNeeded(person.id(), null, startOf(until)))
                return ChangeOutcome.SUCCESSOR_FIRST;
            boolean shorter =
                    until != null && (person.contractUntil() == null || until.isBefore(person.contractUntil()));
            if (shorter && roles.endsEnough(person.id())) return ChangeOutcome.TOO_MANY;
            if (!store.endContract(person.id(), until, version)) return ChangeOutcome.CHANGED;
            tell(
                    actor,
                    "access.contract-changed",
                    Map.of("person", person.code(), "until", until == null ? "" : until.toString()));
            return ChangeOutcome.DONE;
        });
    }

    /** The roles of this person that cannot end yet, because nobody else would decide. For an administrator. */
    Set<UUID> needed(Actor actor, AccountSummary account) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return Set.of();
        Instant now = clock.instant();
        return transactions.as(
                actor,
                () -> account.roles().stream()
                        .map(shown -> shown.role().id())
                        .filter(role -> roles.isNeeded(account.person().id(), role, now))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private boolean isOver(Person person) {
        return person.contractUntil() != null && !person.contractUntil().isAfter(people.today());
    }

    private ChangeOutcome askToExtend(Actor actor, Person person, @Nullable LocalDate until, int version) {
        if (store.version(person.id()) != version) return ChangeOutcome.CHANGED;
        decisions.propose(
                actor,
                Proposal.of(ContractDecisions.KIND, person.id(), version)
                        .writtenBy(Set.of(person.id()))
                        .with(until == null ? Map.of() : Map.of("until", until.toString()))
                        .writing(Map.of("contract_until", until == null ? "infinity" : until)));
        tell(
                actor,
                "access.contract-asked",
                Map.of("person", person.code(), "until", until == null ? "" : until.toString()));
        return ChangeOutcome.WAITS;
    }

    /** Agrees to what waits for a second person. */
    private ChangeOutcome decide(Actor actor, String kind, UUID subject) {
        Decision waiting = decisions.waiting(kind, subject).orElse(null);
        if (waiting == null) return ChangeOutcome.NOT_FOUND;
        return switch (decisions.decide(actor, waiting.id(), true, null)) {
            case Decisions.Verdict.Done done -> ChangeOutcome.DONE;
            case Decisions.Verdict.OwnWork own -> ChangeOutcome.TO_ONESELF;
            case Decisions.Verdict.Forbidden others -> ChangeOutcome.FORBIDDEN;
            case Decisions.Verdict.NotFound _, Decisions.Verdict.Changed _, Decisions.Verdict.NotWaiting _ ->
                ChangeOutcome.NOT_FOUND;
            case Decisions.Verdict.Refused refused ->
                refused.asksFactor() ? ChangeOutcome.FACTOR : ChangeOutcome.FORBIDDEN;
        };
    }

    ChangeOutcome askSecondFactorReset(Actor actor, String username) {
        return onAccount(actor, username, person -> {
            UUID reset = Ids.next();
            if (!resets.ask(reset, person.id(), actor.personId(), clock.instant())) return ChangeOutcome.CHANGED;
            decisions.propose(
                    actor, Proposal.of(SecondFactorDecisions.KIND, reset, 1).writtenBy(Set.of(person.id())));
            tell(actor, "access.second-factor-reset-asked", Map.of("person", person.code()));
            return ChangeOutcome.DONE;
        });
    }

    ChangeOutcome approveReset(Actor actor, UUID reset) {
        if (!actor.may(Verb.ROLE_APPROVE)) return ChangeOutcome.FORBIDDEN;
        return transactions.as(actor, () -> {
            ResetStore.Reset asked = resets.waiting().stream()
                    .filter(one -> one.id().equals(reset))
                    .findFirst()
                    .orElse(null);
            if (asked == null) return ChangeOutcome.NOT_FOUND;
            if (asked.username().equals(actor.username())) return ChangeOutcome.TO_ONESELF;
            ChangeOutcome said = decide(actor, SecondFactorDecisions.KIND, reset);
            if (said != ChangeOutcome.DONE) return said;
            if (!resets.approve(reset)) throw new IllegalStateException("a reset that was agreed to cannot be made");
            tell(actor, "access.second-factor-reset", Map.of("person", code(asked.username())));
            return ChangeOutcome.DONE;
        });
    }

    /** Whether the actor keeps accounts of the other's side: an administrator of one side changes none of the other. */
    boolean keeps(Actor actor, Person person) {
        return actor.may(Verb.PEOPLE_WRITE)
                && !person.id().equals(actor.personId())
                && transactions.as(actor, () -> roles.administers(person.compartment()));
    }

    /** The roles of accounts that the actor may make. */
    List<Role> givable(Actor actor) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return List.of();
        return transactions.as(
                actor,
                () -> Arrays.stream(Role.values())
                        .filter(role -> roles.administers(role.compartment()))
                        .toList());
    }

    /** Shelters that a manager can be given, by code, for an administrator. */
    Map<String, String> shelters(Actor actor) {
        return actor.may(Verb.PEOPLE_WRITE) ? transactions.as(actor, roles::shelters) : Map.of();
    }

    Instant now() {
        return clock.instant();
    }

    private ChangeOutcome onAccount(
            Actor actor, String username, java.util.function.Function<Person, ChangeOutcome> work) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return ChangeOutcome.FORBIDDEN;
        return transactions.as(actor, () -> {
            Person person = people.find(username).orElse(null);
            if (person == null) return ChangeOutcome.NOT_FOUND;
            if (person.id().equals(actor.personId())) return ChangeOutcome.TO_ONESELF;
            return roles.administers(person.compartment()) ? work.apply(person) : ChangeOutcome.FORBIDDEN;
        });
    }

    private void tell(Actor actor, String act, Map<String, ?> facts) {
        events.publishEvent(new Acted(actor, act, facts));
    }

    private static String code(String username) {
        return username.toUpperCase(Locale.ROOT);
    }
}
