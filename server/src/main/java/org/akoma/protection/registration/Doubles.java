package org.akoma.protection.registration;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.TypedCode;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.vault.NameParts;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.identity.Identity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Likely doubles: the supervisors of both sides compare them, and the data protection officer can ask who asked for a child
 * ({@code trust.md G9}).
 */
@Service
public class Doubles {

    static final int MOST = 200;

    private final DoubleStore store;
    private final Identities identities;
    private final ActorTransactions transactions;
    private final Journal journal;

    Doubles(DoubleStore store, Identities identities, ActorTransactions transactions, Journal journal) {
        this.store = store;
        this.identities = identities;
        this.transactions = transactions;
        this.journal = journal;
    }

    /** @param told whether the answer said that there may be a file which the asker does not see */
    record Asked(Instant at, String person, String structure, boolean told) {}

    /**
     * Files and children whose names sound like a child's.
     *
     * @param codes of files that the asker sees
     * @param before ids of earlier children of the same question
     */
    public record Twins(List<String> codes, List<UUID> before) {
        public Twins {
            codes = List.copyOf(codes);
            before = List.copyOf(before);
        }
    }

    /**
     * Of many children, by the ids that their files will have, those whose names sound like another's; in the order of the question. Files that
     * the asker does not see are left out of the answer; their supervisors are asked about the pairs. Call inside an actor's transaction.
     */
    public Map<UUID, Twins> among(Actor actor, Map<UUID, Identity> children) {
        Map<UUID, Twins> twins = new LinkedHashMap<>();
        if (children.isEmpty()) return twins;
        Map<UUID, Identities.Doubles> found = identities.doubles(actor, children);
        children.keySet().forEach(id -> {
            Identities.Doubles one = found.get(id);
            if (one != null && !one.none()) twins.put(id, new Twins(one.codes(), one.before()));
        });
        return twins;
    }

    /**
     * What tells a child without a name from another.
     *
     * @param sex F, M or U
     */
    public record Plain(
            Identity identity,
            String sex,
            @Nullable String nationality,
            @Nullable Integer age) {

        /** Of one part of a name nobody is found who sounds like it. */
        boolean hasNoName() {
            return NameParts.of(identity.names()).parts().size() < 2;
        }
    }

    /**
     * Of many children those who have no name to be compared by, and are alike in facts to children of the asker's structure: by their ids, with the
     * codes of the first files. Call inside an actor's transaction.
     */
    public Map<UUID, List<String>> alikeInFacts(Map<UUID, Plain> children) {
        Map<UUID, Plain> nameless = new LinkedHashMap<>(children);
        nameless.values().removeIf(child -> !child.hasNoName());
        return nameless.isEmpty() ? Map.of() : store.alikeInFacts(nameless);
    }

    /**
     * A file of the actor's whose child has another one.
     *
     * @param closes whether this is the one to be closed
     */
    record Running(String code, boolean closes) {}

    enum Result {
        /** Two sides say the same: that is the verdict. */
        DONE,
        /** The actor's word is kept; another side has not said the same. */
        WAITS,
        /** It is settled already. */
        CHANGED,
        NOT_FOUND,
        FORBIDDEN
    }

    static boolean compares(Actor actor) {
        return actor.is(Role.CASE_SUPERVISOR) && actor.may(Verb.CASE_APPROVE);
    }

    static boolean watches(Actor actor) {
        return actor.is(Role.DATA_PROTECTION_OFFICER) && actor.may(Verb.JOURNAL_READ);
    }

    static boolean reads(Actor actor) {
        return compares(actor) || watches(actor);
    }

    /** Those that wait first; for the data protection officer those that wait for their word. None for who supervises nobody. */
    List<LikelyDouble> list(Actor actor) {
        if (compares(actor)) return transactions.as(actor, () -> store.withWords(store.list(MOST)));
        return watches(actor) ? transactions.as(actor, () -> store.withWords(store.between())) : List.of();
    }

    int waiting(Actor actor) {
        if (compares(actor)) return transactions.as(actor, () -> store.waiting(MOST));
        return watches(actor)
                ? (int) transactions.as(actor, store::between).stream()
                        .filter(pair -> pair.awaitsWord() || pair.same() != null)
                        .count()
                : 0;
    }

    /** The actor's word on a pair: for the sides that they supervise, or the data protection officer's. */
    Result judge(Actor actor, UUID id, LikelyDouble.Verdict verdict) {
        if (!reads(actor)) return Result.FORBIDDEN;
        return transactions.as(actor, () -> {
            Result said = store.judge(id, verdict);
            if (said == Result.DONE || said == Result.WAITS)
                journal.noteOwn(actor, "cases.double-compared", Map.of("pair", id, "verdict", verdict.name()));
            return said;
        });
    }

    /** That this file of the two be kept: so it is once two persons choose it, both sides or one of them and the data protection officer. */
    Result choose(Actor actor, UUID id, LikelyDouble.Side keeps) {
        if (!reads(actor)) return Result.FORBIDDEN;
        if (keeps == LikelyDouble.Side.CUSTODY) return Result.NOT_FOUND;
        return transactions.as(actor, () -> {
            Result chosen = store.choose(id, keeps);
            if (chosen == Result.DONE || chosen == Result.WAITS)
                journal.noteOwn(actor, "cases.double-chosen", Map.of("pair", id, "keeps", keeps.name()));
            return chosen;
        });
    }

    /** Files of which the actor is the worker or the supervisor, whose child has another one that is open too. */
    List<Running> running(Actor actor) {
        return actor.may(Verb.CASE_WRITE) || compares(actor) ? transactions.as(actor, store::running) : List.of();
    }

    /** The last who asked for a child whose names sound like those of this file, newest first. Journalled. */
    List<Asked> whoAsked(Actor actor, String code) {
        if (!watches(actor)) return List.of();
        return transactions.as(actor, () -> {
            String wanted = TypedCode.of(code);
            journal.noteOwn(actor, "cases.who-asked-read", Map.of("code", wanted));
            return store.whoAsked(wanted);
        });
    }
}
