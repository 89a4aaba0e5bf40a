package org.akoma.ground.decisions;

import java.util.Optional;
import java.util.Set;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.jspecify.annotations.Nullable;

/**
 * What a room does for one kind of decision, so that the page "to decide" and the API serve all kinds alike. Called inside an
 * {@link ActorTransactions} as the actor.
 */
public interface Decidable {

    /** The row of {@code access.decision_kind}. */
    String kind();

    /**
     * The names of fields that say what is asked, where nothing else does: a request without them counts as one that does not open. It is agreed to by
     * nobody, shown to no room, and refused without one.
     */
    default Set<String> needs() {
        return Set.of();
    }

    /** What the second person has to see. Empty when it does not exist for the actor. */
    Optional<Shown> show(Actor actor, Decision decision);

    /** The code of the file, person or structure that it is about, for a list. Empty when it does not exist for the actor. */
    default Optional<String> title(Actor actor, Decision decision) {
        return show(actor, decision).map(Shown::title);
    }

    /** What of this kind it is, for a list, in the reader's language: which role, which limit. Empty where code and kind say enough. */
    default Optional<Shown.Part> about(Actor actor, Decision decision) {
        return Optional.empty();
    }

    /** Whether somebody's life is said to be in danger as long as it is not decided: it comes before all else on every list. */
    default boolean ofDanger(Actor actor, Decision decision) {
        return false;
    }

    /** Kinds of what happens first and is confirmed within 24 hours. */
    Set<String> BEGUN = Set.of("SHELTER_MOVE");

    /** Whether what is asked for has begun already, or a child lacks it tonight: it comes before what can wait. Asked while it waits. */
    default boolean isUrgent(Actor actor, Decision decision) {
        return BEGUN.contains(kind());
    }

    /** Whether this decision waits, and cannot wait for long; kind: null = no room decides it here. */
    static boolean isUrgent(@Nullable Decidable kind, Actor actor, Decision decision) {
        return kind != null && decision.waits() && kind.isUrgent(actor, decision);
    }

    /** Whether this decision waits, and a life is said to be in danger until it is taken; kind: null = no room decides it here. */
    static boolean isOfDanger(@Nullable Decidable kind, Actor actor, Decision decision) {
        return kind != null && decision.waits() && kind.ofDanger(actor, decision);
    }

    /** The verdict with all that follows from it: the same as at the room's own address, and by {@link Decisions#decide}. */
    Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason);

    /**
     * The address of the form on which a proposal that was taken back is put right, filled with what was proposed. Asked after the withdrawal;
     * empty where there is none.
     */
    default Optional<String> again(Actor actor, Decision decision) {
        return Optional.empty();
    }

    /**
     * The print of what has to be drawn for who agrees, such as the people who could read: who agrees sends it back, so that nobody agrees without it or
     * to what changed since. Empty where the fields of the request say all.
     */
    default Optional<String> drawn(Actor actor, Decision decision) {
        return Optional.empty();
    }

    /** The page on which who gave the verdict goes on, asked after it; empty where the list of what waits is the next step. */
    default Optional<String> afterwards(Actor actor, Decision decision) {
        return Optional.empty();
    }

    /** Whether who asked may take it back: not what somebody else has to answer whatever the asker thinks of it since. */
    default boolean mayWithdraw() {
        return true;
    }

    /**
     * Why this request is neither refused nor taken back, as long as it waits, but only agreed to; empty where it may be. The page then offers neither, and
     * the room holds it by itself as well.
     */
    default Optional<FieldError> onlyAgreed(Actor actor, Decision decision) {
        return Optional.empty();
    }

    /** What the room undoes when the proposal was taken back; in the same transaction, after it. */
    default void withdrawn(Actor actor, Decision decision) {}
}
