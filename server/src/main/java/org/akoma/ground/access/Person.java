package org.akoma.ground.access;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works with Akoma, known by a code. One compartment for ever.
 *
 * @param contractUntil the first day without a contract; null = open-ended. Roles end with it.
 * @param supervisorId whom the account names; {@link People#underWhoLeads} says who it is now
 * @param roles the roles that hold now
 */
public record Person(
        UUID id,
        String username,
        UUID organisationId,
        String organisation,
        Compartment compartment,
        @Nullable LocalDate contractUntil,
        @Nullable UUID supervisorId,
        Set<Role> roles) {

    /** The code as people write it: {@code SW-01}. */
    public String code() {
        return username.toUpperCase(java.util.Locale.ROOT);
    }

    Person under(@Nullable UUID supervisor) {
        return new Person(id, username, organisationId, organisation, compartment, contractUntil, supervisor, roles);
    }

    /** Whether one of their roles gives them this. */
    public boolean may(Verb verb) {
        return roles.stream().anyMatch(role -> role.verbs().contains(verb));
    }

    /** Whether what is sent to their structure reaches them. */
    public boolean isAtTheDesk() {
        return roles.stream().anyMatch(role -> role.reach() != Role.Reach.OWN);
    }

    /** A supervisor is of the same side as those they lead. */
    public boolean mayLead(Role role) {
        return compartment == role.compartment();
    }
}
