package org.akoma.ground.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.AccountSummary;
import org.akoma.ground.access.ChangeOutcome;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.signin.FactorAgain;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What an account says, for the person who decides about it ({@code trust.md G5}): structure, roles, unit, supervisor, contract. */
@Component
class AccountParts {

    private final People people;
    private final Organisations organisations;
    private final Decisions decisions;

    AccountParts(People people, Organisations organisations, Decisions decisions) {
        this.people = people;
        this.organisations = organisations;
        this.decisions = decisions;
    }

    /**
     * What the account is, of which something else is decided.
     *
     * @param first fields shown before those of the account
     */
    Optional<Shown> show(String username, List<Shown.Field> first) {
        return people.standing(username).map(account -> {
            List<Shown.Field> fields = new ArrayList<>(first);
            fields.addAll(fields(account));
            return shown(account, fields);
        });
    }

    /**
     * A role that was given. In an account that held none before all is new, and stays so once the role is agreed to.
     *
     * @param first fields shown before those of the account
     */
    Optional<Shown> showRole(GivenRole.Shown given, List<Shown.Field> first) {
        return people.standing(given.role().username()).map(account -> {
            List<String> held = given.held().stream().map(Role::name).toList();
            List<String> then = new ArrayList<>(held);
            then.add(given.role().role().name());
            List<Shown.Field> fields = new ArrayList<>(first);
            fields.add(Shown.Field.codes("access.roles", "role", held, then));
            if (given.role().unitId() != null) fields.add(Shown.Field.text("access.unit", null, unit(given.shelter())));
            fields(account).stream()
                    .filter(field -> !field.label().equals("access.roles"))
                    .map(field -> held.isEmpty() ? field.anew() : field)
                    .forEach(fields::add);
            return shown(account, fields);
        });
    }

    /** A host without the keys of the care side reads no code of a shelter. */
    private static String unit(@Nullable String code) {
        return code == null ? "–" : code;
    }

    /** @param until the first day without a contract; null = open-ended */
    Optional<Shown> showContract(Person person, @Nullable LocalDate until) {
        return people.standing(person.username()).map(account -> {
            List<Shown.Field> fields = new ArrayList<>(fields(account));
            fields.removeIf(field -> field.label().equals("access.contract.until"));
            fields.add(
                    until == null
                            ? Shown.Field.code("access.contract.until", "contract", day(person.contractUntil()), "OPEN")
                            : Shown.Field.day("access.contract.until", person.contractUntil(), until));
            return shown(account, fields);
        });
    }

    /**
     * @param supervisor user name; null = nobody
     * @param files how many open files follow the new supervisor
     */
    Optional<Shown> showMove(Person person, String organisation, @Nullable String supervisor, int files) {
        return people.standing(person.username()).map(account -> {
            List<Shown.Field> fields = new ArrayList<>(fields(account));
            fields.removeIf(field -> MOVED.contains(field.label()));
            fields.add(
                    0, Shown.Field.code("access.organisation", Shown.STRUCTURE, person.organisation(), organisation));
            fields.add(1, kind(person.organisation(), organisation));
            fields.add(
                    2,
                    Shown.Field.code(
                            "access.supervisor",
                            Shown.PERSON,
                            account.supervisor() == null
                                    ? null
                                    : account.supervisor().toUpperCase(Locale.ROOT),
                            supervisor == null ? null : supervisor.toUpperCase(Locale.ROOT)));
            if (files > 0) fields.add(3, Shown.Field.text("access.account.files", null, Integer.toString(files)));
            return shown(account, fields);
        });
    }

    private static final String KIND = "access.organisation.kind-of";

    private static final Set<String> MOVED = Set.of("access.organisation", KIND, "access.supervisor");

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static Shown shown(AccountSummary account, List<Shown.Field> fields) {
        return new Shown(account.person().code(), "/people/" + account.person().username(), fields);
    }

    /** What kind of structure it is: who decides sees that one is of law enforcement. */
    Shown.Field kind(@Nullable String before, String structure) {
        return Shown.Field.code(KIND, "organisation-type", before == null ? null : kindOf(before), kindOf(structure));
    }

    private @Nullable String kindOf(String structure) {
        return organisations.find(structure).map(one -> one.kind().name()).orElse(null);
    }

    private List<Shown.Field> fields(AccountSummary account) {
        Person person = account.person();
        List<String> held = person.roles().stream().map(Role::name).sorted().toList();
        return List.of(
                Shown.Field.code("access.organisation", Shown.STRUCTURE, person.organisation(), person.organisation()),
                kind(person.organisation(), person.organisation()),
                Shown.Field.codes("access.roles", "role", held, held),
                Shown.Field.code("access.supervisor", Shown.PERSON, account.supervisor(), account.supervisor()),
                Shown.Field.day("access.contract.from", account.contractFrom(), account.contractFrom()),
                Shown.Field.day("access.contract.until", person.contractUntil(), person.contractUntil()));
    }

    /** What an act on an account answered, as a verdict. */
    Verdict verdict(ChangeOutcome outcome, Decision decision) {
        return switch (outcome) {
            case DONE -> new Verdict.Done(decisions.find(decision.id()).orElse(decision));
            case TO_ONESELF -> new Verdict.OwnWork();
            case FORBIDDEN -> new Verdict.Forbidden();
            case CHANGED -> new Verdict.Changed();
            case FACTOR -> new Verdict.Refused(List.of(FactorAgain.missing()));
            case SUCCESSOR_FIRST -> Verdict.Refused.because("agreed", Accounts.SUCCESSOR_FIRST);
            case SUPERVISOR_FIRST -> Verdict.Refused.because("agreed", Accounts.SUPERVISOR_FIRST);
            case TOO_MANY -> Verdict.Refused.because("agreed", Accounts.TOO_MANY);
            case NOT_FOUND, WAITS -> new Verdict.NotWaiting();
        };
    }
}
