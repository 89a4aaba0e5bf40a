package org.akoma.ground.people;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.signin.OneTimePassword;
import org.akoma.ground.signin.Passwords;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** What an administrator does with another person's keys: a new password, the end of all sessions. */
@Service
class PersonKeys {

    private final CredentialStore credentials;
    private final Decisions decisions;
    private final People people;
    private final Passwords passwords;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final RoleStore roles;

    PersonKeys(
            CredentialStore credentials,
            Decisions decisions,
            People people,
            Passwords passwords,
            ActorTransactions transactions,
            ApplicationEventPublisher events,
            RoleStore roles) {
        this.roles = roles;
        this.credentials = credentials;
        this.decisions = decisions;
        this.people = people;
        this.passwords = passwords;
        this.transactions = transactions;
        this.events = events;
    }

    /** The result of ending a person's sessions. */
    sealed interface Ended {
        record Done(int sessions) implements Ended {}

        record NotFound() implements Ended {}

        record Forbidden() implements Ended {}

        /** One's own are ended on one's own page. */
        record ToOneself() implements Ended {}
    }

    /**
     * The first half of a new one-time password. The second is handed over by who agrees to the person's first role, and later by a second person
     * who decides on the request: nobody enters in another person's name by being an administrator.
     */
    RenewPassword.Result renewPassword(Actor actor, String username) {
        return renew(actor, username, false, OneTimePassword.half());
    }

    /** As above with a link for the first half, for somebody who never came in. The former link and half end at once. */
    RenewPassword.Result inviteAnew(Actor actor, String username) {
        return renew(actor, username, true, OneTimePassword.invitation());
    }

    private RenewPassword.Result renew(Actor actor, String username, boolean invites, String first) {
        String hash = passwords.alone(first);
        if (!actor.may(Verb.PEOPLE_WRITE)) return new RenewPassword.Result.Forbidden();
        return transactions.as(actor, () -> {
            Person person = people.find(username).orElse(null);
            if (person == null) return new RenewPassword.Result.NotFound();
            if (person.id().equals(actor.personId())) return new RenewPassword.Result.ToOneself();
            CredentialStore.Way way = credentials.way(person.id());
            boolean away = credentials.firstPassword(person.id()).isPresent();
            if (invites && way != CredentialStore.Way.NONE && !away) return new RenewPassword.Result.CameIn();
            return switch (way) {
                case NOW -> give(actor, person, first, hash);
                case DECISION -> ask(actor, person, first, hash, invites);
                case START -> new RenewPassword.Result.AtTheNextStart();
                case NONE -> new RenewPassword.Result.Forbidden();
            };
        });
    }

    private RenewPassword.Result give(Actor actor, Person person, String first, String hash) {
        if (!credentials.give(person.id(), hash)) return new RenewPassword.Result.Forbidden();
        tell(actor, "access.password-reset", person);
        return new RenewPassword.Result.Renewed(first);
    }

    private RenewPassword.Result ask(Actor actor, Person person, String first, String hash, boolean invites) {
        Decision asked = decisions.propose(
                actor,
                Proposal.of(PasswordDecisions.KIND, person.id(), 1)
                        .writtenBy(Set.of(person.id()))
                        .with(invites ? SecondHalf.inviting() : SecondHalf.fields()));
        if (!credentials.offer(asked.id(), hash))
            throw new IllegalStateException("the first half of a password cannot be kept");
        if (invites && !credentials.endFirstPassword(person.id()))
            throw new IllegalStateException("the former link cannot be ended");
        tell(actor, "access.password-asked", person);
        return new RenewPassword.Result.Asked(asked.id(), first, deciders(asked.id()));
    }

    /** The first password or link of somebody who never came in; empty where they came, or the reader may not know it. */
    Optional<CredentialStore.FirstPassword> firstPassword(Actor actor, Person person) {
        return transactions.as(actor, () -> credentials.firstPassword(person.id()));
    }

    /**
     * A new password or invitation that waits for a second person.
     *
     * @param deciders codes of those who may decide
     */
    record Waiting(UUID decision, boolean invites, Instant at, List<String> deciders) {
        Waiting {
            deciders = List.copyOf(deciders);
        }
    }

    /** Empty where none waits, or the reader does not see it. */
    Optional<Waiting> waiting(Actor actor, Person person) {
        return transactions.as(
                actor,
                () -> decisions
                        .waiting(PasswordDecisions.KIND, person.id())
                        .map(one -> new Waiting(
                                one.id(),
                                one.fields().containsKey(Decision.INVITES),
                                one.proposedAt(),
                                deciders(one.id()))));
    }

    private List<String> deciders(UUID decision) {
        return people.find(decisions.deciders(decision)).stream()
                .map(Person::code)
                .sorted()
                .toList();
    }

    /** How many passkeys the person has; empty where none, or the reader may not know it. */
    Optional<CredentialStore.Devices> passkeys(Actor actor, Person person) {
        return transactions.as(actor, () -> credentials.passkeys(person.id()));
    }

    /** Since when the person signs in by the provider of identities as well; empty where not, or the reader may not know it. */
    Optional<Instant> linkedAt(Actor actor, Person person) {
        return transactions.as(actor, () -> credentials.linkedAt(person.id()));
    }

    /** Browsers, tokens and calendars: who it was is out at once, and comes back only with their own password and code. */
    Ended endSessions(Actor actor, String username) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return new Ended.Forbidden();
        return transactions.as(actor, () -> {
            Person person = people.find(username).orElse(null);
            if (person == null) return new Ended.NotFound();
            if (person.id().equals(actor.personId())) return new Ended.ToOneself();
            if (!roles.administers(person.compartment())) return new Ended.Forbidden();
            int sessions = credentials.endSessions(person.id());
            tell(actor, "access.person-sessions-ended", person);
            return new Ended.Done(sessions);
        });
    }

    private void tell(Actor actor, String act, Person person) {
        events.publishEvent(new Acted(actor, act, Map.of("person", person.code())));
    }
}
