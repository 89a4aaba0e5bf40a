package org.akoma.ground.people;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.reference.Spellings;
import org.akoma.ground.signin.OneTimePassword;
import org.akoma.ground.signin.Passwords;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Several accounts by one form, for the first days of a programme. Each is made as one alone would be, and each role waits for its own second person; when
 * one of them is refused, none is made.
 */
@Component
class ManyAccounts {

    /** User names that are tried for an account without one. */
    private static final int TRIED = 99;

    private final Accounts accounts;
    private final AccountChoices choices;
    private final People people;
    private final Passwords passwords;
    private final ActorTransactions transactions;

    ManyAccounts(
            Accounts accounts,
            AccountChoices choices,
            People people,
            Passwords passwords,
            ActorTransactions transactions) {
        this.accounts = accounts;
        this.choices = choices;
        this.people = people;
        this.passwords = passwords;
        this.transactions = transactions;
    }

    /** What came of it. */
    sealed interface Result {
        /** All of them, in the order of the form. */
        record Made(List<Account> accounts) implements Result {}

        /** None of them. The fields are named {@code people[0].supervisor}. */
        record Wrong(List<FieldError> errors) implements Result {}

        record Forbidden() implements Result {}
    }

    /** @param half of the first password, or the end of the link; shown now and never again */
    record Account(MakePerson command, MakePerson.Result.Made made, String half) {
        @Override
        public String toString() {
            return "Account[" + command.username() + "]";
        }
    }

    /** The first half of a password, and what is kept of it. */
    private record Half(String half, String hash) {
        @Override
        public String toString() {
            return "Half";
        }
    }

    /** Rolls back the accounts that could be made. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("not all", null, false, false);
        }
    }

    Result make(Actor actor, MakePeople command) {
        if (!actor.may(Verb.PEOPLE_WRITE)) return new Result.Forbidden();
        List<Half> halves =
                command.people().stream().map(one -> half(command.byLinks())).toList(); // slow: before the transaction
        Attempt attempt = new Attempt(actor, command, halves);
        try {
            return transactions.as(actor, attempt::run);
        } catch (Stopped stopped) {
            return attempt.forbidden ? new Result.Forbidden() : new Result.Wrong(List.copyOf(attempt.errors));
        }
    }

    private Half half(boolean byLink) {
        String half = byLink ? OneTimePassword.invitation() : OneTimePassword.half();
        return new Half(half, passwords.alone(half));
    }

    /** One request, inside its transaction. */
    private final class Attempt {

        private final Actor actor;
        private final MakePeople command;
        private final List<Half> halves;
        private final LocalDate today;
        private final Map<Integer, Account> made = new HashMap<>();
        private final List<FieldError> errors = new ArrayList<>();
        private final Map<String, Set<String>> leads = new HashMap<>();
        private boolean forbidden;

        Attempt(Actor actor, MakePeople command, List<Half> halves) {
            this.actor = actor;
            this.command = command;
            this.halves = halves;
            this.today = LocalDate.ofInstant(accounts.now(), ZoneOffset.UTC);
        }

        /** Who leads comes first, so that the others can name them. */
        Result run() {
            inOrder().forEach(this::make);
            if (forbidden || !errors.isEmpty()) throw new Stopped();
            return new Result.Made(
                    IntStream.range(0, made.size()).mapToObj(n -> made.get(n)).toList());
        }

        private List<Integer> inOrder() {
            return IntStream.range(0, command.people().size())
                    .boxed()
                    .sorted(Comparator.comparing(n -> !command.people().get(n).leads()))
                    .toList();
        }

        private void make(int n) {
            MakePeople.One one = command.people().get(n);
            String lead = lead(one);
            if (one.role() == Role.CASE_WORKER && lead == null) {
                wrong(n, FieldError.of("supervisor", "access.supervisor-of-many"));
                return;
            }
            MakePerson.Result result = new MakePerson.Result.NameTaken();
            for (String code : codes(one)) {
                MakePerson account = one.command(code, lead, today, command.byLinks());
                result = accounts.make(
                        actor, account, halves.get(n).half(), halves.get(n).hash());
                if (result instanceof MakePerson.Result.Made done)
                    made.put(n, new Account(account, done, halves.get(n).half()));
                if (!(result instanceof MakePerson.Result.NameTaken)) break;
            }
            forbidden |= result instanceof MakePerson.Result.Forbidden;
            FieldError why = result.error();
            if (why != null) wrong(n, why);
            else if (one.leads()) leads(one).add(made(n));
        }

        private String made(int n) {
            Account account = made.get(n);
            return account == null ? "" : account.command().username();
        }

        /** Whom the account names; where nobody is written, the only person who may lead it. */
        private @Nullable String lead(MakePeople.One one) {
            if (one.supervisor() != null) return ofThisForm(one.supervisor());
            if (!one.isLed()) return null;
            Set<String> there = leads(one);
            return there.size() == 1 ? there.iterator().next() : null;
        }

        /** Who is written with a name of the same request has no code yet that could be known: the name is enough where one person has it. */
        private String ofThisForm(String written) {
            List<String> named = made.entrySet().stream()
                    .filter(one -> leadsAs(written, command.people().get(one.getKey())))
                    .map(one -> one.getValue().command().username())
                    .toList();
            return named.size() == 1 ? named.getFirst() : written.toLowerCase(Locale.ROOT);
        }

        private static boolean leadsAs(String written, MakePeople.One one) {
            return one.leads()
                    && one.name() != null
                    && Spellings.plain(one.name()).equals(Spellings.plain(written));
        }

        private Set<String> leads(MakePeople.One one) {
            return leads.computeIfAbsent(
                    one.role().compartment() + one.organisation().toUpperCase(Locale.ROOT),
                    structure -> new TreeSet<>(choices.leading(
                            actor, one.role().compartment(), one.organisation().toUpperCase(Locale.ROOT))));
        }

        private List<String> codes(MakePeople.One one) {
            if (one.username() != null) return List.of(one.username().toLowerCase(Locale.ROOT));
            return IntStream.rangeClosed(1, TRIED)
                    .mapToObj(n -> String.format(Locale.ROOT, "%s-%02d", one.beginning(), n))
                    .filter(code -> people.find(code).isEmpty())
                    .toList();
        }

        private void wrong(int n, FieldError why) {
            errors.add(FieldError.of(
                    "people[" + n + "]." + why.field(), why.code(), why.args().toArray()));
        }
    }
}
