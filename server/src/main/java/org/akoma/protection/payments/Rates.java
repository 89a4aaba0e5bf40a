package org.akoma.protection.payments;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Dated rates against the CFA franc, written down by finance; project managers hear of each. They inform; no amount is ever converted by them. The first of a
 * currency, and one far from the last that two people agreed to, waits for a project manager.
 */
@Component
public class Rates {

    static final String KIND = "RATE";

    private final RateStore store;
    private final CaseWork work;
    private final Journal journal;
    private final Decisions decisions;
    private final People people;
    private final ApplicationEventPublisher events;

    Rates(
            RateStore store,
            CaseWork work,
            Journal journal,
            Decisions decisions,
            People people,
            ApplicationEventPublisher events) {
        this.store = store;
        this.work = work;
        this.journal = journal;
        this.decisions = decisions;
        this.people = people;
        this.events = events;
    }

    /** All that hold, the newest first. */
    public List<Rate> all(Actor actor) {
        return noted(actor).stream()
                .filter(one -> !one.waits())
                .map(NotedRate::rate)
                .toList();
    }

    /** Those that wait as well. */
    List<NotedRate> noted(Actor actor) {
        return actor.may(Verb.PAYMENT_READ) ? work.as(actor, store::all) : List.of();
    }

    /**
     * What held on that day.
     *
     * @param all the newest first
     */
    static Optional<Rate> on(List<Rate> all, Money.Currency currency, LocalDate day) {
        return all.stream()
                .filter(rate -> rate.currency() == currency && !rate.since().isAfter(day))
                .findFirst();
    }

    /** A rate that was written down stays once it is used; the same day again is refused. */
    public Outcome<NotedRate> record(Actor actor, Rate rate) {
        if (!actor.may(Verb.PAYMENT_PAY)) return new Outcome.Forbidden<>();
        return work.as(actor, () -> {
            if (rate.currency() == Money.Currency.XOF)
                return Outcome.Refused.because("currency", "assistance.rate-of-franc");
            if (rate.since().isAfter(work.today())) return Outcome.Refused.because("since", "form.future");
            Rate before = on(
                            store.all().stream()
                                    .filter(one -> !one.waits())
                                    .map(NotedRate::rate)
                                    .toList(),
                            rate.currency(),
                            rate.since())
                    .orElse(null);
            NotedRate made = store.insert(rate, actor.personId(), work.now()).orElse(null);
            if (made == null) return Outcome.Refused.because("since", "assistance.rate-known");
            if (made.waits())
                decisions.propose(actor, Proposal.of(KIND, made.id(), 1).with(RateDecisions.fields(before, rate)));
            else
                Notification.others(
                                people.withRole(Role.PROJECT_MANAGER).stream()
                                        .map(Person::id)
                                        .collect(Collectors.toSet()),
                                actor.personId(),
                                Notification.TASK)
                        .map(ring -> ring.of(made.id()))
                        .ifPresent(events::publishEvent);
            note(actor, "assistance.rate-recorded", rate);
            return new Outcome.Done<>(made);
        });
    }

    private void note(Actor actor, String act, Rate rate) {
        journal.noteOwn(
                actor, act, Map.of("currency", rate.currency().name(), "since", rate.since(), "rate", rate.value()));
    }

    /** A project manager agrees to a rate that waits. */
    public Decisions.Verdict agree(Actor actor, UUID rate) {
        return work.as(
                actor,
                () -> decisions
                        .waiting(KIND, rate)
                        .map(one -> decisions.decide(actor, one.id(), true, null))
                        .orElseGet(Decisions.Verdict.NotFound::new));
    }

    /** Finance takes a rate back under which no payment fell. */
    Outcome<NotedRate> withdraw(Actor actor, UUID id) {
        if (!actor.may(Verb.PAYMENT_PAY)) return new Outcome.Forbidden<>();
        return work.as(actor, () -> {
            NotedRate rate = store.all().stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElse(null);
            if (rate == null) return new Outcome.NotFound<>();
            return switch (store.withdraw(id)) {
                case "DONE" -> {
                    note(actor, "assistance.rate-withdrawn", rate.rate());
                    yield new Outcome.Done<>(rate);
                }
                case "WAITS" -> Outcome.Refused.because("rate", "assistance.rate-waits");
                case "USED" -> Outcome.Refused.because("rate", "assistance.rate-used");
                default -> new Outcome.NotFound<>();
            };
        });
    }
}
