package org.akoma.protection.messages;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.akoma.EnumSets;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;

/**
 * Somebody who may be written to, or mentioned.
 *
 * @param username such as {@code sw-01}
 * @param least whether they came to the file only by a referral, a school or a stay: they read where they take part
 */
record Recipient(UUID id, String username, UUID organisationId, String organisation, Set<Role> roles, boolean least) {

    public Recipient {
        roles = EnumSets.inOrder(Role.class, roles);
    }

    public String code() {
        return username.toUpperCase(Locale.ROOT);
    }

    boolean may(Verb verb) {
        return roles.stream().anyMatch(role -> role.verbs().contains(verb));
    }
}
