package org.akoma.ground.access;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.akoma.TypedCode;
import org.akoma.ground.database.CompartmentContext;
import org.springframework.stereotype.Service;

/** The people who work with Akoma and their roles. Call inside an actor's transaction; each side sees its own people. */
@Service
public class People {

    private final PersonStore store;
    private final Clock clock;
    private final RememberedCodes codes;

    People(PersonStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.codes = new RememberedCodes(store::codes);
    }

    /**
     * All people, for a command of the operator.
     *
     * @param owner of the tables
     */
    public static People of(DataSource owner, Clock clock) {
        return new People(PersonStore.of(owner), clock);
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

    /** Id to code ({@code SW-01}) of those of these ids whom the caller may know. */
    public Map<UUID, String> codes(Collection<UUID> ids) {
        return codes.get(CompartmentContext.current(), ids);
    }

    /** Those that the caller's side was told before: asks nothing, so it may be called outside an {@link ActorTransactions}. */
    public Map<UUID, String> knownCodes(Actor actor, Collection<UUID> ids) {
        return codes.known(actor.compartment(), ids);
    }

    /** Those who hold the role today and have a contract. */
    public List<Person> withRole(Role role) {
        return store.withRole(role, clock.instant());
    }

    /** Those who work for this structure and hold a role today. */
    public List<Person> at(UUID organisation) {
        return store.at(organisation, clock.instant());
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

    /** One page by user name, and one more when there are more. */
    public List<Person> page(PeopleFilter filter) {
        return store.page(filter, clock.instant());
    }

    /** Those of these people who never came in. */
    public Set<UUID> neverIn(Collection<UUID> people) {
        return store.neverIn(people);
    }

    /**
     * What is on this account, but its roles.
     *
     * @param username in lower case
     */
    public Optional<AccountSummary> standing(String username) {
        return store.standing(username, clock.instant());
    }

    public void acceptConduct(Actor actor) {
        store.acceptConduct(actor.personId(), clock.instant());
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
