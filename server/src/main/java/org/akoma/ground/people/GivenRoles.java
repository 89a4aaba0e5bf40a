package org.akoma.ground.people;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives roles to people. Call inside an actor's transaction. */
@Component
class GivenRoles {

    static final String IN_POLICE = "access.care-in-police";

    private final People people;
    private final Organisations organisations;
    private final RoleStore roles;
    private final Decisions decisions;
    private final Clock clock;

    GivenRoles(People people, Organisations organisations, RoleStore roles, Decisions decisions, Clock clock) {
        this.people = people;
        this.organisations = organisations;
        this.roles = roles;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Gives a role, which holds once a second person approved it. */
    GiveRole.Result give(Actor actor, GiveRole command) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return new GiveRole.Result.Forbidden();
        Person person = people.find(command.personId()).orElse(null);
        if (person == null) return new GiveRole.Result.NotFound();
        if (person.id().equals(actor.personId())) return new GiveRole.Result.ToOneself();
        if (!roles.administers(person.compartment())) return new GiveRole.Result.Forbidden();
        if (person.compartment() != command.role().compartment()) return new GiveRole.Result.OtherCompartment();
        if (organisations
                .find(person.organisation())
                .filter(one -> one.kind().employs(command.role(), command.side()))
                .isEmpty()) return new GiveRole.Result.InPolice();
        Role held = roles.apart(person.id(), command.role()).orElse(null);
        if (held != null) return new GiveRole.Result.Apart(held);
        if (!unitFits(command.role(), command.unit(), person.organisationId())) return new GiveRole.Result.NoUnit();
        UUID unit = command.unit() == null
                ? null
                : roles.shelter(command.unit(), person.organisationId()).orElseThrow();
        GivenRole given = new GivenRole(
                Ids.next(),
                person.id(),
                person.username(),
                person.organisationId(),
                command.role(),
                unit,
                clock.instant(),
                null,
                actor.personId(),
                null,
                command.role() == Role.SYSTEM_ADMINISTRATOR ? command.side() : null);
        if (!roles.insert(given)) return new GiveRole.Result.Twice();
        decisions.propose(
                actor,
                Proposal.of(RoleDecisions.KIND, given.id(), 1)
                        .writtenBy(Set.of(person.id()))
                        .with(SecondHalf.fields()));
        return new GiveRole.Result.Given(given);
    }

    /** A shelter manager runs a shelter of the structure, whose code or id it is; nobody else has a unit (trust.md G6). */
    boolean unitFits(Role role, @Nullable String unit, UUID organisation) {
        if (role != Role.SHELTER_MANAGER) return unit == null;
        return unit != null && roles.shelter(unit, organisation).isPresent();
    }
}
