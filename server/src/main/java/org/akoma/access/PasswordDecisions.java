package org.akoma.access;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.access.Decisions.Verdict;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * A new password for somebody who may come in. The administrator who asks hands over the first half, who agrees the second:
 * either could otherwise enter as that person, a supervisor even to agree to what they wrote in their worker's name.
 */
@Component
class PasswordDecisions implements Decidable {

    static final String KIND = "PASSWORD";

    /** For who agreed, to note it and call the person. */
    private static final Duration SHOWN = Duration.ofHours(1);

    private final People people;
    private final CredentialStore credentials;
    private final Decisions decisions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PasswordDecisions(
            People people,
            CredentialStore credentials,
            Decisions decisions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.people = people;
        this.credentials = credentials;
        this.decisions = decisions;
        this.events = events;
        this.clock = clock;
    }

    /** @param half the second one; the first is kept nowhere */
    static Map<String, Object> fields(String half, String hash) {
        return Map.of("half", half, "hash", hash);
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
            List<Shown.Field> fields = new ArrayList<>();
            if (isHandedBy(actor, decision))
                fields.add(Shown.Field.text(
                        "access.password.half",
                        null,
                        String.valueOf(decision.fields().get("half"))));
            fields.add(Shown.Field.text("access.organisation", person.organisation(), person.organisation()));
            fields.add(Shown.Field.codes("access.roles", "role", roles, roles));
            return new Shown(person.code(), address(actor, person), fields);
        });
    }

    private boolean isHandedBy(Actor actor, Decision decision) {
        return decision.state() == Decision.State.AGREED
                && actor.personId().equals(decision.decidedBy())
                && decision.endedAt() != null
                && clock.instant().isBefore(decision.endedAt().plus(SHOWN));
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
        if (agreed
                && !credentials.hand(
                        decision.id(), String.valueOf(decision.fields().get("hash"))))
            throw new IllegalStateException("a password that was agreed to cannot be given");
        events.publishEvent(new Acted(
                actor, agreed ? "access.password-agreed" : "access.password-refused", Map.of("person", person.code())));
        return verdict;
    }
}
