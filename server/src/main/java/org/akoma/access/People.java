package org.akoma.access;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.TypedCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The people who work with Akoma and their roles. Call inside an {@link Entry}; each side sees its own people. */
@Service
public class People {

    private final PersonStore store;
    private final RoleStore roles;
    private final Clock clock;
    private final Decisions decisions;

    People(PersonStore store, RoleStore roles, Clock clock, Decisions decisions) {
        this.store = store;
        this.roles = roles;
        this.clock = clock;
        this.decisions = decisions;
    }

    public List<Person> all() {
        return store.all(clock.instant());
    }

    /** @param username the code as somebody types it: {@code SW-01}, {@code sw 01} */
    public Optional<Person> find(String username) {
        String plain = username.toLowerCase(Locale.ROOT);
        String code = TypedCode.of(username).toLowerCase(Locale.ROOT);
        Optional<Person> exact = store.find(plain, clock.instant());
        return exact.isPresent() || code.equals(plain) ? exact : store.find(code, clock.instant());
    }

    public Optional<Person> find(UUID id) {
        return store.find(id, clock.instant());
    }

    /** Those of these ids whom the caller may know. */
    public List<Person> find(Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : store.find(ids, clock.instant());
    }

    /** Those who hold the role today and have a contract. */
    public List<Person> withRole(Role role) {
        return store.withRole(role, clock.instant());
    }

    /** Those who work for this structure and hold a role today. */
    public List<Person> at(UUID organisation) {
        return store.at(organisation, clock.instant());
    }

    /** Gives a role, which holds once a second person approved it. */
    GiveRole.Result give(Actor actor, GiveRole command) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return new GiveRole.Result.Forbidden();
        Person person = store.find(command.personId(), clock.instant()).orElse(null);
        if (person == null) return new GiveRole.Result.NotFound();
        if (person.id().equals(actor.personId())) return new GiveRole.Result.ToOneself();
        if (person.compartment() != command.role().compartment()) return new GiveRole.Result.OtherCompartment();
        Role held = roles.apart(person.id(), command.role()).orElse(null);
        if (held != null) return new GiveRole.Result.Apart(held);
        if (!unitFits(command.role(), command.unit(), person.organisationId())) return new GiveRole.Result.NoUnit();
        UUID unit = command.unit() == null
                ? null
                : roles.shelter(command.unit(), person.organisationId()).orElseThrow();
        GivenRole given = new GivenRole(
                Ids.next(),
                person.id(),
                person.username(),
                person.organisationId(),
                command.role(),
                unit,
                clock.instant(),
                null,
                actor.personId(),
                null);
        roles.insert(given);
        decisions.propose(
                actor,
                Proposal.of(RoleDecisions.KIND, given.id(), 1)
                        .writtenBy(Set.of(person.id()))
                        .with(SecondHalf.fields()));
        return new GiveRole.Result.Given(given);
    }

    /** A shelter manager runs a shelter of the structure, whose code or id it is; nobody else has a unit (trust.md G6). */
    boolean unitFits(Role role, @Nullable String unit, UUID organisation) {
        if (role != Role.SHELTER_MANAGER) return unit == null;
        return unit != null && roles.shelter(unit, organisation).isPresent();
    }

    /** Whether this person supervises cases in the structure, or is its deputy (trust.md G5). */
    public boolean mayLead(UUID supervisor, UUID organisation) {
        return store.mayLead(supervisor, organisation);
    }

    /** This person under who supervises them now: their files begin in the hands of nobody else. */
    public Person underWhoLeads(Person person) {
        return person.under(store.supervisorOf(person.id()));
    }

    /** The people of the care side whom the caller supervises now. */
    public Set<UUID> team() {
        return store.supervised();
    }

    void acceptConduct(Actor actor) {
        store.acceptConduct(actor.personId(), clock.instant());
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
