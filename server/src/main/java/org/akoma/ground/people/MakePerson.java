package org.akoma.ground.people;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * Make an account with a first role, which holds once a second person has approved it.
 *
 * @param username lower case; the person keeps it, and its compartment, for ever
 * @param unit code or id of the shelter that a shelter manager runs
 * @param contractUntil the first day without a contract; null = open-ended
 * @param supervisor the supervisor's user name
 */
record MakePerson(
        String username,
        String organisation,
        Role role,
        @Nullable String unit,
        LocalDate contractFrom,
        @Nullable LocalDate contractUntil,
        String language,
        @Nullable String supervisor) {

    /** What a user name looks like. */
    static final String USERNAME = "[a-z0-9][a-z0-9._-]{1,39}";

    Person person(UUID id, Organisation at, @Nullable Person led) {
        return new Person(
                id,
                username,
                null,
                at.id(),
                at.code(),
                role.compartment(),
                contractUntil,
                led == null ? null : led.id(),
                Set.of());
    }

    sealed interface Result {
        /** @param firstHalf of the first password, shown now and never again; who agrees to the role hands over the other half */
        record Made(Person person, GivenRole role, String firstHalf) implements Result {
            @Override
            public String toString() {
                return "Made[" + person.username() + "]";
            }
        }

        record Forbidden() implements Result {}

        record NameTaken() implements Result {}

        /** No such structure, or it does not exist on the first day of the contract. */
        record NoOrganisation() implements Result {}

        /** Nobody of this code supervises cases in the structure, or is its deputy. */
        record NoSupervisor() implements Result {}

        /** No shelter of the structure, or a role that runs none. */
        record NoUnit() implements Result {}
    }
}
