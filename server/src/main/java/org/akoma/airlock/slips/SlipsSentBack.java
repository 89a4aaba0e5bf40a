package org.akoma.airlock.slips;

import static org.akoma.ground.access.Verb.SLIP_RECEIVE;
import static org.akoma.ground.access.Verb.SLIP_WRITE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Slips that care sent back, and what is to be done so that somebody receives the child. */
@Service
public class SlipsSentBack {

    private static final int MOST = 200;

    private final ActorTransactions transactions;
    private final SlipStore store;
    private final SettlementStore settlements;
    private final Decisions decisions;
    private final SlipScenes scenes;
    private final Formats words;
    private final Names called;

    SlipsSentBack(
            ActorTransactions transactions,
            SlipStore store,
            SettlementStore settlements,
            Decisions decisions,
            SlipScenes scenes,
            Formats words,
            Names called) {
        this.transactions = transactions;
        this.store = store;
        this.settlements = settlements;
        this.decisions = decisions;
        this.scenes = scenes;
        this.words = words;
        this.called = called;
    }

    /**
     * @param number of the slip
     * @param toDo the sentence that its own page says too
     */
    public record Waiting(String number, String toDo) {}

    /** Numbers of the slips of an operation whose child was sent back and is with nobody. Call inside an actor's transaction of the police. */
    public List<String> numbersOf(UUID operation) {
        return settlements.sentBackOf(operation);
    }

    /** The same with what is to be done about each. */
    public List<Waiting> of(Actor police, UUID operation) {
        return transactions.as(police, () -> {
            List<Slip> back = store.ofOperations(operation, SlipStatus.REFUSED, null, MOST).stream()
                    .filter(Slip::isSentBack)
                    .toList();
            Map<UUID, OtherSlip> others = othersOf(police, back);
            return back.stream()
                    .map(slip -> new Waiting(slip.number(), toDo(police, slip, others.get(slip.id()))))
                    .toList();
        });
    }

    /** What is to be done about a slip that was sent back, in the words for who reads it. */
    String toDo(Actor reader, Slip slip, @Nullable OtherSlip other) {
        String side = reader.may(SLIP_WRITE)
                ? ".police"
                : reader.compartment() == Compartment.ENFORCEMENT ? ".coordination" : ".care";
        if (other == null)
            return words.text("slips.sent-back" + side, slip.content().childNumber());
        String how = "slips.other." + other.how();
        boolean sameForAll = other.how() == OtherSlip.How.ASKED || other.how() == OtherSlip.How.REPLACED;
        return words.text(
                sameForAll ? how : how + side,
                other.number(),
                called.name(slip.content().receiver().organisation()));
    }

    /** Children whom nobody has received, as far as the caller answers for them or sent them back. */
    List<Slip> list(Actor actor, int limit) {
        boolean answers = actor.may(SLIP_WRITE) || actor.is(Role.CASE_SUPERVISOR) || actor.is(Role.LE_COORDINATOR);
        if (!answers && !actor.may(SLIP_RECEIVE)) return List.of();
        return transactions.as(actor, () -> store.sentBack(answers ? null : actor.personId(), limit));
    }

    /** The other slips of children who were sent back, by the id of the slip that was sent back. */
    Map<UUID, OtherSlip> othersOf(Actor actor, List<Slip> slips) {
        List<UUID> refused = slips.stream()
                .filter(slip -> slip.status() == SlipStatus.REFUSED)
                .map(Slip::id)
                .toList();
        return refused.isEmpty() ? Map.of() : transactions.as(actor, () -> settlements.othersOf(refused));
    }

    /** The request that says that two slips are one child's, while it waits; empty for who may not open it. */
    Optional<UUID> settlementAsked(Actor actor, Slip slip) {
        return transactions
                .as(actor, () -> decisions.waiting(SlipSettlements.KIND, slip.id()))
                .map(Decision::id);
    }

    /** The code of the operation in which the caller writes another slip of a child who was sent back; empty where they may not. */
    Optional<String> writesAnew(Actor officer, Slip back) {
        if (!officer.may(SLIP_WRITE) || !back.isSentBack()) return Optional.empty();
        return transactions.as(officer, () -> {
            UUID operation = store.operationOf(back.id());
            if (toReplace(operation, back.number()) == null) return Optional.empty();
            return scenes.all(officer)
                    .filter(one -> one.operationId().equals(operation))
                    .map(Scenes.Scene::operation)
                    .findFirst();
        });
    }

    /** The slip that another one may be written instead of; null where there is none, or another one is there. Call inside an actor's transaction. */
    @Nullable
    Slip toReplace(UUID operation, String number) {
        Slip back = store.find(number).filter(Slip::isSentBack).orElse(null);
        if (back == null || !store.operationOf(back.id()).equals(operation)) return null;
        OtherSlip other = settlements.othersOf(List.of(back.id())).get(back.id());
        return other == null || other.how() == OtherSlip.How.JUDGED ? back : null;
    }
}
