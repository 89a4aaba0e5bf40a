package org.akoma.ground.people;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.ChangeOutcome;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.signin.FactorAgain;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Several roles approved at once by one person. In one transaction, which the database takes for one act that spends one second factor; each role has its
 * own decision and its own entry in the journal.
 */
@Component
class RoleApprovals {

    private final Accounts accounts;
    private final Decisions decisions;
    private final People people;
    private final SecondHalf half;
    private final FactorAgain factor;
    private final ActorTransactions transactions;

    RoleApprovals(
            Accounts accounts,
            Decisions decisions,
            People people,
            SecondHalf half,
            FactorAgain factor,
            ActorTransactions transactions) {
        this.accounts = accounts;
        this.decisions = decisions;
        this.people = people;
        this.half = half;
        this.factor = factor;
        this.transactions = transactions;
    }

    /**
     * Approve several roles that others gave, with one second factor: each by a decision of its own, all of them or none.
     *
     * @param roles their ids
     * @param secondFactor six digits of one's own second factor; null = shown a moment ago
     */
    @InputForm(name = "access.approve-roles", labels = "access")
    record Input(
            @Field(label = "access.approvals.roles", example = "0190f3a2-5b7e-7c11-8d2a-3f4b5c6d7e8f")
            @NotEmpty
            @Size(max = ID_LETTERS)
            @Pattern(regexp = ID, message = "access.approvals-id")
            List<String> roles,

            @Field(label = "access.code", example = "123456") @Size(max = FactorAgain.LENGTH) @Nullable
            String secondFactor) {

        private static final int ID_LETTERS = 36;
        private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

        List<UUID> ids() {
            return roles.stream().map(UUID::fromString).distinct().toList();
        }
    }

    /** What became of it: all hold now, or none because of this. */
    sealed interface Result {
        /** @param decisions by role */
        record Approved(Map<UUID, UUID> decisions) implements Result {}

        record Wrong(FieldError error) implements Result {}

        record No(ChangeOutcome outcome) implements Result {}
    }

    /** Rolls back what was approved before it. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final ChangeOutcome outcome;

        Stopped(ChangeOutcome outcome) {
            super(outcome.name(), null, false, false);
            this.outcome = outcome;
        }
    }

    Result approve(Actor actor, Input command) {
        if (!actor.may(Verb.ROLE_APPROVE)) return new Result.No(ChangeOutcome.FORBIDDEN);
        FieldError wrong = factor.show(actor, command.secondFactor());
        if (wrong != null) return new Result.Wrong(wrong);
        try {
            return new Result.Approved(transactions.as(actor, () -> all(actor, command.ids())));
        } catch (Stopped stopped) {
            return new Result.No(stopped.outcome);
        }
    }

    private Map<UUID, UUID> all(Actor actor, List<UUID> roles) {
        Map<UUID, UUID> made = new java.util.LinkedHashMap<>();
        for (UUID role : supervisorsFirst(actor, roles)) {
            Optional<Decision> asked = decisions.waiting(RoleDecisions.KIND, role);
            ChangeOutcome outcome = accounts.approve(actor, role).outcome();
            if (outcome != ChangeOutcome.DONE || asked.isEmpty()) throw new Stopped(outcome);
            made.put(role, asked.get().id());
        }
        return made;
    }

    /** A supervisor's role comes before those of the accounts that name them. */
    private List<UUID> supervisorsFirst(Actor actor, List<UUID> roles) {
        Set<UUID> leading = accounts.waitingRoles(actor).stream()
                .map(GivenRole.Shown::role)
                .filter(one -> one.role() == Role.CASE_SUPERVISOR)
                .map(GivenRole::id)
                .collect(Collectors.toSet());
        return roles.stream()
                .sorted(Comparator.comparing(leading::contains).reversed())
                .toList();
    }

    /** The second half of a first password, and when it was handed over. */
    record Half(String person, String secondHalf, @Nullable Instant at) {
        @Override
        public String toString() {
            return "Half[" + person + "]";
        }
    }

    /** Second halves that the actor handed over within the last hour and that still open the door, by roles and by new passwords. */
    List<Half> lately(Actor actor) {
        return transactions.as(
                actor,
                () ->
                        decisions
                                .decidedLately(SecondHalf.SHOWN, Set.of(RoleDecisions.KIND, PasswordDecisions.KIND))
                                .stream()
                                .flatMap(one ->
                                        half
                                                .shown(one)
                                                .map(told -> new Half(person(one), told, one.endedAt()))
                                                .stream())
                                .toList());
    }

    private String person(Decision one) {
        return one.kind().equals(PasswordDecisions.KIND)
                ? people.find(one.subject()).map(Person::code).orElse("")
                : accounts.personOf(one.subject());
    }

    /** Second halves of those decisions that the actor agreed to within the last hour, for who calls the people. */
    List<Half> halves(Actor actor, List<UUID> decided) {
        return transactions.as(actor, () -> {
            List<Half> halves = new ArrayList<>();
            for (UUID id : decided)
                decisions
                        .find(id)
                        .filter(one -> one.kind().equals(RoleDecisions.KIND))
                        .ifPresent(one -> half.shown(one)
                                .ifPresent(told ->
                                        halves.add(new Half(accounts.personOf(one.subject()), told, one.endedAt()))));
            return halves;
        });
    }
}
