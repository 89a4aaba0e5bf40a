package org.akoma.ground.people;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** A role that an administrator gave: it holds once a second person agreed, and never when they refused. */
@Component
class RoleDecisions implements Decidable {

    static final String KIND = "ROLE";

    /** Instead of a side: the accounts of all. */
    private static final String ALL_SIDES = "ALL";

    private final Accounts accounts;
    private final RoleStore roles;
    private final Decisions decisions;
    private final AccountParts parts;
    private final SecondHalf half;
    private final CalledPeople called;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RoleDecisions(
            Accounts accounts,
            RoleStore roles,
            Decisions decisions,
            AccountParts parts,
            SecondHalf half,
            CalledPeople called,
            ApplicationEventPublisher events,
            Clock clock) {
        this.accounts = accounts;
        this.roles = roles;
        this.decisions = decisions;
        this.parts = parts;
        this.half = half;
        this.called = called;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return roles.find(decision.subject())
                .flatMap(shown -> parts.showRole(shown, shown(actor, decision, shown.role())));
    }

    @Override
    public Optional<Shown.Part> about(Actor actor, Decision decision) {
        return roles.find(decision.subject())
                .map(shown -> new Shown.Part("role", shown.role().role().name()));
    }

    private List<Shown.Field> shown(Actor actor, Decision decision, GivenRole role) {
        List<Shown.Field> fields = new ArrayList<>(half.field(decision));
        List<String> alike = called.alike(actor, role.username());
        if (!alike.isEmpty()) fields.add(Shown.Field.codes("access.alike", Shown.PERSON, List.of(), alike));
        if (called.isUnnamed(actor, role.username()))
            fields.add(Shown.Field.code("access.double", "account-double", null, "NOT_KNOWN"));
        if (role.role() == Role.SYSTEM_ADMINISTRATOR)
            fields.add(Shown.Field.code(
                    "access.keeps-side",
                    "administrator-side",
                    null,
                    role.side() == null ? ALL_SIDES : role.side().name()));
        return fields;
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        if (agreed)
            return parts.verdict(accounts.approve(actor, decision.subject()).outcome(), decision);
        Verdict verdict = decisions.decide(actor, decision.id(), false, reason);
        GivenRole.Shown given = roles.find(decision.subject()).orElse(null);
        if (!(verdict instanceof Verdict.Done) || given == null) return verdict;
        roles.refuse(decision.subject());
        events.publishEvent(new Acted(
                actor,
                "access.role-refused",
                Map.of(
                        "person",
                        given.role().username().toUpperCase(java.util.Locale.ROOT),
                        "role",
                        given.role().role().name())));
        return verdict;
    }

    @Override
    public void withdrawn(Actor actor, Decision decision) {
        roles.find(decision.subject())
                .ifPresent(
                        given -> roles.end(given.role().personId(), given.role().id(), clock.instant()));
    }
}
