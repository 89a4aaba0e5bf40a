package org.akoma.programme.findings;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.evaluation.Missions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * That an action is done, cancelled or transferred, two people say: how many of those that were due are done is what the management is judged by
 * ({@code trust.md 2}). The second person is a project manager or the data protection officer, and of a transfer somebody of the structure that receives it; never
 * the owner. With the last action of what was accepted its response ends, and another one is due.
 */
@Service
public class ActionEndings {

    /** How an action ends; rows of {@code access.decision_kind}. */
    public enum Kind {
        FINISH_ACTION,
        CANCEL_ACTION,
        TRANSFER_ACTION
    }

    private final ActionStore store;
    private final Missions missions;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Formats words;

    ActionEndings(
            ActionStore store,
            Missions missions,
            Decisions decisions,
            ActorTransactions transactions,
            ApplicationEventPublisher events,
            Formats words) {
        this.store = store;
        this.missions = missions;
        this.decisions = decisions;
        this.transactions = transactions;
        this.events = events;
        this.words = words;
    }

    /** Asks a second person; what the same person asked before is replaced. In the caller's transaction. */
    boolean ask(Actor actor, Action of, Kind kind, Map<String, Object> columns) {
        return ask(actor, of, kind, columns, columns);
    }

    /** @param said as the second person reads it, where that is more than the columns */
    boolean ask(Actor actor, Action of, Kind kind, Map<String, Object> said, Map<String, Object> columns) {
        decisions.propose(
                actor,
                Proposal.of(kind.name(), of.id(), of.version()).with(said).writing(columns));
        return true;
    }

    /** The second person's word, as from the page of decisions. */
    public Verdict decide(Actor actor, UUID action, Kind kind, boolean agreed, @Nullable String reason) {
        return transactions.as(
                actor,
                () -> decisions
                        .waiting(kind.name(), action)
                        .map(waiting -> decide(actor, waiting, kind, agreed, reason))
                        .orElseGet(Verdict.NotFound::new));
    }

    Optional<Shown> show(Decision decision, Kind kind) {
        return store.find(decision.subject(), missions.today())
                .map(one -> new Shown(
                        one.mission() + " " + one.code(),
                        "/actions/" + one.id(),
                        Stream.concat(about(one), asked(decision, kind)).toList(),
                        kind == Kind.CANCEL_ACTION && one.isOpen() && store.isLast(one.id())
                                ? List.of(Shown.Note.of(words.text("evaluation.cancel.last")))
                                : List.of()));
    }

    /** The action as it is, shown as if it were new: what stays as it is would be folded away. */
    private Stream<Shown.Field> about(Action one) {
        return Stream.of(
                Shown.Field.code(
                        "evaluation.action.state",
                        "evaluation.state",
                        null,
                        one.state().name()),
                Shown.Field.text("evaluation.action.means", null, one.means()),
                Shown.Field.text("evaluation.action.words", null, one.words()),
                new Shown.Field("evaluation.action.owner", Shown.PERSON, List.of(), List.of(one.owner())),
                Shown.Field.text("evaluation.action.dueOn", null, words.date(one.dueOn())));
    }

    private Stream<Shown.Field> asked(Decision decision, Kind kind) {
        return switch (kind) {
            case FINISH_ACTION ->
                Stream.of(
                        Shown.Field.text("evaluation.finish.doneOn", null, words.date(doneOn(decision))),
                        Shown.Field.text("evaluation.finish.proof", null, said(decision, "proof")));
            case CANCEL_ACTION ->
                Stream.of(Shown.Field.text("evaluation.cancel.reason", null, said(decision, "cancelled_why")));
            case TRANSFER_ACTION ->
                Stream.of(
                        Shown.Field.text("evaluation.transfer.receiver", null, said(decision, "receiver")),
                        Shown.Field.code(
                                "evaluation.transfer.structure", Shown.STRUCTURE, null, said(decision, "structure")));
        };
    }

    private static LocalDate doneOn(Decision decision) {
        return LocalDate.parse(said(decision, "done_on"));
    }

    private static String said(Decision decision, String column) {
        return String.valueOf(decision.fields().get(column));
    }

    Verdict decide(Actor actor, Decision decision, Kind kind, boolean agreed, @Nullable String reason) {
        Action before = store.find(decision.subject(), missions.today()).orElse(null);
        if (before == null) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed && !written(decision, kind)) throw new IllegalStateException("the action changed meanwhile");
        String act = agreed ? agreedAct(kind) : "evaluation.action-end-refused";
        events.publishEvent(new Acted(actor, act, Map.of("mission", before.mission(), "action", before.code())));
        Notification.others(store.concerned(before.id()), actor.personId(), Notification.TASK)
                .map(ring -> ring.of(before.id()))
                .ifPresent(events::publishEvent);
        return verdict;
    }

    private static String agreedAct(Kind kind) {
        return switch (kind) {
            case FINISH_ACTION -> "evaluation.action-done";
            case CANCEL_ACTION -> "evaluation.action-cancelled";
            case TRANSFER_ACTION -> "evaluation.action-transferred";
        };
    }

    private boolean written(Decision decision, Kind kind) {
        UUID id = decision.subject();
        return switch (kind) {
            case FINISH_ACTION -> store.finish(id, decision.version(), doneOn(decision), said(decision, "proof"));
            case CANCEL_ACTION -> store.cancel(id, decision.version(), said(decision, "cancelled_why"));
            case TRANSFER_ACTION ->
                store.transfer(
                        id,
                        decision.version(),
                        said(decision, "receiver"),
                        UUID.fromString(said(decision, "receiver_id")));
        };
    }
}
