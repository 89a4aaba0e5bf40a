package org.akoma.programme.findings;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.programme.evaluation.ChildNames;
import org.akoma.programme.evaluation.Missions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * What is done about recommendations. Its owner begins an action; that it is done, cancelled or transferred two people say ({@link ActionEndings}). How it stands
 * follows from the days.
 */
@Service
public class Actions {

    static final int MOST = 500;

    private final ActionStore store;
    private final Missions missions;
    private final Organisations organisations;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final ActionEndings endings;
    private final ChildNames names;

    Actions(
            ActionStore store,
            Missions missions,
            Organisations organisations,
            ActorTransactions transactions,
            ApplicationEventPublisher events,
            ActionEndings endings,
            ChildNames names) {
        this.names = names;
        this.endings = endings;
        this.store = store;
        this.missions = missions;
        this.organisations = organisations;
        this.transactions = transactions;
        this.events = events;
    }

    public List<Action> list(Actor actor, ActionFilter wanted, int most) {
        return actor.may(Verb.FINDING_READ)
                ? transactions.as(actor, () -> store.list(wanted, today(), most))
                : List.of();
    }

    /** In the order in which they were planned. */
    public List<Action> of(Actor actor, UUID recommendation) {
        return transactions.as(actor, () -> store.ofRecommendation(recommendation, today()));
    }

    public Optional<Action> find(Actor actor, UUID id) {
        return actor.may(Verb.FINDING_READ) ? transactions.as(actor, () -> store.find(id, today())) : Optional.empty();
    }

    /** The actor's own that are due until a day. */
    List<Action> own(Actor actor, LocalDate until, int most) {
        return actor.may(Verb.ACTION_UPDATE)
                ? transactions.as(actor, () -> store.own(today(), until, most))
                : List.of();
    }

    LocalDate today() {
        return missions.today();
    }

    public Answer<Action> start(Actor actor, UUID id, @Nullable Integer version) {
        return own(
                actor,
                id,
                version,
                "evaluation.action-started",
                before -> before.startedAt() != null || store.start(id, before.version()));
    }

    /** Its owner, or who received it, says that it is done; a second person agrees. */
    public Answer<Action> finish(Actor actor, UUID id, FinishAction input) {
        return transactions.as(actor, () -> {
            Optional<String> early =
                    find(actor, id).isPresent() ? store.tooEarly(id, input.doneOn()) : Optional.empty();
            if (early.isPresent()) return Answer.Refused.because("doneOn", early.get());
            return changed(
                    actor,
                    id,
                    input.version(),
                    "evaluation.action-done-asked",
                    one -> one.mine() && actor.may(Verb.ACTION_UPDATE),
                    Action::unfinished,
                    before -> asked(before, ActionEndings.Kind.FINISH_ACTION)
                            .orElseGet(() -> named(actor, before, "proof", input.proof())),
                    before -> endings.ask(actor, before, ActionEndings.Kind.FINISH_ACTION, input.asked()));
        });
    }

    /** A project manager asks that it is cancelled; a second person, who does not own it, agrees. */
    public Answer<Action> cancel(Actor actor, UUID id, CancelAction input) {
        return managed(
                actor,
                id,
                input.version(),
                "evaluation.action-cancel-asked",
                before -> asked(before, ActionEndings.Kind.CANCEL_ACTION)
                        .orElseGet(() -> named(actor, before, "reason", input.reason())),
                before -> endings.ask(actor, before, ActionEndings.Kind.CANCEL_ACTION, input.asked()));
    }

    /** Whether its cancellation ends the response. */
    boolean isLast(Actor actor, UUID id) {
        return transactions.as(actor, () -> store.isLast(id));
    }

    /** Why the actor cannot send anything about it, whatever is in the form: what there is none of for them, and what is not theirs; null = they can. */
    @Nullable
    Answer<Action> barred(Actor actor, UUID id, boolean owner) {
        Action one = find(actor, id).orElse(null);
        if (one == null) return new Answer.NotFound<>();
        boolean may = owner ? one.mine() && actor.may(Verb.ACTION_UPDATE) : actor.is(Role.PROJECT_MANAGER);
        return may ? null : new Answer.Forbidden<>();
    }

    /** A project manager asks that it is transferred to a named receiver; somebody of the structure that receives it agrees. */
    public Answer<Action> transfer(Actor actor, UUID id, TransferAction input) {
        return transactions.as(actor, () -> {
            Organisation structure = organisations
                    .findToday(input.structure().toUpperCase(Locale.ROOT))
                    .orElse(null);
            if (structure == null) return Answer.Refused.because("structure", "evaluation.no-structure");
            return managed(
                    actor,
                    id,
                    input.version(),
                    "evaluation.action-transfer-asked",
                    before -> asked(before, ActionEndings.Kind.TRANSFER_ACTION)
                            .orElseGet(() ->
                                    names.person(actor, "mission", before.mission(), "receiver", input.receiver())),
                    before -> endings.ask(
                            actor,
                            before,
                            ActionEndings.Kind.TRANSFER_ACTION,
                            Map.of(
                                    "receiver",
                                    input.receiver(),
                                    "receiver_id",
                                    structure.id().toString(),
                                    "structure",
                                    structure.code()),
                            Map.of(
                                    "receiver",
                                    input.receiver(),
                                    "receiver_id",
                                    structure.id().toString())));
        });
    }

    private Answer<Action> own(
            Actor actor, UUID id, @Nullable Integer version, String act, Function<Action, Boolean> change) {
        return changed(
                actor,
                id,
                version,
                act,
                one -> one.mine() && actor.may(Verb.ACTION_UPDATE),
                Action::isOpen,
                before -> null,
                change);
    }

    private Answer<Action> managed(
            Actor actor,
            UUID id,
            @Nullable Integer version,
            String act,
            Function<Action, @Nullable Answer<Action>> named,
            Function<Action, Boolean> change) {
        return changed(actor, id, version, act, one -> actor.is(Role.PROJECT_MANAGER), Action::isOpen, named, change);
    }

    /** What waits for a second person is decided, or taken back, before it is asked anew: nothing replaces it unread. */
    private static Optional<Answer<Action>> asked(Action of, ActionEndings.Kind kind) {
        return of.isAsked(kind.name())
                ? Optional.of(Answer.Refused.because("main", "evaluation.end-asked"))
                : Optional.empty();
    }

    private @Nullable Answer<Action> named(Actor actor, Action of, String field, String words) {
        return names.refusal(actor, "mission", of.mission(), ChildNames.texts(field, words));
    }

    private Answer<Action> changed(
            Actor actor,
            UUID id,
            @Nullable Integer version,
            String act,
            Predicate<Action> may,
            Predicate<Action> goesOn,
            Function<Action, @Nullable Answer<Action>> named,
            Function<Action, Boolean> change) {
        return transactions.as(actor, () -> {
            Action before = find(actor, id).orElse(null);
            if (before == null) return new Answer.NotFound<>();
            if (!may.test(before)) return new Answer.Forbidden<>();
            if (!before.confirmed()) return Answer.Refused.because("main", "evaluation.action-waits");
            if (!goesOn.test(before)) return Answer.Refused.because("main", "evaluation.action-ended");
            if (version != null && version != before.version()) return new Answer.Overtaken<>();
            Answer<Action> refused = named.apply(before);
            if (refused != null) return refused;
            if (!change.apply(before)) return new Answer.Overtaken<>();
            events.publishEvent(new Acted(actor, act, Map.of("mission", before.mission(), "action", before.code())));
            Notification.others(store.concerned(id), actor.personId(), Notification.TASK)
                    .map(ring -> ring.of(id))
                    .ifPresent(events::publishEvent);
            return new Answer.Done<>(store.find(id, today()).orElseThrow());
        });
    }
}
