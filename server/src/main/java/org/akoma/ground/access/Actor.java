package org.akoma.ground.access;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.akoma.EnumSets;
import org.akoma.ground.database.Compartment;
import org.jspecify.annotations.Nullable;

/**
 * The person who acts, with the roles that hold at this moment.
 *
 * @param username the person's code in lower case, such as {@code sw-01}
 * @param organisation the code of the structure they work for, such as {@code NGO-A}
 * @param pass what proves it to the database; two actors who differ in nothing else are the same
 */
public record Actor(
        UUID personId,
        String username,
        UUID organisationId,
        String organisation,
        Set<Role> roles,
        Compartment compartment,
        Pass pass) {

    public Actor {
        roles = EnumSets.inOrder(Role.class, roles);
    }

    /** Somebody who can be spoken of, and shown a page, but does not enter. */
    public Actor(
            UUID personId,
            String username,
            UUID organisationId,
            String organisation,
            Set<Role> roles,
            Compartment compartment) {
        this(personId, username, organisationId, organisation, roles, compartment, Pass.NONE);
    }

    /**
     * An actor for work of the application itself in a person's name.
     *
     * @param pass of a round or a command
     */
    public static Actor of(Person person, Pass pass) {
        return new Actor(
                person.id(),
                person.username(),
                person.organisationId(),
                person.organisation(),
                person.roles(),
                person.compartment(),
                pass);
    }

    Actor with(Pass session) {
        return new Actor(personId, username, organisationId, organisation, roles, compartment, session);
    }

    public boolean may(Verb verb) {
        return roles.stream().anyMatch(role -> role.verbs().contains(verb));
    }

    /**
     * Whether no role of this person works with colleagues: who observes, evaluates, trains or pays reads of other people the code and the structure, and
     * neither roles nor name, function or telephone ({@code requirements.md 9}). PostgreSQL holds the same for what colleagues call a person.
     */
    public boolean isOutside() {
        return Role.OUTSIDE.containsAll(roles);
    }

    /** Whether nothing but training is this person's work; their pages are neither those of the police nor those of care. */
    public boolean isTrainsOnly() {
        return roles.equals(Set.of(Role.TRAINING_COORDINATOR));
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** The code as people write it: {@code SW-01}. */
    public String code() {
        return username.toUpperCase(java.util.Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Actor actor
                && personId.equals(actor.personId)
                && organisationId.equals(actor.organisationId)
                && roles.equals(actor.roles)
                && compartment == actor.compartment;
    }

    @Override
    public int hashCode() {
        return Objects.hash(personId, organisationId, roles, compartment);
    }
}
