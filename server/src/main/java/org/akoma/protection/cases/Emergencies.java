package org.akoma.protection.cases;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.emergencies.BreakGlasses;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.signin.FactorAgain;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Opening a file that is not one's own, for a child in danger: for some hours, on the record, judged by somebody else afterwards. */
@Service
public class Emergencies {

    private final ActorTransactions transactions;
    private final CaseStore files;
    private final BreakGlasses breakGlasses;
    private final FactorAgain factor;
    private final People people;
    private final Grants grants;
    private final Policies policies;
    private final Journal journal;
    private final Clock clock;

    Emergencies(
            ActorTransactions transactions,
            CaseStore files,
            BreakGlasses breakGlasses,
            FactorAgain factor,
            People people,
            Grants grants,
            Policies policies,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.files = files;
        this.breakGlasses = breakGlasses;
        this.factor = factor;
        this.people = people;
        this.grants = grants;
        this.policies = policies;
        this.journal = journal;
        this.clock = clock;
    }

    /** Whether an emergency opens more of this file than the actor holds otherwise: then nothing of it leaves, on paper or as a file (trust.md G1). */
    public boolean holdsBack(Actor actor, String code) {
        return breakGlasses.held(actor).contains(code.toUpperCase(Locale.ROOT));
    }

    /** @param until when it ends by itself */
    public record Opened(String code, Instant until) {}

    /** Whether this person shows their second factor again. */
    public boolean asksFactor(Actor actor) {
        return factor.isAsked(actor);
    }

    /** Who may open the file in their place and judges what they opened: their supervisor and the data protection officers, by code. */
    List<String> toCall(Actor actor) {
        return transactions.as(actor, () -> {
            Optional<Person> supervisor =
                    people.find(actor.personId()).map(Person::supervisorId).flatMap(id -> people.find(id));
            return Stream.concat(supervisor.stream(), people.withRole(Role.DATA_PROTECTION_OFFICER).stream())
                    .map(Person::code)
                    .filter(code -> !code.equals(actor.code()))
                    .distinct()
                    .toList();
        });
    }

    /** How many hours it lasts. */
    public int hours() {
        return (int) policies.hours("break-glass.duration").toHours();
    }

    /**
     * Opens the whole file for some hours, also for who holds a corner of it by a referral. The database limits it: three within 24 hours, two that
     * wait to be judged.
     *
     * @param reason at least 20 characters; read by those who judge it
     * @param secondFactor the six digits of who has a second factor, asked again here
     */
    public Outcome<Opened> open(Actor actor, String code, String reason, @Nullable String secondFactor) {
        if (!actor.may(Verb.BREAK_GLASS)) return new Outcome.Forbidden<>();
        FieldError wrong = factor.show(actor, secondFactor);
        if (wrong != null) return new Outcome.Refused<>(wrong);
        return transactions.as(actor, () -> {
            UUID file = files.anyFileOfCode(code).orElse(null);
            if (file == null) return missed(actor);
            return switch (breakGlasses.breakGlass(file, code, reason)) {
                case OPENED -> opened(file, code);
                case NO_FILE -> missed(actor);
                case NOT_NEEDED -> Outcome.Refused.because("code", "cases.emergency-not-needed", code);
                case TODAY -> Outcome.Refused.because("code", "cases.emergency-too-many");
                case JUDGED -> Outcome.Refused.because("code", "cases.emergency-judged");
                case FACTOR -> new Outcome.Refused<>(FactorAgain.missing());
                case UNREVIEWED -> Outcome.Refused.because("code", "cases.emergency-unreviewed");
            };
        });
    }

    private Outcome<Opened> opened(UUID file, String code) {
        Instant until = clock.instant().plus(policies.hours("break-glass.duration"));
        journal.note(file, Section.STATUS, "cases.emergency-opened", Map.of("until", until.toString()));
        return new Outcome.Done<>(new Opened(code, until));
    }

    private Outcome<Opened> missed(Actor actor) {
        journal.noteOwn(actor, "cases.emergency-missed", Map.of());
        return new Outcome.NotFound<>();
    }

    /** Until when each running emergency access lasts, and whose it is, for the notice on the file. Call inside an actor's transaction. */
    public Optional<Grant.Shown> running(CaseFile file) {
        return runningGrants(file)
                .filter(shown -> shown.grant().reason() == Grant.Reason.BREAK_GLASS)
                .max(java.util.Comparator.comparing(
                        shown -> Objects.requireNonNull(shown.grant().until())));
    }

    private java.util.stream.Stream<Grant.Shown> runningGrants(CaseFile file) {
        Instant now = clock.instant();
        return grants.of(file.id()).stream()
                .filter(shown -> shown.grant().until() == null
                        || Objects.requireNonNull(shown.grant().until()).isAfter(now));
    }
}
