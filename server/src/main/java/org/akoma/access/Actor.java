package org.akoma.access;

import java.util.Set;
import java.util.UUID;
import org.akoma.database.Compartment;

/**
 * The person who acts, with the roles that hold at this moment.
 *
 * @param username the person's code in lower case, such as {@code sw-01}
 * @param organisation the code of the structure they work for, such as {@code NGO-A}
 */
public record Actor(
        UUID personId,
        String username,
        UUID organisationId,
        String organisation,
        Set<Role> roles,
        Compartment compartment) {

    public Actor {
        roles = Set.copyOf(roles);
    }

    public boolean may(Verb verb) {
        return roles.stream().anyMatch(role -> role.verbs().contains(verb));
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** The code as people write it: {@code SW-01}. */
    public String code() {
        return username.toUpperCase(java.util.Locale.ROOT);
    }
}
