package org.akoma.ground.people;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.AccountSummary;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Corrects accounts that exist. Another structure or supervisor changes who sees files, so a second person agrees to it. */
@Service
class AccountMoves {

    private final ActorTransactions transactions;
    private final People people;
    private final Organisations organisations;
    private final AccountStore store;
    private final Decisions decisions;
    private final ApplicationEventPublisher events;
    private final RoleStore roles;

    AccountMoves(
            ActorTransactions transactions,
            People people,
            Organisations organisations,
            AccountStore store,
            Decisions decisions,
            ApplicationEventPublisher events,
            RoleStore roles) {
        this.roles = roles;
        this.transactions = transactions;
        this.people = people;
        this.organisations = organisations;
        this.store = store;
        this.decisions = decisions;
        this.events = events;
    }

    CorrectAccount.Result correct(Actor actor, String username, CorrectAccount command) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return new CorrectAccount.Result.Forbidden();
        return transactions.as(actor, () -> {
            AccountSummary account = people.standing(username).orElse(null);
            if (account == null) return new CorrectAccount.Result.NotFound();
            if (account.person().id().equals(actor.personId())) return new CorrectAccount.Result.ToOneself();
            if (!roles.administers(account.person().compartment())) return new CorrectAccount.Result.Forbidden();
            if (!Objects.equals(account.version(), command.version())) return new CorrectAccount.Result.Changed();
            return correct(actor, account, command);
        });
    }

    private CorrectAccount.Result correct(Actor actor, AccountSummary account, CorrectAccount command) {
        Person person = account.person();
        Organisation structure = organisations.find(command.organisation()).orElse(null);
        if (structure == null || !structure.existsOn(people.today())) return new CorrectAccount.Result.NoOrganisation();
        Optional<Person> found = Optional.ofNullable(command.supervisor()).flatMap(people::find);
        UUID leader = found.map(Person::id).orElse(null);
        boolean moves = !structure.id().equals(person.organisationId());
        boolean follows = !Objects.equals(leader, store.supervisor(person.id()).orElse(null));
        if (command.supervisor() != null && found.isEmpty()) return new CorrectAccount.Result.NoSupervisor();
        if (moves || follows)
            switch (store.moveRefused(person.id(), structure.id(), leader)) {
                case NO -> {}
                case BOUND -> {
                    return new CorrectAccount.Result.Bound(store.heldBy(person.id()));
                }
                case POLICE -> {
                    return new CorrectAccount.Result.InPolice();
                }
                case NO_SUPERVISOR -> {
                    return new CorrectAccount.Result.NoSupervisor();
                }
            }
        int version = account.version();
        if (!command.language().equals(account.language())) {
            if (!store.changeLanguage(person.id(), command.language(), version))
                return new CorrectAccount.Result.Changed();
            version++;
            tell(actor, "access.language-set", Map.of("person", person.code(), "language", command.language()));
        }
        if (moves || follows) ask(actor, person, structure, found.orElse(null), version);
        return new CorrectAccount.Result.Done(moves || follows);
    }

    private void ask(Actor actor, Person person, Organisation structure, @Nullable Person leader, int version) {
        Map<String, Object> fields = new HashMap<>(Map.of("organisation", structure.code()));
        Map<String, Object> columns = new HashMap<>(Map.of("organisation_id", structure.id()));
        if (leader != null) {
            fields.put("supervisor", leader.username());
            columns.put("supervisor_id", leader.id());
        }
        decisions.propose(
                actor,
                Proposal.of(AccountDecisions.KIND, person.id(), version)
                        .writtenBy(Set.of(person.id()))
                        .with(fields)
                        .writing(columns));
        tell(
                actor,
                "access.account-move-asked",
                Map.of(
                        "person",
                        person.code(),
                        "organisation",
                        structure.code(),
                        "supervisor",
                        leader == null ? "" : leader.code()));
    }

    private void tell(Actor actor, String act, Map<String, ?> facts) {
        events.publishEvent(new Acted(actor, act, facts));
    }
}
