package org.akoma.ground.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * A new password for another person. The administrator who asks for it hands over the first half, the person who agrees the second, because one
 * alone could sign in as that person: a supervisor could sign in as a worker and then agree to their own entry.
 */
@Component
class PasswordDecisions implements Decidable {

    static final String KIND = "PASSWORD";

    private final People people;
    private final SecondHalf half;
    private final Decisions decisions;
    private final ApplicationEventPublisher events;

    PasswordDecisions(People people, SecondHalf half, Decisions decisions, ApplicationEventPublisher events) {
        this.people = people;
        this.half = half;
        this.decisions = decisions;
        this.events = events;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return people.find(decision.subject()).map(person -> {
            List<String> roles =
                    person.roles().stream().map(Role::name).sorted().toList();
            List<Shown.Field> fields = new ArrayList<>(half.field(decision));
            fields.add(Shown.Field.code("access.organisation", Shown.STRUCTURE, null, person.organisation()));
            fields.add(Shown.Field.codes("access.roles", "role", List.of(), roles));
            return new Shown(person.code(), address(actor, person), fields);
        });
    }

    private static @Nullable String address(Actor actor, Person person) {
        return actor.may(Verb.PEOPLE_READ) ? "/people/" + person.username() : null;
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Person person = people.find(decision.subject()).orElse(null);
        if (person == null) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed && !half.hand(decision))
            throw new IllegalStateException("a password that was agreed to cannot be given");
        events.publishEvent(new Acted(
                actor, agreed ? "access.password-agreed" : "access.password-refused", Map.of("person", person.code())));
        return verdict;
    }
}
