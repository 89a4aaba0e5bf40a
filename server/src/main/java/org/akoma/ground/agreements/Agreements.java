package org.akoma.ground.agreements;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.agreements.ProposeAgreement.Result;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** The sharing agreements between structures ({@code requirements.md 8.3}): proposed by one person, confirmed by another, ended by date. */
@Service
public class Agreements {

    private static final int MOST = 1_000;

    private final AgreementStore store;
    private final Organisations organisations;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Decisions decisions;
    private final SentCommands sent;
    private final People people;

    Agreements(
            AgreementStore store,
            Organisations organisations,
            ActorTransactions transactions,
            ApplicationEventPublisher events,
            Clock clock,
            Decisions decisions,
            SentCommands sent,
            People people) {
        this.people = people;
        this.sent = sent;
        this.store = store;
        this.organisations = organisations;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
        this.decisions = decisions;
    }

    /** Whether a disclosure is covered by an agreement. */
    public sealed interface Verdict {
        record Allowed(Agreement agreement) implements Verdict {}

        /** The agreement holds, but not for these sections. */
        record TooMuch(Agreement agreement, Set<Section> outside) implements Verdict {
            public TooMuch {
                outside = Set.copyOf(outside);
            }
        }

        /** No agreement holds, or none for this purpose; the error takes the codes of both structures. */
        record Refused(FieldError why) implements Verdict {}
    }

    /**
     * May one structure tell another this, on this day? Call inside an actor's transaction.
     *
     * @param teller code of the structure that tells
     */
    public Verdict judge(
            String teller, String listener, Agreement.Purpose purpose, Set<Section> sections, LocalDate day) {
        return new AgreementRule(store.forTelling(teller, listener)).judge(teller, listener, purpose, sections, day);
    }

    /** Those of a structure of whose files the actor reads one, whatever their state, the newest first. Call inside an actor's transaction. */
    public List<Agreement> of(String structure) {
        return store.ofHolder(structure, MOST);
    }

    static boolean reads(Actor actor) {
        return actor.may(Verb.AGREEMENT_READ);
    }

    static boolean ends(Actor actor) {
        return actor.may(Verb.AGREEMENT_PROPOSE) || actor.may(Verb.AGREEMENT_CONFIRM);
    }

    /** Whether they end it, or ask for its end. */
    boolean mayEnd(Actor actor, UUID id) {
        return ends(actor)
                && (actor.is(Role.PROJECT_MANAGER) || actor.is(Role.DATA_PROTECTION_OFFICER) || isOfASide(actor, id));
    }

    /** Who is of one of its sides ends it alone. */
    boolean isOfASide(Actor actor, UUID id) {
        return transactions.as(actor, () -> store.isOfASide(id));
    }

    /** The end of it that somebody asked for and that waits for a second person; null = none. */
    @Nullable
    UUID endAsked(Actor actor, UUID id) {
        return transactions.as(
                actor,
                () -> decisions
                        .waiting(AgreementEndDecisions.KIND, id)
                        .map(Decision::id)
                        .orElse(null));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * One more than the limit is read.
     *
     * @param structure code; null = of everybody
     */
    List<Agreement> list(Actor actor, @Nullable String structure, LocalDate before, UUID beforeId, int limit) {
        return reads(actor)
                ? transactions.as(actor, () -> store.list(structure, before, beforeId, limit + 1))
                : List.of();
    }

    Optional<Agreement> find(Actor actor, UUID id) {
        return reads(actor) ? transactions.as(actor, () -> store.find(id)) : Optional.empty();
    }

    List<Organisation> structures(Actor actor) {
        return transactions.as(actor, organisations::all);
    }

    /** That of the installation, which has the first accounts and follows no child. */
    private static final String HOST = "HOST";

    /** Which structures may transmit, of those whose gift the actor may propose. */
    List<Organisation> givers(Actor actor) {
        return transactions.as(actor, () -> {
            Set<UUID> spokenFor = store.spokenFor();
            return there(actor).filter(one -> spokenFor.contains(one.id())).toList();
        });
    }

    /** Those that follow children or bring them, and that exist. */
    private Stream<Organisation> there(Actor actor) {
        return structures(actor).stream().filter(one -> !one.code().equals(HOST) && one.existsOn(today()));
    }

    /** Which may receive: the police receives nothing by an agreement. */
    List<Organisation> receivers(Actor actor) {
        return there(actor)
                .filter(one -> one.kind() != Organisation.Kind.LAW_ENFORCEMENT)
                .toList();
    }

    public Result propose(Actor actor, ProposeAgreement command) {
        if (!actor.may(Verb.AGREEMENT_PROPOSE)) return new Result.Forbidden();
        try {
            return transactions.as(actor, () -> {
                Optional<Agreement> made = store.find(command.id());
                return made.isPresent() ? again(made.get(), command) : make(actor, command);
            });
        } catch (DuplicateKeyException atTheSameTime) {
            return transactions.as(actor, () -> store.done(command.id()));
        }
    }

    private Result again(Agreement made, ProposeAgreement command) {
        FieldError other = sent.refusal(made.id(), command);
        return other == null ? new Result.Done(made) : new Result.Refused(List.of(other));
    }

    private Result make(Actor actor, ProposeAgreement command) {
        Organisation from = organisations.findToday(command.from()).orElse(null);
        if (from == null) return Result.Refused.because("from", "access.no-organisation");
        Organisation to = organisations.findToday(command.to()).orElse(null);
        if (to == null) return Result.Refused.because("to", "access.no-organisation");
        FieldError wrong = gives(command, from, to) ? wrong(command, from, to) : ofAnother(command);
        if (wrong != null) return new Result.Refused(List.of(wrong));
        store.insert(command, from.id(), to.id(), actor.personId(), now());
        sent.keep(command.id(), command);
        decisions.propose(actor, Proposal.of(AgreementDecisions.KIND, command.id(), 1));
        note(actor, "access.agreement-proposed", command.from(), command.to());
        ring(actor, command.id(), List.of(command.from(), command.to()));
        return store.done(command.id());
    }

    /** What a structure gives is proposed by its own people or its deputy; by the project manager where nobody there could ({@code access.may_give}). */
    private boolean gives(ProposeAgreement command, Organisation from, Organisation to) {
        if (from.id().equals(to.id())) return true; // refused for that
        return command.bothWays() ? store.mayGiveBoth(from.id(), to.id()) : store.mayGive(from.id(), to.id());
    }

    private static FieldError ofAnother(ProposeAgreement command) {
        if (command.bothWays()) return FieldError.of("bothWays", "access.agreement-of-both");
        return FieldError.of("from", "access.agreement-of-another", command.from());
    }

    /** Both structures hear of it: their supervisors, and the desk of a ministry, which may end it. */
    private void ring(Actor actor, UUID agreement, List<String> structures) {
        Set<UUID> concerned = structures.stream()
                .flatMap(code -> organisations.find(code).stream())
                .map(Organisation::id)
                .collect(Collectors.toSet());
        List<UUID> those = Stream.of(Role.CASE_SUPERVISOR, Role.MINISTRY_OFFICER)
                .flatMap(role -> people.withRole(role).stream())
                .filter(person -> concerned.contains(person.organisationId()))
                .map(Person::id)
                .distinct()
                .toList();
        Notification.others(those, actor.personId(), Notification.TASK)
                .map(ring -> ring.of(agreement))
                .ifPresent(events::publishEvent);
    }

    private static @Nullable FieldError wrong(ProposeAgreement command, Organisation from, Organisation to) {
        if (from.id().equals(to.id())) return FieldError.of("to", "access.agreement-with-oneself");
        if (to.kind() == Organisation.Kind.LAW_ENFORCEMENT
                || command.bothWays() && from.kind() == Organisation.Kind.LAW_ENFORCEMENT)
            return FieldError.of("to", "access.agreement-with-police");
        if (command.purposes().isEmpty()) return FieldError.of("purposes", "form.required");
        return command.expiresOn().isAfter(command.signedOn())
                ? null
                : FieldError.of("expiresOn", "access.agreement-life");
    }

    /** A second person lets it hold. */
    public Result confirm(Actor actor, UUID id) {
        if (!actor.may(Verb.AGREEMENT_CONFIRM)) return new Result.Forbidden();
        return transactions.as(actor, () -> {
            Agreement found = store.find(id).orElse(null);
            if (found == null) return new Result.NotFound();
            if (found.confirmedBy() != null) return new Result.Done(found);
            if (found.proposedBy().equals(actor.code()))
                return Result.Refused.because("confirm", "access.agreement-own");
            Decision waiting = decisions.waiting(AgreementDecisions.KIND, id).orElse(null);
            if (waiting == null) return Result.Refused.because("confirm", "access.agreement-over-already");
            Decisions.Verdict verdict = decisions.decide(actor, waiting.id(), true, null);
            if (!(verdict instanceof Decisions.Verdict.Done)) return new Result.Forbidden();
            if (!store.confirm(id, actor.personId(), now()))
                return Result.Refused.because("confirm", "access.agreement-over-already");
            note(actor, "access.agreement-confirmed", found.from(), found.to());
            ring(actor, found.id(), List.of(found.from(), found.to())); // referrals may go from now on
            return store.done(id);
        });
    }

    /** A second person says no: it never holds. */
    Result refuse(Actor actor, Decision waiting, @Nullable String reason) {
        if (!actor.may(Verb.AGREEMENT_CONFIRM)) return new Result.Forbidden();
        return transactions.as(actor, () -> {
            Agreement found = store.find(waiting.subject()).orElse(null);
            if (found == null) return new Result.NotFound();
            Decisions.Verdict verdict = decisions.decide(actor, waiting.id(), false, reason);
            if (verdict instanceof Decisions.Verdict.Refused(var errors)) return new Result.Refused(errors);
            if (!(verdict instanceof Decisions.Verdict.Done)) return new Result.Forbidden();
            store.end(found.id(), actor.personId(), today());
            note(actor, "access.agreement-refused", found.from(), found.to());
            ring(actor, found.id(), List.of(found.from(), found.to()));
            return store.done(found.id());
        });
    }

    /** Who is of neither structure ends it with a second person: project manager and data protection officer together. */
    private Result askEnd(Actor actor, Agreement found, LocalDate day) {
        if (!actor.is(Role.PROJECT_MANAGER) && !actor.is(Role.DATA_PROTECTION_OFFICER))
            return Result.Refused.because("endedOn", "access.agreement-end-of-another", found.from(), found.to());
        if (found.confirmedAt() == null) return Result.Refused.because("endedOn", "access.agreement-not-confirmed");
        decisions.propose(
                actor, Proposal.of(AgreementEndDecisions.KIND, found.id(), 1).with(Map.of("endedOn", day.toString())));
        return new Result.Waits(found);
    }

    /** The second of the two agrees, or does not. */
    Decisions.Verdict decideEnd(Actor actor, Decision waiting, LocalDate day, boolean agreed, @Nullable String reason) {
        Agreement found = store.find(waiting.subject()).orElse(null);
        if (found == null) return new Decisions.Verdict.NotFound();
        if (agreed && found.endedOn() != null)
            return Decisions.Verdict.Refused.because("endedOn", "access.agreement-over-already");
        Decisions.Verdict verdict = decisions.decide(actor, waiting.id(), agreed, reason);
        if (!(verdict instanceof Decisions.Verdict.Done) || !agreed) return verdict;
        store.end(found.id(), actor.personId(), day.isBefore(today()) ? today() : day);
        note(actor, "access.agreement-ended", found.from(), found.to());
        return verdict;
    }

    /**
     * Ends it before its time: a person of one of the two structures, at once.
     *
     * @param day the first day on which it no longer holds, not before today
     */
    public Result end(Actor actor, UUID id, LocalDate day) {
        if (!ends(actor)) return new Result.Forbidden();
        return transactions.as(actor, () -> {
            Agreement found = store.find(id).orElse(null);
            if (found == null) return new Result.NotFound();
            if (day.isBefore(today())) return Result.Refused.because("endedOn", "form.past");
            if (found.endedOn() != null || !day.isBefore(found.expiresOn()))
                return Result.Refused.because("endedOn", "access.agreement-over-already");
            if (!store.isOfASide(id)) return askEnd(actor, found, day);
            if (!store.end(id, actor.personId(), day))
                return Result.Refused.because("endedOn", "access.agreement-over-already");
            note(actor, "access.agreement-ended", found.from(), found.to());
            return store.done(id);
        });
    }

    private void note(Actor actor, String act, String from, String to) {
        events.publishEvent(new Acted(actor, act, Map.of("from", from, "to", to)));
    }

    private Instant now() {
        return clock.instant();
    }
}
