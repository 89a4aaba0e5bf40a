package org.akoma.ground.people;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.akoma.FirstStartStep;
import org.akoma.Ids;
import org.akoma.Said;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Pass;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.ShelterCodes;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.Owner;
import org.akoma.ground.signin.OneTimePassword;
import org.akoma.ground.signin.Passwords;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes what must exist before anybody can act: the first two people of a new house, or all structures and people of an
 * imported scenario. It works as the owner of the tables, from the command line only; no page and no API reaches it.
 */
@Component
public class Provisioning implements FirstStartStep {

    private final Owner owner;
    private final Passwords passwords;
    private final Clock clock;
    private final ShelterCodes codes;
    private final CalledPeople called;
    private final Vault vault;
    private final Host host;

    Provisioning(
            Owner owner,
            Passwords passwords,
            Clock clock,
            ShelterCodes codes,
            CalledPeople called,
            Vault vault,
            @Value("${akoma.host.name:}") String hostName,
            @Value("${akoma.host.country:}") String hostCountry,
            @Value("${akoma.host.town:}") String hostTown) {
        this.host = Host.of(hostName, hostCountry, hostTown);
        this.vault = vault;
        this.called = called;
        this.owner = owner;
        this.passwords = passwords;
        this.clock = clock;
        this.codes = codes;
    }

    /**
     * A person to be made, with one role.
     *
     * @param unitId the shelter a shelter manager runs
     */
    public record NewPerson(
            UUID id,
            String username,
            UUID organisationId,
            Role role,
            @Nullable UUID unitId,
            @Nullable UUID supervisorId) {}

    /**
     * The structure that runs this installation, as it is made with the house. What the operator leaves out is corrected in the guide of the first day,
     * by two people.
     */
    record Host(String name, String country, @Nullable String town) {

        static Host of(String name, String country, String town) {
            return new Host(
                    name.isBlank() ? "Akoma" : name.strip(),
                    country.isBlank() ? "CI" : country.strip(),
                    town.isBlank() ? null : town.strip());
        }

        Organisation made() {
            return new Organisation(
                    Ids.next(),
                    "HOST",
                    name,
                    null,
                    town,
                    Organisation.Kind.OTHER,
                    country,
                    null,
                    Ids.next(),
                    null,
                    null,
                    List.of());
        }
    }

    /** Who is made with a house: neither of them gives the other their role. */
    private record First(String username, Role role, String called) {
        static final List<First> PEOPLE = List.of(
                new First("admin", Role.SYSTEM_ADMINISTRATOR, "accounts.first-administrator"),
                new First("dpo", Role.DATA_PROTECTION_OFFICER, "accounts.first-protection-officer"));

        static First of(Role role, String username) {
            return PEOPLE.stream()
                    .filter(one -> one.role() == role)
                    .map(one -> new First(username, role, one.called()))
                    .findFirst()
                    .orElseThrow();
        }

        String line(String password) {
            return Said.say("accounts.first", Said.of(called), username.toLowerCase(Locale.ROOT), password);
        }
    }

    /**
     * A new house gets an administrator and a data protection officer. Their one-time passwords, for two people, are shown at each start until they
     * came in.
     */
    @Override
    public List<String> messages() {
        if (!owner.isHere()) return List.of(); // a guest of a house that exists
        DataSource source = source();
        List<String> told =
                new TransactionTemplate(new JdbcTransactionManager(source)).execute(status -> firstPeople(source));
        return java.util.Objects.requireNonNull(told);
    }

    /** All or nothing: a house with an administrator who has no password could never be entered. */
    private List<String> firstPeople(DataSource source) {
        CredentialStore credentials = new CredentialStore(JdbcClient.create(source));
        List<String> told = renewed(credentials);
        told.addAll(rescued(credentials, People.of(source, clock)));
        RoleStore roles = new RoleStore(JdbcClient.create(source), codes);
        for (First one : First.PEOPLE) {
            if (roles.wasGiven(one.role())) continue;
            NewPerson person = new NewPerson(Ids.next(), one.username(), host(source), one.role(), null, null);
            String password = firstPassword(person.id(), clock.instant().plus(OneTimePassword.LIFE));
            if (settle(source, List.of(person), clock.instant(), unused -> password, true) > 0)
                told.add(one.line(password));
        }
        return told;
    }

    /** Made of the house's key, not of chance: a later start can show it again, and nothing but its hash is kept. */
    private String firstPassword(UUID person, Instant until) {
        String text = person + " " + until.getEpochSecond();
        return OneTimePassword.of(vault.secret(Compartment.ADMINISTRATION, "first-password", text));
    }

    private UUID host(DataSource source) {
        return Organisations.found(source, List.of(host.made()))
                .values()
                .iterator()
                .next();
    }

    /**
     * Those of the founding who have not come in: the same password again while it is good, another one after it, or they would stay shut out for
     * ever. A password that {@code accounts rescue} made is not known here.
     */
    private List<String> renewed(CredentialStore credentials) {
        List<String> told = new ArrayList<>();
        Instant until = clock.instant().plus(OneTimePassword.LIFE);
        for (CredentialStore.Founder one : credentials.neverCame()) {
            boolean over = !one.until().isAfter(clock.instant());
            String password = firstPassword(one.id(), over ? until : one.until());
            if (over) credentials.found(one.id(), passwords.make(password), until);
            if (over || passwords.fits(one.hash(), password))
                told.add(First.of(one.role(), one.username()).line(password));
        }
        return told;
    }

    /** Whether this is somebody of the founding who never came in, and whom nobody else can give a password. */
    boolean neverCame(Actor account) {
        return new CredentialStore(JdbcClient.create(source()))
                .neverCame().stream().anyMatch(one -> one.id().equals(account.personId()));
    }

    /** For whom an administrator asked a new password, where nobody else is left to decide: the operator is the second person. */
    private List<String> rescued(CredentialStore credentials, People people) {
        Instant now = clock.instant();
        List<String> told = new ArrayList<>();
        for (UUID id : credentials.stranded(now)) {
            String password = newPassword();
            credentials.found(id, passwords.make(password), now.plus(OneTimePassword.LIFE));
            credentials.rescued(id, now);
            people.find(id).ifPresent(person -> told.add(Said.say("accounts.asked", person.username(), password)));
        }
        return told;
    }

    /**
     * Makes structures that do not exist yet, then says who succeeds whom.
     *
     * @return the id of each by its code: one that was there before keeps its own
     */
    public Map<String, UUID> structures(List<Organisation> made) {
        return Organisations.found(source(), made);
    }

    /**
     * Gives those of these people who exist their names and functions.
     *
     * @param cards by user name
     */
    public void namePeople(Map<String, CalledPeople.Card> cards) {
        called.found(source(), cards);
    }

    /** Gives those of these structures that exist their names and towns. */
    public void nameStructures(Map<String, Organisations.StructureName> names) {
        Organisations.name(source(), names);
    }

    /** Whether an administrator of all accounts is at work who may ask for a new password of this administrator. */
    boolean isHelped(Actor administrator, Instant now) {
        return new CredentialStore(JdbcClient.create(source())).isHelped(administrator.personId(), now);
    }

    /**
     * Gives an account a one-time password by the operator. Ends the account's sessions and notifies the people with oversight.
     *
     * @param note writes it to the journal
     */
    void rescue(Actor account, String hash, Instant now, Runnable note) {
        DataSource source = source();
        new TransactionTemplate(new JdbcTransactionManager(source)).executeWithoutResult(status -> {
            CredentialStore credentials = new CredentialStore(JdbcClient.create(source));
            credentials.found(account.personId(), hash, now.plus(OneTimePassword.LIFE));
            credentials.rescued(account.personId(), now);
            credentials.ringOverseers(now);
            note.run();
        });
    }

    /** Those user names that somebody else bears than the one of this id. */
    public List<String> takenNames(Map<String, UUID> people) {
        People known = people();
        return people.keySet().stream()
                .sorted()
                .filter(name -> known.find(name)
                        .filter(person -> !person.id().equals(people.get(name)))
                        .isPresent())
                .toList();
    }

    /**
     * Makes people who do not exist yet, each with a role that holds from the given moment.
     *
     * @param oneTime true: they must choose another password, accept the code of conduct and take a second factor first
     * @return how many were made
     */
    public int settle(List<NewPerson> settlers, Instant from, String password, boolean oneTime) {
        DataSource source = source();
        Integer made = new TransactionTemplate(new JdbcTransactionManager(source))
                .execute(status -> settle(source, settlers, from, unused -> password, oneTime));
        return java.util.Objects.requireNonNull(made);
    }

    /**
     * As {@link #settle}, each with a one-time password of their own.
     *
     * @return those who were made: user name to password
     */
    public Map<String, String> settleEach(List<NewPerson> settlers, Instant from) {
        DataSource source = source();
        Map<String, String> told = new TreeMap<>();
        new TransactionTemplate(new JdbcTransactionManager(source))
                .executeWithoutResult(status -> settle(
                        source,
                        settlers,
                        from,
                        one -> told.computeIfAbsent(one.username(), unused -> newPassword()),
                        true));
        return told;
    }

    private int settle(
            DataSource source,
            List<NewPerson> settlers,
            Instant from,
            Function<NewPerson, String> password,
            boolean oneTime) {
        JdbcClient owner = JdbcClient.create(source);
        AccountStore people = new AccountStore(owner);
        RoleStore roles = new RoleStore(owner, codes);
        CredentialStore credentials = new CredentialStore(owner);
        Map<String, String> hashes = new HashMap<>();
        Instant until = oneTime ? clock.instant().plus(OneTimePassword.LIFE) : null;
        int made = 0;
        for (NewPerson one : settlers) {
            Person person = new Person(
                    one.id(),
                    one.username(),
                    one.organisationId(),
                    "",
                    one.role().compartment(),
                    null,
                    one.supervisorId(),
                    java.util.Set.of());
            if (!people.insert(person, LocalDate.ofInstant(from, java.time.ZoneOffset.UTC), null, "fr")) continue;
            roles.insert(new GivenRole(
                    Ids.next(),
                    one.id(),
                    one.username(),
                    one.organisationId(),
                    one.role(),
                    one.unitId(),
                    from,
                    null,
                    null,
                    from,
                    null));
            credentials.found(one.id(), hashes.computeIfAbsent(password.apply(one), passwords::make), until);
            if (!oneTime) people.acceptConduct(one.id(), from);
            made++;
        }
        return made;
    }

    /**
     * Names the supervisor of another structure who decides for one that has none. One that is named already stays.
     *
     * @param deputies person by structure
     */
    public void deputise(Map<UUID, UUID> deputies, Instant from) {
        DeputyStore store = new DeputyStore(JdbcClient.create(source()));
        deputies.forEach((structure, person) -> store.found(Ids.next(), structure, person, from));
    }

    /** The first, by code, of those who hold the role now: on the command line nobody signs in. */
    public @Nullable Actor firstWith(Role role) {
        return people().withRole(role).stream()
                .findFirst()
                .map(person -> actor(person.username()))
                .orElse(null);
    }

    /** Everybody of this role who works here now, by code. */
    public List<Actor> allWith(Role role) {
        return people().withRole(role).stream()
                .map(person -> actor(person.username()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The same, of those who work for this structure. */
    public @Nullable Actor firstWith(Role role, String structure) {
        return people().withRole(role).stream()
                .filter(person -> person.organisation().equals(structure))
                .findFirst()
                .map(person -> actor(person.username()))
                .orElse(null);
    }

    /** The actor of a person's code, in whose name a scenario is replayed; null = there is no such person. */
    public @Nullable Actor actor(String username) {
        return people().find(username)
                .map(person -> Actor.of(person, Pass.ofCommand()))
                .orElse(null);
    }

    /** A one-time password that can be read out. */
    String newPassword() {
        return OneTimePassword.make();
    }

    private People people() {
        return People.of(source(), clock);
    }

    private DataSource source() {
        return owner.source();
    }
}
