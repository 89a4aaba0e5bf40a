package org.akoma.ground.people;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Another structure or supervisor of an account. Whom an account names as supervisor sees the files that its person opens, so an administrator alone
 * could open files to anybody ({@code trust.md G5}).
 */
@Component
class AccountDecisions implements Decidable {

    static final String KIND = "ACCOUNT";

    private final People people;
    private final Organisations organisations;
    private final AccountStore store;
    private final Decisions decisions;
    private final AccountParts parts;
    private final ApplicationEventPublisher events;

    AccountDecisions(
            People people,
            Organisations organisations,
            AccountStore store,
            Decisions decisions,
            AccountParts parts,
            ApplicationEventPublisher events) {
        this.people = people;
        this.organisations = organisations;
        this.store = store;
        this.decisions = decisions;
        this.parts = parts;
        this.events = events;
    }

    @Override
    public String kind() {
        return KIND;
    }

    private static Optional<String> named(Decision decision, String field) {
        return decision.fields().get(field) instanceof String written ? Optional.of(written) : Optional.empty();
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return people.find(decision.subject())
                .flatMap(person -> parts.showMove(
                        person,
                        named(decision, "organisation").orElse(""),
                        named(decision, "supervisor").orElse(null),
                        store.filesThatFollow(person.id())));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Person person = people.find(decision.subject()).orElse(null);
        if (person == null) return new Verdict.NotFound();
        Organisation place =
                named(decision, "organisation").flatMap(organisations::find).orElse(null);
        UUID leader = named(decision, "supervisor")
                .flatMap(people::find)
                .map(Person::id)
                .orElse(null);
        if (place == null) return new Verdict.NotFound();
        if (agreed) {
            if (store.version(person.id()) != decision.version()) return new Verdict.Changed();
            String refused = refused(store.moveRefused(person.id(), place.id(), leader));
            if (refused != null) return Verdict.Refused.because("agreed", refused);
        }
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed && !store.move(decision.id(), place.id(), leader))
            throw new IllegalStateException("a move that was agreed to cannot be made");
        events.publishEvent(new Acted(
                actor, agreed ? "access.account-moved" : "access.account-move-refused", facts(person, decision)));
        return verdict;
    }

    private static @Nullable String refused(AccountStore.MoveRefused why) {
        return switch (why) {
            case NO -> null;
            case BOUND -> "access.bound";
            case POLICE -> GivenRoles.IN_POLICE;
            case NO_SUPERVISOR -> "access.no-supervisor";
        };
    }

    private static Map<String, String> facts(Person person, Decision decision) {
        return Map.of(
                "person",
                person.code(),
                "organisation",
                named(decision, "organisation").orElse(""),
                "supervisor",
                named(decision, "supervisor").orElse(""));
    }
}
