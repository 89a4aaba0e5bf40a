package org.akoma.protection.referrals;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Verb;
import org.akoma.protection.directory.Directory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who at a structure answers a referral: those at its desk, and the focal point that its entry in the directory names. Call inside an
 * {@code ActorTransactions}.
 */
@Component
class Receivers {

    private final People people;
    private final Directory directory;

    Receivers(People people, Directory directory) {
        this.people = people;
        this.directory = directory;
    }

    /** The focal point, if they may answer and are not among the people of the desk. */
    Optional<Person> apartFromDesk(UUID structure) {
        return directory
                .focal(structure)
                .flatMap(people::find)
                .filter(person -> person.organisationId().equals(structure))
                .filter(person -> person.may(Verb.REFERRAL_ANSWER) && !person.isAtTheDesk());
    }

    /** Whether anybody there can answer what is sent today. */
    boolean answers(UUID structure) {
        return !of(structure, null).isEmpty() || apartFromDesk(structure).isPresent();
    }

    /** Whether anybody can answer it. Before it is sent, the focal point is taken from the directory, not from the referral. */
    boolean isThere(Referral referral) {
        return referral.course().sentAt() == null
                        && apartFromDesk(referral.toId()).isPresent()
                || !of(referral.toId(), referral.toPerson()).isEmpty();
    }

    /**
     * Those who may answer.
     *
     * @param focal whom the referral names beside the desk
     */
    Set<UUID> of(UUID structure, @Nullable UUID focal) {
        Stream<UUID> atDesk = people.at(structure).stream()
                .filter(person -> person.may(Verb.REFERRAL_ANSWER) && person.isAtTheDesk())
                .map(Person::id);
        return Stream.concat(atDesk, Stream.ofNullable(focal)).collect(Collectors.toSet());
    }
}
