package org.akoma.ground.settings;

import static org.akoma.ground.access.Role.*;
import static org.akoma.ground.access.Verb.AGREEMENT_READ;
import static org.akoma.ground.access.Verb.DIRECTORY_READ;
import static org.akoma.ground.access.Verb.FOCAL_POINT_NAME;
import static org.akoma.ground.access.Verb.SHELTER_FIGURES;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.akoma.Ids;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * What a programme needs before the first child comes, read from its records each time: who is missing, what waits, and what a person has to confirm.
 * For those who keep or approve accounts.
 */
@Service
class FirstDay {

    private static final int NAMED = 20;

    /** What one takes oneself, in the order in which it is done. */
    private static final List<String> OWN =
            List.of("telephones", "mail", "shelters", "contacts", "agreements", "authorities", "first-file");

    /** What a person confirms, by the line that it is about. */
    static final Map<String, FirstDayStep.Step> CONFIRMED = Map.of(
            "keys", FirstDayStep.Step.KEYS_COPIED,
            "backup", FirstDayStep.Step.BACKUP_TRIED,
            "limits", FirstDayStep.Step.LIMITS_READ);

    private final FirstDayStore store;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Settings settings;
    private volatile boolean begun;

    FirstDay(
            FirstDayStore store,
            ActorTransactions transactions,
            ApplicationEventPublisher events,
            @Value("${spring.mail.host:}") String mailServer,
            @Value("${akoma.notices.gateway.url:}") String gateway,
            @Value("${akoma.contacts.data-protection:}") String contact,
            @Value("${akoma.contacts.conduct:}") String conduct,
            @Value("${akoma.contacts.helplines[0].number:}") String helpLine,
            @Value("${akoma.address:}") String address) {
        this.store = store;
        this.transactions = transactions;
        this.events = events;
        this.settings = new Settings(
                !address.isBlank(),
                !contact.isBlank() && !conduct.isBlank() && !helpLine.isBlank(),
                !mailServer.isBlank() || !gateway.isBlank());
    }

    /** Which of the operator's settings are there: the public address, contacts with a help line, a server of mail or SMS. */
    record Settings(boolean address, boolean help, boolean mail) {}

    static boolean reads(Actor actor) {
        return actor.may(Verb.PEOPLE_READ);
    }

    /** In the order in which they are done; empty for whom they do not concern. */
    List<FirstDayLine> lines(Actor actor) {
        if (!reads(actor)) return List.of();
        return transactions.as(actor, () -> {
            Map<String, List<FirstDayLine.Lack>> lacks = store.structures();
            Map<FirstDayStep.Step, FirstDayLine.Confirmed> said = store.confirmed();
            return new Reading(actor, store.facts(), store.keepsBothSides(), settings)
                    .lines().stream()
                            .map(line -> CONFIRMED.containsKey(line.key())
                                    ? line.said(said.get(CONFIRMED.get(line.key())))
                                    : line)
                            .map(this::naming)
                            .map(line -> ofOneself(actor, line))
                            .map(line -> lacking(actor, line, lacks.getOrDefault(line.key(), List.of())))
                            .toList();
        });
    }

    /** Who has no telephone written yet begins with their own; everybody else's are in the list of accounts. */
    private FirstDayLine ofOneself(Actor actor, FirstDayLine line) {
        return line.key().equals("telephones")
                        && line.state() != FirstDayLine.State.DONE
                        && store.own().contains("telephones")
                ? line.lacking(List.of(), "/colleagues/" + actor.code())
                : line;
    }

    /** The structures that a line still waits for; where their own people take the step, its page is for who is one of them. */
    private static FirstDayLine lacking(Actor actor, FirstDayLine line, List<FirstDayLine.Lack> lacks) {
        if (line.state() == FirstDayLine.State.DONE || lacks.isEmpty()) return line;
        if (!line.key().equals("contacts")) return line.lacking(lacks, line.href());
        String own = lacks.stream()
                .filter(lack -> lack.people().contains(actor.code()))
                .map(lack -> "/directory/" + lack.structure() + "/edit")
                .findFirst()
                .orElse(null);
        return line.lacking(lacks, own);
    }

    /** The steps that are the actor's own, and not taken yet, in their order. */
    List<String> own(Actor actor) {
        return transactions.as(actor, store::own).stream()
                .filter(step -> settings.mail() || !step.equals("mail"))
                .sorted(Comparator.comparing(OWN::indexOf))
                .toList();
    }

    /** The line about supervisors names the accounts to correct. */
    private FirstDayLine naming(FirstDayLine line) {
        Integer count = line.count();
        return line.key().equals("supervised") && count != null && count > 0
                ? line.of(store.withoutSupervisor(NAMED))
                : line;
    }

    /** Whether the house has a child's file. It is asked for on every page until there is one, and never again. */
    boolean isBegun(Actor actor) {
        if (!begun) begun = transactions.as(actor, store::hasFile);
        return begun;
    }

    String keysPrint(Actor actor) {
        return transactions.as(actor, store::keysPrint);
    }

    /** Whether this step waits for the actor to confirm it. */
    boolean awaits(Actor actor, FirstDayStep.Step step) {
        return lines(actor).stream().anyMatch(line -> line.confirm() == step);
    }

    Answer<FirstDayStep> confirm(Actor actor, FirstDayStep said) {
        if (!reads(actor)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            LocalDate earliest = store.earliest(said.step());
            if (said.doneOn() != null && said.doneOn().isBefore(earliest))
                return Answer.Refused.because("doneOn", "settings.step-early", earliest);
            if (!store.confirm(Ids.next(), said)) return new Answer.Forbidden<>();
            events.publishEvent(new Acted(
                    actor,
                    "access.first-day-confirmed",
                    Map.of("step", said.step().name())));
            return new Answer.Done<>(said);
        });
    }

    /** The facts of one moment, for one reader. */
    record Reading(Actor actor, Map<String, Integer> facts, boolean bothSides, Settings settings) {

        private static final List<Role> ACCOUNTS = List.of(SYSTEM_ADMINISTRATOR);
        private static final List<Role> OVERSEERS = List.of(DATA_PROTECTION_OFFICER, PROJECT_MANAGER);

        List<FirstDayLine> lines() {
            List<FirstDayLine> lines = new ArrayList<>();
            firstChild(lines);
            lines.add(police());
            thisWeek(lines);
            return lines;
        }

        /**
         * In the order of the shortest way: each needs those before it. One administrator and one data protection officer are enough for it, because
         * neither approves what they gave; second ones keep the work from stopping, and come this week.
         */
        private void firstChild(List<FirstDayLine> lines) {
            lines.add(missing("telephones", "without-telephone", true, List.of(), "/people?lacks=TELEPHONE"));
            lines.add(confirmed("keys", ACCOUNTS, "/settings/first-day/keys"));
            lines.add(line("structures", n("structures") > 0, null, ACCOUNTS, write("/organisations/new")));
            lines.add(holders("supervisors", CASE_SUPERVISOR, 1));
            lines.add(missing("approvals", "roles-waiting", given() || workers(), OVERSEERS, "/approvals"));
            lines.add(holders("workers", CASE_WORKER, 1));
            lines.add(missing("supervised", "without-supervisor", workers(), ACCOUNTS, "/people?lacks=SUPERVISOR"));
            lines.add(bed(
                    line("shelters", shelters(), null, List.of(CASE_SUPERVISOR), may(SHELTER_FIGURES, "/shelters"))));
            lines.add(bed(missing(
                    "shelter-managers",
                    "without-manager",
                    shelters(),
                    ACCOUNTS,
                    writeOrList("/people/new?role=SHELTER_MANAGER", SHELTER_MANAGER))));
            lines.add(line("first-file", n("files") > 0, null, List.of(CASE_WORKER), "/people?role=CASE_WORKER"));
        }

        private void thisWeek(List<FirstDayLine> lines) {
            lines.add(entered("administrators", SYSTEM_ADMINISTRATOR));
            lines.add(entered("officers", DATA_PROTECTION_OFFICER));
            lines.add(missing("contacts", "without.contacts", workers(), List.of(), may(DIRECTORY_READ, "/directory")));
            lines.add(line(
                    "host",
                    n("host-unsaid") == 0,
                    null,
                    ACCOUNTS,
                    bothSides && n("host") > 0 ? write("/organisations/HOST") : null));
            lines.add(line("address", settings.address(), null, List.of(), null));
            lines.add(holders("managers", PROJECT_MANAGER, 1));
            lines.add(
                    missing("first-visits", "never-in", given() || workers(), List.of(), "/people?lacks=FIRST_VISIT"));
            lines.add(missing(
                    "leaders",
                    "without.leaders",
                    workers(),
                    ACCOUNTS,
                    writeOrList("/people/new?role=CASE_SUPERVISOR", CASE_SUPERVISOR)));
            lines.add(missing(
                    "deputies", "without.deputies", n("role." + CASE_SUPERVISOR) > 0, ACCOUNTS, write("/deputies")));
            lines.add(missing(
                    "focal-points",
                    "without.focal-points",
                    workers(),
                    List.of(DATA_PROTECTION_OFFICER),
                    may(FOCAL_POINT_NAME, "/complaints")));
            lines.add(line(
                    "agreements",
                    n("agreements") > 0 || n("structures") == 1,
                    null,
                    List.of(CASE_SUPERVISOR, DATA_PROTECTION_OFFICER),
                    may(AGREEMENT_READ, "/agreements")));
            lines.add(missing(
                    "authorities",
                    "without.authorities",
                    workers(),
                    List.of(SYSTEM_ADMINISTRATOR, CASE_SUPERVISOR),
                    actor.may(AGREEMENT_READ) ? "/agreements" : write("/organisations/new")));
            lines.add(confirmed("limits", OVERSEERS, "/settings/policies"));
            lines.add(line("help-lines", settings.help(), null, List.of(), "/help"));
            lines.add(mail());
            lines.add(confirmed("backup", ACCOUNTS, "/settings/first-day/backup"));
        }

        private boolean workers() {
            return n("role." + CASE_WORKER) > 0;
        }

        private boolean given() {
            return n("roles-approved") > 0;
        }

        private boolean shelters() {
            return n("shelters") > 0;
        }

        /** A programme without a shelter of its own places children elsewhere. */
        private FirstDayLine bed(FirstDayLine line) {
            return shelters() ? line : line.optional();
        }

        /** The coordinator comes first: the accounts of officers name one. */
        private FirstDayLine police() {
            boolean coordinator = n("role." + LE_COORDINATOR) > 0;
            boolean officer = n("role." + LE_OFFICER) > 0;
            int alone = n("without-coordinator");
            Role next = coordinator ? LE_OFFICER : LE_COORDINATOR;
            boolean correct = coordinator && alone > 0;
            FirstDayLine accounts = line(
                    "police",
                    coordinator && officer && alone == 0,
                    alone,
                    ACCOUNTS,
                    correct ? "/people?role=LE_OFFICER" : writeOrList("/people/new?role=" + next, next));
            return officer ? accounts : accounts.optional();
        }

        /** A server alone sends nothing: each person writes an address of their own. */
        private FirstDayLine mail() {
            if (!settings.mail()) return line("mail", false, null, List.of(), null);
            return line("mail", n("without-address") == 0, n("without-address"), List.of(), "/people?lacks=ADDRESS");
        }

        private int n(String fact) {
            return facts.getOrDefault(fact, 0);
        }

        private @Nullable String may(Verb verb, String href) {
            return actor.may(verb) ? href : null;
        }

        private @Nullable String write(String href) {
            return may(Verb.PEOPLE_WRITE, href);
        }

        /** Who makes no accounts looks who has the role. */
        private String writeOrList(String href, Role role) {
            return actor.may(Verb.PEOPLE_WRITE) ? href : "/people?role=" + role;
        }

        private static FirstDayLine line(
                String key, boolean done, @Nullable Integer count, List<Role> who, @Nullable String href) {
            FirstDayLine.State state = done ? FirstDayLine.State.DONE : FirstDayLine.State.TO_DO;
            return new FirstDayLine(key, state, count, who, href, null);
        }

        private FirstDayLine holders(String key, Role role, int wanted) {
            int held = n("role." + role);
            boolean several = held == 0 && (role == CASE_SUPERVISOR || role == CASE_WORKER);
            String form = several ? "/people/new/several" : "/people/new?role=" + role;
            return line(key, held >= wanted, held, ACCOUNTS, writeOrList(form, role));
        }

        /** Two people of whom each has signed in: an account that nobody has opened stands in for nobody. */
        private FirstDayLine entered(String key, Role role) {
            int entered = n("entered." + role);
            return line(key, entered >= 2, entered, ACCOUNTS, writeOrList("/people/new?role=" + role, role));
        }

        /** @param begun whether there is anything yet of which something could be missing */
        private FirstDayLine missing(String key, String fact, boolean begun, List<Role> who, @Nullable String href) {
            return line(key, begun && n(fact) == 0, n(fact), who, href);
        }

        /** @param href the page on which it is confirmed */
        private FirstDayLine confirmed(String key, List<Role> who, String href) {
            FirstDayStep.Step step = CONFIRMED.get(key);
            boolean done = n("confirmed." + step) > 0;
            boolean theirs = actor.roles().stream().anyMatch(who::contains)
                    && (step == FirstDayStep.Step.LIMITS_READ || bothSides);
            return new FirstDayLine(
                    key,
                    done ? FirstDayLine.State.DONE : FirstDayLine.State.TO_DO,
                    null,
                    who,
                    href,
                    done || !theirs ? null : step);
        }
    }
}
