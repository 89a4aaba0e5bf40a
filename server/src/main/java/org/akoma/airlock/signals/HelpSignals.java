package org.akoma.airlock.signals;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.people.CalledPeople;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Signals that a child needs help again, for who raises them. */
@Service
class HelpSignals {

    private final ActorTransactions transactions;
    private final HelpSignalStore store;
    private final SentCommands sent;
    private final CalledPeople people;
    private final Policies policies;
    private final Journal journal;
    private final Clock clock;

    HelpSignals(
            ActorTransactions transactions,
            HelpSignalStore store,
            SentCommands sent,
            CalledPeople people,
            Policies policies,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.sent = sent;
        this.people = people;
        this.policies = policies;
        this.journal = journal;
        this.clock = clock;
    }

    /** What can come of it. {@code Given} says nothing of the child: the code may name none. */
    sealed interface Result {
        record Given(Shown signal) implements Result {}

        record Refused(FieldError why) implements Result {}

        record Forbidden() implements Result {}
    }

    /** One's own signal with the state that its time gives it. */
    record Shown(HelpSignal signal, HelpSignal.State state) {}

    /** Newest first. */
    List<Shown> own(Actor actor) {
        Instant now = clock.instant();
        return transactions.as(actor, store::own).stream()
                .map(one -> shown(one, now))
                .toList();
    }

    private Shown shown(HelpSignal one, Instant now) {
        return new Shown(one, one.state(now, policies.hours("help-signal-answer.max")));
    }

    Result give(Actor actor, GiveSignal command) {
        if (!actor.may(Verb.HELP_SIGNAL)) return new Result.Forbidden();
        return transactions.as(actor, () -> {
            HelpSignal before = store.find(command.id()).orElse(null);
            if (before != null) return again(before, command);
            return switch (store.give(command, telephone(actor))) {
                case DONE -> given(actor, command);
                case DAY -> refused("on", "signals.day");
                case LIMIT -> refused("main", "signals.limit");
                case OTHER -> refused("id", Problem.OTHER_CONTENT);
                case FORBIDDEN -> new Result.Forbidden();
            };
        });
    }

    private @Nullable String telephone(Actor actor) {
        return people.number(actor.code())
                .map(CalledPeople.Telephone::telephone)
                .orElse(null);
    }

    /** The code is remembered as a keyed print alone, so that the same form sent twice is one signal. */
    private Result given(Actor actor, GiveSignal command) {
        sent.keep(command.id(), command);
        journal.noteOwn(
                actor,
                "signals.raised",
                Map.of("reason", command.reason().name(), "on", command.on().toString()));
        return new Result.Given(shown(store.find(command.id()).orElseThrow(), clock.instant()));
    }

    private Result again(HelpSignal before, GiveSignal command) {
        FieldError other = sent.refusal(command.id(), command);
        return other == null ? new Result.Given(shown(before, clock.instant())) : new Result.Refused(other);
    }

    private static Result refused(String field, String code) {
        return new Result.Refused(FieldError.of(field, code));
    }
}
